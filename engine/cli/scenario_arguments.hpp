#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/read_scenario.hpp"

/// What all commands on scenario files do with their arguments.
namespace sealedbid::cli {

/// The values of --set.
std::vector<Override> overrides_of(const std::vector<std::string>& settings);

void print_warnings(const std::vector<Issue>& warnings);

/// The index of `name` among `names`; the first where it is empty.
///
/// Throws UsageError where there is none: `owner`, a scenario or a run directory, has no `kind` ("policy") of the name that
/// `option` asks for.
std::size_t index_of_name(const char* option, const char* kind, const std::string& name, const std::string& owner,
                          const std::vector<std::string>& names);

std::vector<std::string> policy_names(const ScenarioFile& file);

}  // namespace sealedbid::cli
