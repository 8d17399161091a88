#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/scalars.hpp"
#include "scenario/yaml_tree.hpp"

namespace sealedbid {

/// The message for a key that no table has: the nearest known key, and the code point of the first letter that only looks Latin.
Fault unknown_key_fault(const std::string& key, const std::vector<std::string>& known);

}  // namespace sealedbid
