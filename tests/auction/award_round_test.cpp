#include "auction/award_round.hpp"

#include <gmock/gmock.h>

#include "support/rounds.hpp"

namespace sealedbid {
namespace {

using testing::ElementsAre;
using Kind = DecidingRule::Kind;

/// Four bids of 40 MW at 1, 2, 3, 4 for a volume of 100 MW.
RoundOfTest four_bids(MarginalBidRule rule) {
  RoundOfTest test{.auction = RoundOfTest::rules(100.0),
                   .bids = {{.mw = 40, .price = 1}, {.mw = 40, .price = 2}, {.mw = 40, .price = 3}, {.mw = 15, .price = 4}}};
  test.auction.marginal_bid = rule;
  return test;
}

TEST(AwardRoundTest, TreatsTheMarginalBidByItsRule) {
  EXPECT_THAT(awards_mw(four_bids(MarginalBidRule::award_in_full).clear()), ElementsAre(40, 40, 40, 0));
  EXPECT_THAT(awards_mw(four_bids(MarginalBidRule::partial).clear()), ElementsAre(40, 40, 20, 0));
  EXPECT_THAT(awards_mw(four_bids(MarginalBidRule::reject).clear()), ElementsAre(40, 40, 0, 0));
  EXPECT_THAT(awards_mw(four_bids(MarginalBidRule::reject_and_skip).clear()), ElementsAre(40, 40, 0, 15));
}

TEST(AwardRoundTest, CutsABidOnlyDownToItsOwnMinimum) {
  RoundOfTest test = four_bids(MarginalBidRule::partial_above_minimum);
  test.bids[2].minimum_mw = 20.0;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 20, 0));
  test.bids[2].minimum_mw = 20.001;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 0, 15));
}

TEST(AwardRoundTest, FillsAQuotaBeforeTheRemainder) {
  // South quota of 15 % of 100 MW: the dear southern bids come first until it is exceeded, then everyone else.
  RoundOfTest test{.auction = RoundOfTest::rules(100.0),
                   .bids = {{.mw = 50, .price = 1, .attributes = {.zone = "north"}},
                            {.mw = 50, .price = 2, .attributes = {.zone = "north"}},
                            {.mw = 10, .price = 8, .attributes = {.zone = "south"}},
                            {.mw = 10, .price = 9, .attributes = {.zone = "south"}},
                            {.mw = 10, .price = 10, .attributes = {.zone = "south"}}}};
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(50, 50, 0, 0, 0));
  test.auction.stages = {{.name = "south", .bids = {.zones = {"south"}}, .volume_fraction = 0.15}};
  const ClearedRound round = test.clear();
  EXPECT_THAT(awards_mw(round), ElementsAre(50, 50, 10, 10, 0));
  EXPECT_EQ(round.bids[3].outcome, BidOutcome::awarded_as_marginal);
  EXPECT_EQ(round.bids[3].rule.kind, Kind::stage);
  EXPECT_EQ(round.bids[3].stage, 0);
  EXPECT_EQ(round.bids[1].stage, 1);
  EXPECT_EQ(round.bids[4].rule.kind, Kind::volume);
}

TEST(AwardRoundTest, StopsAZoneAtItsCapAndGoesOnElsewhere) {
  RoundOfTest test = four_bids(MarginalBidRule::award_in_full);
  for (std::size_t b : {0, 1, 2}) test.bids[b].attributes.zone = "north";
  test.auction.limits = {
      {.name = "grid_area", .bids = {.zones = {"north"}}, .volume_mw = 50.0, .marginal_bid = MarginalBidRule::award_in_full}};
  const ClearedRound round = test.clear();
  EXPECT_THAT(awards_mw(round), ElementsAre(40, 40, 0, 15));
  EXPECT_EQ(round.bids[2].outcome, BidOutcome::rejected);
  EXPECT_EQ(round.bids[2].rule.kind, Kind::limit);
}

TEST(AwardRoundTest, CapsEachBidderOnItsOwn) {
  RoundOfTest test = four_bids(MarginalBidRule::award_in_full);
  test.bids[0].attributes.bidder = test.bids[1].attributes.bidder = "large";
  test.auction.limits = {{.name = "half", .per = LimitScope::bidder, .volume_fraction = 0.5}};
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 0, 40, 15));
  test.auction.limits[0].marginal_bid = MarginalBidRule::partial;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 10, 40, 15));
}

TEST(AwardRoundTest, CountsJointVenturesByTheirForeignShare) {
  RoundOfTest test = four_bids(MarginalBidRule::award_in_full);
  test.bids[0].attributes.origin = "TUR";
  test.bids[1].attributes.origin = "PAK";
  test.bids[1].attributes.foreign_share_fraction = 0.25;
  test.auction.limits = {{.name = "foreign", .counts = LimitCounts::foreign_share, .volume_mw = 50.0}};
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 40, 0));  // 40 + 10 MW
  test.auction.limits[0].volume_mw = 49.0;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 0, 40, 15));
}

TEST(AwardRoundTest, CountsTheDomesticShareWhereALimitAsksForIt) {
  RoundOfTest test = four_bids(MarginalBidRule::award_in_full);
  test.bids[0].attributes.origin = "TUR";
  test.bids[1].attributes.origin = "DEU";
  test.auction.limits = {{.name = "domestic", .counts = LimitCounts::domestic_share, .volume_mw = 39.0}};
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 0, 0, 15));  // 40 and 40 MW of domestic bids do not fit
}

TEST(AwardRoundTest, TakesOneWinnerALot) {
  RoundOfTest test{.auction = RoundOfTest::rules(-1.0),
                   .bids = {{.mw = 10, .price = 5, .attributes = {.lot = "A"}},
                            {.mw = 10, .price = 4, .attributes = {.lot = "A"}},
                            {.mw = 20, .price = 9, .attributes = {.lot = "B"}}}};
  test.auction.limits = {{.name = "one_a_lot", .per = LimitScope::lot, .awards = 1, .marginal_bid = MarginalBidRule::reject}};
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(0, 10, 20));
}

TEST(AwardRoundTest, StopsAtWhicheverOfTwoVolumesIsUsedUpFirst) {
  // 40 MW at 2,000 h are 80,000 MWh a year; support over a reference of 1 costs 0, 80,000 and 160,000.
  RoundOfTest test = four_bids(MarginalBidRule::reject);
  for (PlainBid& bid : test.bids) bid.attributes.full_load_hours = 2000.0;
  test.auction.volume_mw.reset();
  test.auction.volume_mwh_per_year = 160'000.0;
  test.auction.ranking.reference_per_mwh = 1.0;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 0, 0));
  test.auction.volume_mwh_per_year = 400'000.0;
  test.auction.budget_per_year = 239'999.0;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 0, 0));
  test.auction.budget_per_year = 240'000.0;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 40, 0));
}

TEST(AwardRoundTest, CutsABidToTheRestOfABudget) {
  RoundOfTest test = four_bids(MarginalBidRule::partial);
  for (PlainBid& bid : test.bids) bid.attributes.full_load_hours = 2000.0;
  test.auction.volume_mw.reset();
  test.auction.budget_per_year = 280'000.0;  // 80,000 and 160,000 for the first two, 40,000 for 6.666 MW at 3
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 6.666, 0));
}

TEST(AwardRoundTest, ClosesTheDeliveryYearOfABidThatBreaksTheBudget) {
  // British interleaving: the bid of 2027 that does not fit closes 2027; a later bid of 2028 still fits.
  RoundOfTest test = four_bids(MarginalBidRule::reject_delivery_year);
  for (PlainBid& bid : test.bids) bid.attributes.full_load_hours = 1000.0;
  test.bids[0].attributes.delivery_year = test.bids[2].attributes.delivery_year = "2027";
  test.bids[1].attributes.delivery_year = test.bids[3].attributes.delivery_year = "2028";
  test.bids.push_back({.mw = 1, .price = 5, .attributes = {.delivery_year = "2027", .full_load_hours = 1000.0}});
  test.auction.volume_mw.reset();
  test.auction.budget_per_year = 190'000.0;
  test.auction.pricing = PricingRule::uniform_highest_accepted;
  test.auction.uniform_price_within = PriceScope::delivery_year;
  // 40 + 80; the third would set 2027 at 3: 240 + 80. The fourth sets 2028 at 4: 40 + 160 + 60 is too much as well.
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(40, 40, 0, 0, 0));
  test.auction.budget_per_year = 260'000.0;
  const ClearedRound round = test.clear();
  EXPECT_THAT(awards_mw(round), ElementsAre(40, 40, 0, 15, 0));
  EXPECT_THAT(prices_paid(round), ElementsAre(1, 4, 0, 4, 0));
  EXPECT_EQ(round.bids[4].rule.kind, Kind::delivery_year);
}

TEST(AwardRoundTest, BreaksTiesByTheRule) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.mw = 12, .price = 5, .submission = 3, .fee = 7},
                            {.mw = 11, .price = 5, .submission = 2, .fee = 9},
                            {.mw = 13, .price = 5, .submission = 1, .fee = 8}}};
  const auto awards = [&](TieRule ties) {
    test.auction.ties = ties;
    return awards_mw(test.clear());
  };
  EXPECT_THAT(awards(TieRule::lottery), ElementsAre(12, 0, 0));
  EXPECT_THAT(awards(TieRule::smaller_first), ElementsAre(0, 11, 0));
  EXPECT_THAT(awards(TieRule::larger_first), ElementsAre(0, 0, 13));
  EXPECT_THAT(awards(TieRule::earlier_first), ElementsAre(0, 0, 13));
  EXPECT_THAT(awards(TieRule::higher_fee_first), ElementsAre(0, 11, 0));
}

TEST(AwardRoundTest, SharesTheRestAmongEqualBidsRoundedDown) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.mw = 3, .price = 1}, {.mw = 10, .price = 5}, {.mw = 20, .price = 5}, {.mw = 1, .price = 6}}};
  test.auction.marginal_bid = MarginalBidRule::partial;
  test.auction.ties = TieRule::shared;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(3, 2.333, 4.666, 0));
}

TEST(AwardRoundTest, KnowsWhereTheLotDecided) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.mw = 5, .price = 5}, {.mw = 6, .price = 5}, {.mw = 7, .price = 5}}};
  for (const ClearedBid& bid : test.clear().bids) EXPECT_TRUE(bid.tie_decided_by_lottery);
  test.auction.volume_mw = Constant{18.0};
  for (const ClearedBid& bid : test.clear().bids) EXPECT_FALSE(bid.tie_decided_by_lottery);
}

}  // namespace
}  // namespace sealedbid
