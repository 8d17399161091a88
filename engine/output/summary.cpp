#include "output/summary.hpp"

#include <algorithm>
#include <cmath>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "output/grid_value.hpp"
#include "statistics/interval.hpp"

namespace sealedbid {
namespace {

MeanEstimate estimate_of(const Moments& moments, MetricKind kind) {
  MeanEstimate estimate;
  estimate.n = moments.count;
  if (moments.count < 1) return estimate;
  estimate.mean = moments.mean;
  if (moments.count < 2) return estimate;
  estimate.se = moments.standard_error();
  const Interval interval = kind == MetricKind::probability ? proportion_interval(moments.mean, moments.count)
                                                            : mean_interval(moments.mean, estimate.se, moments.count);
  estimate.ci95_low = interval.low;
  estimate.ci95_high = interval.high;
  return estimate;
}

SummaryRow row_of(const MetricTally& tally) {
  const Moments& moments = tally.moments;
  SummaryRow row;
  row.metric = tally.metric.name;
  row.group = tally.metric.group;
  row.unit = tally.metric.unit;
  row.estimate = estimate_of(moments, tally.metric.kind);
  row.quantiles.fill(MeanEstimate::none);
  if (moments.count < 1) return row;
  const double step = tally.metric.grid_step;
  row.min = nearest_grid_value(moments.minimum, step);
  row.max = nearest_grid_value(moments.maximum, step);
  if (moments.count >= 2) row.sd = moments.standard_deviation();
  const std::vector<double> quantiles = tally.histogram.quantiles(summary_probabilities);
  for (std::size_t index = 0; index < quantiles.size(); ++index) {
    row.quantiles[index] = std::clamp(nearest_grid_value(quantiles[index], step), row.min, row.max);
  }
  return row;
}

/// With n − 1. Centred on the mean of the bins, so that nothing cancels.
double standard_deviation_in_ticks(const TickHistogram& histogram) {
  const std::vector<HistogramBin> bins = histogram.bins(1.0);
  const auto middle = [](const HistogramBin& bin) { return 0.5 * (bin.low + bin.high - 1.0); };
  double count = 0.0, sum = 0.0, squared = 0.0;
  for (const HistogramBin& bin : bins) {
    count += static_cast<double>(bin.count);
    sum += static_cast<double>(bin.count) * middle(bin);
  }
  if (count < 2.0) return MeanEstimate::none;
  for (const HistogramBin& bin : bins) squared += static_cast<double>(bin.count) * std::pow(middle(bin) - sum / count, 2);
  return std::sqrt(squared / (count - 1.0));
}

SummaryRow row_of(const BidTally& tally, double step, std::string_view currency) {
  SummaryRow row;
  row.metric = tally.name;
  row.group = tally.group;
  row.unit = std::string(currency) + "/MWh";
  row.quantiles.fill(MeanEstimate::none);
  row.estimate.n = static_cast<std::int64_t>(tally.histogram.total());
  if (row.estimate.n < 1) return row;
  row.estimate.mean = tally.moments.ratio() * step;
  if (tally.moments.count >= 2) {
    row.estimate.se = tally.moments.standard_error() * step;
    const Interval interval = mean_interval(row.estimate.mean, row.estimate.se, tally.moments.count);
    row.estimate.ci95_low = interval.low;
    row.estimate.ci95_high = interval.high;
    row.sd = standard_deviation_in_ticks(tally.histogram) * step;
  }
  row.min = grid_value(tally.histogram.smallest(), step);
  row.max = grid_value(tally.histogram.largest(), step);
  for (std::size_t index = 0; index < summary_probabilities.size(); ++index)
    row.quantiles[index] = grid_value(tally.histogram.quantile(summary_probabilities[index]), step);
  return row;
}

void append_cell(std::string& text, double value) {
  text += ',';
  if (std::isfinite(value)) text += number_text(value);
}

void append_estimate(std::string& text, const MeanEstimate& estimate) {
  text += ',' + std::to_string(estimate.n);
  for (const double value : {estimate.mean, estimate.se, estimate.ci95_low, estimate.ci95_high}) append_cell(text, value);
}

void append_series(std::string& text, int round, const std::string& metric, const std::string& group, const std::string& unit) {
  text += ',' + std::to_string(round) + ',' + csv_cell(metric) + ',' + csv_cell(group) + ',' + csv_cell(unit);
}

}  // namespace

std::vector<SummaryRow> summarise(const RunTally& tally, std::string_view currency) {
  std::vector<SummaryRow> rows;
  const auto add = [&](const PolicyTally& policy, SummaryRow row) {
    row.policy = policy.policy;
    row.round = tally.round;
    rows.push_back(std::move(row));
  };
  for (const PolicyTally& policy : tally.policies) {
    for (const MetricTally& metric : policy.metrics) add(policy, row_of(metric));
    for (const BidTally& bids : policy.bids) add(policy, row_of(bids, policy.price_step_per_mwh, currency));
  }
  return rows;
}

std::vector<DifferenceRow> differences(const RunTally& tally) {
  std::vector<DifferenceRow> rows;
  for (const DifferenceTally& difference : tally.differences) {
    const Metric& metric = difference.metric;
    DifferenceRow row;
    row.policy = tally.policies.at(static_cast<std::size_t>(difference.policy)).policy;
    row.baseline = tally.policies.at(static_cast<std::size_t>(difference.baseline)).policy;
    row.round = tally.round;
    row.metric = metric.name;
    row.group = metric.group;
    row.unit = metric.unit;
    row.estimate = estimate_of(difference.moments, MetricKind::value);
    if (difference.moments.count >= 1) {
      row.min = nearest_grid_value(difference.moments.minimum, metric.grid_step);
      row.max = nearest_grid_value(difference.moments.maximum, metric.grid_step);
    }
    if (difference.moments.count >= 2) row.sd = difference.moments.standard_deviation();
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ConvergenceRow> convergence(const RunTally& tally) {
  std::vector<ConvergenceRow> rows;
  for (const PolicyTally& policy : tally.policies) {
    for (const ConvergencePath& path : policy.convergence) {
      for (const ConvergencePoint& point : path.points) {
        rows.push_back({policy.policy, tally.round, path.metric.name, path.metric.group, path.metric.unit, point.replications,
                        estimate_of(point.moments, path.metric.kind)});
      }
    }
  }
  return rows;
}

std::string summary_csv(const std::vector<SummaryRow>& rows) {
  std::string text =
      "policy,round,metric,group,unit,n,mean,se,ci95_low,ci95_high,sd,min,p01,p05,p10,p25,p50,p75,p90,p95,p99,max\n";
  for (const SummaryRow& row : rows) {
    text += csv_cell(row.policy);
    append_series(text, row.round, row.metric, row.group, row.unit);
    append_estimate(text, row.estimate);
    append_cell(text, row.sd);
    append_cell(text, row.min);
    for (const double quantile : row.quantiles) append_cell(text, quantile);
    append_cell(text, row.max);
    text += '\n';
  }
  return text;
}

std::string differences_csv(const std::vector<DifferenceRow>& rows) {
  std::string text = "policy,baseline,round,metric,group,unit,n,mean,se,ci95_low,ci95_high,sd,min,max\n";
  for (const DifferenceRow& row : rows) {
    text += csv_cell(row.policy) + ',' + csv_cell(row.baseline);
    append_series(text, row.round, row.metric, row.group, row.unit);
    append_estimate(text, row.estimate);
    append_cell(text, row.sd);
    append_cell(text, row.min);
    append_cell(text, row.max);
    text += '\n';
  }
  return text;
}

std::string convergence_csv(const std::vector<ConvergenceRow>& rows) {
  std::string text = "policy,round,metric,group,unit,replications,n,mean,se,ci95_low,ci95_high\n";
  for (const ConvergenceRow& row : rows) {
    text += csv_cell(row.policy);
    append_series(text, row.round, row.metric, row.group, row.unit);
    text += ',' + std::to_string(row.replications);
    append_estimate(text, row.estimate);
    text += '\n';
  }
  return text;
}

}  // namespace sealedbid
