#include "simulation/learned_market.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "base/issue.hpp"
#include "simulation/world_reference.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

LearnedMarket learn(const Scenario& scenario) {
  const Market market = build_market(scenario);
  return learn_market(market, reference_weights(market), 3, 2);
}

TEST(LearnedMarketTest, AGivenLawIsKeptExactly) {
  Scenario scenario = testing::uniform_cost_auction(4, 2);
  scenario.bidder_classes[0].strategy = Strategy::equilibrium;
  const LearnedMarket learned = learn(scenario);
  const LearnedParty& party = learned.parties[0];
  EXPECT_EQ(party.presence_probability, 1.0);
  EXPECT_NEAR(cdf(party.believed.own, 0.3), 0.3, 1e-6);
  EXPECT_TRUE(party.realised.mean.empty());
  EXPECT_EQ(learned.hidden.value.size(), 1u);
  EXPECT_EQ(learned.nodes.ceiling_over_reference, std::vector<double>{1.0});
}

TEST(LearnedMarketTest, AYieldThatNobodySeesMovesAllEstimates) {
  const LearnedMarket learned = learn(testing::solar_auction());
  EXPECT_GE(learned.hidden.value.size(), 8u);
  for (const LearnedParty& party : learned.parties) {
    EXPECT_NEAR(party.believed.power, 1.0, 0.05);
    const double low = quantile(party.believed.own, 0.02), high = quantile(party.believed.own, 0.98);
    EXPECT_GT(mean_at(party.realised, low), low) << "who needs little has probably overrated the yield";
    EXPECT_LT(mean_at(party.realised, high), high);
  }
}

TEST(LearnedMarketTest, PricesThatNoYieldMovesHaveNoHiddenPower) {
  Scenario scenario = testing::solar_auction();
  BidderClass& foreign = class_named(scenario, "foreign");
  foreign.required_price_per_mwh = Uniform{35.0, 55.0};
  foreign.yield_estimate_error_fraction = Constant{0.0};
  EXPECT_NEAR(learn(scenario).parties[1].believed.power, 0.0, 0.05);
}

TEST(LearnedMarketTest, AdjustmentsOfTheRankBecomeFactorsAndAdders) {
  Scenario scenario = testing::solar_auction();
  RankAdjustment preference{.name = "preference", .add_fraction = 0.1, .add_per_mwh = 2.0};
  preference.bids.origin = OriginFilter::foreign;
  scenario.auction.ranking.adjustments = {preference};
  const LearnedMarket learned = learn(scenario);
  EXPECT_EQ(learned.parties[0].score_factor, 1.0);
  EXPECT_NEAR(learned.parties[1].score_factor, 1.1, 1e-9);
  EXPECT_NEAR(learned.parties[1].score_adder_per_mwh, 2.0, 1e-9);
}

TEST(LearnedMarketTest, OwnCeilingsAreMultiplesOfTheState) {
  Scenario scenario = testing::solar_auction();
  CeilingRule rule{.name = "foreign", .ceiling_per_mwh = 44.0};
  rule.bids.origin = OriginFilter::foreign;
  scenario.auction.ceilings = {rule};
  const LearnedMarket learned = learn(scenario);
  EXPECT_EQ(learned.parties[0].ceiling_over_state, 1.0);
  const double in_the_mean_money = (44.0 - learned.base_per_mwh) / (55.0 - learned.base_per_mwh);
  EXPECT_NEAR(learned.parties[1].ceiling_over_state, in_the_mean_money, 1e-2);
}

TEST(LearnedMarketTest, ACeilingThatIsNotDisclosedIsALaw) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ceiling_disclosed = false;
  const LearnedMarket learned = learn(scenario);
  EXPECT_EQ(learned.nodes.ceiling_over_reference, std::vector<double>{0.0});
  EXPECT_FALSE(learned.unknown_ceiling.price.empty());
}

TEST(LearnedMarketTest, BidsOfBiddersWhoAreAllAlikeAreRefused) {
  Scenario scenario = testing::uniform_cost_auction(4, 2);
  scenario.bidder_classes[0].strategy = Strategy::equilibrium;
  scenario.bidder_classes[0].required_price_per_mwh = Constant{0.4};
  EXPECT_THROW(learn(scenario), InputError);
  scenario.bidder_classes[0].strategy = Strategy::truthful;
  EXPECT_NO_THROW(learn(scenario)) << "given bids may all be one price";
}

}  // namespace
}  // namespace sealedbid
