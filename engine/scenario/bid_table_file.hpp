#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/yaml_tree.hpp"

/// Bid functions that a scenario takes from CSV files.
namespace sealedbid {

/// Replaces each `bidder_classes.<name>.bid_table.file` of a tree by the two columns of the file it names, so that whatever is
/// made of the tree does without the file. A file that was written later than lists beside it (by an override) replaces them.
/// @param root a scenario, or the patch of a policy; what is no map of maps is left to the reader.
/// @param scenario_path file paths are relative to its folder; a name without one stands for the current folder.
/// @param issues takes the faults of the files and of the tables' form, with the place in the CSV file where there is one. A file
///   with a fault stays in the tree.
void read_bid_table_files(YamlNode& root, const std::string& scenario_path, std::vector<Issue>& issues);

}  // namespace sealedbid
