#pragma once

#include "base/lanes.hpp"
#include "scenario/scenario.hpp"

/// What a bidder bids, given what it needs: bid functions evaluated on arrays, one slot and all lanes at a time.
namespace sealedbid {

/// The price grid and the ceiling that bidders face. Prices in ticks are whole multiples of the step.
struct BidGrid {
  double price_step_per_mwh = 0.01;
  LaneIntegers ceiling_ticks{};  ///< no_price where there is none
  bool ceiling_disclosed = true;
};

/// A price on the grid, rounded up (never below what is needed) and clamped to [0, 2³⁰] ticks; amounts within 1e-9 ticks above a
/// grid price count as on it.
void round_up_to_grid(const LaneReals& price_per_mwh, double price_step_per_mwh, LaneIntegers& ticks);

/// Bids of one slot in ticks.
///
/// * truthful: the required price, rounded up to the grid.
/// * markup: required · (1 + markup_fraction), rounded up to the grid.
///
/// Who knows the ceiling does not bid above it: a bid that the mark-up pushes above it is lowered to it, and who needs more than
/// it stays away (no_price). An undisclosed ceiling changes no bid; the auction excludes what lies above it.
/// @param is_present 1 where the bidder takes part, else 0 (gives no_price).
void bid_prices(Strategy strategy, const LaneReals& required_per_mwh, const LaneReals& markup_fraction,
                const LaneIntegers& is_present, const BidGrid& grid, LaneIntegers& bid_ticks);

}  // namespace sealedbid
