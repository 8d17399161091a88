#include "scenario/read_text.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

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
    case TextForm::label:
      if (!text.empty() && text.size() <= 64) return {};
      return Fault{text.empty() ? "is empty" : "has " + std::to_string(text.size()) + " bytes", "1 to 64 are allowed."};
    case TextForm::reference:
      if (!text.empty()) return {};
      return Fault{"is empty", ""};
  }
  return {};
}

std::optional<Fault> fault_of_list(const YamlNode& node, const std::string& items) {
  if (node.kind == YamlKind::sequence) {
    return node.items.empty() ? std::optional(Fault{"the list is empty", "Give at least one item."}) : std::nullopt;
  }
  return Fault{"expected a list of " + items + ", got " + description_of(node),
               node.kind == YamlKind::scalar ? "Did you mean [" + printable(node.text) + "]?" : ""};
}

std::optional<Fault> fault_of_item(const YamlNode& item, TextForm form, std::span<const std::string> before) {
  if (is_null(item)) return Fault{"the list has an empty item", "Remove it."};
  if (auto fault = fault_of_text(item, form)) return fault;
  if (std::find(before.begin(), before.end(), item.text) == before.end()) return {};
  return Fault{"'" + printable(item.text) + "' stands twice in the list", "Remove one of them."};
}

std::string fault_of_name(const std::string& name) {
  const auto is_letter = [](char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); };
  const bool is_plain = std::all_of(name.begin(), name.end(), [&](char letter) {
    return is_letter(letter) || (letter >= '0' && letter <= '9') || letter == '_';
  });
  if (!name.empty() && name.size() <= 64 && is_letter(name[0]) && is_plain) return "";
  return "'" + printable(name) + "' is not a name (1 to 64 letters a-z, digits and '_', beginning with a letter)";
}

std::string name_list(std::span<const std::string_view> names) {
  std::string text;
  for (const auto name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

Fault unknown_choice_fault(const YamlNode& node, std::span<const std::string_view> names) {
  const std::string nearest = nearest_name(node.text, std::vector<std::string>(names.begin(), names.end()));
  return {description_of(node) + " is not one of " + name_list(names), nearest.empty() ? "" : "Did you mean " + nearest + "?"};
}

}  // namespace sealedbid
