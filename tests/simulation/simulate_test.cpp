#include "simulation/simulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/issue.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

std::vector<PolicyMarket> three_policies() {
  Scenario uniform = testing::solar_auction();
  uniform.auction.pricing = PricingRule::uniform_lowest_rejected;
  Scenario invited = testing::solar_auction();
  invited.bidder_classes.push_back(invited.bidder_classes[1]);
  invited.bidder_classes.back().name = "invited";
  return {
      {"base", build_market(testing::solar_auction())}, {"uniform", build_market(uniform)}, {"invited", build_market(invited)}};
}

SimulationOptions options_for(std::int64_t replications, int threads = 1) {
  SimulationOptions options;
  options.replications = replications;
  options.seed = 42;
  options.threads = threads;
  return options;
}

/// The same bits, undefined values included.
bool same(double a, double b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

void expect_same(const Moments& a, const Moments& b, const std::string& what) {
  EXPECT_EQ(a.count, b.count) << what;
  EXPECT_TRUE(same(a.mean, b.mean) && same(a.squared_deviations, b.squared_deviations) && same(a.minimum, b.minimum) &&
              same(a.maximum, b.maximum))
      << what;
}

void expect_same(const RunTally& a, const RunTally& b) {
  ASSERT_EQ(a.policies.size(), b.policies.size());
  for (std::size_t p = 0; p < a.policies.size(); ++p) {
    for (std::size_t m = 0; m < a.policies[p].metrics.size(); ++m) {
      const MetricTally &x = a.policies[p].metrics[m], &y = b.policies[p].metrics[m];
      expect_same(x.moments, y.moments, x.metric.name + " " + x.metric.group);
      for (const double probability : {0.01, 0.5, 0.99}) {
        EXPECT_TRUE(same(x.histogram.quantile(probability), y.histogram.quantile(probability)));
      }
    }
    for (std::size_t g = 0; g < a.policies[p].bids.size(); ++g) {
      EXPECT_TRUE(same(a.policies[p].bids[g].moments.ratio(), b.policies[p].bids[g].moments.ratio()));
      EXPECT_EQ(a.policies[p].bids[g].histogram.quantile(0.3), b.policies[p].bids[g].histogram.quantile(0.3));
    }
  }
  for (std::size_t d = 0; d < a.differences.size(); ++d) {
    expect_same(a.differences[d].moments, b.differences[d].moments, a.differences[d].metric.name);
  }
}

const MetricTally& metric(const RunTally& tally, std::size_t policy, const std::string& name) {
  for (const MetricTally& candidate : tally.policies[policy].metrics) {
    if (candidate.metric.name == name && candidate.metric.group == "all") return candidate;
  }
  throw std::invalid_argument(name);
}

TEST(SimulateTest, AnyNumberOfThreadsGivesTheSameBits) {
  const std::vector<PolicyMarket> policies = three_policies();
  const RunTally one = simulate(policies, options_for(20000, 1));
  for (const int threads : {2, 3, 8}) expect_same(one, simulate(policies, options_for(20000, threads)));
}

TEST(SimulateTest, AnotherSeedGivesOtherBits) {
  SimulationOptions other = options_for(2000);
  other.seed = 43;
  EXPECT_NE(metric(simulate(three_policies(), options_for(2000)), 0, "awarded_mw").moments.mean,
            metric(simulate(three_policies(), other), 0, "awarded_mw").moments.mean);
}

TEST(SimulateTest, APolicyDoesNotDependOnTheOthers) {
  const std::vector<PolicyMarket> policies = three_policies();
  const RunTally together = simulate(policies, options_for(3000));
  const RunTally alone = simulate(std::span(policies).subspan(1, 1), options_for(3000));
  for (std::size_t m = 0; m < alone.policies[0].metrics.size(); ++m) {
    expect_same(alone.policies[0].metrics[m].moments, together.policies[1].metrics[m].moments, "metric");
  }
}

TEST(SimulateTest, CommonRandomNumbersShrinkTheErrorOfDifferences) {
  const RunTally tally = simulate(three_policies(), options_for(5000));
  for (const DifferenceTally& difference : tally.differences) {
    if (difference.metric.name != "clearing_price_per_mwh" || difference.policy != 1) continue;
    const double independent = std::hypot(metric(tally, 0, "clearing_price_per_mwh").moments.standard_error(),
                                          metric(tally, 1, "clearing_price_per_mwh").moments.standard_error());
    EXPECT_LT(difference.moments.standard_error(), 0.5 * independent);
    return;
  }
  FAIL() << "no difference of clearing prices";
}

TEST(SimulateTest, DifferencesAgreeWithTheMeansWhereBothAreAlwaysDefined) {
  const RunTally tally = simulate(three_policies(), options_for(5000));
  for (const DifferenceTally& difference : tally.differences) {
    if (difference.metric.name != "awarded_mw" || difference.metric.group != "all") continue;
    const double of_means = metric(tally, std::size_t(difference.policy), "awarded_mw").moments.mean -
                            metric(tally, std::size_t(difference.baseline), "awarded_mw").moments.mean;
    EXPECT_NEAR(difference.moments.mean, of_means, 1e-9);
  }
}

TEST(SimulateTest, FourTimesTheReplicationsHalveTheStandardError) {
  const double few = metric(simulate(three_policies(), options_for(10000)), 0, "clearing_price_per_mwh").moments.standard_error();
  const double many =
      metric(simulate(three_policies(), options_for(40000)), 0, "clearing_price_per_mwh").moments.standard_error();
  EXPECT_NEAR(few / many, 2.0, 0.1);  // the ratio's own standard error is below 0.02
}

TEST(SimulateTest, RangesOfReplicationsJoinToTheWhole) {
  const std::vector<PolicyMarket> policies = three_policies();
  const int block = block_size(policies);
  const RunTally whole = simulate(policies, options_for(3 * block));
  SimulationOptions later = options_for(2 * block);
  later.first_replication = block;
  RunTally joined = simulate(policies, options_for(block));
  const RunTally rest = simulate(policies, later);
  for (std::size_t m = 0; m < whole.policies[0].metrics.size(); ++m) {
    QuantileHistogram& histogram = joined.policies[0].metrics[m].histogram;
    histogram.merge(rest.policies[0].metrics[m].histogram);
    EXPECT_TRUE(same(histogram.quantile(0.5), whole.policies[0].metrics[m].histogram.quantile(0.5)));
    Moments moments = joined.policies[0].metrics[m].moments;
    moments.merge(rest.policies[0].metrics[m].moments);
    EXPECT_EQ(moments.count, whole.policies[0].metrics[m].moments.count);
    EXPECT_NEAR(moments.mean, whole.policies[0].metrics[m].moments.mean, 1e-9 * (1.0 + std::abs(moments.mean)));
  }
}

TEST(SimulateTest, AStopKeepsTheFirstReplications) {
  const std::vector<PolicyMarket> policies = three_policies();
  std::atomic<bool> stop = false;
  SimulationOptions options = options_for(1'000'000'000, 2);
  options.stop = &stop;
  options.progress = [&](std::int64_t done, std::int64_t) { stop = done >= 5000; };
  const RunTally stopped = simulate(policies, options);
  EXPECT_GE(stopped.replications_done, 5000);
  EXPECT_LT(stopped.replications_done, 1'000'000);
  expect_same(stopped, simulate(policies, options_for(stopped.replications_done)));
}

TEST(SimulateTest, AStopBeforeTheFirstBlockIsAnError) {
  const std::atomic<bool> stop = true;
  SimulationOptions options = options_for(1000);
  options.stop = &stop;
  EXPECT_THROW(simulate(three_policies(), options), RunError);
}

TEST(SimulateTest, SamplesComeInOrderAndCarryTheSameValues) {
  const std::vector<PolicyMarket> policies = three_policies();
  std::int64_t next = 0;
  double sum = 0.0;
  std::size_t bids = 0;
  SimulationOptions options = options_for(3000, 2);
  options.keep_bids = KeepBids::yes;
  options.samples = [&](const BlockSamples& block) {
    if (block.policy != 0) return;
    EXPECT_EQ(block.first_replication, next);
    next += block.replications;
    for (const double mw : block.values[std::size_t(MetricTable::column(GroupMetric::awarded_mw, 0))]) sum += mw;
    bids += block.bids.size();
  };
  const RunTally tally = simulate(policies, options);
  EXPECT_EQ(next, 3000);
  EXPECT_NEAR(sum / 3000.0, metric(tally, 0, "awarded_mw").moments.mean, 1e-9);
  EXPECT_EQ(double(bids), std::round(metric(tally, 0, "number_of_bids").moments.mean * 3000.0));
}

TEST(SimulateTest, QuantilesAreThoseOfTheValues) {
  const std::vector<PolicyMarket> policies = three_policies();
  const MetricTable table(policies[0].market);
  std::vector<std::vector<double>> values(table.metrics().size());
  SimulationOptions options = options_for(3000, 2);
  options.samples = [&](const BlockSamples& block) {
    for (std::size_t m = 0; block.policy == 0 && m < values.size(); ++m) {
      for (const double value : block.values[m]) {
        if (!std::isnan(value)) values[m].push_back(value);
      }
    }
  };
  const RunTally tally = simulate(policies, options);
  for (std::size_t i = 0; i < table.reported_metrics().size(); ++i) {
    std::vector<double>& sorted = values[std::size_t(table.reported_metrics()[i].column)];
    const MetricTally& metric = tally.policies[0].metrics[i];
    ASSERT_EQ(metric.histogram.total(), sorted.size()) << metric.metric.name;
    std::sort(sorted.begin(), sorted.end());
    for (const double p : {0.05, 0.5, 0.95}) {
      if (sorted.empty()) continue;
      const double exact = sorted[std::size_t(std::ceil(p * double(sorted.size()))) - 1];
      // Half a step of the grid or a bin of the histogram, whichever is wider.
      EXPECT_NEAR(metric.histogram.quantile(p), exact, 0.51 * metric.metric.grid_step + 8e-3 * std::abs(exact))
          << metric.metric.name << " " << metric.metric.group << " " << p;
    }
  }
}

TEST(SimulateTest, ACertainWorldHasNoVariance) {
  Scenario scenario = testing::uniform_cost_auction(4, 2);
  scenario.bidder_classes[0].required_price_per_mwh = Constant{0.5};
  const std::vector<PolicyMarket> policies = {{"certain", build_market(scenario)}};
  const RunTally tally = simulate(policies, options_for(2000));
  EXPECT_EQ(metric(tally, 0, "clearing_price_per_mwh").moments.variance(), 0.0);
  EXPECT_NEAR(metric(tally, 0, "clearing_price_per_mwh").moments.mean, 0.5, 1e-12);
}

TEST(SimulateTest, BlocksShrinkWithTheNumberOfBidders) {
  const std::vector<PolicyMarket> few = {{"few", build_market(testing::uniform_cost_auction(10, 2))}};
  const std::vector<PolicyMarket> many = {{"many", build_market(testing::uniform_cost_auction(100000, 2))}};
  EXPECT_GT(block_size(few), block_size(many));
  EXPECT_EQ(block_size(many) % lane_count, 0);
}

}  // namespace
}  // namespace sealedbid
