#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenario/read_block.hpp"
#include "scenario/read_scenario.hpp"

namespace sealedbid {

/// Every final value of a scenario with its unit (the scenario's currency filled in), meaning and origin, in the order of the
/// table of fields. Texts and optional quantities without a value are left out. Correlations have one entry each.
/// @param written what read_block returned for this scenario.
std::vector<ExplainedValue> explain(const Scenario& scenario, const std::map<std::string, Written>& written);

}  // namespace sealedbid
