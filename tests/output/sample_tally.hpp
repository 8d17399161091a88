#pragma once

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "simulation/tally.hpp"

namespace sealedbid {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

inline Metric price_metric(const std::string& group = "all") {
  return {"clearing_price_per_mwh", group, "USD/MWh", MetricKind::value, 0.01, "Price of the last award"};
}

inline MetricTally metric_tally(const Metric& metric, const std::vector<double>& values) {
  MetricTally tally{metric, Moments::of(values), QuantileHistogram(metric.grid_step)};
  for (const double value : values) tally.histogram.add(value);
  return tally;
}

/// @param ticks bids of each replication
inline BidTally bid_tally(const std::string& name, const std::string& group,
                          const std::vector<std::vector<std::int32_t>>& ticks) {
  BidTally tally{name, group, {}, {}};
  tally.histogram.reserve(100000);
  std::vector<double> sums, numbers;
  for (const auto& replication : ticks) {
    double sum = 0.0;
    for (const std::int32_t tick : replication) {
      tally.histogram.count(tick);
      sum += tick;
    }
    sums.push_back(sum);
    numbers.push_back(static_cast<double>(replication.size()));
  }
  tally.moments = RatioMoments::of(sums, numbers);
  return tally;
}

/// Two policies, three metrics (one with groups, one a probability, one that is never defined), and bids; deterministic.
inline RunTally sample_run(int replications = 500) {
  std::mt19937 bits(7);
  const auto tick = [&] { return 3000 + static_cast<std::int32_t>(bits() % 1500); };
  RunTally run;
  run.replications_asked = run.replications_done = replications;
  std::vector<std::vector<double>> prices;
  for (const char* name : {"as_held", "uniform_price"}) {
    PolicyTally policy;
    policy.policy = name;
    std::vector<double> price, awarded, is_void, never(static_cast<std::size_t>(replications), undefined);
    std::vector<std::vector<std::int32_t>> bids, awards;
    for (int replication = 0; replication < replications; ++replication) {
      bids.push_back({tick(), tick(), tick()});
      awards.push_back({bids.back().front()});
      price.push_back(replication % 10 == 0 ? undefined : bids.back().front() / 100.0);
      awarded.push_back(100.0 + std::sqrt(static_cast<double>(bits() % 1000)));
      is_void.push_back(replication % 10 == 0 ? 1.0 : 0.0);
    }
    prices.push_back(price);
    policy.metrics.push_back(metric_tally(price_metric(), price));
    policy.metrics.push_back(metric_tally({"awarded_mw", "all", "MW", MetricKind::value, 0.0, "Capacity awarded"}, awarded));
    policy.metrics.push_back(
        metric_tally({"awarded_mw", "class:domestic", "MW", MetricKind::value, 0.0, "Capacity awarded"}, awarded));
    policy.metrics.push_back(
        metric_tally({"round_is_void", "all", "1", MetricKind::probability, 1.0, "No award at all"}, is_void));
    policy.metrics.push_back(
        metric_tally({"strike_price_per_mwh", "all", "USD/MWh", MetricKind::value, 0.01, "Strike price"}, never));
    policy.bids.push_back(bid_tally("bid_per_mwh", "all", bids));
    policy.bids.push_back(bid_tally("awarded_bid_per_mwh", "all", awards));
    run.policies.push_back(std::move(policy));
  }
  std::vector<double> difference;
  for (std::size_t index = 0; index < prices[0].size(); ++index) difference.push_back(prices[1][index] - prices[0][index]);
  run.differences.push_back({1, 0, price_metric(), Moments::of(difference)});
  return run;
}

}  // namespace sealedbid
