#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "auction/rules.hpp"
#include "auction/tied_bids.hpp"
#include "base/lanes.hpp"

/// Clearing of a tile: `lane_count` auctions side by side, arrays [slot][lane]. No sort: the marginal price of each lane is found
/// by bisection on the integer price grid, everything else is a masked sum.
namespace sealedbid {

/// The bids of a tile. An absent or ineligible bid has price `no_price`; its quantity is ignored.
struct BidTile {
  std::span<const LaneIntegers> price_ticks;  ///< [slot][lane], ≥ 0 and below no_price
  std::span<const LaneIntegers> quantity_kw;  ///< [slot][lane], > 0
  LaneArray<std::int64_t> volume_kw{};        ///< ≥ 0
  LaneIntegers ceiling_ticks{};               ///< price paid where uniform_lowest_rejected finds no rejected bid
};

struct ClearedTile {
  std::vector<LaneIntegers> awarded_kw;  ///< [slot][lane], 0 where nothing
  LaneIntegers bids{};                   ///< number of eligible bids
  LaneArray<std::int64_t> eligible_kw{};
  LaneArray<std::int64_t> total_awarded_kw{};
  /// Uniform pricing: the price paid; pay-as-bid: the highest awarded bid; no_price where nothing is awarded.
  LaneIntegers clearing_price_ticks{};
  LaneIntegers lowest_awarded_bid_ticks{};   ///< no_price where nothing is awarded
  LaneIntegers highest_awarded_bid_ticks{};  ///< no_price where nothing is awarded
  LaneIntegers is_void{};                    ///< 1 where fewer eligible bids than rules.minimum_bids
  std::vector<TiedBid> tied_bids;            ///< working space of clear_tile
};

/// Clears every lane under the same rules; same meaning as clear_round under plain rules.
/// Throws std::invalid_argument where the spans of `bids` differ in length. `out` is reused: its vectors grow once, then nothing
/// allocates. Cost: at most log2(range of prices) masked adds a bid. Quantities of a lane may add up to 2⁶².
void clear_tile(const AuctionRules& rules, const BidTile& bids, const Lottery& lottery, ClearedTile& out);

/// Least Σ cost·quantity at which `needed_kw[lane]` can be bought from the offers, divisible, cheapest first:
/// cost in ticks times kW, exact. Offers with cost `no_price` are absent. Where the offers do not suffice: the cost of all of
/// them.
/// @param cost_ticks ≥ 0. @param needed_kw ≥ 0. The caller sees to it that each lane's Σ cost·quantity is below 2⁶².
/// Throws std::invalid_argument where the spans differ in length.
void least_cost(std::span<const LaneIntegers> cost_ticks, std::span<const LaneIntegers> quantity_kw,
                const LaneArray<std::int64_t>& needed_kw, LaneArray<std::int64_t>& cost_ticks_kw);

}  // namespace sealedbid
