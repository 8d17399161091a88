#pragma once

#include <vector>

#include "bidding/bid_table.hpp"
#include "bidding/tabulated_contest.hpp"

/// What each bid is worth against given bids of all others, on a grid of scores.
namespace sealedbid {

/// What all classes get at each score of a grid, against given bids.
struct BidPayoffs {
  Contest contest;                 ///< whose ranges are those of the given bids
  std::vector<ScoreLevel> levels;  ///< scores ascending, equally spaced
};

/// @param bids one a class of the game; those of classes with given bids are not read.
/// @param scores of the grid, ≥ 33.
BidPayoffs bid_payoffs(const Contest& contest, const std::vector<TabulatedBids>& bids, int scores);

/// The best bid at an estimate.
struct Reply {
  double score = 0.0;
  double utility = 0.0;  ///< expected, before the entry cost
};

/// The best of all admissible scores of class `own` at an estimate of its table, `point`; between the scores of the grid by
/// the parabola through the best three.
Reply best_reply(const BidPayoffs& payoffs, std::size_t own, std::size_t point);

/// What a bid of this score is worth at an estimate of the table.
struct BidWorth {
  double win = 0.0;      ///< expected awarded share
  double utility = 0.0;  ///< expected, before the entry cost
};
BidWorth worth_of(const BidPayoffs& payoffs, std::size_t own, std::size_t point, double score);

/// Best replies at all estimates of a class, monotone, with what they are worth.
TabulatedBids replies(const BidPayoffs& payoffs, std::size_t own);

/// Fills in what given bids are worth.
void take_stock(const BidPayoffs& payoffs, std::size_t own, TabulatedBids& bids);

/// The greatest gain of any best reply over the bids [money], before entry costs: certainty equivalents.
double greatest_gain(const BidPayoffs& payoffs, std::size_t own, const TabulatedBids& bids);

}  // namespace sealedbid
