#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "scenario/yaml_tree.hpp"

/// From the text of one YAML scalar to a value, strictly: what YAML readers guess (017, 1_000, yes, 12:30, "5") is refused with a
/// hint.
namespace sealedbid {

/// What is wrong with a value, and what would be right.
struct Fault {
  std::string what;
  std::string suggestion;
};

template <class Value>
using Parsed = std::variant<Value, Fault>;

/// A finite decimal number in the grammar of parse_number; −0 becomes 0.
Parsed<double> number_of(const YamlNode& node);
/// A whole number, exact to the last digit.
Parsed<std::int64_t> integer_of(const YamlNode& node);
Parsed<std::uint64_t> unsigned_of(const YamlNode& node);
/// true or false, in these spellings only.
Parsed<bool> truth_of(const YamlNode& node);

/// True for an empty value, ~ and null.
bool is_null(const YamlNode& node);

/// "a map", "a list", "text in quotes" or the text itself in quotation marks: how messages call a value.
std::string description_of(const YamlNode& node);

}  // namespace sealedbid
