#include "simulation/deviation_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

constexpr double from_99 = 2.326;  // standard errors of a one-sided bound

/// Two bidders with required prices U(0, 1), one lot, ceiling 1, pay-as-bid, who bid as the function says, at most 1.
PolicyMarket uniform_auction(const std::function<double(double)>& bid) {
  Scenario scenario = testing::uniform_cost_auction(2, 1);
  scenario.bidder_classes[0].strategy = Strategy::equilibrium;
  PolicyMarket policy{"as_is", build_market(scenario)};
  BidSurface surface{{1.0}, {0.0}, {1.0}, 1001, {}};
  for (int point = 0; point < surface.points; ++point) surface.bid.push_back(std::min(1.0, bid(point / 1000.0)));
  policy.strategies.surfaces = {surface};
  policy.strategies.reference_weight = {0.0};
  policy.strategies.solution.method = "damped best response";
  return policy;
}

double equilibrium_bid(double cost) {
  return 0.5 * (1.0 + cost);
}

SearchedDeviation found_in(const PolicyMarket& policy, int threads = 0) {
  DeviationSearchOptions options;
  options.seed = 11;
  options.threads = threads;
  return search_deviations(policy, options).classes.at(0);
}

TEST(DeviationSearchTest, TheEquilibriumLeavesNothingToGain) {
  const SearchedDeviation found = found_in(uniform_auction(equilibrium_bid));
  EXPECT_NEAR(found.expected_profit_per_mwh, 1.0 / 6, 0.001);
  EXPECT_LT(found.upper_bound_share, 2e-3);
  EXPECT_GE(found.upper_bound_per_mwh, found.gain_per_mwh);
}

/// (1 − c)²/4 at required price c; its mean is 1/12, of which the grid of deviations costs about 2 %.
TEST(DeviationSearchTest, TruthUnderPayAsBidGainsWhatTheoryKnows) {
  const SearchedDeviation found = found_in(uniform_auction([](double cost) { return cost; }));
  EXPECT_NEAR(found.expected_profit_per_mwh, 0.0, 1e-6) << "bids are rounded up to the grid";
  EXPECT_NEAR(found.gain_per_mwh, 1.0 / 12, 0.03 / 12 + 4 * found.standard_error);
  EXPECT_LE(found.gain_per_mwh, 1.0 / 12 + 4 * found.standard_error);
  EXPECT_LT(found.at_estimate_per_mwh, 0.1);
  EXPECT_NEAR(found.gain_there_per_mwh, 0.24, 0.015);
  EXPECT_NEAR(found.better_bid_change_fraction, 0.5, 0.1);
}

/// Against rivals 5 % too high the best reply gains about (2/1.05)(0.025 c)², 4e-4 on average.
TEST(DeviationSearchTest, BidsFivePercentTooHighAreRefuted) {
  const SearchedDeviation found = found_in(uniform_auction([](double cost) { return 1.05 * equilibrium_bid(cost); }));
  EXPECT_GT(found.gain_per_mwh - from_99 * found.standard_error, 0.0);
  EXPECT_LT(found.better_bid_change_fraction, 0.0);
}

TEST(DeviationSearchTest, WhereTruthIsDominantNothingElseIsBetter) {
  Scenario scenario = testing::uniform_cost_auction(3, 2);
  scenario.auction.pricing = PricingRule::uniform_lowest_rejected;
  scenario.bidder_classes[0].strategy = Strategy::equilibrium;
  PolicyMarket policy{"truth", build_market(scenario)};
  policy.strategies.surfaces = {std::nullopt};
  policy.strategies.reference_weight = {0.0};
  policy.strategies.solution.method = "truthful";
  const SearchedDeviation found = found_in(policy);
  EXPECT_LE(found.gain_per_mwh, 0.0);
  EXPECT_EQ(found.upper_bound_share, 0.0);
}

TEST(DeviationSearchTest, WhoBidsAtALossToEnterShouldStayAway) {
  PolicyMarket policy = uniform_auction(equilibrium_bid);
  policy.market.classes[0].entry_cost_per_mwh = 0.05;
  const SearchedDeviation found = found_in(policy);
  // Staying away is better where (1 − c)²/2 < 0.05, by 0.05 − (1 − c)²/2: ∫ over 1 − c from 0 to √0.1.
  EXPECT_GT(found.gain_per_mwh, 0.9 * 0.010541);
}

TEST(DeviationSearchTest, GivesTheSameBitsForAnyNumberOfThreads) {
  const PolicyMarket policy = uniform_auction([](double cost) { return 0.55 + 0.45 * cost; });
  const SearchedDeviation one = found_in(policy, 1);
  for (const int threads : {2, 3}) {
    const SearchedDeviation other = found_in(policy, threads);
    EXPECT_EQ(one.gain_per_mwh, other.gain_per_mwh);
    EXPECT_EQ(one.standard_error, other.standard_error);
    EXPECT_EQ(one.at_estimate_per_mwh, other.at_estimate_per_mwh);
  }
}

TEST(DeviationSearchTest, GivenBidsAreNotSearched) {
  const PolicyMarket policy{"truthful", build_market(testing::uniform_cost_auction(2, 1))};
  EXPECT_TRUE(search_deviations(policy, {}).classes.empty());
}

}  // namespace
}  // namespace sealedbid
