#pragma once

#include <array>
#include <vector>

#include "bidding/rival_scores.hpp"

/// What one bidder can expect from any bid at any cost while its rivals keep to their tables, by integration.
namespace sealedbid {

/// u(profit); for a loss under CRRA −(−profit)^coefficient, so that every bid has a value.
double utility_of(const Utility& utility, double profit_per_mwh);
/// u'(profit) > 0; infinite for CRRA (coefficient < 1) at 0.
double marginal_utility(const Utility& utility, double profit_per_mwh);
/// The sure profit of this utility: the inverse of utility_of; infinite where CARA does not reach it.
double certainty_equivalent(const Utility& utility, double utility_level);

/// The rivals of a bidder on a grid of scores, and the bidder's side of the game.
struct DeviationPayoff {
  RivalScores rivals;
  GameClass bidder;
  PricingRule pricing = PricingRule::pay_as_bid;
  std::vector<double> score;              ///< ascending; the last is that of the own ceiling, or the rivals' highest score
  std::vector<double> award_probability;  ///< at each score
  std::vector<std::array<double, 5>> price_tail;  ///< at the Gauss points of each interval of scores; empty for pay-as-bid
};

/// @param bids ≥ 2: scores equally spaced, besides those of every row of every table and close by each atom.
DeviationPayoff deviation_payoff(const Game& game, std::span<const BidTable> tables, std::size_t own_class, int bids);

/// A bidder who has learned its cost.
struct OwnCost {
  Utility utility;
  double cost_per_mwh = 0.0;
  /// Under a uniform price, at each score of the grid: expected utility from prices above that score, beyond what a price equal
  /// to it would give.
  std::vector<double> tail_utility;
};
OwnCost own_cost(const DeviationPayoff& payoff, const Utility& utility, double cost_per_mwh);

/// E[u(price − tariff − cost); award] of a bid with this score, before the entry cost.
///
/// Pay-as-bid: W(s)·u(profit at s), W the award probability. Uniform: that plus ∫ P(award and price > x) du(profit at x) over the
/// prices x from s to the top; a bid moves the price only where it is the marginal one.
double expected_utility(const DeviationPayoff& payoff, const OwnCost& own, double score);
/// The same at a score of the grid, without new counts of rivals.
double expected_utility_at(const DeviationPayoff& payoff, const OwnCost& own, std::size_t grid_index);

/// The bidder's own score of a bid, and back.
double score_of(const GameClass& bidder, double bid_per_mwh);
double bid_with_score(const GameClass& bidder, double score);

}  // namespace sealedbid
