#include "scenario/read_text.hpp"

#include <algorithm>
#include <string_view>

namespace sealedbid {

namespace {

constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view letters_and_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

bool is_code(const std::string& text) {
  return text.size() == 3 && text.find_first_not_of(capitals) == std::string::npos;
}

bool is_file_name(const std::string& text) {
  const auto is_allowed = [](char letter) {
    return letters_and_digits.find(letter) != std::string_view::npos || letter == '-' || letter == '_' || letter == '.';
  };
  return !text.empty() && text.size() <= 64 && letters_and_digits.find(text[0]) != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), is_allowed);
}

std::string capital_code(const std::string& text) {
  std::string code = text;
  for (char& letter : code) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return is_code(code) ? "Did you mean " + code + "?" : "";
}

}  // namespace

std::optional<Fault> fault_of_text(const YamlNode& node, TextForm form) {
  if (node.kind != YamlKind::scalar) return Fault{"expected text, got " + description_of(node), ""};
  const std::string& text = node.text;
  switch (form) {
    case TextForm::free_text:
      if (text.size() <= 256) return {};
      return Fault{"has " + std::to_string(text.size()) + " bytes", "At most 256 are allowed."};
    case TextForm::file_name:
      if (is_file_name(text)) return {};
      return Fault{description_of(node) + " is not a name (1 to 64 letters a-z, digits, '-', '_' and '.')", ""};
    case TextForm::country:
      if (is_code(text)) return {};
      return Fault{description_of(node) + " is not a country code (three capital letters, e.g. AZE)", capital_code(text)};
    case TextForm::currency:
      if (is_code(text)) return {};
      return Fault{description_of(node) + " is not a currency code (three capital letters, e.g. USD)", capital_code(text)};
    case TextForm::reference:
      if (!text.empty()) return {};
      return Fault{"is empty", ""};
  }
  return {};
}

}  // namespace sealedbid
