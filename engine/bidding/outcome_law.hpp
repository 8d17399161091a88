#pragma once

#include <span>
#include <vector>

#include "bidding/tabulated_game.hpp"

/// What a bid brings against rivals whose positions are independent: the law of the size that ranks below it, and with it the
/// award and the price. Exact sums of products of probabilities, no draws.
namespace sealedbid {

/// The rivals of one class as seen from one score.
struct RivalPosition {
  double below = 0.0;    ///< P(a given bidder is present and ranks lower)
  double bidding = 0.0;  ///< P(a given bidder is present and bids at all); ≥ below
};

/// What a bid at a score brings.
struct Outcome {
  double win = 0.0;          ///< expected awarded share of the own project
  double price_above = 0.0;  ///< the part of it with a price above the own bid, whose amount the own bid doesn't move
};

/// One class in the terms of sizes.
struct SizeLaw {
  int bidders = 1;
  /// [count][units] P(count bidders have this total), below OutcomeLaw::units; 0 beyond a list's end.
  std::vector<std::vector<double>> total;
  std::vector<double> share;       ///< [units below] expected awarded share of the own project, over its size and the volume
  std::vector<double> last_share;  ///< the part of it where nothing of what ranks higher can be awarded
};

/// The part of a game that turns positions into outcomes.
struct OutcomeLaw {
  std::size_t units = 1;  ///< totals from here on leave nothing
  PricingRule pricing = PricingRule::pay_as_bid;
  UnsoldLots unsold_lots = UnsoldLots::pay_highest_accepted;
  int minimum_bids = 1;
  std::vector<SizeLaw> classes;
};

/// Why these rules are outside the method; empty if they aren't.
/// Refused: rejected marginal bids at the highest accepted price unless all projects have one size; more than two minimum bids at
/// that price; minimum bids that may not all fit the volume; an unknown ceiling at that price; other marginal bid rules.
std::string reason_to_refuse_rules(const TabulatedGame& game);

/// @throws std::invalid_argument if reason_to_refuse_rules() has one.
OutcomeLaw outcome_law(const TabulatedGame& game);

/// What a bidder of class `own` gets at one score, where all scores are different. `positions` is [class]; the own class's is
/// that of each of its other members. Unknown ceilings are not part of it.
Outcome outcome_of(const OutcomeLaw& law, std::span<const RivalPosition> positions, std::size_t own);

}  // namespace sealedbid
