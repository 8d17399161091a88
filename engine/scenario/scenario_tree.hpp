#pragma once

#include "scenario/scenario.hpp"
#include "scenario/yaml_tree.hpp"

namespace sealedbid {

/// A scenario as a tree with every standard value filled in; empty texts, empty lists and optional quantities without a value are
/// left out. read_block gives the same scenario back.
YamlNode scenario_tree(const Scenario& scenario);

}  // namespace sealedbid
