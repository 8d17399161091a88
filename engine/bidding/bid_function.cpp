#include "bidding/bid_function.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "auction/rules.hpp"

namespace sealedbid {

namespace {

constexpr double largest_ticks = 1073741824.0;  // 2^30
constexpr std::int32_t unreachable_ticks = 1073741824;
constexpr double grid_tolerance_ticks = 1e-9;

SEALEDBID_CLONES
void apply_markup(const LaneReals& required, const LaneReals& markup, LaneReals& bid) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) bid[lane] = required[lane] * (1.0 + markup[lane]);
}

SEALEDBID_CLONES
void apply_ceiling(const BidGrid& grid, const LaneIntegers& required_ticks, const LaneIntegers& is_present,
                   LaneIntegers& bid_ticks) {
  const std::int32_t knows_ceiling = grid.ceiling_disclosed ? 1 : 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const std::int32_t ceiling = knows_ceiling != 0 ? grid.ceiling_ticks[lane] : no_price;
    const std::int32_t bid = std::min(bid_ticks[lane], ceiling);
    const bool can_bid = (required_ticks[lane] <= ceiling) & (required_ticks[lane] < unreachable_ticks);
    bid_ticks[lane] = (is_present[lane] != 0) & can_bid ? bid : no_price;
  }
}

/// In a sale: who can pay `most` bids at most that, and not below the reserve price.
SEALEDBID_CLONES
void apply_reserve(const BidGrid& grid, const LaneIntegers& most_ticks, const LaneIntegers& is_present, LaneIntegers& bid_ticks) {
  const std::int32_t knows_reserve = grid.ceiling_disclosed ? 1 : 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const std::int32_t given = grid.ceiling_ticks[lane] != no_price ? grid.ceiling_ticks[lane] : 0;
    const std::int32_t reserve = knows_reserve != 0 ? given : 0;
    const std::int32_t most = most_ticks[lane];
    const bool can_bid = (most != no_price) & (most >= reserve) & (is_present[lane] != 0);
    const std::int32_t bid = std::max(bid_ticks[lane] != no_price ? bid_ticks[lane] : 0, reserve);
    bid_ticks[lane] = can_bid ? bid : no_price;
  }
}

void bid_payments(Strategy strategy, const LaneReals& most_per_mwh, const LaneReals& markup_fraction,
                  const LaneIntegers& is_present, const BidGrid& grid, LaneIntegers& bid_ticks) {
  LaneIntegers most_ticks;
  round_down_to_grid(most_per_mwh, grid.price_step_per_mwh, most_ticks);
  bid_ticks = most_ticks;
  if (strategy == Strategy::markup) {
    LaneReals lowered, bid;
    for (std::size_t lane = 0; lane < lane_count; ++lane) lowered[lane] = -markup_fraction[lane];
    apply_markup(most_per_mwh, lowered, bid);
    round_down_to_grid(bid, grid.price_step_per_mwh, bid_ticks);
  }
  apply_reserve(grid, most_ticks, is_present, bid_ticks);
}

}  // namespace

SEALEDBID_CLONES
void round_down_to_grid(const LaneReals& price_per_mwh, double price_step_per_mwh, LaneIntegers& ticks) {
  const double ticks_per_unit = 1.0 / price_step_per_mwh;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double exact = price_per_mwh[lane] * ticks_per_unit + grid_tolerance_ticks;
    const double clamped = std::min(std::max(exact, 0.0), largest_ticks - 1.0);
    ticks[lane] = exact >= 0.0 ? static_cast<std::int32_t>(clamped) : no_price;
  }
}

SEALEDBID_CLONES
void round_up_to_grid(const LaneReals& price_per_mwh, double price_step_per_mwh, LaneIntegers& ticks) {
  const double ticks_per_unit = 1.0 / price_step_per_mwh;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double exact = price_per_mwh[lane] * ticks_per_unit - grid_tolerance_ticks;
    const double clamped = std::min(std::max(exact, 0.0), largest_ticks);
    const auto whole = static_cast<std::int32_t>(clamped);
    ticks[lane] = whole + (static_cast<double>(whole) < clamped ? 1 : 0);
  }
}

void bid_prices(Strategy strategy, const LaneReals& required_per_mwh, const LaneReals& markup_fraction,
                const LaneIntegers& is_present, const BidGrid& grid, LaneIntegers& bid_ticks) {
  if (strategy == Strategy::equilibrium) throw std::logic_error("an equilibrium bid function must be solved first");
  if (grid.direction == Direction::sale) {
    return bid_payments(strategy, required_per_mwh, markup_fraction, is_present, grid, bid_ticks);
  }
  LaneIntegers required_ticks;
  round_up_to_grid(required_per_mwh, grid.price_step_per_mwh, required_ticks);
  bid_ticks = required_ticks;
  if (strategy == Strategy::markup) {
    LaneReals bid;
    apply_markup(required_per_mwh, markup_fraction, bid);
    round_up_to_grid(bid, grid.price_step_per_mwh, bid_ticks);
  }
  apply_ceiling(grid, required_ticks, is_present, bid_ticks);
}

}  // namespace sealedbid
