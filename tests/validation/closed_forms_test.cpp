#include <gtest/gtest.h>

#include <cmath>

#include "simulation/simulate.hpp"
#include "support/scenarios.hpp"

/// Order statistics and other closed forms that simulated auctions must hit. A check passes if the estimate lies within `z_bound`
/// of its own standard errors of the exact value: with 6 standard errors a correct engine fails about once in 500 million checks.
/// Every family has a twin with a planted defect that the same check must refuse.
namespace sealedbid {
namespace {

constexpr double z_bound = 6.0;
constexpr std::int64_t replications = 200000;

RunTally run(const Scenario& scenario) {
  const std::vector<PolicyMarket> policies = {{"only", build_market(scenario)}};
  SimulationOptions options;
  options.replications = replications;
  options.seed = 20250101;
  options.threads = 2;
  return simulate(policies, options).front();
}

const MetricTally& metric(const RunTally& tally, const std::string& name) {
  for (const MetricTally& candidate : tally.policies[0].metrics) {
    if (candidate.metric.name == name && candidate.metric.group == "all") return candidate;
  }
  throw std::invalid_argument(name);
}

/// Rounding bids up to the grid adds half a step on average.
bool agrees(const Moments& moments, double expected, double grid_step = 1e-6) {
  return std::abs(moments.mean - expected - 0.5 * grid_step) <= z_bound * moments.standard_error();
}

Scenario auction(int bidders, int lots, PricingRule pricing) {
  Scenario scenario = testing::uniform_cost_auction(bidders, lots);
  scenario.auction.pricing = pricing;
  return scenario;
}

struct Lots {
  int bidders, lots;
};

class OrderStatisticsTest : public ::testing::TestWithParam<Lots> {};

TEST_P(OrderStatisticsTest, LowestRejectedPriceHasTheMeanAndSpreadOfItsOrderStatistic) {
  const auto [n, k] = GetParam();
  const Moments moments = metric(run(auction(n, k, PricingRule::uniform_lowest_rejected)), "clearing_price_per_mwh").moments;
  EXPECT_TRUE(agrees(moments, (k + 1.0) / (n + 1.0))) << moments.mean;
  // Beta(k + 1, n − k); the relative error of a variance from N draws is about sqrt(2/N).
  const double variance = (k + 1.0) * (n - k) / ((n + 1.0) * (n + 1.0) * (n + 2.0));
  EXPECT_NEAR(moments.variance() / variance, 1.0, z_bound * std::sqrt(3.0 / replications));
}

TEST_P(OrderStatisticsTest, HighestAcceptedPriceIsTheOneBefore) {
  const auto [n, k] = GetParam();
  const Moments moments = metric(run(auction(n, k, PricingRule::uniform_highest_accepted)), "clearing_price_per_mwh").moments;
  EXPECT_TRUE(agrees(moments, k / (n + 1.0))) << moments.mean;
}

TEST_P(OrderStatisticsTest, TruthfulPayAsBidPaysTheMeanOfTheWinnersCosts) {
  const auto [n, k] = GetParam();
  const Moments moments = metric(run(auction(n, k, PricingRule::pay_as_bid)), "mean_awarded_price_per_mwh").moments;
  EXPECT_TRUE(agrees(moments, (k + 1.0) / (2.0 * (n + 1.0)))) << moments.mean;
}

TEST_P(OrderStatisticsTest, TheCheckRefusesTheNeighbouringOrderStatistic) {
  const auto [n, k] = GetParam();
  const Moments moments = metric(run(auction(n, k, PricingRule::uniform_highest_accepted)), "clearing_price_per_mwh").moments;
  EXPECT_FALSE(agrees(moments, (k + 1.0) / (n + 1.0)));
}

INSTANTIATE_TEST_SUITE_P(Cases, OrderStatisticsTest,
                         ::testing::Values(Lots{2, 1}, Lots{5, 1}, Lots{5, 2}, Lots{8, 3}, Lots{10, 3}, Lots{10, 8},
                                           Lots{40, 20}),
                         [](const auto& test) {
                           return std::to_string(test.param.bidders) + "_for_" + std::to_string(test.param.lots);
                         });

/// With U(0, 1) costs and one lot the equilibrium bid of pay-as-bid is c + (1 − c)/n: linear, so that costs drawn from U(1/n, 1)
/// bid truthfully are that equilibrium.
Scenario first_price_equilibrium(int bidders) {
  Scenario scenario = auction(bidders, 1, PricingRule::pay_as_bid);
  scenario.bidder_classes[0].required_price_per_mwh = Uniform{1.0 / bidders, 1.0};
  return scenario;
}

TEST(ClosedFormsTest, KnownEquilibriumBidFunctionsGiveTheirPrice) {
  for (const int n : {2, 3, 5, 10}) {
    const Moments moments = metric(run(first_price_equilibrium(n)), "clearing_price_per_mwh").moments;
    EXPECT_TRUE(agrees(moments, 2.0 / (n + 1.0))) << n;
    const double variance = (1.0 - 1.0 / n) * (1.0 - 1.0 / n) * n / ((n + 1.0) * (n + 1.0) * (n + 2.0));
    EXPECT_NEAR(moments.variance() / variance, 1.0, z_bound * std::sqrt(8.0 / replications)) << n;
  }
}

TEST(ClosedFormsTest, FirstAndSecondPriceAreRevenueEquivalent) {
  for (const int n : {2, 3, 5, 10}) {
    const Moments first = metric(run(first_price_equilibrium(n)), "clearing_price_per_mwh").moments;
    const Moments second = metric(run(auction(n, 1, PricingRule::uniform_lowest_rejected)), "clearing_price_per_mwh").moments;
    EXPECT_NEAR(first.mean, second.mean, z_bound * std::hypot(first.standard_error(), second.standard_error())) << n;
    EXPECT_GT(second.variance(), first.variance()) << n;
  }
}

TEST(ClosedFormsTest, AMarkupScalesTruthfulPayments) {
  Scenario scenario = auction(8, 3, PricingRule::pay_as_bid);
  scenario.auction.ceiling_per_mwh = Constant{2.0};
  scenario.bidder_classes[0].strategy = Strategy::markup;
  scenario.bidder_classes[0].markup_fraction = Constant{0.25};
  EXPECT_TRUE(agrees(metric(run(scenario), "mean_awarded_price_per_mwh").moments, 1.25 * 4.0 / 18.0));
}

TEST(ClosedFormsTest, TheCeilingCutsParticipation) {
  Scenario scenario = auction(6, 6, PricingRule::pay_as_bid);
  scenario.auction.ceiling_per_mwh = Constant{0.3};
  const RunTally tally = run(scenario);
  EXPECT_TRUE(agrees(metric(tally, "number_of_bids").moments, 6.0 * 0.3, 0.0));
  EXPECT_TRUE(agrees(metric(tally, "undersubscribed_probability").moments, 1.0 - std::pow(0.3, 6), 0.0));
  EXPECT_FALSE(agrees(metric(tally, "number_of_bids").moments, 6.0 * 0.31, 0.0)) << "a ceiling one percent off must show";
}

TEST(ClosedFormsTest, TooFewBidsMakeTheRoundVoid) {
  Scenario scenario = auction(8, 1, PricingRule::pay_as_bid);
  scenario.auction.minimum_bids = 2;
  scenario.bidder_classes[0].participation_probability = Constant{0.45};
  const double none = std::pow(0.55, 8), one = 8 * 0.45 * std::pow(0.55, 7);
  const RunTally tally = run(scenario);
  EXPECT_TRUE(agrees(metric(tally, "void_probability").moments, none + one, 0.0));
  EXPECT_FALSE(agrees(metric(tally, "void_probability").moments, none, 0.0)) << "one bid is too few as well";
}

TEST(ClosedFormsTest, WholeAwardsOfExponentialSizesOvershootByOneMean) {
  // Ample supply of bids with exponential sizes: the overshoot beyond the volume is exponential with the same mean (memoryless).
  Scenario scenario = auction(60, 1, PricingRule::pay_as_bid);
  scenario.auction.volume_mw = Constant{20.0};
  scenario.bidder_classes[0].project_capacity_mw = Weibull{1.0, 1.0, 0.0};
  Moments moments = metric(run(scenario), "awarded_mw").moments;
  moments.mean -= 20.0;
  // Sizes are whole kW, at least 1: a bias below 1e-3.
  EXPECT_NEAR(moments.mean, 1.0, z_bound * moments.standard_error() + 1e-3);
  EXPECT_NEAR(moments.standard_deviation(), 1.0, 0.02);
}

TEST(ClosedFormsTest, PartialAwardsNeverOvershoot) {
  Scenario scenario = auction(60, 1, PricingRule::pay_as_bid);
  scenario.auction.volume_mw = Constant{20.0};
  scenario.auction.marginal_bid = MarginalBidRule::partial;
  scenario.bidder_classes[0].project_capacity_mw = Weibull{1.0, 1.0, 0.0};
  const Moments moments = metric(run(scenario), "awarded_mw").moments;
  EXPECT_EQ(moments.minimum, 20.0);
  EXPECT_EQ(moments.maximum, 20.0);
}

TEST(ClosedFormsTest, EqualBiddersWinEquallyOftenByLot) {
  Scenario scenario = auction(5, 2, PricingRule::pay_as_bid);
  scenario.bidder_classes[0].required_price_per_mwh = Constant{0.5};
  BidderClass twin = scenario.bidder_classes[0];
  twin.name = "twin";
  twin.bidders = 1;
  scenario.bidder_classes.push_back(twin);
  const RunTally tally = run(scenario);
  for (const MetricTally& candidate : tally.policies[0].metrics) {
    if (candidate.metric.name != "win_probability" || candidate.metric.group != "class:twin") continue;
    EXPECT_TRUE(agrees(candidate.moments, 2.0 / 6.0, 0.0)) << candidate.moments.mean;
    return;
  }
  FAIL() << "the twin is not reported";
}

}  // namespace
}  // namespace sealedbid
