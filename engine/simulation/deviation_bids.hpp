#pragma once

#include <vector>

#include "simulation/deviation_worlds.hpp"

/// The other bids that a bidder may try.
namespace sealedbid {

enum class DeviationKind {
  shift,           ///< its bid, or what it needs where it does not bid, moved up or down
  required_price,  ///< exactly what it needs
  ceiling,         ///< the highest admissible bid, where that is known; otherwise its own
  no_bid,
};

struct Deviation {
  DeviationKind kind = DeviationKind::shift;
  double shift_fraction = 0.0;      ///< of the price level that the shift is measured by
  bool is_of_all_projects = false;  ///< all projects of the bidder are shifted
};

/// Shifts in geometric steps, from 0.0005 up to 1.3 upwards and to 0.19 downwards, and the others.
/// @param has_several_projects adds the same shifts of all projects of a bidder.
std::vector<Deviation> all_deviations(bool has_several_projects = false);

/// The bid of one lane in ticks, on the grid and admissible as far as the bidder knows; no_price: no bid.
/// @param level_over_reference price level that shifts are measured by, over the reference price.
std::int32_t bid_of_deviation(const Deviation& deviation, const Deviators& bidders, double level_over_reference,
                              double price_step_per_mwh, std::size_t lane);

}  // namespace sealedbid
