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
  Direction direction = Direction::procurement;  ///< in a sale, ceiling_ticks is the reserve price
};

/// A price on the grid, rounded up (never below what is needed) and clamped to [0, 2³⁰] ticks; amounts within 1e-9 ticks above a
/// grid price count as on it.
void round_up_to_grid(const LaneReals& price_per_mwh, double price_step_per_mwh, LaneIntegers& ticks);

/// What a payment that a bidder can make is on the grid: rounded down, and no_price where it is below 0; amounts within 1e-9
/// ticks below a grid price count as on it.
void round_down_to_grid(const LaneReals& price_per_mwh, double price_step_per_mwh, LaneIntegers& ticks);

/// Bids of one slot in ticks.
///
/// * truthful, and adaptive before it has looked at anything: the required price, rounded up to the grid.
/// * markup: required · (1 + markup_fraction), rounded up to the grid.
///
/// Tables have table_prices(); bids that were solved for, price_bids().
///
/// Who knows the ceiling does not bid above it: a bid that the mark-up pushes above it is lowered to it, and who needs more than
/// it stays away (no_price), as does who needs 2³⁰ ticks or more: no price reaches that. An undisclosed ceiling changes no bid;
/// the auction excludes what lies above it.
///
/// In a sale bidders pay: the required price is the most that they can pay, a bid is rounded down to the grid, the mark-up lowers
/// it, the ceiling is a reserve price below which nobody who knows it bids, and who cannot pay at least 0 stays away.
/// @param is_present 1 where the bidder takes part, else 0 (gives no_price).
/// @throws std::logic_error for the other strategies.
void bid_prices(Strategy strategy, const LaneReals& required_per_mwh, const LaneReals& markup_fraction,
                const LaneIntegers& is_present, const BidGrid& grid, LaneIntegers& bid_ticks);

/// The table read at the required price, linear between its points: the lowest bid below the first, +∞ above the last.
/// @param table not empty.
void read_table(const BidFunctionTable& table, const LaneReals& required_per_mwh, LaneReals& bid_per_mwh);

/// Bids of one slot in ticks, of bidders who read them from a table; ceilings bind them as in bid_prices(). Who needs more than
/// the last point stays away; in a sale, who can pay more than the last point bids as there.
void table_prices(const BidFunctionTable& table, const LaneReals& required_per_mwh, const LaneIntegers& is_present,
                  const BidGrid& grid, LaneIntegers& bid_ticks);

/// Bids that were decided on already, on the grid (procurement): rounded up, at most the ceiling that the bidder knows; no_price
/// for an infinite bid and for who is not present.
void price_bids(const LaneReals& bid_per_mwh, const LaneIntegers& is_present, const BidGrid& grid, LaneIntegers& bid_ticks);

}  // namespace sealedbid
