#include "study/compare_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/csv.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Comparison sample_comparison() {
  Comparison comparison;
  comparison.scenario_name = "minimal";
  comparison.scenario_title = "Größe \x1b[31m";
  comparison.currency = "USD";
  comparison.price_year = 2024;
  comparison.seed = UINT64_MAX;
  comparison.replications = 500;
  comparison.baseline = "as_held";
  comparison.policies = {"größer", "=uniform"};
  comparison.metrics = {{1,
                         "clearing_price_per_mwh",
                         "all",
                         "USD/MWh",
                         {450, 35.125, 0.25, 34.6, 35.6},
                         {{"größer", {400, -2.0, 0.5, -3.0, -1.0}}, {"=uniform", {400, 0.5, 0.5, -0.5, 1.5}}}},
                        {1, "awarded_mw", "class:domestic", "MW", {}, {{"größer", {}}, {"=uniform", {}}}}};
  return comparison;
}

/// Letters before the first occurrence of `what` in its line.
std::size_t column_of(const std::string& text, const std::string& what) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  const std::string before = text.substr(text.rfind('\n', at) + 1, at - text.rfind('\n', at) - 1);
  return static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

TEST(CompareTextTest, TableShowsHeadlineMetrics) {
  const std::string table = comparison_table(sample_comparison(), Detail::headline);
  EXPECT_THAT(table, HasSubstr("clearing_price_per_mwh  USD/MWh   35.125  ± 0.25"));
  EXPECT_THAT(table, HasSubstr("-2  ± 0.5  *"));
  EXPECT_THAT(table, HasSubstr("+0.5  ± 0.5\n"));
  EXPECT_THAT(table, HasSubstr("500 replications, seed 18446744073709551615, USD of 2024. Baseline: as_held"));
  EXPECT_THAT(table, Not(HasSubstr("class:domestic")));
}

TEST(CompareTextTest, HeadlineLeavesOutWhatNeverChanges) {
  Comparison comparison = sample_comparison();
  comparison.metrics[0].baseline.se = 0.0;
  EXPECT_THAT(comparison_table(comparison, Detail::headline), HasSubstr("clearing_price")) << "a policy changes it";
  for (PolicyDifference& difference : comparison.metrics[0].differences) difference.estimate = {400, 0.0, 0.0, 0.0, 0.0};
  EXPECT_THAT(comparison_table(comparison, Detail::headline), Not(HasSubstr("clearing_price")));
  EXPECT_THAT(comparison_table(comparison, Detail::full), HasSubstr("clearing_price"));
}

TEST(CompareTextTest, FullTableShowsGroupsAndWhatIsNotAvailable) {
  const std::string table = comparison_table(sample_comparison(), Detail::full);
  EXPECT_THAT(table, HasSubstr("awarded_mw [class:domestic]"));
  EXPECT_THAT(table, Not(HasSubstr("nan")));
}

TEST(CompareTextTest, ColumnsAreAlignedByLettersNotBytes) {
  const std::string table = comparison_table(sample_comparison(), Detail::full);
  EXPECT_EQ(column_of(table, "größer") + 6, column_of(table, "-2 ") + 2);
  EXPECT_EQ(column_of(table, "unit "), column_of(table, "USD/MWh"));
}

TEST(CompareTextTest, PoliciesThatDoNotFitSideBySideFollowBelow) {
  Comparison comparison = sample_comparison();
  for (int more = 0; more < 9; ++more) {
    comparison.policies.push_back("a_policy_with_a_long_name_" + std::to_string(more));
    for (ComparedMetric& metric : comparison.metrics)
      metric.differences.push_back({comparison.policies.back(), {400, 1.0 + more, 0.5, 0.5, 1.5}});
  }
  const std::string table = comparison_table(comparison, Detail::headline);
  for (const std::string& policy : comparison.policies) EXPECT_THAT(table, HasSubstr(policy));
  for (int more = 0; more < 9; ++more) EXPECT_THAT(table, HasSubstr("+" + std::to_string(1 + more) + "  ± 0.5  *"));
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 140u) << line;  // bytes; a few letters have two
  EXPECT_GT(column_of(table, "a_policy_with_a_long_name_0"), column_of(table, "=uniform")) << "side by side where they fit";
}

TEST(CompareTextTest, TableCannotDriveATerminal) {
  EXPECT_THAT(comparison_table(sample_comparison(), Detail::full), Not(HasSubstr("\x1b")));
}

TEST(CompareTextTest, OfSeveralRoundsTheHeadlineShowsTheLastAndSaysSo) {
  Comparison comparison = sample_comparison();
  comparison.metrics.push_back(comparison.metrics[0]);
  comparison.metrics.back().round = 2;
  comparison.metrics.back().baseline.mean = 77.0;
  const std::string headline = comparison_table(comparison, Detail::headline);
  EXPECT_THAT(headline, HasSubstr("Round 2, the last"));
  EXPECT_THAT(headline, HasSubstr("77"));
  EXPECT_THAT(headline, Not(HasSubstr("(round 1)")));
  const std::string full = comparison_table(comparison, Detail::full);
  EXPECT_THAT(full, HasSubstr("clearing_price_per_mwh (round 1)"));
  EXPECT_THAT(full, HasSubstr("clearing_price_per_mwh (round 2)"));
  EXPECT_THAT(comparison_table(sample_comparison(), Detail::headline), Not(HasSubstr("ound 1")));
}

TEST(CompareTextTest, CsvHasARowForEachMetricAndPolicy) {
  const TestFolder folder;
  put_bytes(folder / "c.csv", comparison_csv(sample_comparison()));
  const CsvTable table = read_csv((folder / "c.csv").string());
  ASSERT_EQ(table.rows.size(), 4u);
  const auto cell = [&](std::size_t row, const char* column) {
    return table.rows[row].cells[static_cast<std::size_t>(table.column(column))];
  };
  EXPECT_EQ(cell(0, "mean"), "-2");
  EXPECT_EQ(cell(0, "excludes_zero"), "true");
  EXPECT_EQ(cell(1, "policy"), "'=uniform");
  EXPECT_EQ(cell(1, "excludes_zero"), "false");
  EXPECT_EQ(cell(2, "baseline_mean"), "");
  EXPECT_EQ(cell(2, "n"), "0");
}

TEST(CompareTextTest, JsonHoldsTheSame) {
  const auto json = nlohmann::json::parse(comparison_json(sample_comparison()));
  EXPECT_EQ(json["seed"].get<std::uint64_t>(), UINT64_MAX);
  EXPECT_EQ(json["metrics"][0]["differences"][0]["mean"], -2.0);
  EXPECT_EQ(json["metrics"][0]["differences"][0]["excludes_zero"], true);
  EXPECT_EQ(json["metrics"][0]["differences"][1]["policy"], "=uniform");
  EXPECT_TRUE(json["metrics"][1]["baseline_mean"].is_null());
}

}  // namespace
}  // namespace sealedbid
