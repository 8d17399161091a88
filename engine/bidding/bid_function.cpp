#include "bidding/bid_function.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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

SEALEDBID_CLONES
void read_segment(double from, double to, double from_bid, double slope, const LaneReals& required, LaneReals& bid) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const bool is_inside = (required[lane] > from) & (required[lane] <= to);
    bid[lane] = is_inside ? from_bid + slope * (required[lane] - from) : bid[lane];
  }
}

SEALEDBID_CLONES
void cap_bids(const BidGrid& grid, const LaneIntegers& is_present, LaneIntegers& bid_ticks) {
  const std::int32_t knows_ceiling = grid.ceiling_disclosed ? 1 : 0;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const std::int32_t ceiling = knows_ceiling != 0 ? grid.ceiling_ticks[lane] : no_price;
    const bool bids = (is_present[lane] != 0) & (bid_ticks[lane] < unreachable_ticks);
    bid_ticks[lane] = bids ? std::min(bid_ticks[lane], ceiling) : no_price;
  }
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
  if (strategy != Strategy::truthful && strategy != Strategy::markup && strategy != Strategy::adaptive)
    throw std::logic_error("bids of this strategy are read from a table, which may have to be solved for first");
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

void read_table(const BidFunctionTable& table, const LaneReals& required_per_mwh, LaneReals& bid_per_mwh) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double>& at = table.required_price_per_mwh;
  bid_per_mwh.fill(infinity);
  read_segment(std::numeric_limits<double>::lowest(), at.front(), table.bid_per_mwh.front(), 0.0, required_per_mwh, bid_per_mwh);
  for (std::size_t i = 1; i < at.size(); ++i) {
    const double rise = table.bid_per_mwh[i] - table.bid_per_mwh[i - 1];
    read_segment(at[i - 1], at[i], table.bid_per_mwh[i - 1], rise / (at[i] - at[i - 1]), required_per_mwh, bid_per_mwh);
  }
}

void table_prices(const BidFunctionTable& table, const LaneReals& required_per_mwh, const LaneIntegers& is_present,
                  const BidGrid& grid, LaneIntegers& bid_ticks) {
  LaneReals bid_per_mwh;
  read_table(table, required_per_mwh, bid_per_mwh);
  LaneIntegers required_ticks;
  if (grid.direction == Direction::sale) {
    for (double& bid : bid_per_mwh) bid = std::isinf(bid) ? table.bid_per_mwh.back() : bid;
    round_down_to_grid(required_per_mwh, grid.price_step_per_mwh, required_ticks);
    round_down_to_grid(bid_per_mwh, grid.price_step_per_mwh, bid_ticks);
    return apply_reserve(grid, required_ticks, is_present, bid_ticks);
  }
  round_up_to_grid(required_per_mwh, grid.price_step_per_mwh, required_ticks);
  round_up_to_grid(bid_per_mwh, grid.price_step_per_mwh, bid_ticks);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    required_ticks[lane] = bid_ticks[lane] < unreachable_ticks ? required_ticks[lane] : unreachable_ticks;
  }
  apply_ceiling(grid, required_ticks, is_present, bid_ticks);
}

void price_bids(const LaneReals& bid_per_mwh, const LaneIntegers& is_present, const BidGrid& grid, LaneIntegers& bid_ticks) {
  round_up_to_grid(bid_per_mwh, grid.price_step_per_mwh, bid_ticks);
  cap_bids(grid, is_present, bid_ticks);
}

}  // namespace sealedbid
