#pragma once

#include <cstddef>
#include <vector>

#include "bidding/tabulated_game.hpp"

/// Reading the tables of a TabulatedGame: laws at an estimate, scores of bids, utilities of profits.
namespace sealedbid {

/// A place in a table over estimates: linear between `cell` and the next point. Shares outside [0, 1] extend the cell.
struct EstimatePlace {
  std::size_t cell = 0;
  double share = 0.0;
};

/// The place of an estimate; the first or the last cell where it lies outside.
EstimatePlace place_of(const std::vector<double>& estimate, double value);
/// The same, at an end of the table where the estimate lies outside.
EstimatePlace place_within(const std::vector<double>& estimate, double value);
/// The value of a table there.
double value_at(const std::vector<double>& table, const EstimatePlace& place);

/// The rank of a bid.
double score_of_bid(const TabulatedClass& bidders, double bid);
double bid_of_score(const TabulatedClass& bidders, double score);

/// Utility of a profit of any sign. A loss of x has the CRRA utility −x^coefficient.
double utility_of_profit(const Utility& utility, double profit);
/// Expected utility of a profit that spreads around its mean: normal for CARA; for CRRA the sum of three uniform parts of equal
/// width, whose closed form (third differences of the third integral) has no kink where the profit is 0. An option to build and
/// who is risk neutral do not mind.
double utility_of_uncertain_profit(const Utility& utility, double mean, double deviation);
/// The standard deviation of the true cost at a point of the table; 0 where the class has none.
double cost_deviation_at(const TabulatedClass& bidders, std::size_t hidden, std::size_t point);
/// The profit that has this utility: the certainty equivalent of a gamble.
/// @return +∞ where no profit has it.
double profit_of_utility(const Utility& utility, double utility_value);
/// Its inverse; not that of a profit from an award where the bidder may walk away from it.
double utility_of_sure_profit(const Utility& utility, double profit);

/// Cost at an estimate before anything is learnt from the others, and the tariff: what a bid has to cover. [g], ascending.
std::vector<double> break_even_bids(const TabulatedClass& bidders);

/// P(an unknown ceiling is at or above a bid); 1 if there is none.
double survival_of(const UnknownCeiling& ceiling, double bid);

}  // namespace sealedbid
