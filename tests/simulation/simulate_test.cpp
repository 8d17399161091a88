#include "simulation/simulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/issue.hpp"
#include "simulation/same_tally.hpp"
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

RunTally run(std::span<const PolicyMarket> policies, const SimulationOptions& options) {
  return simulate(policies, options).front();
}

const MetricTally& metric(const RunTally& tally, std::size_t policy, const std::string& name) {
  for (const MetricTally& candidate : tally.policies[policy].metrics) {
    if (candidate.metric.name == name && candidate.metric.group == "all") return candidate;
  }
  throw std::invalid_argument(name);
}

TEST(SimulateTest, AnyNumberOfThreadsGivesTheSameBits) {
  const std::vector<PolicyMarket> policies = three_policies();
  const RunTally one = run(policies, options_for(20000, 1));
  for (const int threads : {2, 3, 8}) expect_same(one, run(policies, options_for(20000, threads)));
}

std::vector<PolicyMarket> rounds_of_learners(int rounds) {
  std::vector<Scenario> scenarios(2, testing::solar_auction());
  scenarios[1].auction.pricing = PricingRule::uniform_lowest_rejected;
  std::vector<PolicyMarket> policies;
  for (Scenario& scenario : scenarios) {
    scenario.auction.rounds = rounds;
    scenario.bidder_classes[0].strategy = Strategy::adaptive;
    scenario.bidder_classes[0].adaptive.belief_sd_per_mwh = 4.0;
    scenario.bidder_classes[0].adaptive.first_bids = 8;
    scenario.bidder_classes[0].adaptive.first_awards = 3;
    policies.push_back({policies.empty() ? "paid_as_bid" : "uniform", build_market(scenario)});
  }
  return policies;
}

TEST(SimulateTest, AnyNumberOfThreadsGivesTheSameBitsInEveryRound) {
  const std::vector<PolicyMarket> policies = rounds_of_learners(3);
  const std::vector<RunTally> one = simulate(policies, options_for(10000, 1));
  ASSERT_EQ(one.size(), 3u);
  for (const int threads : {2, 3}) {
    const std::vector<RunTally> several = simulate(policies, options_for(10000, threads));
    for (std::size_t round = 0; round < 3; ++round) {
      EXPECT_EQ(one[round].round, int(round) + 1);
      expect_same(one[round], several[round]);
    }
  }
}

TEST(SimulateTest, TheFirstOfSeveralRoundsIsTheOnlyRoundOfOne) {
  const std::vector<RunTally> several = simulate(rounds_of_learners(2), options_for(3000));
  const std::vector<RunTally> one = simulate(rounds_of_learners(1), options_for(3000));
  ASSERT_EQ(one.size(), 1u);
  expect_same(one[0], several[0]);
  EXPECT_NE(metric(several[0], 0, "awarded_mw").moments.mean, metric(several[1], 0, "awarded_mw").moments.mean)
      << "each round has a world of its own";
}

TEST(SimulateTest, PoliciesWithOtherRoundsAndSamplesOfSeveralAreRefused) {
  std::vector<PolicyMarket> policies = rounds_of_learners(2);
  SimulationOptions options = options_for(100);
  options.samples = [](const BlockSamples&) {};
  EXPECT_THROW(simulate(policies, options), std::invalid_argument);
  policies[1].market.auction.rounds = 3;
  EXPECT_THROW(simulate(policies, options_for(100)), std::invalid_argument);
}

TEST(SimulateTest, AnotherSeedGivesOtherBits) {
  SimulationOptions other = options_for(2000);
  other.seed = 43;
  EXPECT_NE(metric(run(three_policies(), options_for(2000)), 0, "awarded_mw").moments.mean,
            metric(run(three_policies(), other), 0, "awarded_mw").moments.mean);
}

TEST(SimulateTest, APolicyDoesNotDependOnTheOthers) {
  const std::vector<PolicyMarket> policies = three_policies();
  const RunTally together = run(policies, options_for(3000));
  const RunTally alone = run(std::span(policies).subspan(1, 1), options_for(3000));
  for (std::size_t m = 0; m < alone.policies[0].metrics.size(); ++m) {
    expect_same(alone.policies[0].metrics[m].moments, together.policies[1].metrics[m].moments, "metric");
  }
}

TEST(SimulateTest, CommonRandomNumbersShrinkTheErrorOfDifferences) {
  const RunTally tally = run(three_policies(), options_for(5000));
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
  const RunTally tally = run(three_policies(), options_for(5000));
  for (const DifferenceTally& difference : tally.differences) {
    if (difference.metric.name != "awarded_mw" || difference.metric.group != "all") continue;
    const double of_means = metric(tally, std::size_t(difference.policy), "awarded_mw").moments.mean -
                            metric(tally, std::size_t(difference.baseline), "awarded_mw").moments.mean;
    EXPECT_NEAR(difference.moments.mean, of_means, 1e-9);
  }
}

TEST(SimulateTest, FourTimesTheReplicationsHalveTheStandardError) {
  const double few = metric(run(three_policies(), options_for(10000)), 0, "clearing_price_per_mwh").moments.standard_error();
  const double many = metric(run(three_policies(), options_for(40000)), 0, "clearing_price_per_mwh").moments.standard_error();
  EXPECT_NEAR(few / many, 2.0, 0.1);  // the ratio's own standard error is below 0.02
}

TEST(SimulateTest, RangesOfReplicationsJoinToTheWhole) {
  const std::vector<PolicyMarket> policies = three_policies();
  const int block = block_size(policies);
  const RunTally whole = run(policies, options_for(3 * block));
  SimulationOptions later = options_for(2 * block);
  later.first_replication = block;
  RunTally joined = run(policies, options_for(block));
  const RunTally rest = run(policies, later);
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
  const RunTally stopped = run(policies, options);
  EXPECT_GE(stopped.replications_done, 5000);
  EXPECT_LT(stopped.replications_done, 1'000'000);
  expect_same(stopped, run(policies, options_for(stopped.replications_done)));
}

TEST(SimulateTest, AStopBeforeTheFirstBlockIsAnError) {
  const std::atomic<bool> stop = true;
  SimulationOptions options = options_for(1000);
  options.stop = &stop;
  EXPECT_THROW(run(three_policies(), options), RunError);
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
  const RunTally tally = run(policies, options);
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
  const RunTally tally = run(policies, options);
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
  const RunTally tally = run(policies, options_for(2000));
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
