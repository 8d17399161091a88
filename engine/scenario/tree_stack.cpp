#include "scenario/tree_stack.hpp"

#include <utility>

namespace sealedbid {

bool TreeStack::is_left_of_its_key(const Place& value) const {
  if (!is_inside(YamlKind::map)) return false;
  const Place& key = key_place();
  return value.line > key.line && value.column <= key.column;
}

void TreeStack::open(YamlKind kind, Place place) {
  OpenNode opened;
  opened.node.kind = kind;
  opened.node.place = std::move(place);
  open_.push_back(std::move(opened));
}

void TreeStack::close() {
  YamlNode node = std::move(open_.back().node);
  open_.pop_back();
  add(std::move(node));
}

std::optional<int> TreeStack::add_key(std::string key, Place place) {
  OpenNode& map = open_.back();
  const auto [entry, is_new] = map.line_of_key.emplace(key, place.line);
  map.has_key = true;
  map.key = std::move(key);
  map.key_place = std::move(place);
  return is_new ? std::nullopt : std::optional(entry->second);
}

void TreeStack::add(YamlNode node) {
  if (open_.empty()) {
    root_ = std::move(node);
  } else if (OpenNode& parent = open_.back(); parent.node.kind == YamlKind::sequence) {
    parent.node.items.push_back(std::move(node));
  } else {
    parent.node.entries.push_back({std::move(parent.key), parent.key_place, std::move(node)});
    parent.has_key = false;
  }
}

}  // namespace sealedbid
