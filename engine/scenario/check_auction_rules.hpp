#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/scenario.hpp"

/// Whether the rules of an auction fit together: what contradicts another rule, needs one that is absent, or would have no effect
/// is refused with its key path, the reason and a remedy. The values themselves are sound.
namespace sealedbid {

/// Volumes, their reaction to bids, admission, stages and limits.
std::vector<Issue> check_award_rules(const Scenario& scenario);

/// Ties, clocks, sales and packages.
std::vector<Issue> check_format_rules(const Scenario& scenario);

/// Ceilings and floors, ranking and prices.
std::vector<Issue> check_price_rules(const Scenario& scenario);

/// Bidders who learn from earlier rounds: what they go by is given, and nobody else's bids depend on theirs.
std::vector<Issue> check_adaptive(const Scenario& scenario);

/// Technologies, zones, segments, lots, delivery years and criteria that rules name, against those that the classes of bidders
/// have. For scenarios only: the bids of a rules file are not known yet.
std::vector<Issue> check_rule_names(const Scenario& scenario);

/// An error at a key path of the scenario.
Issue rule_issue(const Scenario& scenario, const std::string& path, const std::string& what, const std::string& remedy);

/// True for rules under which a bid may be awarded after one that ranks before it was rejected.
bool skips_bids(MarginalBidRule rule);

}  // namespace sealedbid
