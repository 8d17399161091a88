#pragma once

#include <vector>

#include "base/issue.hpp"
#include "scenario/yaml_tree.hpp"

namespace sealedbid {

/// Takes the block of policies out of the tree of a file, marked as patches: a map from names to patches, empty if there is none.
/// Adds to `issues`: names that are no names or differ in capitals only, patches that are no maps, patches of keys that hold for
/// the whole file, and more than 2,000,000 values in all policies together (then the map is empty).
YamlNode take_policies(YamlNode& root, std::vector<Issue>& issues);

/// The base with one patch applied.
YamlNode patched(const YamlNode& base, const YamlNode& patch);

}  // namespace sealedbid
