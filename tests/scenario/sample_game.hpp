#pragma once

#include <string>

namespace sealedbid::testing {

/// A game file with every key of a procurement, two classes and no fault.
inline const std::string sample_game = R"(schema_version: 1
title: Two classes
game:
  lots: 2
  direction: procurement
  pricing: uniform_highest_accepted
  unsold_lots: pay_highest_accepted
  ceiling_per_mwh: 80
  reference: none, an example
bidder_classes:
  home:
    bidders: 3
    participation_probability: 0.5
    cost_per_mwh: {distribution: uniform, low: 40, high: 70}
    score_factor: 1.1
    score_adder_per_mwh: -2
    tariff_per_mwh: 1.5
    risk_aversion: {form: crra, coefficient: 0.5}
    entry_cost_per_mwh: 0.25
  abroad:
    bidders: 4
    cost_per_mwh: {distribution: weibull, shape: 2, scale: 10, location: 30}
equilibrium: {tolerance: 1e-7, time_limit_seconds: 3}
currency: EUR
)";

/// Bidders with several projects.
inline const std::string sample_projects = R"(schema_version: 1
game: {lots: 3, pricing: uniform_lowest_rejected, ceiling_per_mwh: 80}
bidder_classes:
  portfolio:
    bidders: 2
    projects_per_bidder: 2
    project_costs: independent
    cost_per_mwh: {distribution: uniform, low: 40, high: 70}
  alone: {bidders: 3, cost_per_mwh: {distribution: uniform, low: 45, high: 70}}
currency: EUR
)";

/// A sale of what is worth the same to all, with every key that a procurement has not.
inline const std::string sample_sale = R"(schema_version: 1
game:
  direction: sale
  reserve_price_per_mwh: 0.25
  common_value:
    common_per_mwh: {distribution: uniform, low: 0, high: 1}
    estimate: common_times_own
    true_amount: mean_of_estimates
bidder_classes:
  all: {bidders: 3, value_per_mwh: {distribution: uniform, low: 0, high: 2}}
currency: EUR
)";

}  // namespace sealedbid::testing
