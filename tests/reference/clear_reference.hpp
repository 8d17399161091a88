#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "auction/rules.hpp"
#include "reference/plain_round.hpp"

/// Clearing as the statutes word it, one bid at a time: the judge of clear_list and clear_tile, with no code in common with them.
namespace sealedbid::reference {

struct Clearing {
  std::vector<std::int64_t> awarded_kw;   ///< in the order of the list
  std::vector<std::int64_t> price_ticks;  ///< paid a MWh; 0 where nothing is awarded
  std::int64_t total_awarded_kw = 0;
  std::optional<std::int64_t> clearing_price_ticks, lowest_awarded_ticks, highest_awarded_ticks;
  bool is_void = false;
};

/// Takes the best bid that is left, again and again, until the volume is used up. Cost: quadratic in the number of bids.
Clearing clear(const AuctionRules& rules, std::int64_t volume_kw, std::optional<std::int64_t> ceiling_ticks,
               std::span<const Bid> bids);

struct Offer {
  std::int64_t cost_ticks = 0;
  std::int64_t quantity_kw = 0;
};

/// Least cost of `needed_kw`: cheapest offer first, each to the last kW.
std::int64_t least_cost(std::int64_t needed_kw, std::vector<Offer> offers);

}  // namespace sealedbid::reference
