#include "bidding/bid_surface.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace sealedbid {
namespace {

/// What the loop over lanes needs of a surface.
struct Table {
  const double* state;
  const double* lowest_estimate;
  const double* last_estimate;
  const double* bid;
  std::int32_t states, points;
};

Table table_of(const BidSurface& surface) {
  return {surface.state.data(),
          surface.lowest_estimate.data(),
          surface.last_estimate.data(),
          surface.bid.data(),
          static_cast<std::int32_t>(surface.state.size()),
          static_cast<std::int32_t>(surface.points)};
}

/// A weight of 0 takes nothing from an infinite value.
SEALEDBID_INLINE double mixed(double low, double high, double share) {
  const double from_low = share < 1.0 ? (1.0 - share) * low : 0.0;
  const double from_high = share > 0.0 ? share * high : 0.0;
  return from_low + from_high;
}

/// @param node the state at or below the lane's, `next` the one above; @param share of the latter; @param beyond by how much the
/// lane's state is below them all.
SEALEDBID_INLINE double read_bid(const Table& table, double estimate, std::int32_t node, std::int32_t next, double share,
                                 double beyond) {
  constexpr double no_bid = std::numeric_limits<double>::infinity();
  const double lowest = mixed(table.lowest_estimate[node], table.lowest_estimate[next], share);
  const double last = mixed(table.last_estimate[node], table.last_estimate[next], share);
  const double width = last - lowest;
  const double inside = width > 0.0 ? (estimate - lowest) / width : 0.0;
  const double place = std::min(std::max(inside, 0.0), 1.0) * (table.points - 1);
  const std::int32_t point = std::min(static_cast<std::int32_t>(place), table.points - 2);
  const double rest = place - point;
  const double* low = table.bid + node * table.points + point;
  const double* high = table.bid + next * table.points + point;
  const double bid = mixed(mixed(low[0], low[1], rest), mixed(high[0], high[1], rest), share);
  return estimate <= last - beyond ? bid : no_bid;
}

SEALEDBID_INLINE double share_of_next(const double* state, std::int32_t node, double at) {
  return std::min(std::max((at - state[node]) / (state[node + 1] - state[node]), 0.0), 1.0);
}

SEALEDBID_CLONES
void read_one_state(const Table& table, const LaneReals& estimate, const LaneReals& reference, LaneReals& bid) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    bid[lane] = reference[lane] * read_bid(table, estimate[lane] / reference[lane], 0, 0, 0.0, 0.0);
  }
}

SEALEDBID_CLONES
void read_states(const Table& table, const LaneReals& estimate, const LaneReals& reference, const LaneReals& state,
                 LaneReals& bid) {
  LaneIntegers node{};
  for (std::int32_t s = 1; s + 1 < table.states; ++s) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) node[lane] += state[lane] >= table.state[s] ? 1 : 0;
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double share = share_of_next(table.state, node[lane], state[lane]);
    const double beyond = std::max(table.state[0] - state[lane], 0.0);
    bid[lane] = reference[lane] * read_bid(table, estimate[lane] / reference[lane], node[lane], node[lane] + 1, share, beyond);
  }
}

}  // namespace

void read_bids(const BidSurface& surface, const LaneReals& estimate_per_mwh, const LaneReals& reference_per_mwh,
               const LaneReals& state, LaneReals& bid_per_mwh) {
  const Table table = table_of(surface);
  if (table.states == 1) return read_one_state(table, estimate_per_mwh, reference_per_mwh, bid_per_mwh);
  read_states(table, estimate_per_mwh, reference_per_mwh, state, bid_per_mwh);
}

double bid_of(const BidSurface& surface, double estimate_per_mwh, double reference_per_mwh, double state) {
  const Table table = table_of(surface);
  const double estimate = estimate_per_mwh / reference_per_mwh;
  if (table.states == 1) return reference_per_mwh * read_bid(table, estimate, 0, 0, 0.0, 0.0);
  std::int32_t node = 0;
  for (std::int32_t s = 1; s + 1 < table.states; ++s) node += state >= table.state[s] ? 1 : 0;
  const double beyond = std::max(table.state[0] - state, 0.0);
  return reference_per_mwh * read_bid(table, estimate, node, node + 1, share_of_next(table.state, node, state), beyond);
}

}  // namespace sealedbid
