#pragma once

#include <array>
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
  priced_out_bidders,
};
inline constexpr int auction_metric_count = 10;

/// Metrics of every group: all, each class, each origin.
enum class GroupMetric {
  number_of_bids,
  number_of_awards,
  awarded_mw,
  share_of_awarded_mw_fraction,
  win_probability,
  mean_bid_per_mwh,
  mean_awarded_price_per_mwh,
  bidder_profit_per_mwh,
  bidder_profit_per_year,
  payments_per_year,
};
inline constexpr int group_metric_count = 10;

/// Metrics of the settlement as a whole (group "all"), only where it is asked for; docs/methods/settlement.md has the formulas.
enum class SettlementMetric {
  support_cost_present_value,
  support_cost_per_mwh,
  consumer_cost_over_avoided_cost_present_value,  ///< only with an avoided cost
  state_revenue_present_value,
  exported_mwh_in_total,
  export_revenue_present_value,
  corridor_price_per_mw_year,  ///< only with a capacity auction
};
inline constexpr int settlement_metric_count = 7;

/// Metrics of every group's winners, only where settlement is asked for.
enum class ReturnMetric {
  bidder_return_fraction,
  negative_return_probability,
  return_below_cost_of_capital_probability,
  net_present_value_per_kw,
  winners_curse_per_mwh,
};
inline constexpr int return_metric_count = 5;

/// Metrics of every group's winners, only where costs may change after the award.
enum class RealisationMetric { realised_mw, realisation_fraction, forfeited_bonds };
inline constexpr int realisation_metric_count = 3;

/// Calendar years after the award of which the support cost is reported at most.
inline constexpr int most_reported_years = 40;

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
  /// The same of metrics that not every run has: `none` without it.
  int column(SettlementMetric metric) const { return settlement_columns_[std::size_t(metric)]; }
  int column(ReturnMetric metric, int group) const {
    return first_return_column_ == none ? none : first_return_column_ + group * return_metric_count + static_cast<int>(metric);
  }
  int column(RealisationMetric metric, int group) const {
    return first_realisation_column_ + group * realisation_metric_count + static_cast<int>(metric);
  }
  /// Column of support_cost_per_year in a year from the award on; groups "year:2027", ….
  int support_cost_column(int years_from_award) const;
  static constexpr int none = -1;

 private:
  void add_groups(const Market& market);
  void add_settlement(const Market& market);
  void add_realisation(const Market& market);
  void add_support_years(const Market& market);
  void report(const Market& market);

  std::vector<MetricGroup> groups_;
  std::vector<Metric> metrics_;
  std::array<int, settlement_metric_count> settlement_columns_{};
  int first_return_column_ = none, first_realisation_column_ = none, first_year_column_ = none, first_year_ = 0, last_year_ = -1;
  std::vector<ReportedGroup> reported_groups_;
  std::vector<ReportedMetric> reported_metrics_;
};

}  // namespace sealedbid
