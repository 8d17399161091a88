#include "simulation/solved_surface.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "bidding/tabulated_reading.hpp"
#include "simulation/market_game.hpp"

namespace sealedbid {

void add_state(const LearnedMarket& learned, const LearnedParty& party, std::size_t node, const TabulatedBids& bids,
               BidSurface& surface) {
  const std::vector<double> grid = estimate_grid(learned, party);
  const double ceiling = known_ceiling(learned, party, node);
  std::vector<double> known_grid, known;
  for (std::size_t g = 0; g < grid.size(); ++g) {
    if (std::isnan(bids.bid[g])) continue;
    known_grid.push_back(grid[g]);
    known.push_back(known.empty() ? bids.bid[g] : std::max(known.back(), bids.bid[g]));
  }
  surface.state.push_back(learned.nodes.ceiling_over_reference[node]);
  if (known.empty() || !(bids.last_estimate_that_bids >= known_grid.front())) {
    // Nobody bids. With a ceiling, the last estimate moves into the neighbouring state from where the ceiling meets the lowest.
    const bool has_ceiling = std::isfinite(ceiling);
    const double place = has_ceiling ? std::min(ceiling, grid.front()) : -std::numeric_limits<double>::infinity();
    surface.lowest_estimate.push_back(has_ceiling ? place : grid.front());
    surface.last_estimate.push_back(place);
    surface.bid.insert(surface.bid.end(), std::size_t(surface.points), has_ceiling ? ceiling : grid.front());
    return;
  }
  const double last = std::min(bids.last_estimate_that_bids, grid.back());
  surface.lowest_estimate.push_back(known_grid.front());
  surface.last_estimate.push_back(last);
  for (int point = 0; point < surface.points; ++point) {
    const double x = known_grid.front() + (last - known_grid.front()) * point / (surface.points - 1);
    const double bid = known.size() > 1 ? value_at(known, place_of(known_grid, x)) : known.front();
    surface.bid.push_back(std::min(std::max(bid, known.front()), ceiling));
  }
}

void add_outer_state(double low, double high, double ceiling_over_state, double state, std::size_t node, BidSurface& surface) {
  const double top = std::min(surface.state[node] * ceiling_over_state, high);
  const double stretch = (std::min(state * ceiling_over_state, high) - low) / (top - low);
  if (!(top > low) || !(stretch > 0.0)) return;
  const auto moved = [&](double price) { return low + stretch * (price - low); };
  const auto first = surface.bid.begin() + std::ptrdiff_t(node) * surface.points;
  std::vector<double> bid(first, first + surface.points);
  std::ranges::transform(bid, bid.begin(), moved);
  const std::ptrdiff_t place = node == 0 ? 0 : std::ptrdiff_t(node) + 1;
  const double lowest = surface.lowest_estimate[node];
  const double last = std::max(moved(surface.last_estimate[node]), std::min(lowest, surface.last_estimate[node]));
  surface.state.insert(surface.state.begin() + place, state);
  surface.lowest_estimate.insert(surface.lowest_estimate.begin() + place, lowest);
  surface.last_estimate.insert(surface.last_estimate.begin() + place, last);
  surface.bid.insert(surface.bid.begin() + place * surface.points, bid.begin(), bid.end());
}

}  // namespace sealedbid
