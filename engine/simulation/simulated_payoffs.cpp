#include "simulation/simulated_payoffs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "auction/rules.hpp"

namespace sealedbid {

namespace {

constexpr int most_clearings = 14;

/// Outcomes of one lane at its bids.
struct LaneOutcomes {
  double low = 0.0, step = 0.0;  ///< of the bids [currency/MWh]
  std::vector<double> award, above;
  std::vector<std::pair<std::size_t, std::size_t>> open;  ///< between which outcomes change, widest last
  std::size_t tried = 0;                                  ///< level of the clearing at hand
};

std::size_t bin_of(const std::vector<double>& edges, double value) {
  return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
}

std::int32_t ticks_of(const LaneOutcomes& lane, std::size_t level, std::int32_t highest_ticks, double price_step_per_mwh) {
  const double bid = lane.low + lane.step * static_cast<double>(level);
  const double ticks = std::ceil(bid / price_step_per_mwh - 1e-6);
  return static_cast<std::int32_t>(std::clamp(ticks, 0.0, static_cast<double>(highest_ticks)));
}

class LevelSearch {
 public:
  LevelSearch(const BidLevels& levels, const Deviators& bidders, double price_step_per_mwh, DeviationWorlds& worlds)
      : bidders_(bidders), price_step_per_mwh_(price_step_per_mwh), worlds_(worlds) {
    for (std::size_t l = 0; l < lane_count; ++l) {
      LaneOutcomes& lane = lanes_[l];
      const double base = bidders.base_per_mwh[l], reference = bidders.reference_per_mwh[l];
      double high = base + levels.high * reference;
      if (bidders.highest_ticks[l] != unlimited_ticks) high = std::min(high, bidders.highest_ticks[l] * price_step_per_mwh);
      lane.low = std::min(base + levels.low * reference, high);
      lane.step = (high - lane.low) / static_cast<double>(levels.levels - 1);
      lane.award.assign(levels.levels, 0.0);
      lane.above.assign(levels.levels, 0.0);
    }
  }

  const std::array<LaneOutcomes, lane_count>& find() {
    const std::size_t last = lanes_[0].award.size() - 1;
    for (LaneOutcomes& lane : lanes_) lane.tried = 0;
    try_levels();
    for (LaneOutcomes& lane : lanes_) lane.tried = last;
    try_levels();
    for (LaneOutcomes& lane : lanes_) settle(0, last, lane);
    for (int clearing = 2; clearing < most_clearings && is_open(); ++clearing) {
      for (LaneOutcomes& lane : lanes_) {
        if (!lane.open.empty()) lane.tried = (lane.open.back().first + lane.open.back().second) / 2;
      }
      try_levels();
      for (LaneOutcomes& lane : lanes_) halve(lane);
    }
    for (LaneOutcomes& lane : lanes_) {
      for (const auto& [from, to] : lane.open) fill(from, to, lane);
    }
    return lanes_;
  }

 private:
  bool is_open() const {
    for (std::size_t l = 0; l < lane_count; ++l) {
      if (bidders_.slot[l] >= 0 && !lanes_[l].open.empty()) return true;
    }
    return false;
  }

  void try_levels() {
    TriedBids tried;
    tried.others.fill(OtherProjects::make_way);
    for (std::size_t l = 0; l < lane_count; ++l) {
      tried.ticks[l] = ticks_of(lanes_[l], lanes_[l].tried, bidders_.highest_ticks[l], price_step_per_mwh_);
    }
    worlds_.clear(bidders_, tried, outcome_);
    for (std::size_t l = 0; l < lane_count; ++l) {
      lanes_[l].award[lanes_[l].tried] = outcome_.share[l];
      lanes_[l].above[lanes_[l].tried] = outcome_.share[l] - outcome_.moved_share[l];
    }
  }

  static void halve(LaneOutcomes& lane) {
    if (lane.open.empty()) return;
    const auto [from, to] = lane.open.back();
    lane.open.pop_back();
    settle(from, lane.tried, lane);
    settle(lane.tried, to, lane);
  }

  /// Between equal outcomes nothing changes; else the interval stays open.
  static void settle(std::size_t from, std::size_t to, LaneOutcomes& lane) {
    if (to - from < 2) return;
    if (lane.award[from] == lane.award[to] && lane.above[from] == lane.above[to]) return fill(from, to, lane);
    const auto is_narrower = [&](const auto& open) { return open.second - open.first < to - from; };
    lane.open.insert(std::ranges::find_if_not(lane.open, is_narrower), {from, to});
  }

  static void fill(std::size_t from, std::size_t to, LaneOutcomes& lane) {
    for (std::size_t level = from + 1; level < to; ++level) {
      const double share = static_cast<double>(level - from) / static_cast<double>(to - from);
      lane.award[level] = lane.award[from] + share * (lane.award[to] - lane.award[from]);
      lane.above[level] = lane.above[from] + share * (lane.above[to] - lane.above[from]);
    }
  }

  const Deviators& bidders_;
  double price_step_per_mwh_;
  DeviationWorlds& worlds_;
  DeviatorOutcome outcome_;
  std::array<LaneOutcomes, lane_count> lanes_;
};

/// Every entry of three lists of sums.
template <class Change>
void change_sums(const OutcomeSums& from, OutcomeSums& to, Change change) {
  for (std::size_t i = 0; i < to.worlds.size(); ++i) to.worlds[i] = change(to.worlds[i], from.worlds[i]);
  for (std::size_t i = 0; i < to.award.size(); ++i) to.award[i] = change(to.award[i], from.award[i]);
  for (std::size_t i = 0; i < to.above.size(); ++i) to.above[i] = change(to.above[i], from.above[i]);
}

}  // namespace

OutcomeSums empty_sums(const WorldBins& bins, std::size_t levels) {
  OutcomeSums sums{bins.state_edge.size() + 1, bins.hidden_edge.size() + 1, levels, {}, {}, {}};
  sums.worlds.assign(sums.states * sums.hidden, 0.0);
  sums.award.assign(sums.worlds.size() * levels, 0.0);
  sums.above = sums.award;
  return sums;
}

void mix(const OutcomeSums& newest, double weight, OutcomeSums& total) {
  change_sums(newest, total, [weight](double old, double fresh) { return (1.0 - weight) * old + weight * fresh; });
}

void add(const OutcomeSums& part, OutcomeSums& total) {
  change_sums(part, total, [](double sum, double one) { return sum + one; });
}

OutcomeSums mean_of(const std::vector<const OutcomeSums*>& parts) {
  OutcomeSums mean = *parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) mix(*parts[i], 1.0 / static_cast<double>(i + 1), mean);
  return mean;
}

void add_tile(const WorldBins& bins, const BidLevels& levels, int bidder_class, std::int64_t turn, double price_step_per_mwh,
              DeviationWorlds& worlds, OutcomeSums& sums) {
  const Deviators bidders = worlds.deviators(bidder_class, turn);
  if (std::ranges::all_of(bidders.slot, [](std::int32_t slot) { return slot < 0; })) return;
  LaneReals hidden;
  worlds.hidden_ratio(hidden);
  LevelSearch search(levels, bidders, price_step_per_mwh, worlds);
  const auto& lanes = search.find();
  for (std::size_t l = 0; l < lane_count; ++l) {
    if (bidders.slot[l] < 0) continue;
    const std::size_t cell = bin_of(bins.state_edge, bidders.state[l]) * sums.hidden + bin_of(bins.hidden_edge, hidden[l]);
    sums.worlds[cell] += 1.0;
    for (std::size_t level = 0; level < sums.levels; ++level) {
      sums.award[cell * sums.levels + level] += lanes[l].award[level];
      sums.above[cell * sums.levels + level] += lanes[l].above[level];
    }
  }
}

}  // namespace sealedbid
