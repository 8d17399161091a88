#pragma once

#include <optional>
#include <vector>

#include "base/lanes.hpp"

/// Bid functions over public states, as the simulation evaluates them.
namespace sealedbid {

/// What a class bids at an estimate x of its required price when the public state is z. Monotone in x.
///
/// Money is relative: x and bids are multiples of a reference price that all bidders see (1 where the table is absolute). The
/// public state z is the disclosed ceiling over that reference, where there is one. Between two states the table is read at the
/// same place between the lowest and the last estimate that bids, which both move with the ceiling.
struct BidSurface {
  std::vector<double> state;            ///< ascending; one entry (of any value): no public state
  std::vector<double> lowest_estimate;  ///< [state] below it the lowest bid is made
  std::vector<double> last_estimate;    ///< [state] above it nobody bids; −∞: nobody at all
  int points = 257;                     ///< ≥ 2, equally spaced from the lowest to the last estimate
  std::vector<double> bid;              ///< [state · points + point]
};

/// bid_per_mwh[lane], and +∞ where the class does not bid.
/// @param reference_per_mwh > 0. @param state z of each lane; states outside the table count as its ends, but below
/// them the last estimate that bids falls with the state, as the ceiling does.
void read_bids(const BidSurface& surface, const LaneReals& estimate_per_mwh, const LaneReals& reference_per_mwh,
               const LaneReals& state, LaneReals& bid_per_mwh);

/// One value; equal to the lanes' to the bit. @return +∞ where the class does not bid.
double bid_of(const BidSurface& surface, double estimate_per_mwh, double reference_per_mwh, double state);

}  // namespace sealedbid
