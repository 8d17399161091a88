#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenario/fields.hpp"

/// Walks over a filled-in block and everything below it.
namespace sealedbid {

/// Calls visitor(key_path, info, value) for every value below `block`, in the order of the table: numbers, quantities, text,
/// truth values, choices, and lists as a whole. Optional values that are absent and parts of the rules at their standard are left
/// out.
template <class Block, class Visitor>
void for_each_value(const Block& block, const std::string& path, Visitor& visitor) {
  for_each_field(block, [&](const FieldInfo& info, const auto& value) {
    using Value = std::remove_cvref_t<decltype(value)>;
    const std::string key_path = joined_path(path, info.key);
    if constexpr (OptionalPart<Value>) {
      if (value != Value{}) for_each_value(value, key_path, visitor);
    } else if constexpr (TableBlock<Value>) {
      for_each_value(value, key_path, visitor);
    } else if constexpr (NamedList<Value>) {
      for (const auto& item : value) for_each_value(item, joined_path(key_path, item.name), visitor);
    } else if constexpr (std::is_same_v<Value, std::map<std::string, Quantity>>) {
      for (const auto& [name, quantity] : value) visitor(joined_path(key_path, name), info, quantity);
    } else if constexpr (requires { value.has_value(); }) {
      if (value) visitor(key_path, info, *value);
    } else {
      visitor(key_path, info, value);
    }
  });
}

/// The key paths and values of all quantities that are drawn once a replication, in the order of the table.
std::vector<std::pair<std::string, Quantity>> quantities_drawn_once_a_replication(const Scenario& scenario);

}  // namespace sealedbid
