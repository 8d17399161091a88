#pragma once

#include <span>
#include <vector>

#include "bidding/score_game.hpp"
#include "bidding/win_probability.hpp"

/// First-order conditions of single-lot bidders, in score space.
namespace sealedbid {

/// Memory of below_rates(), kept between calls.
struct FirstOrderWorkspace {
  RivalCounts counts;
  std::vector<double> matrix, right_side;
};

/// How fast rivals have to appear with the score for no bidder to gain by moving: solves, for the active classes,
///
///   Σ_j (n_j − δ_ij) pivotal_ij · rate_j = gain_i / margin_i,   gain = P(win) (pay as bid) or P(marginal) (last accepted),
///
/// which is "what a higher score gains when it is paid = what it loses when it misses".
/// @param classes all classes at this score (not yet active: below = 0; exhausted: below at its end).
/// @param active indices of the classes that bid around this score.
/// @param margin u(profit)/u'(profit) of each active class at this score, score money, > 0.
/// @param rate result: d below / d score of each active class; negative where a class would rather not bid here.
/// @return false if the equations are singular (nobody to compete with).
/// Source: Maskin and Riley 2003 (one lot); Lebrun 2006; k lots by the distribution of the k-th lowest rival.
bool below_rates(int lots, PricingRule pricing, std::span<const ClassBelow> classes, std::span<const std::size_t> active,
                 std::span<const double> margin, std::span<double> rate, FirstOrderWorkspace& workspace);

/// Log of (what the lowest cost of a class that is not active loses by a higher score / what it gains): above 0 it bids here.
double entry_pressure(int lots, PricingRule pricing, std::span<const ClassBelow> classes, std::span<const std::size_t> active,
                      std::span<const double> rate, std::size_t candidate, double margin, FirstOrderWorkspace& workspace);

}  // namespace sealedbid
