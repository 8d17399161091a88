#pragma once

#include <span>
#include <vector>

#include "bidding/bid_table.hpp"
#include "bidding/game.hpp"

/// How the scores of one bidder's rivals are distributed, given their tables, and with it the chance and the price of winning a
/// lot. Exact: sums of products of probabilities (Poisson-binomial counts), no draws.
namespace sealedbid {

/// A score that one bidder of a class has with positive probability: a flat stretch of its table.
struct ScoreAtom {
  double score = 0.0;
  double below = 0.0;        ///< P(present with a lower score)
  double at_or_below = 0.0;  ///< P(present with this score or a lower one)
};

struct RivalClassScores {
  BidTable table;
  CostLaw cost;
  double presence_probability = 1.0, score_factor = 1.0, score_adder_per_mwh = 0.0;
  int bidders = 0;                   ///< rivals of this class; ≥ 0
  double bidding_probability = 0.0;  ///< of one: present with a cost that bids
  std::vector<ScoreAtom> atoms;
};

struct RivalScores {
  std::vector<RivalClassScores> classes;
  int lots = 1;
  bool ceiling_is_price_of_unsold_lots = false;  ///< under the highest accepted price
};

/// The rivals of one bidder of the class `own_class`. @param tables one a class of the game.
RivalScores rival_scores(const Game& game, std::span<const BidTable> tables, std::size_t own_class);

/// P(present with a lower score) and P(present with this score or a lower one) of one bidder of a class. They differ at atoms
/// alone. Two scores are the same if they differ by rounding only.
ScoreAtom score_position(const RivalClassScores& rivals, double score);

/// P(award) of a bid with this score: fewer than `lots` rivals below it, or a lot among the tied decides.
double award_probability(const RivalScores& rivals, double score);

/// P(the bid wins and the price is above `score`) for a bid at or below `score`, under a uniform price; 0 for pay-as-bid.
/// Highest accepted: at most lots − 2 rivals at or below `score` and, unless the ceiling is the price of unsold lots, at least
/// one above. Lowest rejected: at most lots − 1 rivals at or below it (the ceiling is the price if none is rejected).
double price_tail(const RivalScores& rivals, PricingRule pricing, double score);

/// P(fewer than `lots` rivals bid).
double lots_left_probability(const RivalScores& rivals);

}  // namespace sealedbid
