#pragma once

#include <cstdint>
#include <vector>

#include "simulation/block_record.hpp"
#include "simulation/metric_table.hpp"
#include "simulation/tally.hpp"

/// How the estimates of a run settle as replications are added.
namespace sealedbid {

/// Followed in the course of a run, as far as a policy has them: prices, awarded capacity, foreign share, profit and support cost
/// of all bidders together.
std::vector<ReportedMetric> followed_metrics(const MetricTable& table);

/// Whether estimates are looked at after a block: after each of up to 64, else after every one of a fixed number, and at the end.
/// @param block from 0. @param blocks of the whole run.
bool is_looked_at(std::int64_t block, std::int64_t blocks);

/// The estimates of one round after some of its blocks.
class ConvergencePaths {
 public:
  explicit ConvergencePaths(const std::vector<const MetricTable*>& tables);

  /// Takes the total of the first `replications`.
  void look(std::int64_t replications, const BlockRecord& total);

  /// @param total of the whole round: taken where it was not looked at yet.
  std::vector<ConvergencePath> paths_of(std::size_t policy, std::int64_t replications, const BlockRecord& total) const;

 private:
  struct Point {
    std::int64_t replications = 0;
    std::vector<std::vector<Moments>> moments;  ///< [policy][followed metric]
  };
  Point point(std::int64_t replications, const BlockRecord& total) const;

  std::vector<std::vector<ReportedMetric>> followed_;  ///< [policy]
  std::vector<Point> points_;
};

}  // namespace sealedbid
