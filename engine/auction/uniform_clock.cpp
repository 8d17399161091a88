#include "auction/uniform_clock.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "auction/exact.hpp"

namespace sealedbid {
namespace {

bool is_at_most(Int128 quantity_kw, std::int64_t ppm, std::int64_t volume_kw) {
  return quantity_kw * 1'000'000 <= Int128{ppm} * volume_kw;
}

/// The highest price of start, start − step, start − 2 · step, … that is below `price`.
std::int64_t level_below(std::int64_t price, std::int64_t start, std::int64_t step) {
  return price > start ? start : start - ((start - price) / step + 1) * step;
}

}  // namespace

void stop_uniform_clock(const Auction& auction, const ClockInput& input, std::int64_t step_ticks, ClockResult& result) {
  std::vector<std::size_t> order;
  Int128 supply_kw = 0;
  std::int64_t start = std::numeric_limits<std::int64_t>::min();
  for (std::size_t i = 0; i < input.bids.size(); ++i) {
    if (!result.is_admitted[i]) continue;
    order.push_back(i);
    supply_kw += input.bids[i].quantity_kw;
    start = std::max(start, input.bids[i].price_ticks);
  }
  if (order.empty()) return;
  start = input.start_ticks.value_or(start);
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return input.limit_ticks[i]; });
  const std::int64_t ppm = millionths(auction.clock.stops_at_supply_over_volume_fraction);
  std::int64_t stop = start;
  for (const std::size_t i : order) {
    const std::int64_t limit = std::max(input.limit_ticks[i], input.floor_ticks.value_or(input.limit_ticks[i]));
    // Those whose limit is above the present price have gone already; the next to go makes the clock fall below its limit.
    if (limit <= stop) {
      if (is_at_most(supply_kw, ppm, input.volume_kw)) break;
      stop = level_below(limit, start, step_ticks);
    }
    supply_kw -= input.bids[i].quantity_kw;
    result.is_admitted[i] = 0;
    result.exits.push_back({static_cast<int>(i), (start - stop) / step_ticks, stop});
  }
  result.rounds = (start - stop) / step_ticks;
  result.stop_ticks = stop;
  for (const std::size_t i : order) {
    if (result.is_admitted[i]) result.price_ticks[i] = std::min(input.bids[i].price_ticks, stop);
  }
}

}  // namespace sealedbid
