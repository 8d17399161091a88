#pragma once

#include <cstdint>
#include <span>

#include "auction/rules.hpp"
#include "base/lanes.hpp"

/// The marginal price of every lane of a tile, without a sort.
namespace sealedbid {

/// A marginal price that is below every bid: a lane without bids.
inline constexpr std::int32_t no_margin = -1;

/// What a tile's bids look like around the price at which `needed_kw` is reached. Arrays [lane].
struct Margin {
  LaneIntegers bids{};                    ///< number of bids
  LaneArray<std::int64_t> eligible_kw{};  ///< Σ quantity
  LaneIntegers lowest_price_ticks{};      ///< no_price in a lane without bids
  /// The smallest price p with Σ_{price ≤ p} quantity ≥ min(needed, eligible); no_margin in a lane without bids.
  LaneIntegers price_ticks{};
  LaneArray<std::int64_t> below_kw{};   ///< Σ_{price < p} quantity
  LaneArray<std::int64_t> tied_kw{};    ///< Σ_{price = p} quantity
  LaneIntegers tied_bids{};             ///< number of bids at p
  LaneIntegers previous_price_ticks{};  ///< highest price below p; no_margin if there is none
  LaneIntegers next_price_ticks{};      ///< lowest price above p; no_price if there is none
};

/// Finds the margin of every lane by bisection on the integer prices. Bids with price `no_price` are absent, their quantity is
/// ignored.
/// @param price_ticks [slot][lane], ≥ 0. @param quantity_kw [slot][lane], > 0; a lane's sum may reach 2⁶². @param needed_kw ≥ 0.
/// Cost: at most log2(range of prices) masked adds a bid, in 32 bits where every lane's sum fits and in 64 otherwise. No
/// allocation.
void find_margin(std::span<const LaneIntegers> price_ticks, std::span<const LaneIntegers> quantity_kw,
                 const LaneArray<std::int64_t>& needed_kw, Margin& out);

}  // namespace sealedbid
