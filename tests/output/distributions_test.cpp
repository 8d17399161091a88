#include "output/distributions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/issue.hpp"
#include "base/number_text.hpp"
#include "output/netcdf_reader.hpp"
#include "output/sample_tally.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

class DistributionsTest : public ::testing::Test {
 protected:
  DistributionsTest() { write_distributions(folder_ / "distributions.nc", std::vector{sample_run()}, "USD"); }

  TestFolder folder_;
};

TEST_F(DistributionsTest, CountsAddUpToTheNumberOfValues) {
  const NetcdfReader reader(folder_ / "distributions.nc");
  EXPECT_EQ(sum(reader.values("clearing_price_per_mwh_count")), 2 * 450);  // every tenth of 500 is not defined
  EXPECT_EQ(sum(reader.values("awarded_mw_count")), 2 * 2 * 500);
  EXPECT_EQ(sum(reader.values("bid_per_mwh_count")), 2 * (3 + 1) * 500);
  const std::vector<double> is_void = reader.values("round_is_void_count");
  EXPECT_EQ(is_void.front(), 450);
  EXPECT_EQ(is_void.back(), 50);
}

TEST_F(DistributionsTest, HasTheAnnouncedDimensions) {
  const NetcdfReader reader(folder_ / "distributions.nc");
  const std::size_t bins = reader.shape("bid_per_mwh")[0];
  EXPECT_LE(bins, 512u);
  EXPECT_GT(bins, 100u);
  EXPECT_THAT(reader.shape("bid_per_mwh_count"), ElementsAre(2, 1, 2, bins));
  EXPECT_THAT(reader.shape("clearing_price_per_mwh_quantile"), ElementsAre(2, 1, 101));
  EXPECT_THAT(reader.shape("awarded_mw_quantile"), ElementsAre(2, 1, 2, 101));
  EXPECT_THAT(reader.texts("policy"), ElementsAre("as_held", "uniform_price"));
  EXPECT_THAT(reader.texts("group"), ElementsAre("all", "class:domestic"));
  EXPECT_THAT(reader.texts("status"), ElementsAre("all", "awarded"));
  EXPECT_EQ(reader.attribute("bid_per_mwh", "units"), "USD/MWh");
  EXPECT_EQ(reader.attribute("awarded_mw_quantile", "units"), "MW");
}

TEST_F(DistributionsTest, PriceBinsLieOnTheGrid) {
  const NetcdfReader reader(folder_ / "distributions.nc");
  for (const double low : reader.values("clearing_price_per_mwh"))
    EXPECT_LE(number_text(low).size(), std::string("44.99").size());
}

TEST_F(DistributionsTest, QuantilesAreThoseOfTheHistograms) {
  const RunTally run = sample_run();
  const NetcdfReader reader(folder_ / "distributions.nc");
  const std::vector<double> quantiles = reader.values("clearing_price_per_mwh_quantile");
  const MetricTally& price = run.policies[1].metrics[0];
  EXPECT_NEAR(quantiles[101 + 50], price.histogram.quantile(0.5), 1e-9);
  EXPECT_NEAR(quantiles[101], price.moments.minimum, 1e-9);
  EXPECT_NEAR(quantiles[101 + 100], price.moments.maximum, 1e-9);
  EXPECT_TRUE(std::is_sorted(quantiles.begin() + 101, quantiles.end()));
}

TEST_F(DistributionsTest, MetricDefinedNowhereHasNoBins) {
  const NetcdfReader reader(folder_ / "distributions.nc");
  EXPECT_FALSE(reader.has("strike_price_per_mwh_count"));
  for (const double quantile : reader.values("strike_price_per_mwh_quantile")) EXPECT_TRUE(std::isnan(quantile));
}

TEST_F(DistributionsTest, OpensInXarray) {
  if (!has_xarray()) GTEST_SKIP() << "no xarray in /usr/bin/python3";
  EXPECT_TRUE(holds_in_xarray(folder_ / "distributions.nc", R"(
assert list(ds.policy.values) == ["as_held", "uniform_price"], ds.policy
count = ds.bid_per_mwh_count.sel(policy="uniform_price", status="awarded", round=1)
assert int(count.sum()) == 500 and count.dims == ("bid_per_mwh",)
assert int(count.sel(bid_per_mwh=slice(30, 45)).sum()) == 500
assert float(ds.awarded_mw_quantile.sel(policy="as_held", group="class:domestic", probability=0.05)) > 100
assert ds.clearing_price_per_mwh.attrs["units"] == "USD/MWh"
)"));
  EXPECT_FALSE(holds_in_xarray(folder_ / "distributions.nc", "assert int(ds.bid_per_mwh_count.sum()) == 1"));
}

TEST_F(DistributionsTest, SameTallyGivesSameBytes) {
  write_distributions(folder_ / "again.nc", std::vector{sample_run()}, "USD");
  EXPECT_EQ(bytes_of(folder_ / "again.nc"), bytes_of(folder_ / "distributions.nc"));
  write_distributions(folder_ / "other.nc", std::vector{sample_run(499)}, "USD");
  EXPECT_NE(bytes_of(folder_ / "other.nc"), bytes_of(folder_ / "distributions.nc"));
}

TEST_F(DistributionsTest, RoundsShareTheirBins) {
  std::vector<RunTally> rounds = {sample_run(500), sample_run(300)};
  rounds[1].round = 2;
  write_distributions(folder_ / "rounds.nc", rounds, "USD");
  const NetcdfReader reader(folder_ / "rounds.nc");
  EXPECT_THAT(reader.values("round"), ElementsAre(1.0, 2.0));
  EXPECT_EQ(sum(reader.values("clearing_price_per_mwh_count")), 2 * (450 + 270));
}

TEST_F(DistributionsTest, PolicyWithoutAGroupCountsNothing) {
  RunTally run = sample_run();
  std::erase_if(run.policies[1].metrics, [](const MetricTally& tally) { return tally.metric.group == "class:domestic"; });
  write_distributions(folder_ / "missing.nc", std::vector{run}, "USD");
  const NetcdfReader reader(folder_ / "missing.nc");
  EXPECT_EQ(sum(reader.values("awarded_mw_count")), 3 * 500);
  const std::vector<double> quantiles = reader.values("awarded_mw_quantile");
  for (std::size_t index = 3 * 101; index < 4 * 101; ++index) EXPECT_TRUE(std::isnan(quantiles[index]));
}

TEST_F(DistributionsTest, FullDiskIsReported) {
  const FileSizeLimit limit(3000);
  EXPECT_THAT(message_of<OutputError>([&] { write_distributions(folder_ / "full.nc", std::vector{sample_run()}, "USD"); }),
              HasSubstr("full.nc: File too large"));
}

TEST(CommonEdgesTest, CoverAllBinsInMultiplesOfTheStep) {
  const std::vector<HistogramBin> bins = {{40.0, 40.01, 1}, {30.0, 30.01, 1}, {50.0, 50.01, 2}};
  const std::vector<double> edges = common_edges(bins, 10, 0.01);
  EXPECT_LE(edges.size(), 11u);
  EXPECT_LE(edges.front(), 30.0);
  EXPECT_GT(edges.back(), 50.0);
  for (const double edge : edges) EXPECT_LE(number_text(edge).size(), 5u);
}

TEST(CommonEdgesTest, NothingAndOneValue) {
  EXPECT_TRUE(common_edges({}, 10, 0.01).empty());
  EXPECT_THAT(common_edges({{0.0, 0.0, 7}}, 10, 0.0), ElementsAre(0.0, 0.0));
}

}  // namespace
}  // namespace sealedbid
