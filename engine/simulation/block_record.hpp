#pragma once

#include <span>
#include <string>
#include <vector>

#include "simulation/block.hpp"
#include "simulation/tally.hpp"
#include "statistics/moments.hpp"

/// What a block leaves behind, small and mergeable.
namespace sealedbid {

/// Metric of a later policy minus the same metric of an earlier one, by column.
struct PlannedDifference {
  int policy = 0, baseline = 0;
  int policy_column = 0, baseline_column = 0;
};

/// Every pair of policies (earlier one as baseline) and every pair of columns that some reported metric of both needs, each once.
std::vector<PlannedDifference> plan_differences(std::span<const MetricTable* const> tables);

/// Moments of one policy's values.
struct PolicyRecord {
  std::vector<Moments> metrics;                            ///< by column
  std::vector<RatioMoments> bid_ticks, awarded_bid_ticks;  ///< by group

  static PolicyRecord of(const ReplicationValues& values, const MetricTable& table);
  void merge(const PolicyRecord& later);
};

struct BlockRecord {
  std::vector<PolicyRecord> policies;
  std::vector<Moments> differences;  ///< parallel to the plan

  void merge(const BlockRecord& later);
};

/// Adds a block's values to a histogram; where the block's moments tell the counts, no value is looked at.
void count_values(const Metric& metric, const Moments& moments, const std::vector<double>& values, QuantileHistogram& histogram);

/// Moments of policy minus baseline over one block, where both are defined.
Moments difference_moments(std::span<const double> policy, std::span<const double> baseline);

}  // namespace sealedbid
