#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/check_economy.hpp"
#include "scenario/scenario.hpp"

/// Whether the ways to bid fit together: what a strategy needs is there, and nothing is given that it does not use.
namespace sealedbid {

/// Strategies of the classes, with their mark-ups, tables, risk aversion and entry costs.
std::vector<Issue> check_strategies(const Scenario& scenario);

/// Rings: their classes exist, belong to one ring only, bid by one strategy and value profits alike. A ring of fewer than two
/// bidders gives a warning: it changes nothing.
std::vector<Issue> check_rings(const Scenario& scenario);

/// A utility has the coefficient that its form needs, in the range of that form; `path` is the block's key path.
void check_risk_aversion(const RiskAversion& risk, const std::string& path, Findings& findings);

}  // namespace sealedbid
