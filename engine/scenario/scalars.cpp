#include "scenario/scalars.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>

#include "base/number_text.hpp"
#include "base/text.hpp"

namespace sealedbid {

namespace {

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}
bool has(std::string_view text, char letter) {
  return text.find(letter) != std::string_view::npos;
}

std::string lower_case(std::string text) {
  for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text;
}

std::string without(std::string text, std::string_view letters) {
  std::erase_if(text, [&](char letter) { return has(letters, letter); });
  return text;
}

/// The number that a 0x, 0o or 0b spelling stands for.
std::optional<double> in_other_base(const std::string& text) {
  if (text.size() < 3 || text[0] != '0') return {};
  const int base = text[1] == 'x' || text[1] == 'X' ? 16 : text[1] == 'o' ? 8 : text[1] == 'b' ? 2 : 0;
  if (base == 0) return {};
  std::size_t used = 0;
  try {
    const auto value = std::stoull(text.substr(2), &used, base);
    return used == text.size() - 2 ? std::optional(static_cast<double>(value)) : std::nullopt;
  } catch (const std::exception&) {
    return {};
  }
}

/// True for digits with a sign, a point and an exponent in the right places: a number, if its size allows.
bool has_number_grammar(const std::string& text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at > start;
  };
  if (!digits()) return false;
  if (at < text.size() && text[at] == '.' && (++at, !digits())) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

/// A repair of a spelling that people use for a number, with what is wrong about it.
struct Repair {
  std::string_view why;
  std::string text;
};

std::string after_leading_zeros(const std::string& text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  std::size_t at = sign;
  while (at + 1 < text.size() && text[at] == '0' && is_digit(text[at + 1])) ++at;
  return text.substr(0, sign) + text.substr(at);
}

std::string leading_number(const std::string& text) {
  return text.substr(0, std::min(text.size(), text.find_first_not_of("-0123456789.")));
}

std::string with_point(const std::string& text) {
  if (std::count(text.begin(), text.end(), ',') != 1 || has(text, '.'))
    return without(text, text.find(',') < text.find('.') ? "," : ".");
  std::string result = text;
  std::replace(result.begin(), result.end(), ',', '.');
  return result;
}

Repair repair_of(const std::string& text) {
  const std::string body = text.starts_with('-') ? text.substr(1) : text;
  if (text.starts_with('+')) return {"has a plus sign", text.substr(1)};
  if (body.starts_with('.')) return {"begins with the decimal point", (text == body ? "0" : "-0") + body};
  if (body.ends_with('.')) return {"ends with the decimal point", text.substr(0, text.size() - 1)};
  if (const auto value = in_other_base(body)) return {"is not a decimal number", number_text(text == body ? *value : -*value)};
  if (has(text, ':')) return {"is not a decimal number (a time or base 60)", ""};
  if (text.ends_with('%')) {
    const auto percent = parse_number(text.substr(0, text.find_last_not_of(" %") + 1));
    return {"is written in percent, shares are fractions", percent ? number_text(*percent / 100.0) : ""};
  }
  if (has(text, ',')) return {"contains a comma, the decimal mark is a point", with_point(text)};
  if (const std::string plain = without(text, "_' "); plain != text && has_number_grammar(plain))
    return {"has grouped digits", plain};
  if (body.size() > 1 && body[0] == '0' && is_digit(body[1])) return {"has leading zeros", after_leading_zeros(text)};
  if (has(text, ' ')) return {"is not a number alone, the unit is part of the key", leading_number(text)};
  return {"is not a number", ""};
}

Fault number_fault(const YamlNode& node, const std::string& kind) {
  if (node.kind != YamlKind::scalar) return {"expected " + kind + ", got " + description_of(node), ""};
  const std::string shown = "'" + printable(node.text) + "'";
  if (node.is_quoted) {
    return {shown + " is text in quotes, not a number", parse_number(node.text) ? "Write " + node.text + " without quotes." : ""};
  }
  const std::string word = lower_case(without(node.text, ".+-"));
  if (word == "nan" || word == "inf" || word == "infinity") return {shown + " is not a finite number", ""};
  if (has_number_grammar(node.text) && after_leading_zeros(node.text) == node.text) {
    const std::size_t exponent = node.text.find_first_of("eE");
    const bool is_small = exponent != std::string::npos && node.text[exponent + 1] == '-';
    return {shown + (is_small ? " is smaller than numbers can be represented" : " is larger than numbers can be represented"),
            ""};
  }
  const Repair repair = repair_of(node.text);
  const bool is_repaired = parse_number(repair.text).has_value();
  return {shown + " " + std::string(repair.why),
          is_repaired ? "Did you mean " + repair.text + "?" : "Write a plain decimal number."};
}

template <class Integer>
Parsed<Integer> whole_number_of(const YamlNode& node, std::optional<Integer> (*parse)(std::string_view)) {
  const bool is_plain = node.kind == YamlKind::scalar && !node.is_quoted;
  if (is_plain) {
    if (const auto value = parse(node.text)) return *value;
  }
  const auto number = is_plain ? parse_number(node.text) : std::nullopt;
  if (!number) return number_fault(node, "a whole number");
  const std::string shown = "'" + printable(node.text) + "'";
  if (std::trunc(*number) != *number) return Fault{shown + " is not a whole number", ""};
  if (node.text.find_first_not_of("-0123456789") == std::string::npos)
    return Fault{shown + " does not fit a whole number here", ""};
  const std::string digits = std::abs(*number) < 9007199254740992.0 ? std::to_string(static_cast<std::int64_t>(*number)) : "";
  return Fault{shown + " is not written as a whole number", digits.empty() ? "" : "Did you mean " + digits + "?"};
}

}  // namespace

bool is_null(const YamlNode& node) {
  constexpr std::array<std::string_view, 5> spellings = {"", "~", "null", "Null", "NULL"};
  return node.kind == YamlKind::scalar && !node.is_quoted &&
         std::find(spellings.begin(), spellings.end(), node.text) != spellings.end();
}

std::string description_of(const YamlNode& node) {
  if (node.kind == YamlKind::map) return "a map";
  if (node.kind == YamlKind::sequence) return "a list";
  return "'" + printable(node.text) + "'";
}

Parsed<double> number_of(const YamlNode& node) {
  if (node.kind == YamlKind::scalar && !node.is_quoted) {
    if (const auto value = parse_number(node.text)) return *value + 0.0;
  }
  return number_fault(node, "a number");
}

Parsed<std::int64_t> integer_of(const YamlNode& node) {
  return whole_number_of<std::int64_t>(node, parse_integer);
}
Parsed<std::uint64_t> unsigned_of(const YamlNode& node) {
  return whole_number_of<std::uint64_t>(node, parse_unsigned);
}

Parsed<bool> truth_of(const YamlNode& node) {
  if (node.kind != YamlKind::scalar) return Fault{"expected true or false, got " + description_of(node), ""};
  if (!node.is_quoted && node.text == "true") return true;
  if (!node.is_quoted && node.text == "false") return false;
  const std::string word = lower_case(node.text);
  const bool is_yes = is_null(node) ? false : word == "true" || word == "yes" || word == "on" || word == "y" || word == "1";
  const bool is_no = word == "false" || word == "no" || word == "off" || word == "n" || word == "0";
  return Fault{description_of(node) + (node.is_quoted ? " is text in quotes, not true or false" : " is not true or false"),
               is_yes  ? "Did you mean true?"
               : is_no ? "Did you mean false?"
                       : ""};
}

}  // namespace sealedbid
