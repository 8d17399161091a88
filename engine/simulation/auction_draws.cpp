#include "simulation/auction_draws.hpp"

#include <algorithm>

#include "auction/rules.hpp"
#include "bidding/bid_function.hpp"

namespace sealedbid {

namespace {

constexpr double largest_quantity_kw = 1e9;

SEALEDBID_CLONES
void to_volume_kw(const LaneReals& volume_mw, LaneArray<std::int64_t>& volume_kw) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    volume_kw[lane] = static_cast<std::int64_t>(std::max(volume_mw[lane] * 1000.0 + 0.5, 1.0));
  }
}

/// No bid on the grid lies between a ceiling and the grid price below it.
SEALEDBID_CLONES
void to_ceiling_ticks(const LaneReals& ceiling_per_mwh, double price_step_per_mwh, LaneIntegers& ticks) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double exact = ceiling_per_mwh[lane] / price_step_per_mwh + 1e-9;
    ticks[lane] = static_cast<std::int32_t>(std::min(std::max(exact, 0.0), 1073741824.0));
  }
}

}  // namespace

SEALEDBID_CLONES
void to_quantity_kw(const LaneReals& capacity_mw, LaneIntegers& quantity_kw) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    quantity_kw[lane] = static_cast<std::int32_t>(std::min(std::max(capacity_mw[lane] * 1000.0 + 0.5, 1.0), largest_quantity_kw));
  }
}

void draw_auction(const Market& market, std::span<const LaneReals> shared, LaneArray<std::int64_t>& volume_kw,
                  LaneIntegers& ceiling_ticks) {
  const AuctionModel& auction = market.auction;
  volume_kw.fill(1);
  ceiling_ticks.fill(no_price);
  if (auction.volume_mw.exists()) to_volume_kw(shared[std::size_t(auction.volume_mw.value)], volume_kw);
  if (!auction.ceiling_per_mwh.exists()) return;
  const LaneReals& ceiling = shared[std::size_t(auction.ceiling_per_mwh.value)];
  if (market.rules.direction == Direction::sale) {
    round_up_to_grid(ceiling, auction.price_step_per_mwh, ceiling_ticks);
  } else {
    to_ceiling_ticks(ceiling, auction.price_step_per_mwh, ceiling_ticks);
  }
}

}  // namespace sealedbid
