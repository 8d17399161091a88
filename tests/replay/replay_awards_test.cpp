#include "replay/replay_awards.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ElementsAre;

constexpr const char* four_bids =
    "bid,capacity_mw,price_per_mwh,zone,full_load_hours\na,4,10,north,2000\nb,5,20,south,1000\nc,3,30,north,2000\nd,9,40,south,"
    "1000\n";

/// "bid: left before → after" of a limit by its index, for bids that it concerns.
std::vector<std::string> course_of(const ClearedFile& cleared, int index, LimitMeasure measure) {
  std::vector<std::string> course;
  for (const AwardTurn& turn : replay_awards(cleared)) {
    for (const LimitAtTurn& limit : turn.limits) {
      if (limit.limit != index || cleared.plan.limits[std::size_t(index)].measure != measure) continue;
      const auto number = [](Int128 value) { return std::to_string(static_cast<std::int64_t>(value / 1'000'000)); };
      course.push_back(cleared.list.bids[turn.bid].attributes.name + ": " + number(limit.left_before) + " " +
                       number(limit.left_after));
    }
  }
  return course;
}

TEST(ReplayAwardsTest, FollowsWhatIsLeftOfTheVolumeDownTheRanking) {
  Auction auction = plain_auction(10);
  auction.marginal_bid = MarginalBidRule::partial;
  EXPECT_THAT(course_of(cleared(four_bids, auction), 0, LimitMeasure::power),
              ElementsAre("a: 10000 6000", "b: 6000 1000", "c: 1000 0", "d: 0 0"));
}

TEST(ReplayAwardsTest, CountsALimitForTheBidsItConcernsOnly) {
  Auction auction = plain_auction(100);
  auction.limits = {{.name = "north", .bids = {.zones = {"north"}}, .volume_mw = 6.0}};
  const ClearedFile round = cleared(four_bids, auction);
  EXPECT_THAT(course_of(round, 0, LimitMeasure::power), ElementsAre("a: 6000 2000", "c: 2000 2000"));
  EXPECT_THAT(course_of(round, 1, LimitMeasure::power),
              ElementsAre("a: 100000 96000", "b: 96000 91000", "c: 91000 91000", "d: 91000 82000"));
}

TEST(ReplayAwardsTest, TellsStagesOneAfterTheOther) {
  Auction auction = plain_auction(12);
  auction.stages = {{.name = "south", .bids = {.zones = {"south"}}, .volume_mw = 5.0}};
  const ClearedFile round = cleared(four_bids, auction);
  const auto turns = replay_awards(round);
  ASSERT_EQ(turns.size(), 4u);
  EXPECT_EQ(turns[0].bid, 1u);  // b, in the stage
  EXPECT_EQ(turns[0].stage, 0);
  EXPECT_EQ(turns[1].bid, 0u);  // a, in the remainder
  EXPECT_EQ(turns[1].stage, 1);
}

TEST(ReplayAwardsTest, MeasuresEnergyAndSupport) {
  Auction auction = plain_auction(100);
  auction.volume_mw.reset();
  auction.volume_mwh_per_year = 20'000.0;
  auction.budget_per_year = 90'000.0;
  auction.ranking.reference_per_mwh = 5.0;
  // Energy: a 8000 MWh, b 5000, c 6000. Support: a 8000 · (10 − 5) = 40000, b 5000 · 15 = 75000: exceeds and closes the budget.
  const ClearedFile round = cleared(four_bids, auction);
  EXPECT_THAT(course_of(round, 0, LimitMeasure::energy),
              ElementsAre("a: 20000000000000 12000000000000", "b: 12000000000000 7000000000000", "c: 7000000000000 7000000000000",
                          "d: 7000000000000 7000000000000"));
  EXPECT_THAT(course_of(round, 1, LimitMeasure::support),
              ElementsAre("a: 90000000 50000000", "b: 50000000 -25000000", "c: -25000000 -25000000", "d: -25000000 -25000000"));
}

// At a clearing price of 20 the winners a and b would take 4·2000·20 + 5·1000·20 = 260,000 of 250,000: b and its year are out.
TEST(ReplayAwardsTest, ValuesWinnersAtTheClearingPriceWhereTheBudgetDoes) {
  Auction auction = plain_auction(100);
  auction.volume_mw.reset();
  auction.budget_per_year = 250'000.0;
  auction.pricing = PricingRule::uniform_highest_accepted;
  auction.marginal_bid = MarginalBidRule::reject_delivery_year;
  auction.uniform_price_within = PriceScope::delivery_year;
  const std::string bids =
      "bid,capacity_mw,price_per_mwh,delivery_year,full_load_hours\na,4,10,2027,2000\nb,5,20,2027,1000\nc,1,30,2028,1000\n";
  EXPECT_THAT(course_of(cleared(bids, auction), 0, LimitMeasure::support),
              ElementsAre("a: 250000000 170000000", "b: 170000000 170000000", "c: 170000000 140000000"));
}

TEST(ReplayAwardsTest, FindsTheVolumeThatABidExceeds) {
  Auction auction = plain_auction(100);
  auction.stages = {{.name = "s", .volume_mw = 50.0, .volume_mwh_per_year = 1000.0}};
  const ClearedFile round = cleared("bid,capacity_mw,price_per_mwh,full_load_hours\na,4,10,2000\n", auction);
  const AwardTurn turn = replay_awards(round).front();
  const LimitAtTurn* limit = find_limit(round, turn, {DecidingRule::Kind::stage, 0});
  ASSERT_NE(limit, nullptr);
  EXPECT_EQ(round.plan.limits[std::size_t(limit->limit)].measure, LimitMeasure::energy);
  EXPECT_EQ(find_limit(round, turn, {DecidingRule::Kind::limit, 0}), nullptr);
}

}  // namespace
}  // namespace sealedbid
