#include "bidding/bid_function.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "auction/rules.hpp"

namespace sealedbid {

namespace {

constexpr double largest_ticks = 1073741824.0;  // 2^30
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
    bid_ticks[lane] = (is_present[lane] != 0) & (required_ticks[lane] <= ceiling) ? bid : no_price;
  }
}

}  // namespace

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
  LaneIntegers required_ticks;
  round_up_to_grid(required_per_mwh, grid.price_step_per_mwh, required_ticks);
  switch (strategy) {
    case Strategy::truthful:
      bid_ticks = required_ticks;
      break;
    case Strategy::markup: {
      LaneReals bid;
      apply_markup(required_per_mwh, markup_fraction, bid);
      round_up_to_grid(bid, grid.price_step_per_mwh, bid_ticks);
      break;
    }
    case Strategy::equilibrium:
      throw std::logic_error("an equilibrium bid function must be solved before it is evaluated");
  }
  apply_ceiling(grid, required_ticks, is_present, bid_ticks);
}

}  // namespace sealedbid
