#include "auction/price_round.hpp"

#include <gmock/gmock.h>

#include "support/rounds.hpp"

namespace sealedbid {
namespace {

using testing::ElementsAre;

RoundOfTest three_bids(PricingRule pricing) {
  RoundOfTest test{.auction = RoundOfTest::rules(20.0),
                   .bids = {{.mw = 10, .price = 1}, {.mw = 10, .price = 3}, {.mw = 10, .price = 6}}};
  test.auction.pricing = pricing;
  test.auction.ceiling_per_mwh = Constant{9.0};
  return test;
}

TEST(PriceRoundTest, PaysByTheRule) {
  EXPECT_THAT(prices_paid(three_bids(PricingRule::pay_as_bid).clear()), ElementsAre(1, 3, 0));
  EXPECT_THAT(prices_paid(three_bids(PricingRule::uniform_highest_accepted).clear()), ElementsAre(3, 3, 0));
  EXPECT_THAT(prices_paid(three_bids(PricingRule::uniform_lowest_rejected).clear()), ElementsAre(6, 6, 0));
}

TEST(PriceRoundTest, PaysTheCeilingWhereNoBidIsRejected) {
  RoundOfTest test = three_bids(PricingRule::uniform_lowest_rejected);
  test.auction.volume_mw = Constant{30.0};
  const ClearedRound round = test.clear();
  EXPECT_THAT(prices_paid(round), ElementsAre(9, 9, 9));
  EXPECT_TRUE(round.prices[0].is_ceiling);
}

TEST(PriceRoundTest, PaysAnUncontestedRoundItsCeilings) {
  // British CfD: if everyone fits, everyone gets the administrative strike price of its technology.
  RoundOfTest test = three_bids(PricingRule::uniform_highest_accepted);
  test.bids[2].attributes.technology = "tidal";
  test.auction.ceilings = {{.name = "tidal", .bids = {.technologies = {"tidal"}}, .ceiling_per_mwh = 20.0}};
  test.auction.volume_mw = Constant{30.0};
  test.auction.uncontested = Uncontested::pay_ceiling;
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(9, 9, 20));
  test.auction.volume_mw = Constant{29.0};
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(6, 6, 6));
}

TEST(PriceRoundTest, CapsAUniformPriceAtTheCeilingOfTheBid) {
  RoundOfTest test = three_bids(PricingRule::uniform_highest_accepted);
  test.bids[0].attributes.technology = "wind";
  test.auction.ceilings = {{.name = "wind", .bids = {.technologies = {"wind"}}, .ceiling_per_mwh = 2.0}};
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(2, 3, 0));
}

TEST(PriceRoundTest, CapsThePriceOfAStageAtItsOwnCeiling) {
  RoundOfTest test = three_bids(PricingRule::uniform_highest_accepted);
  test.auction.ceiling_per_mwh = Constant{4.0};
  test.auction.stages = {{.name = "dear", .volume_mw = 30.0, .ceiling_per_mwh = 7.0}};
  test.auction.volume_mw = Constant{30.0};
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(6, 6, 6));
}

TEST(PriceRoundTest, FindsAPriceForEachTechnology) {
  RoundOfTest test = three_bids(PricingRule::uniform_highest_accepted);
  test.bids[0].attributes.technology = "wind";
  test.auction.uniform_price_within = PriceScope::technology;
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(1, 3, 0));
}

TEST(PriceRoundTest, PaysVickreyForASingleLot) {
  RoundOfTest test = three_bids(PricingRule::uniform_lowest_rejected);
  for (PlainBid& bid : test.bids) bid.attributes.lot = "A";
  test.auction.volume_mw.reset();
  test.auction.limits = {{.name = "one", .per = LimitScope::lot, .awards = 1, .marginal_bid = MarginalBidRule::reject}};
  test.auction.uniform_price_within = PriceScope::lot;
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(3, 0, 0));
}

TEST(PriceRoundTest, PaysCitizenCompaniesTheHighestAwardOfTheRoundOrOfTheirFullZone) {
  RoundOfTest test = three_bids(PricingRule::pay_as_bid);
  test.bids[0].attributes.segment = "citizen";
  test.bids[0].attributes.zone = "north";
  test.auction.pricing_exceptions = {{.name = "citizens", .bids = {.segments = {"citizen"}}}};
  test.auction.limits = {{.name = "area",
                          .bids = {.zones = {"north"}},
                          .volume_mw = 15.0,
                          .marginal_bid = MarginalBidRule::award_in_full,
                          .has_own_price_when_binding = true}};
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(3, 3, 0));
  test.bids.push_back({.mw = 10, .price = 2, .attributes = {.zone = "north"}});
  test.auction.volume_mw = Constant{30.0};
  const ClearedRound round = test.clear();  // 1 and 2 fill the area, 3 is the highest award outside
  EXPECT_THAT(prices_paid(round), ElementsAre(2, 3, 0, 2));
  EXPECT_EQ(round.prices.size(), 2u);
  EXPECT_EQ(round.prices[0].name, "limit area");
}

}  // namespace
}  // namespace sealedbid
