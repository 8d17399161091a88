#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/tally.hpp"

/// The tables of a run: one row for each (policy, round, metric, group), and one for each difference of two policies.
/// Not available (undefined in every replication, or fewer than two values) is NaN here and an empty cell in CSV.
namespace sealedbid {

/// Probabilities of the quantile columns p01 … p99.
inline constexpr std::array<double, 9> summary_probabilities = {0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99};

/// What is known of a mean. `se` is the standard error of the mean, the interval is two-sided with 95 % confidence.
struct MeanEstimate {
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::int64_t n = 0;
  double mean = none, se = none, ci95_low = none, ci95_high = none;
};

struct SummaryRow {
  std::string policy;
  int round = 1;
  std::string metric, group, unit;
  MeanEstimate estimate;
  double sd = MeanEstimate::none, min = MeanEstimate::none, max = MeanEstimate::none;
  std::array<double, summary_probabilities.size()> quantiles{};
};

/// policy minus baseline, replication by replication.
struct DifferenceRow {
  std::string policy, baseline;
  int round = 1;
  std::string metric, group, unit;
  MeanEstimate estimate;
  double sd = MeanEstimate::none, min = MeanEstimate::none, max = MeanEstimate::none;
};

/// Rows in the order of the tally: by policy, its metrics, then its bids.
/// Metrics: n = replications in which the metric is defined; interval Student's t, for probabilities Wilson's; quantiles of the
/// histogram, clamped to [min, max]. Bids: n = number of bids, mean = Σ bids / Σ number, standard error by replications
/// (RatioMoments), t interval with replications − 1 degrees of freedom; sd, quantiles and extremes of the histogram on the price
/// grid, exact below 8,192 ticks (bins are represented by their midpoint above). Values of metrics on a grid are given on it.
/// With fewer than two values (for bids: replications) se, interval and sd are not available.
/// @param currency unit of prices, e.g. "USD"
std::vector<SummaryRow> summarise(const RunTally& tally, std::string_view currency);

/// One row for every pair of policies: the later minus the earlier, paired by replication, with Student's t interval.
std::vector<DifferenceRow> differences(const RunTally& tally);

/// The estimate of a followed metric of group "all" after the first `estimate.n` replications in which it is defined.
struct ConvergenceRow {
  std::string policy;
  int round = 1;
  std::string metric, group, unit;
  std::int64_t replications = 0;  ///< simulated so far
  MeanEstimate estimate;
};

std::vector<ConvergenceRow> convergence(const RunTally& tally);

/// Comma-separated values with a header; doubles in the shortest text that reads back to the same bits.
std::string summary_csv(const std::vector<SummaryRow>& rows);
std::string differences_csv(const std::vector<DifferenceRow>& rows);
std::string convergence_csv(const std::vector<ConvergenceRow>& rows);

}  // namespace sealedbid
