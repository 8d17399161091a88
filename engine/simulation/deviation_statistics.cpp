#include "simulation/deviation_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "bidding/deviation_payoff.hpp"

namespace sealedbid {

void add(const BidOutcomeInWorld& strategy, const BidOutcomeInWorld& other, DeviationSums& sums) {
  const double utility = other.utility - strategy.utility, bids = other.bids - strategy.bids;
  sums.worlds += 1.0;
  sums.utility += strategy.utility;
  sums.bids += strategy.bids;
  sums.more_utility += utility;
  sums.more_utility_squared += utility * utility;
  sums.more_bids += bids;
  sums.more_bids_squared += bids * bids;
  sums.more_utility_bids += utility * bids;
}

void add(const DeviationSums& part, DeviationSums& total) {
  total.worlds += part.worlds;
  total.utility += part.utility;
  total.bids += part.bids;
  total.more_utility += part.more_utility;
  total.more_utility_squared += part.more_utility_squared;
  total.more_bids += part.more_bids;
  total.more_bids_squared += part.more_bids_squared;
  total.more_utility_bids += part.more_utility_bids;
  total.estimate_per_mwh += part.estimate_per_mwh;
  total.bid_changes += part.bid_changes;
  total.bid_change_fraction += part.bid_change_fraction;
}

namespace {

/// Sums of gains over worlds.
struct GainSums {
  double worlds = 0.0, profit = 0.0, gain = 0.0, gain_squared = 0.0;
};

GainSums gains_in(const BidderValue& bidder, const DeviationSums& cell) {
  const double mean = cell.utility / cell.worlds, more = cell.more_utility / cell.worlds;
  const double sure = certainty_equivalent(bidder.utility, mean);
  const double more_sure = certainty_equivalent(bidder.utility, mean + more) - sure;
  const double money_a_utility = more != 0.0 ? more_sure / more : 0.0;
  const double entry = bidder.entry_cost_per_mwh;
  return {cell.worlds, sure * cell.worlds - entry * cell.bids, more_sure * cell.worlds - entry * cell.more_bids,
          money_a_utility * money_a_utility * cell.more_utility_squared - 2.0 * money_a_utility * entry * cell.more_utility_bids +
              entry * entry * cell.more_bids_squared};
}

DeviationGain gain_of(const BidderValue& bidder, std::span<const DeviationSums> cells) {
  GainSums sums;
  for (const DeviationSums& cell : cells) {
    if (cell.worlds == 0.0) continue;
    const GainSums part = gains_in(bidder, cell);
    sums.worlds += part.worlds;
    sums.profit += part.profit;
    sums.gain += part.gain;
    sums.gain_squared += part.gain_squared;
  }
  if (sums.worlds == 0.0) return {};
  DeviationGain gain{sums.profit / sums.worlds, sums.gain / sums.worlds, 0.0};
  if (sums.worlds < 2.0) return gain;
  const double variance = (sums.gain_squared - sums.gain * gain.gain_per_mwh) / (sums.worlds - 1.0);
  gain.standard_error = std::sqrt(std::max(variance, 0.0) / sums.worlds);
  return gain;
}

}  // namespace

DeviationGain gain_of(const BidderValue& bidder, const DeviationSums& cell) {
  return gain_of(bidder, std::span(&cell, 1));
}

DeviationGain gain_of(const BidderValue& bidder, const std::vector<DeviationSums>& cells) {
  return gain_of(bidder, std::span(cells));
}

int best_deviation(const BidderValue& bidder, const std::vector<DeviationSums>& tried) {
  int best = keep_strategy;
  constexpr double doubt = 2.0;  // standard errors: many deviations are tried, and the luckiest is not the best
  double best_score = -std::numeric_limits<double>::infinity();
  for (std::size_t d = 0; d < tried.size(); ++d) {
    if (tried[d].more_utility_squared == 0.0 && tried[d].more_bids_squared == 0.0) continue;
    const DeviationGain gain = gain_of(bidder, tried[d]);
    const double score = gain.gain_per_mwh - doubt * gain.standard_error;
    if (gain.gain_per_mwh + gain.standard_error <= 0.0 || score <= best_score) continue;
    best = static_cast<int>(d);
    best_score = score;
  }
  return best;
}

std::size_t cell_of_greatest_gain(const BidderValue& bidder, const std::vector<DeviationSums>& cells) {
  std::size_t best = 0;
  double greatest = -std::numeric_limits<double>::infinity();
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells[cell].worlds < 2.0) continue;
    const DeviationGain gain = gain_of(bidder, cells[cell]);
    if (gain.gain_per_mwh - 2.0 * gain.standard_error <= greatest) continue;
    greatest = gain.gain_per_mwh - 2.0 * gain.standard_error;
    best = cell;
  }
  return best;
}

}  // namespace sealedbid
