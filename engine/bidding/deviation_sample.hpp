#pragma once

#include <cstdint>
#include <vector>

#include "bidding/equilibrium.hpp"

/// The certificate by Monte Carlo: bids of drawn worlds, cleared by plain sorting. It shares with the integration of
/// deviation_gain.hpp the reading of the tables alone; costs come from sampling/ rather than from CostLaw.
namespace sealedbid {

struct DeviationSampleOptions {
  std::uint64_t seed = 1;
  std::int64_t worlds = 1 << 17;  ///< ≥ 4; a half to select deviations, the other half to judge them
  int costs = 21;  ///< ≥ 2; own costs equally spaced over the support, besides the last of the table and the next
  int bids = 128;  ///< ≥ 2; own bids equally spaced from the rivals' lowest to the top; and not bidding
};

/// What the best deviations of a class are worth in worlds that had no part in choosing them.
///
/// At each cost the first half of the worlds selects a bid; the second half estimates its gain over the table's bid, in the same
/// worlds. The bounds hold together for all costs of the grid, 99 % one-sided each (Student's t, Bonferroni's inequality over the
/// costs): neither choice nor maximum biases them. They speak of the selected bids; a bid between those of the grid may be
/// better. They rest on the normal limit: a deviation that wins in none of some thousand worlds is not judged well.
struct SampledDeviation {
  double gain_per_mwh = 0.0;         ///< greatest mean gain over costs; negative if the table's bids beat the grid
  double standard_error = 0.0;       ///< of that mean [currency/MWh]
  double lower_bound_per_mwh = 0.0;  ///< ≥ 0; positive: the table is no best reply
  double upper_bound_per_mwh = 0.0;  ///< ≥ 0
  double at_cost_per_mwh = 0.0;
  double better_bid_per_mwh = 0.0;  ///< NaN: not to bid
};

/// One a class, in the order of Game::classes. Deterministic for a seed; classes draw from streams of their own. For a bidder
/// averse to risk, gains in expected utility are turned into money at the estimated expected utility of the table.
/// @throws std::invalid_argument as deviation_gains(); also without a ceiling if no class bids.
std::vector<SampledDeviation> sample_deviations(const Game& game, const Equilibrium& equilibrium,
                                                const DeviationSampleOptions& options = {});

}  // namespace sealedbid
