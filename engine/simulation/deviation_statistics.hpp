#pragma once

#include <vector>

#include "bidding/game.hpp"

/// Sums over worlds of what a bidder has by its strategy and by another bid, and what they say of the gain.
namespace sealedbid {

/// What a bid comes to in one world.
struct BidOutcomeInWorld {
  double utility = 0.0;  ///< before the entry cost
  double bids = 0.0;     ///< 1: it bids, 0: it stays away
};

/// Of the worlds of one cell of a bidder's information; "other" is the deviation, "more" other minus strategy.
struct DeviationSums {
  double worlds = 0.0;
  double utility = 0.0, bids = 0.0;  ///< by its strategy
  double more_utility = 0.0, more_utility_squared = 0.0;
  double more_bids = 0.0, more_bids_squared = 0.0, more_utility_bids = 0.0;
  double estimate_per_mwh = 0.0;
  double bid_changes = 0.0, bid_change_fraction = 0.0;  ///< worlds in which both bid; Σ (other − strategy) over the reference
};

void add(const BidOutcomeInWorld& strategy, const BidOutcomeInWorld& other, DeviationSums& sums);
void add(const DeviationSums& part, DeviationSums& total);

/// The bidder's side: how it values gambles, what a bid costs.
struct BidderValue {
  Utility utility;
  double entry_cost_per_mwh = 0.0;
};

/// The gain of a deviation, as money: certainty equivalents less entry costs.
struct DeviationGain {
  double profit_per_mwh = 0.0;  ///< mean by the strategy
  double gain_per_mwh = 0.0;    ///< mean of the deviation's more
  double standard_error = 0.0;  ///< of the gain; 0 for fewer than 2 worlds
};

/// Of one cell, or of a list of cells weighted by their worlds (certainty equivalents are taken cell by cell). All 0 without a
/// world. The standard error of averse bidders is that of the linearised certainty equivalent.
DeviationGain gain_of(const BidderValue& bidder, const DeviationSums& cell);
DeviationGain gain_of(const BidderValue& bidder, const std::vector<DeviationSums>& cells);

/// No deviation promises anything.
inline constexpr int keep_strategy = -1;

/// The deviation that gained most, less two standard errors; `tried` are the sums of each in one cell. Those that change
/// nothing or lose by more than a standard error do not count. keep_strategy: none is left.
int best_deviation(const BidderValue& bidder, const std::vector<DeviationSums>& tried);

/// The cell in which a bidder gains most, less two standard errors.
std::size_t cell_of_greatest_gain(const BidderValue& bidder, const std::vector<DeviationSums>& cells);

}  // namespace sealedbid
