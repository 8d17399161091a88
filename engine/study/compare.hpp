#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/issue.hpp"
#include "output/summary.hpp"

/// Policies of one run side by side. They saw the same replications, so their differences are taken pair by pair, which is far
/// more precise than the difference of their means.
namespace sealedbid {

/// policy − baseline of one metric. `estimate` is NaN throughout (n = 0) where no replication defines both.
struct PolicyDifference {
  std::string policy;
  MeanEstimate estimate;

  /// The 95 % interval lies on one side of zero.
  bool excludes_zero() const { return estimate.ci95_low > 0.0 || estimate.ci95_high < 0.0; }
};

struct ComparedMetric {
  int round = 1;
  std::string metric, group, unit;
  MeanEstimate baseline;                      ///< of the baseline itself; n = 0 where it does not have the metric
  std::vector<PolicyDifference> differences;  ///< in the order of Comparison::policies
};

struct Comparison {
  std::string scenario_name, scenario_title, currency;
  int price_year = 0;
  std::uint64_t seed = 0;
  std::int64_t replications = 0;
  std::string baseline;
  std::vector<std::string> policies;  ///< all but the baseline
  std::vector<ComparedMetric> metrics;
};

/// The baseline that was asked for is no policy of the run.
class UnknownBaseline : public InputError {
 public:
  UnknownBaseline(Issue issue, std::vector<std::string> known) : InputError(std::move(issue)), policies(std::move(known)) {}
  std::vector<std::string> policies;  ///< that the run has
};

/// Reads a run directory, after verifying every check sum of its manifest, and compares its policies.
/// @param baseline name of a policy; the first one if not given.
/// Throws InputError if the folder is no run directory or is damaged or has one policy only; UnknownBaseline.
Comparison compare(const std::filesystem::path& run_directory, const std::optional<std::string>& baseline = std::nullopt);

/// As above for a list of run directories, of which exactly one is accepted: policies of different runs did not see the same
/// replications, so there are no pairs. The InputError says what to do instead.
Comparison compare(const std::vector<std::filesystem::path>& run_directories,
                   const std::optional<std::string>& baseline = std::nullopt);

}  // namespace sealedbid
