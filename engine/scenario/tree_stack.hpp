#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/yaml_tree.hpp"

/// Assembles a tree from its pieces in the order of the text.
namespace sealedbid {

/// The maps and sequences whose ends have not come yet, the root first.
class TreeStack {
 public:
  std::size_t depth() const { return open_.size(); }
  bool is_inside(YamlKind kind) const { return !open_.empty() && open_.back().node.kind == kind; }
  bool is_key_expected() const { return is_inside(YamlKind::map) && !open_.back().has_key; }

  /// The innermost open node; there must be one.
  const YamlNode& innermost() const { return open_.back().node; }
  /// Place of the last key of the innermost map.
  const Place& key_place() const { return open_.back().key_place; }
  /// A value of the innermost map that stands on a later line than its key and not to the right of it.
  bool is_left_of_its_key(const Place& value) const;
  std::size_t keys_of_map() const { return open_.back().line_of_key.size(); }

  void open(YamlKind kind, Place place);
  void close();
  /// The key of the next entry of the innermost map; returns the line of an earlier entry with the same key.
  std::optional<int> add_key(std::string key, Place place);
  /// An item of the innermost sequence, the value of the last key, or the root.
  void add(YamlNode node);

  /// The finished tree, once nothing is open.
  const YamlNode& root() const { return root_; }
  YamlNode take_root() { return std::move(root_); }

 private:
  struct OpenNode {
    YamlNode node;
    std::map<std::string, int, std::less<>> line_of_key;
    bool has_key = false;
    std::string key;
    Place key_place;
  };

  std::vector<OpenNode> open_;
  YamlNode root_;
};

}  // namespace sealedbid
