#include "study/compare.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/csv.hpp"
#include "base/issue.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/manifest.hpp"

namespace sealedbid {
namespace {

[[noreturn]] void refuse(const Place& place, const std::string& key_path, const std::string& what,
                         const std::string& suggestion = "") {
  throw InputError(Issue{place, key_path, what, suggestion});
}

/// A table of the run directory, by the names of its columns.
class Table {
 public:
  explicit Table(const std::filesystem::path& path) : table_(read_csv(path.string())) {}

  const std::vector<CsvRow>& rows() const { return table_.rows; }

  /// Without the apostrophe that guards spreadsheets.
  std::string text(const CsvRow& row, const char* column) const {
    const std::string& cell = at(row, column);
    const bool guarded = cell.size() >= 2 && cell[0] == '\'' && csv_cell(cell.substr(1)) != cell.substr(1);
    return guarded ? cell.substr(1) : cell;
  }
  std::int64_t whole(const CsvRow& row, const char* column) const {
    const auto value = parse_integer(at(row, column));
    if (!value) refuse(place_of(row), column, "'" + printable(at(row, column)) + "' is not a whole number");
    return *value;
  }
  /// NaN for an empty cell: not available.
  double number(const CsvRow& row, const char* column) const {
    if (at(row, column).empty()) return MeanEstimate::none;
    const auto value = parse_number(at(row, column));
    if (!value) refuse(place_of(row), column, "'" + printable(at(row, column)) + "' is not a number");
    return *value;
  }
  MeanEstimate estimate(const CsvRow& row) const {
    return {whole(row, "n"), number(row, "mean"), number(row, "se"), number(row, "ci95_low"), number(row, "ci95_high")};
  }

 private:
  const std::string& at(const CsvRow& row, const char* column) const {
    const int index = table_.column(column);
    if (index < 0) refuse(Place{table_.file, 1}, column, "this column is missing");
    return row.cells[static_cast<std::size_t>(index)];
  }
  Place place_of(const CsvRow& row) const { return Place{table_.file, row.line}; }

  CsvTable table_;
};

MeanEstimate turned_round(const MeanEstimate& estimate) {
  return {estimate.n, 0.0 - estimate.mean, estimate.se, 0.0 - estimate.ci95_high, 0.0 - estimate.ci95_low};
}

/// Metrics in the order in which they first appear, whichever policy has them.
class Collector {
 public:
  Collector(std::string baseline, std::vector<std::string> policies)
      : baseline_(std::move(baseline)), policies_(std::move(policies)) {}

  void add_summary(const Table& table) {
    for (const CsvRow& row : table.rows()) {
      if (table.text(row, "policy") == baseline_) metric_of(table, row).baseline = table.estimate(row);
    }
  }
  void add_differences(const Table& table) {
    for (const CsvRow& row : table.rows()) {
      const std::string policy = table.text(row, "policy"), other = table.text(row, "baseline");
      if (other == baseline_) place(table, row, policy, table.estimate(row));
      if (policy == baseline_) place(table, row, other, turned_round(table.estimate(row)));
    }
  }
  std::vector<ComparedMetric> take() { return std::move(metrics_); }

 private:
  void place(const Table& table, const CsvRow& row, const std::string& policy, const MeanEstimate& estimate) {
    for (PolicyDifference& difference : metric_of(table, row).differences) {
      if (difference.policy == policy) difference.estimate = estimate;
    }
  }
  ComparedMetric& metric_of(const Table& table, const CsvRow& row) {
    const std::tuple key(table.whole(row, "round"), table.text(row, "metric"), table.text(row, "group"));
    const auto [known, is_new] = index_.try_emplace(key, metrics_.size());
    if (is_new) {
      ComparedMetric& metric = metrics_.emplace_back();
      metric.round = static_cast<int>(std::get<0>(key));
      metric.metric = std::get<1>(key);
      metric.group = std::get<2>(key);
      metric.unit = table.text(row, "unit");
      for (const std::string& policy : policies_) metric.differences.push_back({policy, {}});
    }
    return metrics_[known->second];
  }

  std::string baseline_;
  std::vector<std::string> policies_;
  std::vector<ComparedMetric> metrics_;
  std::map<std::tuple<std::int64_t, std::string, std::string>, std::size_t> index_;
};

std::string chosen_baseline(const Manifest& manifest, const std::string& file, const std::optional<std::string>& baseline) {
  if (manifest.policies.size() < 2)
    refuse(Place{file}, "policies", "the run has one policy only (there is nothing to compare)",
           "Add policies to the scenario and run it.");
  if (!baseline) return manifest.policies.front();
  if (std::find(manifest.policies.begin(), manifest.policies.end(), *baseline) != manifest.policies.end()) return *baseline;
  const std::string nearest = nearest_name(*baseline, manifest.policies);
  throw UnknownBaseline({Place{file}, "policies", "'" + printable(*baseline) + "' is not a policy of this run",
                         nearest.empty() ? "" : "Did you mean " + nearest + "?"},
                        manifest.policies);
}

}  // namespace

Comparison compare(const std::filesystem::path& run_directory, const std::optional<std::string>& baseline) {
  const Manifest manifest = verify_run_directory(run_directory);
  Comparison comparison;
  comparison.scenario_name = manifest.scenario_name;
  comparison.scenario_title = manifest.scenario_title;
  comparison.currency = manifest.currency;
  comparison.price_year = manifest.price_year;
  comparison.seed = manifest.seed;
  comparison.replications = manifest.replications_done;
  comparison.baseline = chosen_baseline(manifest, (run_directory / manifest_name).string(), baseline);
  for (const std::string& policy : manifest.policies)
    if (policy != comparison.baseline) comparison.policies.push_back(policy);
  Collector collector(comparison.baseline, comparison.policies);
  collector.add_summary(Table(run_directory / "summary.csv"));
  collector.add_differences(Table(run_directory / "differences.csv"));
  comparison.metrics = collector.take();
  return comparison;
}

Comparison compare(const std::vector<std::filesystem::path>& run_directories, const std::optional<std::string>& baseline) {
  if (run_directories.size() == 1) return compare(run_directories.front(), baseline);
  const std::string count = std::to_string(run_directories.size());
  refuse(Place{}, "", count + " run directories cannot be compared (their policies did not see the same replications)",
         "Write the variants as policies of one scenario, run it, and compare that one run directory.");
}

}  // namespace sealedbid
