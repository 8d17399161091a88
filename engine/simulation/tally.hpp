#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulation/metrics.hpp"
#include "statistics/histogram.hpp"
#include "statistics/moments.hpp"

/// What a run leaves in memory: its size depends on metrics, policies and price grid, never on the number of replications.
namespace sealedbid {

struct MetricTally {
  Metric metric;
  Moments moments;
  QuantileHistogram histogram;
};

/// Single bids (not replications) of a group: their mean weighs every bid alike, its standard error respects that bids of one
/// replication belong together, and the histogram is on the price grid.
struct BidTally {
  std::string name;      ///< "bid_per_mwh" or "awarded_bid_per_mwh"
  std::string group;     ///< "all", "class:NAME", "origin:CODE"
  RatioMoments moments;  ///< x = Σ bids in ticks, w = number of bids, a pair a replication
  TickHistogram histogram;
};

/// The estimate of a metric after the first replications of a run.
struct ConvergencePoint {
  std::int64_t replications = 0;
  Moments moments;
};

struct ConvergencePath {
  Metric metric;
  std::vector<ConvergencePoint> points;  ///< by ascending replications; the last is the run's own estimate
};

struct PolicyTally {
  std::string policy;
  double price_step_per_mwh = 0.01;
  std::vector<MetricTally> metrics;
  std::vector<BidTally> bids;
  std::vector<ConvergencePath> convergence = {};  ///< see followed_metrics
};

/// policy minus baseline of one metric, replication by replication, where both are defined.
struct DifferenceTally {
  int policy = 0, baseline = 0;  ///< indices into RunTally::policies, baseline < policy
  Metric metric;
  Moments moments;
};

struct RunTally {
  int round = 1;
  std::int64_t replications_asked = 0;
  std::int64_t replications_done = 0;  ///< fewer than asked if interrupted: the first ones, complete for every policy
  std::vector<PolicyTally> policies;
  std::vector<DifferenceTally> differences;
};

}  // namespace sealedbid
