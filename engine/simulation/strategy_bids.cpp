#include "simulation/strategy_bids.hpp"

#include <algorithm>
#include <limits>

#include "auction/rules.hpp"
#include "bidding/bid_surface.hpp"
#include "simulation/round_clearing.hpp"

namespace sealedbid {

namespace {

SEALEDBID_CLONES
void divide_ceiling(const LaneIntegers& ceiling_ticks, double price_step_per_mwh, const WorldMoney& money, LaneReals& state) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double ceiling = (ceiling_ticks[lane] * price_step_per_mwh - money.base_per_mwh[lane]) / money.reference_per_mwh[lane];
    state[lane] = ceiling_ticks[lane] != no_price ? std::max(ceiling, least_relative_ceiling) : 1.0;
  }
}

/// `sum` may be one of the terms.
SEALEDBID_CLONES
void add(const LaneReals& a, double factor, const LaneReals& b, LaneReals& sum) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] = a[lane] + factor * b[lane];
}

SEALEDBID_CLONES
void find_lowest(const LaneReals& believed, const LaneIntegers& bid_ticks, LaneReals& lowest) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const bool is_lower = (bid_ticks[lane] != no_price) & (believed[lane] < lowest[lane]);
    lowest[lane] = is_lower ? believed[lane] : lowest[lane];
  }
}

/// @param is_taken 1 where a member before this one bids for the ring.
SEALEDBID_CLONES
void silence_others(const LaneReals& believed, const LaneReals& lowest, LaneIntegers& is_taken, LaneIntegers& bid_ticks) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const bool speaks = (bid_ticks[lane] != no_price) & (believed[lane] == lowest[lane]) & (is_taken[lane] == 0);
    bid_ticks[lane] = speaks ? bid_ticks[lane] : no_price;
    is_taken[lane] = speaks ? 1 : is_taken[lane];
  }
}

}  // namespace

bool is_solved_for(Strategy strategy) {
  return strategy == Strategy::equilibrium || strategy == Strategy::best_response;
}

std::optional<std::int32_t> state_ceiling_ticks(const Market& market) {
  if (market.has_plain_rules || market.auction.ceiling_per_mwh.exists()) return {};
  for (const ClassModel& model : market.classes) {
    const std::optional<std::int64_t> own = own_ceiling_ticks(market, model);
    if (own) return static_cast<std::int32_t>(std::clamp<std::int64_t>(*own, 0, 1'073'741'824));
  }
  return {};
}

void find_public_state(const Market& market, const LaneIntegers& ceiling_ticks, const WorldMoney& money, LaneReals& state) {
  if (!market.auction.ceiling_disclosed) return state.fill(1.0);
  divide_ceiling(ceiling_ticks, market.auction.price_step_per_mwh, money, state);
}

void strategy_bids(const Market& market, std::size_t bidder_class, const Strategies* strategies,
                   const LaneReals& believed_per_mwh, const LaneReals& markup_fraction, const LaneIntegers& is_present,
                   const SeenByAll& seen, const BidGrid& grid, LaneIntegers& bid_ticks) {
  const ClassModel& model = market.classes[bidder_class];
  if (model.strategy == Strategy::table) {
    return table_prices(model.bid_table, believed_per_mwh, is_present, grid, bid_ticks);
  }
  if (strategies != nullptr && strategies->surfaces[bidder_class]) {
    LaneReals above_base_per_mwh, bid_per_mwh;
    add(believed_per_mwh, -1.0, seen.base_per_mwh, above_base_per_mwh);
    read_bids(*strategies->surfaces[bidder_class], above_base_per_mwh, seen.reference_per_mwh, seen.public_state, bid_per_mwh);
    add(bid_per_mwh, 1.0, seen.base_per_mwh, bid_per_mwh);
    return price_bids(bid_per_mwh, is_present, grid, bid_ticks);
  }
  // A solution without a surface is the truth.
  const Strategy strategy = strategies != nullptr && is_solved_for(model.strategy) ? Strategy::truthful : model.strategy;
  bid_prices(strategy, believed_per_mwh, markup_fraction, is_present, grid, bid_ticks);
}

void silence_rings(const Market& market, const std::vector<Slot>& slots, const std::vector<LaneReals>& believed_per_mwh,
                   std::vector<LaneIntegers>& bid_ticks) {
  int rings = 0;
  for (const ClassModel& model : market.classes) rings = std::max(rings, model.ring + 1);
  for (int ring = 0; ring < rings; ++ring) {
    const auto is_member = [&](std::size_t slot) { return market.classes[std::size_t(slots[slot].bidder_class)].ring == ring; };
    LaneReals lowest;
    lowest.fill(std::numeric_limits<double>::infinity());
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
      if (is_member(slot)) find_lowest(believed_per_mwh[slot], bid_ticks[slot], lowest);
    }
    LaneIntegers is_taken{};
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
      if (is_member(slot)) silence_others(believed_per_mwh[slot], lowest, is_taken, bid_ticks[slot]);
    }
  }
}

}  // namespace sealedbid
