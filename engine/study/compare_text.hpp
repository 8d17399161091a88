#pragma once

#include <string>

#include "study/compare.hpp"

/// A comparison as text: a table for people, CSV and JSON for programs.
namespace sealedbid {

enum class Detail {
  headline,  ///< metrics of the whole auction (group "all") that vary or that a policy changes
  full,      ///< also those of single classes and origins
};

/// Aligned columns: metric, unit, baseline mean ± standard error, then for each policy the mean difference ± its standard error,
/// and "*" where its 95 % interval excludes zero; "-" where nothing is available. Policies that do not fit side by side into
/// 130 letters follow in further blocks. Of several rounds, Detail::headline shows the last and says so. Single bids
/// (bid_per_mwh, …) have no paired difference.
std::string comparison_table(const Comparison& comparison, Detail detail);

/// All metrics, one row for each metric and policy: round, metric, group, unit, baseline, baseline_mean, baseline_se, policy, n,
/// mean, se, ci95_low, ci95_high, excludes_zero.
std::string comparison_csv(const Comparison& comparison);

/// All metrics with the run's identity; null where nothing is available.
std::string comparison_json(const Comparison& comparison);

}  // namespace sealedbid
