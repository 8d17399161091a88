#pragma once

#include "bidding/game.hpp"

/// Costs of the projects of one bidder in ascending order: the first step of its bids is for the cheapest project, and so on.
namespace sealedbid {

/// Whether a bidder of the game has several projects.
bool has_steps(const Game& game);

/// P(cost of the project in place `step` ≤ cost_per_mwh) of a bidder that is present. All projects at one cost: F(c). A draw for
/// each of m: P(at least `step` of them ≤ c) = Σ_{j ≥ step} C(m, j) F(c)^j (1 − F(c))^(m − j), the law of an order statistic.
/// @param step 1 … bidders.projects.
double step_cdf(const GameClass& bidders, int step, double cost_per_mwh);

/// The cost with step_cdf = probability. @param probability in [0, 1].
double step_quantile(const GameClass& bidders, int step, double probability);

}  // namespace sealedbid
