#pragma once

#include "bidding/equilibrium.hpp"

/// Games with a common value whose answers are known.
namespace sealedbid::closed_forms {

inline Game affiliated(int bidders, PricingRule pricing, const CommonPart& part, const CostLaw& own, int lots = 1) {
  GameClass all;
  all.name = "all";
  all.bidders = bidders;
  all.cost = own;
  Game game{{all}, lots, pricing, {}};
  game.common_value = part;
  return game;
}

/// A value U[0, 1] that nobody knows, estimates U[0, 2 · value], turned round. Source: Krishna (2010), example 6.1.
inline Game mineral_rights(int bidders, PricingRule pricing) {
  const CommonPart value{mirrored(cost_law(Uniform{0, 1})), EstimateForm::common_times_own, TrueAmount::common};
  return affiliated(bidders, pricing, value, cost_law(Uniform{0, 2}));
}

/// Estimates T + S_i, T and S_i U[0, 1], the value their mean, turned round. Source: Krishna (2010), example 6.2.
inline Game mean_of_two(PricingRule pricing) {
  const CommonPart shared{mirrored(cost_law(Uniform{0, 1})), EstimateForm::common_plus_own, TrueAmount::mean_of_estimates};
  return affiliated(2, pricing, shared, mirrored(cost_law(Uniform{0, 1})));
}

/// A common cost U[low, low + 40], estimated with an error of at most 1. Source: Kagel and Levin (1986).
inline Game estimated_cost(int bidders, PricingRule pricing, double low = 0.0) {
  const CommonPart cost{cost_law(Uniform{low, low + 40}), EstimateForm::common_plus_own, TrueAmount::common};
  return affiliated(bidders, pricing, cost, cost_law(Uniform{-1, 1}));
}

/// Everybody bids its estimate.
inline Equilibrium naive(double low, double high) {
  Equilibrium result;
  ClassEquilibrium& all = result.classes.emplace_back();
  for (int row = 0; row <= 400; ++row) all.cost_per_mwh.push_back(low + (high - low) * row / 400);
  all.bid_per_mwh = all.cost_per_mwh;
  all.highest_cost_that_bids_per_mwh = high;
  return result;
}

}  // namespace sealedbid::closed_forms
