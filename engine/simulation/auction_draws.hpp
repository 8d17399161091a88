#pragma once

#include <cstdint>
#include <span>

#include "base/lanes.hpp"
#include "market/market.hpp"

namespace sealedbid {

/// The volume (kW, at least 1) and the general ceiling (ticks) of a tile. A ceiling between two grid prices is the lower one, a
/// reserve price the higher one.
/// @param shared drawn quantities, parallel to market.shared.
/// @param volume_kw 1 where there is no volume in MW. @param ceiling_ticks no_price where there is none.
void draw_auction(const Market& market, std::span<const LaneReals> shared, LaneArray<std::int64_t>& volume_kw,
                  LaneIntegers& ceiling_ticks);

/// A capacity in whole kW, from 1 to 10⁹.
void to_quantity_kw(const LaneReals& capacity_mw, LaneIntegers& quantity_kw);

}  // namespace sealedbid
