#include "output/summary.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "output/sample_tally.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

RunTally run_of(const MetricTally& metric) {
  RunTally run;
  run.policies.push_back({"as_held", 0.01, {metric}, {}});
  return run;
}

SummaryRow row_of(const Metric& metric, const std::vector<double>& values) {
  return summarise(run_of(metric_tally(metric, values)), "USD").front();
}

CsvTable parsed(const std::string& csv) {
  const TestFolder folder;
  put_bytes(folder / "table.csv", csv);
  return read_csv((folder / "table.csv").string());
}

const Metric profit{"profit", "all", "USD", MetricKind::value, 0.0, ""};

TEST(SummaryTest, ValueMetricByHand) {
  const SummaryRow row = row_of(profit, {1.0, 2.0, undefined, 3.0, 6.0});
  EXPECT_EQ(row.estimate.n, 4);
  EXPECT_DOUBLE_EQ(row.estimate.mean, 3.0);
  EXPECT_DOUBLE_EQ(row.sd, std::sqrt(14.0 / 3.0));
  EXPECT_DOUBLE_EQ(row.estimate.se, std::sqrt(14.0 / 12.0));
  constexpr double t_975_with_3_degrees = 3.182446305284263;
  EXPECT_NEAR(row.estimate.ci95_high, 3.0 + t_975_with_3_degrees * row.estimate.se, 1e-9);
  EXPECT_NEAR(row.estimate.ci95_low, 3.0 - t_975_with_3_degrees * row.estimate.se, 1e-9);
  EXPECT_EQ(row.min, 1.0);
  EXPECT_EQ(row.max, 6.0);
}

TEST(SummaryTest, ProbabilityHasWilsonsInterval) {
  const Metric metric{"round_is_void", "all", "1", MetricKind::probability, 1.0, ""};
  const SummaryRow never = row_of(metric, std::vector<double>(10, 0.0));
  EXPECT_EQ(never.estimate.mean, 0.0);
  EXPECT_NEAR(never.estimate.ci95_low, 0.0, 1e-12);
  EXPECT_NEAR(never.estimate.ci95_high, 3.841458820694124 / 13.841458820694124, 1e-9);  // z²/(n + z²)
  const SummaryRow half = row_of(metric, {0.0, 1.0, 0.0, 1.0});
  EXPECT_NEAR(half.estimate.ci95_low + half.estimate.ci95_high, 1.0, 1e-12);
  EXPECT_LT(half.estimate.ci95_high, 1.0);  // Student's interval of these values reaches beyond 1
}

TEST(SummaryTest, OneValueHasNoError) {
  const SummaryRow row = row_of(profit, {5.0});
  EXPECT_EQ(row.estimate.n, 1);
  EXPECT_EQ(row.estimate.mean, 5.0);
  EXPECT_EQ(row.quantiles.front(), 5.0);
  for (const double value : {row.estimate.se, row.sd, row.estimate.ci95_low, row.estimate.ci95_high})
    EXPECT_TRUE(std::isnan(value));
}

TEST(SummaryTest, EqualValuesHaveNoSpread) {
  const SummaryRow row = row_of(profit, {5.3, 5.3, 5.3});
  EXPECT_EQ(row.sd, 0.0);
  EXPECT_EQ(row.estimate.se, 0.0);
  for (const double quantile : row.quantiles) EXPECT_EQ(quantile, 5.3);
}

TEST(SummaryTest, NowhereDefinedIsEmptyCells) {
  const std::string csv = summary_csv(summarise(run_of(metric_tally(profit, {undefined, undefined})), "USD"));
  EXPECT_NE(csv.find("\nas_held,1,profit,all,USD,0,,,,,,,,,,,,,,,,\n"), std::string::npos) << csv;
}

TEST(SummaryTest, BidsByHand) {
  RunTally run;
  run.policies.push_back({"as_held", 0.01, {}, {bid_tally("bid_per_mwh", "all", {{3540, 3560}, {3500}})}});
  const SummaryRow row = summarise(run, "USD").front();
  EXPECT_EQ(row.unit, "USD/MWh");
  EXPECT_EQ(row.estimate.n, 3);
  const double ratio = 10600.0 / 3.0;
  EXPECT_NEAR(row.estimate.mean, 0.01 * ratio, 1e-12);
  // Cochran (1977), eq. 6.13, for the pairs (7100, 2) and (3500, 1).
  const double squares = std::pow(7100.0 - 2.0 * ratio, 2) + std::pow(3500.0 - ratio, 2);
  EXPECT_NEAR(row.estimate.se, 0.01 * std::sqrt(squares / 2.0) / 1.5, 1e-12);
  constexpr double t_975_with_1_degree = 12.706204736432095;
  EXPECT_NEAR(row.estimate.ci95_high - row.estimate.mean, t_975_with_1_degree * row.estimate.se, 1e-8);
  const double squared_deviations = std::pow(3540 - ratio, 2) + std::pow(3560 - ratio, 2) + std::pow(3500 - ratio, 2);
  EXPECT_NEAR(row.sd, 0.01 * std::sqrt(squared_deviations / 2.0), 1e-12);
  EXPECT_EQ(number_text(row.min), "35");
  EXPECT_EQ(number_text(row.quantiles[4]), "35.4");
  EXPECT_EQ(number_text(row.max), "35.6");
}

TEST(SummaryTest, BidsOfOneReplicationHaveNoError) {
  RunTally run;
  run.policies.push_back({"as_held", 0.01, {}, {bid_tally("bid_per_mwh", "all", {{3540, 3560}})}});
  const SummaryRow row = summarise(run, "USD").front();
  EXPECT_EQ(row.estimate.n, 2);
  EXPECT_TRUE(std::isnan(row.estimate.se));
  EXPECT_TRUE(std::isnan(row.estimate.ci95_low));
}

TEST(SummaryTest, QuantilesAscendBetweenTheExtremes) {
  for (const SummaryRow& row : summarise(sample_run(), "USD")) {
    if (row.estimate.n == 0) continue;
    double before = row.min;
    for (const double quantile : row.quantiles) {
      EXPECT_GE(quantile, before) << row.metric;
      before = quantile;
    }
    EXPECT_GE(row.max, before) << row.metric;
  }
}

TEST(SummaryTest, PricesStayOnTheirGrid) {
  const SummaryRow row = row_of(price_metric(), {3540 * 0.01, 4.35, 100.0 * 0.01 * 7});
  EXPECT_EQ(number_text(row.max), "35.4");
  EXPECT_EQ(number_text(row.quantiles[4]), "7");
}

TEST(SummaryTest, CellsThatASpreadsheetWouldRunAreGuarded) {
  RunTally run = run_of(metric_tally(profit, {-5.0}));
  run.policies.front().policy = "=cmd()";
  run.policies.front().metrics.front().metric.group = "class:a,\"b\"\nc";
  const std::string csv = summary_csv(summarise(run, "USD"));
  const CsvTable table = parsed(csv);
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.rows[0].cells[0], "'=cmd()");
  EXPECT_EQ(table.rows[0].cells[3], "class:a,\"b\"\nc");
  EXPECT_EQ(table.rows[0].cells[6], "-5");
}

TEST(SummaryTest, DoublesReadBackToTheSameBits) {
  std::mt19937_64 bits(11);
  SummaryRow row = row_of(profit, {1.0});
  for (int repetition = 0; repetition < 20000; ++repetition) {
    const auto value = std::bit_cast<double>(bits());
    if (!std::isfinite(value) || std::fpclassify(value) == FP_SUBNORMAL) continue;
    row.estimate.mean = value;
    const std::string csv = summary_csv({row});
    std::size_t at = csv.find('\n');
    for (int comma = 0; comma < 6; ++comma) at = csv.find(',', at + 1);
    const auto back = parse_number(csv.substr(at + 1, csv.find(',', at + 1) - at - 1));
    ASSERT_TRUE(back.has_value()) << csv;
    ASSERT_EQ(std::bit_cast<std::uint64_t>(*back), std::bit_cast<std::uint64_t>(value)) << csv;
  }
}

TEST(SummaryTest, SameTallyGivesSameBytes) {
  EXPECT_EQ(summary_csv(summarise(sample_run(), "USD")), summary_csv(summarise(sample_run(), "USD")));
  EXPECT_NE(summary_csv(summarise(sample_run(500), "USD")), summary_csv(summarise(sample_run(499), "USD")));
}

TEST(SummaryTest, DifferencesByHand) {
  RunTally run = sample_run();
  run.differences = {{1, 0, price_metric(), Moments::of(std::vector<double>{0.1, 0.3, undefined})}};
  const std::vector<DifferenceRow> rows = differences(run);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].policy, "uniform_price");
  EXPECT_EQ(rows[0].baseline, "as_held");
  EXPECT_EQ(rows[0].estimate.n, 2);
  EXPECT_DOUBLE_EQ(rows[0].estimate.mean, 0.2);
  EXPECT_DOUBLE_EQ(rows[0].estimate.se, 0.1);
  EXPECT_EQ(rows[0].max, 0.3);
  const CsvTable table = parsed(differences_csv(rows));
  EXPECT_EQ(table.header.size(), 14u);
  EXPECT_EQ(table.rows.at(0).cells.at(6), "2");
}

}  // namespace
}  // namespace sealedbid
