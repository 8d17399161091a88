#include "simulation/block_record.hpp"

#include <map>
#include <set>

namespace sealedbid {

namespace {

void merge_each(std::vector<Moments>& into, const std::vector<Moments>& later) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i].merge(later[i]);
}

void merge_each(std::vector<RatioMoments>& into, const std::vector<RatioMoments>& later) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i].merge(later[i]);
}

/// Whole numbers that are told apart by comparing all values with each of them, which is faster than looking up the bin of each.
constexpr double most_whole_numbers = 12.0;

SEALEDBID_CLONES
std::uint64_t count_of(const double* values, std::size_t size, double value) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < size; ++i) count += values[i] == value ? 1 : 0;
  return count;
}

}  // namespace

std::vector<PlannedDifference> plan_differences(std::span<const MetricTable* const> tables) {
  std::vector<PlannedDifference> plan;
  for (int baseline = 0; baseline < static_cast<int>(tables.size()); ++baseline) {
    std::map<std::pair<std::string, std::string>, int> columns;
    for (const ReportedMetric& reported : tables[std::size_t(baseline)]->reported_metrics()) {
      columns[{reported.metric.name, reported.metric.group}] = reported.column;
    }
    for (int policy = baseline + 1; policy < static_cast<int>(tables.size()); ++policy) {
      std::set<std::pair<int, int>> planned;
      for (const ReportedMetric& reported : tables[std::size_t(policy)]->reported_metrics()) {
        const auto found = columns.find({reported.metric.name, reported.metric.group});
        if (found == columns.end() || !planned.insert({reported.column, found->second}).second) continue;
        plan.push_back({policy, baseline, reported.column, found->second});
      }
    }
  }
  return plan;
}

PolicyRecord PolicyRecord::of(const ReplicationValues& values, const MetricTable& table) {
  PolicyRecord record;
  for (const std::vector<double>& column : values.metrics) record.metrics.push_back(Moments::of(column));
  for (int group = 0; group < static_cast<int>(table.groups().size()); ++group) {
    const auto g = std::size_t(group);
    const auto counts = [&](GroupMetric metric) -> const std::vector<double>& {
      return values.metrics[std::size_t(MetricTable::column(metric, group))];
    };
    record.bid_ticks.push_back(RatioMoments::of(values.bid_ticks[g], counts(GroupMetric::number_of_bids)));
    record.awarded_bid_ticks.push_back(RatioMoments::of(values.awarded_bid_ticks[g], counts(GroupMetric::number_of_awards)));
  }
  return record;
}

void PolicyRecord::merge(const PolicyRecord& later) {
  merge_each(metrics, later.metrics);
  merge_each(bid_ticks, later.bid_ticks);
  merge_each(awarded_bid_ticks, later.awarded_bid_ticks);
}

void BlockRecord::merge(const BlockRecord& later) {
  for (std::size_t p = 0; p < policies.size(); ++p) policies[p].merge(later.policies[p]);
  merge_each(differences, later.differences);
}

void count_values(const Metric& metric, const Moments& moments, const std::vector<double>& values, QuantileHistogram& histogram) {
  if (moments.count == 0) return;
  auto rest = static_cast<std::uint64_t>(moments.count);
  const bool is_whole = metric.grid_step == 1.0;
  if (metric.kind == MetricKind::probability && moments.minimum < moments.maximum) {
    const auto ones = static_cast<std::uint64_t>(std::llround(moments.mean * static_cast<double>(moments.count)));
    histogram.add(1.0, ones);
    histogram.add(0.0, rest - ones);
  } else if (moments.minimum == moments.maximum || (is_whole && moments.maximum - moments.minimum <= most_whole_numbers)) {
    for (double number = moments.minimum; number < moments.maximum; number += 1.0) {
      const std::uint64_t count = count_of(values.data(), values.size(), number);
      histogram.add(number, count);
      rest -= count;
    }
    histogram.add(moments.maximum, rest);
  } else {
    histogram.add(values);
  }
}

Moments difference_moments(std::span<const double> policy, std::span<const double> baseline) {
  std::vector<double> differences(policy.size());
  for (std::size_t i = 0; i < policy.size(); ++i) differences[i] = policy[i] - baseline[i];
  return Moments::of(differences);
}

}  // namespace sealedbid
