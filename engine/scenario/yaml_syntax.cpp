#include "scenario/yaml_syntax.hpp"

#include <algorithm>
#include <array>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "scenario/yaml_strictness.hpp"

namespace sealedbid {
namespace {

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

struct KnownError {
  std::string_view fragment;  ///< of the message of yaml-cpp
  std::string_view what;
  std::string_view suggestion;
};

constexpr std::string_view no_anchors = "anchors (&) and aliases (*) are not allowed";
constexpr std::string_view write_out = "Write the values out; text that begins with & or * needs quotes";
constexpr std::string_view no_tags = "tags (!) are not allowed";
constexpr std::string_view quote_text = "Put text that begins with ! in quotes";
constexpr std::string_view bad_escape = "this escape is not known";
constexpr std::string_view double_backslash = "Write \\\\ for a backslash, or use single quotes";

constexpr std::array known_errors = {
    KnownError{"illegal tab", "a tab is used as indentation", "Indent with spaces"},
    KnownError{"end of sequence flow", "a list in [ ] is not closed, or a comma is missing", "Close it with ]"},
    KnownError{"end of map flow", "a map in { } is not closed, or a comma is missing", "Close it with }"},
    KnownError{"end of sequence", "this does not belong to the list above", "Begin each item with '- ', all indented alike"},
    KnownError{"end of map", "this does not belong to the map above",
               "Check indentation and quotes; write each key as 'key: value'"},
    KnownError{"illegal map value", "a colon stands where no value can follow",
               "Check the line above and the indentation, put a space after each colon, and put text that holds ': ' in quotes"},
    KnownError{"illegal map key", "a key cannot stand here", "Write each key as 'key: value' on its own line"},
    KnownError{"illegal flow end", "this bracket closes nothing that is open", "Remove it or open it before"},
    KnownError{"illegal block entry", "a list item cannot stand here", "Begin each item with '- ' on its own line"},
    KnownError{"unknown token", "a value cannot begin with this character", "Put the text in quotes"},
    KnownError{"anchor", no_anchors, write_out},
    KnownError{"alias", no_anchors, write_out},
    KnownError{"tag", no_tags, quote_text},
    KnownError{"block scalar", "after | or > only +, - and one digit from 1 to 9 can stand",
               "Begin the text on the next line, indented"},
    KnownError{"zero indentation", "the indentation of a block of text cannot be 0", "Leave the digit out"},
    KnownError{"unknown escape", bad_escape, double_backslash},
    KnownError{"hex number", bad_escape, double_backslash},
    KnownError{"invalid unicode", "this escape is no character of Unicode", "Write the character itself"},
    KnownError{"scalar", "a text in quotes is never closed", "Close the quote"},
    KnownError{"bad file", "lists and maps are nested too deeply", "Use at most 64 levels"},
};

}  // namespace

std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      const bool is_doubled = quote == '\'' && at + 1 < text.size() && text[at + 1] == quote;
      if (!is_doubled) return at + 1;
      ++at;
    }
  }
  return std::nullopt;
}

std::size_t next_quote(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '"' || text[at] == '\'') return at;
    const bool is_comment = text[at] == '#' && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\n');
    if (is_comment) at = std::min(text.find('\n', at), text.size());
  }
  return text.size();
}

bool is_null_text(std::string_view plain) {
  return is_one_of(plain, {"", "~", "null", "Null", "NULL"});
}

std::string other_reading(std::string_view plain) {
  const std::string word = lower_case(plain);
  if (is_one_of(word, {"", "~", "null"})) return "null";
  if (is_one_of(word, {"true", "false", "yes", "no", "on", "off", "y", "n"})) return "a truth value";
  if (is_one_of(word, {".nan", "nan", ".inf", "-.inf", "+.inf", "inf", "-inf"})) return "a number";
  // Old and new YAML also read 017, 0x1F, 0o17, 1_000, 1,000, 12:30 and 5. as numbers.
  const bool has_digit = word.find_first_of("0123456789") != std::string::npos;
  const bool is_numeral = has_digit && word.find_first_not_of("0123456789+-._,:e") == std::string::npos && word[0] != 'e';
  const bool is_prefixed = word.starts_with("0x") || word.starts_with("0o") || word.starts_with("0b");
  const bool is_based = is_prefixed && word.size() > 2 && word.find_first_not_of("0123456789abcdef_", 2) == std::string::npos;
  return parse_number(plain) || is_numeral || is_based ? "a number" : "";
}

bool lacks_space_after_colon(std::string_view plain) {
  const std::size_t colon = plain.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < plain.size() && plain[colon + 1] != ' ';
}

Explanation explain_yaml_error(std::string_view message) {
  for (const KnownError& known : known_errors) {
    if (message.find(known.fragment) != std::string_view::npos) return {std::string(known.what), std::string(known.suggestion)};
  }
  return {"not valid YAML (" + printable(message) + ")", ""};
}

Explanation explain_anchor() {
  return {std::string(no_anchors), std::string(write_out)};
}

Explanation explain_tag() {
  return {std::string(no_tags), std::string(quote_text)};
}

std::optional<Explanation> fault_of_root(const YamlNode& root) {
  if (root.kind == YamlKind::map) return std::nullopt;
  const bool is_text = root.kind == YamlKind::scalar;
  if (is_text && !root.is_quoted && is_null_text(root.text))
    return Explanation{"holds no keys", "A scenario is a map: 'key: value'"};
  const std::string remedy =
      is_text && lacks_space_after_colon(root.text) ? "Put a space after the colon" : "Begin with 'key: value'";
  return Explanation{std::string("the document must be a map of keys and values, not ") + (is_text ? "text" : "a list"), remedy};
}

std::optional<Explanation> fault_of_quoted(const YamlNode& scalar) {
  std::string seen = scalar.text;
  std::erase_if(seen, [](char c) { return c == '\n' || c == '\t'; });
  if (printable(seen, 4 * seen.size()) == seen) return std::nullopt;
  return Explanation{"a control character or separator in a text (" + printable(seen, 60) + ")", "Remove the escape"};
}

std::optional<Explanation> fault_of_key(const YamlNode& key) {
  const std::string shown = "'" + printable(key.text, 60) + "'";
  if (key.text.empty()) return Explanation{"the key is empty", "Give it a name"};
  if (key.text.size() > yaml_limit_key_bytes) return Explanation{"the key " + shown + " is longer than 256 bytes", "Shorten it"};
  if (key.text.find_first_of("\n\t") != std::string::npos) {
    return Explanation{"the key " + shown + " holds a line break or a tab", "Write a name on one line"};
  }
  if (key.is_quoted) return std::nullopt;
  if (key.text == "<<") return Explanation{"merge keys (<<) are not supported", "Write the values out"};
  const std::string reading = other_reading(key.text);
  if (reading.empty()) return std::nullopt;
  return Explanation{"the key " + shown + " reads as " + reading + ", and keys are text", "If it is a name, put it in quotes"};
}

std::optional<Explanation> fault_of_colon(std::string_view text, const YamlNode& key, std::size_t begin, std::size_t end) {
  const std::size_t before = begin == 0 ? std::string_view::npos : text.find_last_not_of(" \t", begin - 1);
  const std::size_t behind = text.find_first_not_of(" \t", end);
  const bool is_explicit = before != std::string_view::npos && text[before] == '?';
  const bool has_colon = behind != std::string_view::npos && text[behind] == ':';
  if (has_colon && !is_explicit) return std::nullopt;
  const bool is_joined = !key.is_quoted && lacks_space_after_colon(key.text);
  return Explanation{"'" + printable(key.text, 60) + "' is not followed by a colon and a value on its line",
                     is_joined ? "Put a space after the colon" : "Write 'key: value', with a space after the colon"};
}

}  // namespace sealedbid
