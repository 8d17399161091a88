#pragma once

#include <vector>

#include "bidding/equilibrium.hpp"

/// A class's table of bids, prepared for reading in both directions: from cost to bid and from bid to cost.
namespace sealedbid {

/// Monotone cubic through the points of a table; below the first cost the lowest bid. Between two points, slopes count as at most
/// three times the chord, which keeps it monotone, and as the chord where they are not finite. Source: Fritsch & Carlson (1980),
/// "Monotone piecewise cubic interpolation". Tables without slopes: Fritsch & Butland (1984), "A method for constructing local
/// monotone piecewise cubic interpolants", the three-point formula at the ends.
struct BidTable {
  std::vector<double> cost_per_mwh, bid_per_mwh, slope;  ///< all empty if the class never bids
};

/// @throws std::invalid_argument if costs, bids and slopes (if any) differ in number, costs or bids are not finite, costs do not
/// ascend or bids descend (by more
///   than rounding).
BidTable bid_table(const ClassEquilibrium& bidders);

/// The bid at a cost. @return NaN above the last cost and for an empty table.
double bid_of(const BidTable& table, double cost_per_mwh);

/// The lowest cost that bids at least this: −∞ if all do, +∞ if none does.
double lowest_cost_bidding(const BidTable& table, double bid_per_mwh);
/// The highest cost that bids at most this: −∞ if none does.
double highest_cost_bidding(const BidTable& table, double bid_per_mwh);

}  // namespace sealedbid
