#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "scenario/yaml_tree.hpp"

/// Small questions about the spelling of YAML, answered on the text itself.
namespace sealedbid {

/// The offset behind the closing quote of the quoted text that begins at `begin`, or nothing where it is never closed.
std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t begin);

/// The offset of the next quote that opens text at or behind `begin`, outside comments; the size of the text where there is none.
std::size_t next_quote(std::string_view text, std::size_t begin);

/// What a plain scalar would be read as by some YAML reader if it is not text: "null", "a truth value" or "a number"; else empty.
std::string other_reading(std::string_view plain);

/// True where a plain scalar says null in YAML 1.2: empty, "~", "null", "Null", "NULL".
bool is_null_text(std::string_view plain);

/// "volume:1", without the space that would make it a key and a value.
bool lacks_space_after_colon(std::string_view plain);

/// What is wrong and what would be right, for a message of yaml-cpp.
struct Explanation {
  std::string what;
  std::string suggestion;
};
Explanation explain_yaml_error(std::string_view message);

/// The refusal of anchors and aliases, and of tags.
Explanation explain_anchor();
Explanation explain_tag();

/// Why a tree cannot be a document: its root is not a map.
std::optional<Explanation> fault_of_root(const YamlNode& root);

/// Why a text in quotes cannot be kept: an escape in it made a control character, a separator or bytes that are not UTF-8.
std::optional<Explanation> fault_of_quoted(const YamlNode& scalar);

/// Why a scalar cannot be a key: empty, longer than 256 bytes, of several lines, "<<", or read as null, truth value or number.
std::optional<Explanation> fault_of_key(const YamlNode& key);

/// Why the key that is spelled in [begin, end) of the text does not look like one: no colon follows on its line, or a question
/// mark stands before it.
std::optional<Explanation> fault_of_colon(std::string_view text, const YamlNode& key, std::size_t begin, std::size_t end);

}  // namespace sealedbid
