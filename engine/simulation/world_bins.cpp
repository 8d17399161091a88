#include "simulation/world_bins.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "bidding/tabulated_reading.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/strategy_bids.hpp"

namespace sealedbid {

namespace {

/// States and hidden ratios of the first worlds.
struct WorldSample {
  std::vector<double> state, hidden;
};

WorldSample sample_worlds(const PolicyMarket& policy, std::uint64_t seed) {
  constexpr int tiles = 512;
  BidDraws draws(policy.market, seed, &policy.strategies);
  WorldSample sample;
  DrawnTile tile;
  LaneReals price;
  for (std::int64_t t = 0; t < tiles; ++t) {
    draws.draw(t * lane_count, learning_round, tile);
    draws.true_reference(tile, price);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      sample.state.push_back(tile.public_state[lane]);
      sample.hidden.push_back((price[lane] - tile.base_per_mwh[lane]) / tile.reference_per_mwh[lane]);
    }
  }
  std::ranges::sort(sample.state);
  std::ranges::sort(sample.hidden);
  return sample;
}

/// Bins with their means, narrower towards the ends: of cosine-spaced probabilities. Fewer where values repeat.
/// @param sorted not empty.
std::vector<double> bin_means(const std::vector<double>& sorted, std::size_t count, std::vector<double>& edges,
                              std::vector<double>& probability) {
  std::vector<double> means;
  std::size_t from = 0;
  for (std::size_t bin = 1; bin <= count; ++bin) {
    const double share = 0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(bin) / static_cast<double>(count));
    std::size_t to = bin == count ? sorted.size() : static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
    while (to < sorted.size() && to > 0 && sorted[to] == sorted[to - 1]) ++to;
    if (to <= from) continue;
    double sum = 0.0;
    for (std::size_t i = from; i < to; ++i) sum += sorted[i];
    means.push_back(sum / static_cast<double>(to - from));
    probability.push_back(static_cast<double>(to - from) / static_cast<double>(sorted.size()));
    if (to < sorted.size()) edges.push_back(sorted[to]);
    from = to;
  }
  return means;
}

}  // namespace

std::pair<double, double> price_range(const LearnedMarket& learned) {
  constexpr double outer = 5e-4, beyond = 1.1;
  const auto [least, most] = std::ranges::minmax(learned.hidden.value);
  double low = std::numeric_limits<double>::infinity(), high = 0.0;
  for (const LearnedParty& party : learned.parties) {
    if (is_solved_for(party.strategy)) low = std::min(low, least * quantile(party.believed.own, outer));
    high = std::max({high, most * quantile(party.believed.own, 1.0 - outer), quantile(party.given_bid.own, 1.0 - outer)});
  }
  return {low, low + beyond * (high - low)};
}

WorldBins bin_worlds(const PolicyMarket& policy, std::uint64_t seed, LearnedMarket& learned) {
  constexpr std::size_t most_hidden = 10, most_states = 9;
  WorldBins bins;
  const WorldSample sample = sample_worlds(policy, seed);
  std::vector<double> probability;
  const std::vector<double> hidden =
      bin_means(sample.hidden, std::min(learned.hidden.value.size(), most_hidden), bins.hidden_edge, probability);
  learned.hidden = {hidden, probability};
  if (learned.nodes.ceiling_over_reference.size() < 2) return bins;
  const auto first_free = std::ranges::lower_bound(sample.state, price_range(learned).second);
  const std::vector<double> limited(sample.state.begin(), first_free), free(first_free, sample.state.end());
  const auto share = static_cast<double>(limited.size()) / static_cast<double>(sample.state.size());
  std::vector<double> states, ignored;
  if (!limited.empty()) {
    states = bin_means(limited, std::size_t(std::ceil(share * most_states)), bins.state_edge, ignored);
  }
  if (!free.empty()) {
    if (!states.empty()) bins.state_edge.push_back(free.front());
    std::vector<double> no_edges;
    states.push_back(bin_means(free, 1, no_edges, ignored).front());
  }
  bins.lowest_state = sample.state.front();
  bins.highest_state = sample.state.back();
  StateNodes nodes;
  for (const double state : states) {
    nodes.ceiling_over_reference.push_back(state);
    nodes.reference_per_mwh.push_back(
        value_at(learned.nodes.reference_per_mwh, place_within(learned.nodes.ceiling_over_reference, state)));
  }
  learned.nodes = nodes;
  return bins;
}

}  // namespace sealedbid
