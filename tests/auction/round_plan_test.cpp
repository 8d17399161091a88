#include "auction/round_plan.hpp"

#include <gmock/gmock.h>

#include "base/issue.hpp"
#include "support/rounds.hpp"

namespace sealedbid {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string fault_of(const RoundOfTest& test) {
  try {
    test.plan();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(RoundPlanTest, RefusesBidsWithoutWhatARuleNeeds) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0), .bids = {{.price = 1}}};
  EXPECT_EQ(fault_of(test), "");
  test.auction.budget_per_year = 1e6;
  EXPECT_THAT(fault_of(test), HasSubstr("full_load_hours: bid bid_1 has none"));
  test.auction.budget_per_year.reset();
  test.auction.ranking.by = RankBy::support_per_tco2;
  EXPECT_THAT(fault_of(test), HasSubstr("emission_tco2_per_mwh: bid bid_1 has none"));
  test.auction.ranking.by = RankBy::points;
  test.auction.ranking.criteria = {{.name = "price", .weight = 70.0}, {.name = "jobs", .weight = 30.0}};
  EXPECT_THAT(fault_of(test), HasSubstr("criterion_jobs: bid bid_1 has none"));
}

TEST(RoundPlanTest, TakesTheFirstCeilingThatMatches) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.attributes = {.technology = "wind", .zone = "north"}}, {.attributes = {.technology = "wind"}}, {}}};
  test.auction.ceilings = {{.name = "north", .bids = {.zones = {"north"}}, .ceiling_per_mwh = 10.0},
                           {.name = "wind", .bids = {.technologies = {"wind"}}, .ceiling_per_mwh = 20.0}};
  const RoundPlan plan = test.plan();
  EXPECT_THAT(plan.ceiling_ticks, ElementsAre(10, 20, std::nullopt));
  EXPECT_THAT(plan.has_general_ceiling, ElementsAre(0, 0, 1));
}

TEST(RoundPlanTest, UsesTheCeilingOfEarlierRounds) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0), .bids = {{}}};
  test.auction.ceiling_from_history = {.factor = 1.08, .rounds = 3, .at_most_per_mwh = {}, .rounded_to_per_mwh = 1.0};
  test.auction.history.highest_award_per_mwh = {50.0, 60.0, 70.0};
  EXPECT_THAT(test.plan().ceiling_ticks, ElementsAre(65));  // 64.8
}

TEST(RoundPlanTest, TakesNumbersAnew) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0), .bids = {{.attributes = {.name = "a"}}}};
  test.auction.ranking.yield_correction = YieldCorrection::given_factor;
  RoundPlan plan = test.plan();
  EXPECT_EQ(plan.rank_factor_1e8[0], 100'000'000);
  update_numbers(plan, "DEU", std::vector<BidAttributes>{{.name = "a", .rank_factor = 1.29}});
  EXPECT_EQ(plan.rank_factor_1e8[0], 129'000'000);
}

}  // namespace
}  // namespace sealedbid
