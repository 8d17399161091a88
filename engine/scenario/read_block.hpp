#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenario/fields.hpp"
#include "scenario/yaml_tree.hpp"

/// From a tree to the structs, by the table of fields.
namespace sealedbid {

/// Where and in which text a value was written. A quantity whose parameters come from several texts counts as written in the last
/// of them.
struct Written {
  Place place;
  YamlSource source = YamlSource::base_file;
};

struct ReadResult {
  std::map<std::string, Written> written;  ///< by key path, blocks and values; the root has the empty path
  std::vector<Issue> issues;               ///< in the order of the walk
};

/// Fills `scenario` from the tree of a whole file without its policies. Values with a fault keep their defaults.
/// Also sets `scenario.places`, and award_year to price_year where it was not written.
ReadResult read_block(const YamlNode& root, Scenario& scenario);
/// The same for a rules file.
ReadResult read_block(const YamlNode& root, RulesText& rules);
/// The same for a game file. Also sets `file.places`.
ReadResult read_block(const YamlNode& root, GameFile& file);

}  // namespace sealedbid
