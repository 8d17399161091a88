#include "simulation/learning_worlds.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "simulation/world_reference.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

LearningWorlds learn(const Scenario& scenario, int threads = 1) {
  const Market market = build_market(scenario);
  return draw_learning_worlds(market, reference_weights(market), 3, threads);
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

TEST(LearningWorldsTest, TheSameBitsForAnyNumberOfThreads) {
  const LearningWorlds one = learn(testing::solar_auction(), 1), three = learn(testing::solar_auction(), 3);
  EXPECT_EQ(one.reference_per_mwh, three.reference_per_mwh);
  EXPECT_EQ(one.parties[1].believed, three.parties[1].believed);
  EXPECT_EQ(one.parties[1].world, three.parties[1].world);
}

TEST(LearningWorldsTest, CeilingsSilenceNobodyAndPresenceIsParticipation) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ceiling_per_mwh = Constant{30.0};
  const LearningWorlds worlds = learn(scenario);
  EXPECT_NEAR(worlds.parties[0].presence_probability, 0.8, 0.005);
  EXPECT_NEAR(worlds.base_per_mwh[7] + worlds.ceiling_over_reference[7] * worlds.reference_per_mwh[7], 30.0, 1e-9);
}

TEST(LearningWorldsTest, GivenBidsCarryTheOwnMarkupAndTable) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "domestic").strategy = Strategy::markup;
  class_named(scenario, "domestic").markup_fraction = Constant{0.1};
  BidderClass& foreign = class_named(scenario, "foreign");
  foreign.strategy = Strategy::table;
  foreign.bid_table.required_price_per_mwh = {0.0, 100.0};
  foreign.bid_table.bid_per_mwh = {10.0, 110.0};
  const LearningWorlds worlds = learn(scenario);
  for (std::size_t i = 0; i < 100; ++i) {
    const auto price = [&](const PartySample& party, double relative) {
      const auto world = std::size_t(party.world[i]);
      return worlds.base_per_mwh[world] + relative * worlds.reference_per_mwh[world];
    };
    const PartySample &marked = worlds.parties[0], &read = worlds.parties[1];
    EXPECT_NEAR(price(marked, marked.given_bid[i]), 1.1 * price(marked, marked.believed[i]), 1e-4);
    EXPECT_NEAR(price(read, read.given_bid[i]), price(read, read.believed[i]) + 10.0, 1e-7);
  }
}

TEST(LearningWorldsTest, TheHiddenRatioIsInEveryEstimate) {
  const LearningWorlds worlds = learn(testing::solar_auction());
  double with = 0.0, squares = 0.0;
  const PartySample& party = worlds.parties[0];
  for (std::size_t i = 0; i < party.world.size(); ++i) {
    const double h = worlds.hidden_ratio[std::size_t(party.world[i])] - 1.0;
    with += h * (party.realised[i] - 1.0);
    squares += h * h;
  }
  EXPECT_NEAR(with / squares, 1.0, 0.05);
}

TEST(LearningWorldsTest, ARingIsOnePartyOfItsLowestMember) {
  Scenario scenario = testing::uniform_cost_auction(4, 1);
  scenario.rings = {{"all", {"bidders"}}};
  const LearningWorlds worlds = learn(scenario);
  ASSERT_EQ(worlds.parties.size(), 1u);
  EXPECT_EQ(worlds.parties[0].presence_probability, 1.0);
  EXPECT_NEAR(mean(worlds.parties[0].believed), 0.2, 0.002) << "the lowest of four";
}

TEST(LearningWorldsTest, PartiesKeepTheOrderOfTheirFirstClasses) {
  Scenario scenario = testing::solar_auction();
  scenario.bidder_classes.push_back(scenario.bidder_classes[0]);
  scenario.bidder_classes[2].name = "third";
  scenario.rings = {{"ring", {"domestic", "third"}}};
  const std::vector<Party> parties = parties_of(build_market(scenario));
  ASSERT_EQ(parties.size(), 2u);
  EXPECT_EQ(parties[0].classes, (std::vector<int>{0, 2}));
  EXPECT_EQ(parties[0].bidders, 1);
  EXPECT_EQ(parties[1].bidders, 5);
}

}  // namespace
}  // namespace sealedbid
