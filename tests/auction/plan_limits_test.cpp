#include "auction/plan_limits.hpp"

#include <gmock/gmock.h>

#include "support/rounds.hpp"

namespace sealedbid {
namespace {

using testing::ElementsAre;
using Kind = DecidingRule::Kind;

TEST(PlanLimitsTest, ExaminesLimitsThenTheStageThenTheRound) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0), .bids = {{.attributes = {.full_load_hours = 1000.0}}}};
  test.auction.budget_per_year = 5.0;
  test.auction.stages = {{.name = "first", .volume_mw = 3.0}};
  test.auction.limits = {{.name = "cap", .volume_mw = 5.0}};
  const RoundPlan plan = test.plan();
  std::vector<Kind> kinds;
  for (const int l : plan.limits_of_stage[0]) kinds.push_back(plan.limits[std::size_t(l)].rule.kind);
  EXPECT_THAT(kinds, ElementsAre(Kind::limit, Kind::stage, Kind::volume, Kind::volume));
  EXPECT_EQ(plan.limits_of_stage[1].size(), 3u);  // the remainder has no volume of its own
}

TEST(PlanLimitsTest, NumbersTheInstancesOfALimit) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.attributes = {.zone = "a"}}, {.attributes = {.zone = "b"}}, {.attributes = {.zone = "a"}}, {}}};
  test.auction.limits = {{.name = "zone", .per = LimitScope::zone, .volume_mw = 1.0},
                         {.name = "bidder", .per = LimitScope::bidder, .volume_mw = 1.0},
                         {.name = "zone_b", .bids = {.zones = {"b"}}, .volume_mw = 1.0}};
  const RoundPlan plan = test.plan();
  EXPECT_THAT(plan.limits[0].instance, ElementsAre(0, 1, 0, -1));
  EXPECT_THAT(plan.limits[1].instance, ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(plan.limits[2].instance, ElementsAre(-1, 0, -1, -1));
}

TEST(PlanLimitsTest, PutsAmountsAndUsesInTheSameUnits) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0), .bids = {{.mw = 2.0, .attributes = {.full_load_hours = 1500.5}}}};
  test.auction.price_step_per_mwh = 0.01;
  test.auction.volume_mwh_per_year = 3001.0;
  test.auction.budget_per_year = 30.01;  // 3,001 MWh at one tick of 0.01
  const RoundPlan plan = test.plan();
  for (const std::size_t l : {1, 2}) EXPECT_TRUE(*plan.limits[l].amount == Int128{2000} * plan.limits[l].use_per_kw[0]) << l;
}

TEST(PlanLimitsTest, CountsForeignSharesOfEnergyToo) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.attributes = {.origin = "TUR", .foreign_share_fraction = 0.51, .full_load_hours = 2000.0}},
                            {.attributes = {.origin = "DEU", .full_load_hours = 2000.0}}}};
  test.auction.limits = {{.name = "foreign", .counts = LimitCounts::foreign_share, .volume_mwh_per_year = 1020.0}};
  const RoundPlan plan = test.plan();
  EXPECT_TRUE(*plan.limits[0].amount == Int128{1000} * plan.limits[0].use_per_kw[0]);  // 1 MW · 2,000 h · 0.51
  EXPECT_FALSE(concerns(plan.limits[0], 1));
}

TEST(PlanLimitsTest, ValuesABritishBudgetAtTheClearingPrice) {
  RoundOfTest test{.auction = RoundOfTest::rules(-1.0), .bids = {{.attributes = {.full_load_hours = 1.0}}}};
  test.auction.budget_per_year = 1.0;
  test.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_FALSE(test.plan().limits[0].is_valued_at_clearing_price);
  test.auction.marginal_bid = MarginalBidRule::reject_delivery_year;
  EXPECT_TRUE(test.plan().limits[0].is_valued_at_clearing_price);
}

}  // namespace
}  // namespace sealedbid
