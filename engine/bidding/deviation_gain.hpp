#pragma once

#include <vector>

#include "bidding/equilibrium.hpp"

/// The certificate of an equilibrium: what a bidder could gain at most by leaving its bid function while all others keep theirs.
/// It knows the game and the tables of bids, nothing of how they were found: docs/methods/equilibrium.md.
namespace sealedbid {

struct DeviationOptions {
  int costs = 101;  ///< ≥ 2; own costs equally spaced over the support, as many again at equal steps of probability
  int bids = 400;   ///< ≥ 2; own bids equally spaced, besides every bid of every table; each best of them is refined
};

/// The deviations of one class, and what its own table is worth, both by integration over the rivals' tables. Money is the
/// bidder's own [currency/MWh]. For a bidder averse to risk, gains and the value are certainty equivalents.
struct ClassDeviation {
  /// Greatest over costs and bids, of a bidder that is present; ≥ 0; infinite if unbounded. Of laws with thin tails the costs
  /// beyond which less than 1e-9 of the mass lies are left out.
  double gain_per_mwh = 0.0;
  double at_cost_per_mwh = 0.0;         ///< where
  double table_bid_per_mwh = 0.0;       ///< what the table bids there; NaN: it does not
  double better_bid_per_mwh = 0.0;      ///< what would be better; NaN: not to bid
  double average_gain_per_mwh = 0.0;    ///< over the cost, of a bidder that is present and best-replies at every cost
  double gain_share = 0.0;              ///< gain_per_mwh / expected value of a bidder that is present; infinite if that is 0
  double expected_value_per_mwh = 0.0;  ///< of one bidder before presence and cost are known; risk neutral: the profit
  // As in ClassEquilibrium, of one bidder before presence and cost are known.
  double award_probability = 0.0;
  double expected_payment_per_mwh = 0.0;
  double expected_profit_per_mwh = 0.0;
  double build_probability = 1.0;  ///< of an awarded bidder; 1 without an option to build, and where nothing is awarded
  // Of a bidder with several projects: award_probability is that of its cheapest one.
  std::vector<double> later_award_probabilities = {};  ///< of the others, in the order of their costs
  int project = 1;                                     ///< whose bids and cost stand above, 1: the cheapest
};

struct DeviationGains {
  std::vector<ClassDeviation> classes;  ///< in the order of Game::classes
  double greatest_gain_per_mwh = 0.0;
  double greatest_gain_share = 0.0;
};

/// Searches for profitable deviations: every cost of a grid, every admissible bid (up to the ceiling; also just below each bid
/// that several rivals may share, and not bidding at all). Deterministic. With uniform prices the clearing score is turned into
/// each winner's own money and never exceeds its own ceiling.
/// @throws std::invalid_argument if the tables do not fit the game (see bid_table(); a bid above the ceiling; another number of
///   classes), or if lots may stay unsold at the lowest rejected price without a ceiling (there is no price).
DeviationGains deviation_gains(const Game& game, const Equilibrium& equilibrium, const DeviationOptions& options = {});

}  // namespace sealedbid
