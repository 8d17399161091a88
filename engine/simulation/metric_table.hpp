#pragma once

#include <string>
#include <vector>

#include "market/market.hpp"
#include "simulation/metrics.hpp"

/// The metrics of a run: the one list of their names, units and meanings, and where each one's column lies.
namespace sealedbid {

/// Metrics of the auction as a whole (group "all").
enum class AuctionMetric {
  clearing_price_per_mwh,
  lowest_awarded_price_per_mwh,
  highest_awarded_price_per_mwh,
  foreign_share_of_awarded_mw_fraction,
  void_probability,
  undersubscribed_probability,
  excluded_bids,
  award_cost_over_least_cost,
  exported_mwh_per_year,
};
inline constexpr int auction_metric_count = 9;

/// Metrics of every group: all, each class, each origin.
enum class GroupMetric {
  number_of_bids,
  number_of_awards,
  awarded_mw,
  share_of_awarded_mw_fraction,
  win_probability,
  mean_awarded_price_per_mwh,
  bidder_profit_per_mwh,
  bidder_profit_per_year,
  payments_per_year,
};
inline constexpr int group_metric_count = 9;

/// A set of bidder classes whose values are computed together.
struct MetricGroup {
  std::string name;          ///< "all", "class:NAME", "origin:CODE"
  std::vector<int> classes;  ///< indices into Market::classes
};

/// A group as it is reported. An origin with a single class has no values of its own: it shows those of the class.
struct ReportedGroup {
  std::string name;
  int group = 0;  ///< index into MetricTable::groups()
};

struct ReportedMetric {
  Metric metric;
  int column = 0;  ///< index into MetricTable::metrics()
};

class MetricTable {
 public:
  explicit MetricTable(const Market& market);

  /// What is computed, by column.
  const std::vector<Metric>& metrics() const { return metrics_; }
  const std::vector<MetricGroup>& groups() const { return groups_; }
  /// What is reported: the auction, then every group (all, classes, origins) with each of its metrics.
  const std::vector<ReportedMetric>& reported_metrics() const { return reported_metrics_; }
  const std::vector<ReportedGroup>& reported_groups() const { return reported_groups_; }
  /// Column of a metric.
  static int column(AuctionMetric metric) { return static_cast<int>(metric); }
  static int column(GroupMetric metric, int group) {
    return auction_metric_count + group * group_metric_count + static_cast<int>(metric);
  }

 private:
  std::vector<MetricGroup> groups_;
  std::vector<Metric> metrics_;
  std::vector<ReportedGroup> reported_groups_;
  std::vector<ReportedMetric> reported_metrics_;
};

}  // namespace sealedbid
