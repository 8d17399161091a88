#include "study/compare_text.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"

namespace sealedbid {
namespace {

using Json = nlohmann::ordered_json;
using Cells = std::vector<std::string>;

constexpr std::size_t page_width = 130;  // letters

/// Letters, not bytes: a name may hold any of UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string aligned(const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths;
  for (const Cells& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t column = 0; column < row.size(); ++column) widths[column] = std::max(widths[column], width_of(row[column]));
  }
  std::string text;
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const std::string padding(widths[column] - width_of(row[column]), ' ');
      const bool is_label = column < 2;
      line += (column > 0 ? "  " : "") + (is_label ? row[column] + padding : padding + row[column]);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

int last_round(const Comparison& comparison) {
  int last = 1;
  for (const ComparedMetric& metric : comparison.metrics) last = std::max(last, metric.round);
  return last;
}

/// With the round where those of several are shown.
enum class RoundLabel { no, yes };

std::string label_of(const ComparedMetric& metric, RoundLabel round) {
  std::string label = printable(metric.metric);
  if (metric.group != "all") label += " [" + printable(metric.group) + "]";
  return round == RoundLabel::yes ? label + " (round " + std::to_string(metric.round) + ")" : label;
}

/// Policies that stand side by side: indices into Comparison::policies, `last` not among them.
struct PolicyRange {
  std::size_t first = 0, last = 0;
};

Cells cells_of(const ComparedMetric& metric, RoundLabel round, PolicyRange shown) {
  Cells cells = {label_of(metric, round), printable(metric.unit), display_text(metric.baseline.mean),
                 std::isnan(metric.baseline.se) ? "" : "± " + display_text(metric.baseline.se, 2)};
  for (std::size_t index = shown.first; index < shown.last; ++index) {
    const PolicyDifference& difference = metric.differences[index];
    const MeanEstimate& estimate = difference.estimate;
    cells.push_back((estimate.mean > 0.0 ? "+" : "") + display_text(estimate.mean, 4));
    cells.push_back(std::isnan(estimate.se) ? "" : "± " + display_text(estimate.se, 2));
    cells.push_back(difference.excludes_zero() ? "*" : "");
  }
  return cells;
}

/// False where nothing ever varies and no policy changes anything, or where there is no paired difference at all.
bool is_telling(const ComparedMetric& metric) {
  const auto& differences = metric.differences;
  const bool is_compared =
      std::any_of(differences.begin(), differences.end(), [](const PolicyDifference& d) { return d.estimate.n > 0; });
  const bool is_changed =
      std::any_of(differences.begin(), differences.end(), [](const PolicyDifference& d) { return d.estimate.mean != 0.0; });
  return is_compared && (metric.baseline.se != 0.0 || is_changed);
}

std::string block_of(const Comparison& comparison, Detail detail, PolicyRange shown) {
  Cells header = {"metric", "unit", printable(comparison.baseline), "± se"};
  for (std::size_t index = shown.first; index < shown.last; ++index)
    header.insert(header.end(), {printable(comparison.policies[index]), "± se", ""});
  std::vector<Cells> rows = {header};
  const int last = last_round(comparison);
  const RoundLabel round = detail == Detail::full && last > 1 ? RoundLabel::yes : RoundLabel::no;
  for (const ComparedMetric& metric : comparison.metrics) {
    if (detail == Detail::full || (metric.round == last && metric.group == "all" && is_telling(metric)))
      rows.push_back(cells_of(metric, round, shown));
  }
  return aligned(rows);
}

bool fits_a_page(const std::string& block) {
  std::istringstream lines(block);
  for (std::string line; std::getline(lines, line);) {
    if (width_of(line) > page_width) return false;
  }
  return true;
}

std::string round_note(const Comparison& comparison, Detail detail) {
  const int last = last_round(comparison);
  if (detail == Detail::full || last == 1) return "";
  return ". Round " + std::to_string(last) + ", the last (all rounds: --all)";
}

/// As many policies side by side as fit, at least one; the rest below.
std::string blocks_of(const Comparison& comparison, Detail detail) {
  std::string text;
  for (PolicyRange shown = {0, 1}; shown.first < comparison.policies.size(); shown = {shown.last, shown.last + 1}) {
    std::string block = block_of(comparison, detail, shown);
    while (shown.last < comparison.policies.size()) {
      const std::string wider = block_of(comparison, detail, {shown.first, shown.last + 1});
      if (!fits_a_page(wider)) break;
      block = wider;
      ++shown.last;
    }
    text += block + "\n";
  }
  return text;
}

Json json_of(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json json_of(const PolicyDifference& difference) {
  const MeanEstimate& estimate = difference.estimate;
  return {{"policy", difference.policy},
          {"n", estimate.n},
          {"mean", json_of(estimate.mean)},
          {"se", json_of(estimate.se)},
          {"ci95_low", json_of(estimate.ci95_low)},
          {"ci95_high", json_of(estimate.ci95_high)},
          {"excludes_zero", difference.excludes_zero()}};
}

}  // namespace

std::string comparison_table(const Comparison& comparison, Detail detail) {
  return printable(comparison.scenario_title.empty() ? comparison.scenario_name : comparison.scenario_title) + "\n" +
         std::to_string(comparison.replications) + " replications, seed " + std::to_string(comparison.seed) + ", " +
         printable(comparison.currency) + " of " + std::to_string(comparison.price_year) +
         ". Baseline: " + printable(comparison.baseline) + round_note(comparison, detail) + "\n\n" +
         blocks_of(comparison, detail) +
         "Policies: mean difference from the baseline in the same replications ± its standard error; * its 95 % interval "
         "excludes 0.\n";
}

std::string comparison_csv(const Comparison& comparison) {
  std::string text =
      "round,metric,group,unit,baseline,baseline_mean,baseline_se,policy,n,mean,se,ci95_low,ci95_high,excludes_zero\n";
  for (const ComparedMetric& metric : comparison.metrics) {
    for (const PolicyDifference& difference : metric.differences) {
      const MeanEstimate& estimate = difference.estimate;
      const Cells cells = {std::to_string(metric.round),    csv_cell(metric.metric),
                           csv_cell(metric.group),          csv_cell(metric.unit),
                           csv_cell(comparison.baseline),   number_text(metric.baseline.mean),
                           number_text(metric.baseline.se), csv_cell(difference.policy),
                           std::to_string(estimate.n),      number_text(estimate.mean),
                           number_text(estimate.se),        number_text(estimate.ci95_low),
                           number_text(estimate.ci95_high), difference.excludes_zero() ? "true" : "false"};
      for (std::size_t index = 0; index < cells.size(); ++index) text += (index > 0 ? "," : "") + cells[index];
      text += '\n';
    }
  }
  return text;
}

std::string comparison_json(const Comparison& comparison) {
  Json metrics = Json::array();
  for (const ComparedMetric& metric : comparison.metrics) {
    Json differences = Json::array();
    for (const PolicyDifference& difference : metric.differences) differences.push_back(json_of(difference));
    metrics.push_back({{"round", metric.round},
                       {"metric", metric.metric},
                       {"group", metric.group},
                       {"unit", metric.unit},
                       {"baseline_mean", json_of(metric.baseline.mean)},
                       {"baseline_se", json_of(metric.baseline.se)},
                       {"differences", differences}});
  }
  const Json json = {{"scenario", {{"name", comparison.scenario_name}, {"title", comparison.scenario_title}}},
                     {"currency", comparison.currency},
                     {"price_year", comparison.price_year},
                     {"seed", comparison.seed},
                     {"replications", comparison.replications},
                     {"baseline", comparison.baseline},
                     {"policies", comparison.policies},
                     {"metrics", metrics}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sealedbid
