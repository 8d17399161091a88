#include "auction/marginal_price.hpp"

#include <algorithm>

namespace sealedbid {
namespace {

/// The bids of a tile as plain pointers, so that every loop below sees the same simple addresses.
struct Bids {
  const LaneIntegers* price;
  const LaneIntegers* quantity;
  std::size_t slots;
};

/// The value, or 0 where the condition (1 or 0) does not hold. A conditional expression would do, but keeps g++ 12 from
/// vectorising the sums.
SEALEDBID_INLINE std::int32_t value_where(std::int32_t condition, std::int32_t value) {
  return value & -condition;
}

SEALEDBID_CLONES void survey(Bids bids, LaneIntegers& highest_price, Margin& out) {
  LaneIntegers count{}, lowest, highest;
  LaneArray<std::int64_t> sum{};
  lowest.fill(no_price);
  highest.fill(no_margin);
  for (std::size_t slot = 0; slot < bids.slots; ++slot) {
    for (int lane = 0; lane < lane_count; ++lane) {
      const std::int32_t price = bids.price[slot][lane], quantity = bids.quantity[slot][lane];
      const std::int32_t is_present = price != no_price;
      count[lane] += is_present;
      lowest[lane] = std::min(lowest[lane], price);
      highest[lane] = std::max(highest[lane], value_where(is_present, price) - (1 - is_present));
      sum[lane] += value_where(is_present, quantity);
    }
  }
  out.bids = count;
  out.lowest_price_ticks = lowest;
  out.eligible_kw = sum;
  highest_price = highest;
}

/// Σ_{price ≤ limit} quantity, and the prices of bids that are nearest to the limit: the highest up to it, the lowest above it.
template <class Kw>
SEALEDBID_INLINE void sum_up_to(Bids bids, const LaneIntegers& limit, LaneArray<Kw>& sum_out, LaneIntegers& up_to_out,
                                LaneIntegers& above_out) {
  LaneArray<Kw> sum{};
  LaneIntegers up_to, above;
  up_to.fill(no_margin);
  above.fill(no_price);
  for (std::size_t slot = 0; slot < bids.slots; ++slot) {
    for (int lane = 0; lane < lane_count; ++lane) {
      const std::int32_t price = bids.price[slot][lane], quantity = bids.quantity[slot][lane];
      const std::int32_t is_up_to = -(price <= limit[lane]);
      sum[lane] += quantity & is_up_to;
      up_to[lane] = std::max(up_to[lane], price | ~is_up_to);  // ~0 is no_margin
      above[lane] = std::min(above[lane], price | (is_up_to & no_price));
    }
  }
  sum_out = sum;
  up_to_out = up_to;
  above_out = above;
}

/// Narrows [low, high], both prices of bids, to the smallest price at which the target is reached.
template <class Kw>
SEALEDBID_INLINE void bisect(Bids bids, const LaneArray<Kw>& target, LaneIntegers& low, LaneIntegers& high) {
  LaneIntegers middle, up_to, above;
  LaneArray<Kw> sum;
  while (true) {
    std::int32_t open = 0;
    for (int lane = 0; lane < lane_count; ++lane) {
      open |= high[lane] - low[lane];
      middle[lane] = low[lane] + (high[lane] - low[lane]) / 2;
    }
    if (open == 0) return;
    sum_up_to(bids, middle, sum, up_to, above);
    for (int lane = 0; lane < lane_count; ++lane) {
      const bool is_reached = sum[lane] >= target[lane];
      high[lane] = is_reached ? up_to[lane] : high[lane];
      low[lane] = is_reached ? low[lane] : above[lane];
    }
  }
}

SEALEDBID_CLONES void bisect_32(Bids bids, const LaneArray<std::int32_t>& target, LaneIntegers& low, LaneIntegers& high) {
  bisect(bids, target, low, high);
}

SEALEDBID_CLONES void bisect_64(Bids bids, const LaneArray<std::int64_t>& target, LaneIntegers& low, LaneIntegers& high) {
  bisect(bids, target, low, high);
}

SEALEDBID_CLONES void describe(Bids bids, Margin& out) {
  const LaneIntegers margin = out.price_ticks;
  LaneIntegers tied{}, previous, next;
  LaneArray<std::int64_t> below{}, at{};
  previous.fill(no_margin);
  next.fill(no_price);
  for (std::size_t slot = 0; slot < bids.slots; ++slot) {
    for (int lane = 0; lane < lane_count; ++lane) {
      const std::int32_t price = bids.price[slot][lane], quantity = bids.quantity[slot][lane], marginal = margin[lane];
      const std::int32_t lower = price < marginal ? price : no_margin;
      const std::int32_t higher = price > marginal ? price : no_price;
      previous[lane] = std::max(previous[lane], lower);
      next[lane] = std::min(next[lane], higher);
      tied[lane] += price == marginal;
      below[lane] += value_where(price < marginal, quantity);
      at[lane] += value_where(price == marginal, quantity);
    }
  }
  out.tied_bids = tied;
  out.previous_price_ticks = previous;
  out.next_price_ticks = next;
  out.below_kw = below;
  out.tied_kw = at;
}

}  // namespace

void find_margin(std::span<const LaneIntegers> price_ticks, std::span<const LaneIntegers> quantity_kw,
                 const LaneArray<std::int64_t>& needed_kw, Margin& out) {
  const Bids bids{price_ticks.data(), quantity_kw.data(), price_ticks.size()};
  LaneIntegers low, high;
  survey(bids, high, out);
  LaneArray<std::int64_t> target;
  LaneArray<std::int32_t> small_target;
  bool fits_32_bits = true;
  for (int lane = 0; lane < lane_count; ++lane) {
    low[lane] = std::min(out.lowest_price_ticks[lane], high[lane]);
    target[lane] = std::min(needed_kw[lane], out.eligible_kw[lane]);
    small_target[lane] = static_cast<std::int32_t>(target[lane]);
    fits_32_bits = fits_32_bits && out.eligible_kw[lane] <= INT32_MAX;
  }
  if (fits_32_bits) {
    bisect_32(bids, small_target, low, high);
  } else {
    bisect_64(bids, target, low, high);
  }
  out.price_ticks = high;
  describe(bids, out);
}

}  // namespace sealedbid
