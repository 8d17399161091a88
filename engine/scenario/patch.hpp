#pragma once

#include <vector>

#include "scenario/read_scenario.hpp"
#include "scenario/yaml_tree.hpp"

/// Changes to a tree before it is read: policies and overrides from the command line.
namespace sealedbid {

/// Marks a node and everything below it.
void mark_source(YamlNode& node, YamlSource source);

/// Lays a patch over a tree: maps merge key by key, everything else is replaced. A map with the key distribution is a whole
/// quantity and replaces what was there; one without it changes single parameters. A written ~ takes a key out that is there.
void merge_patch(YamlNode& base, const YamlNode& patch);

/// Puts the value of an override, read as YAML, in the place that its key path names; blocks on the way are made where they are
/// missing. Faults (not YAML, a path through something that is not a block, a path into policies) are added to `issues`, with the
/// place
/// {"--set", 1, column of the argument}.
void apply_override(YamlNode& root, const Override& override_, std::vector<Issue>& issues);

}  // namespace sealedbid
