#pragma once

#include <string>
#include <vector>

namespace sealedbid {

/// How a metric is summarised.
enum class MetricKind {
  value,        ///< a number a replication: mean with Student-t interval, quantiles
  probability,  ///< 0 or 1 a replication: proportion with Wilson interval
};

/// What one column of replication values means. A metric is known by (name, group).
struct Metric {
  std::string name;   ///< e.g. "clearing_price_per_mwh"
  std::string group;  ///< "all", "class:NAME", "origin:CODE"; "year:2027" for a value of one calendar year
  std::string unit;   ///< e.g. "USD/MWh", "MW", "1"
  MetricKind kind = MetricKind::value;
  double grid_step = 0.0;  ///< > 0: quantiles are given in multiples of it (most such metrics take no other values)
  std::string doc;         ///< one sentence
};

}  // namespace sealedbid
