#include "auction/clear_round.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

#include "support/rounds.hpp"

namespace sealedbid {
namespace {

using testing::ElementsAre;
using Kind = DecidingRule::Kind;

RoundOfTest three_bids() {
  return {.auction = RoundOfTest::rules(20.0), .bids = {{.mw = 10, .price = 1}, {.mw = 10, .price = 3}, {.mw = 10, .price = 6}}};
}

std::vector<BidOutcome> outcomes(const ClearedRound& round) {
  std::vector<BidOutcome> outcomes;
  for (const ClearedBid& bid : round.bids) outcomes.push_back(bid.outcome);
  return outcomes;
}

TEST(ClearRoundTest, ExcludesBidsAboveTheCeilingAndAdmitsThoseAtIt) {
  RoundOfTest test = three_bids();
  test.auction.ceiling_per_mwh = Constant{3.0};
  EXPECT_THAT(outcomes(test.clear()), ElementsAre(BidOutcome::awarded, BidOutcome::awarded, BidOutcome::above_ceiling));
  test.auction.ceiling_per_mwh = Constant{2.0};
  EXPECT_THAT(outcomes(test.clear()), ElementsAre(BidOutcome::awarded, BidOutcome::above_ceiling, BidOutcome::above_ceiling));
}

TEST(ClearRoundTest, SaysWhichRuleKeepsABidOut) {
  RoundOfTest test = three_bids();
  test.bids[0].attributes.origin = "RUS";
  test.auction.exclusions = {{.name = "foreign", .bids = {.origin = OriginFilter::foreign}}};
  test.auction.minimum_bid_mw = 10.0;
  test.bids[1].mw = 9.999;
  test.auction.floor_per_mwh = 7.0;
  const ClearedRound round = test.clear();
  EXPECT_EQ(round.bids[0].rule.kind, Kind::exclusion);
  EXPECT_EQ(round.bids[0].rule.index, 0);
  EXPECT_EQ(round.bids[1].rule.kind, Kind::size);
  EXPECT_EQ(round.bids[2].rule.kind, Kind::floor);
  EXPECT_EQ(round.eligible_kw, 0);
  EXPECT_TRUE(round.is_void);
}

TEST(ClearRoundTest, AdmitsABidThatSomeStageTakes) {
  // German solar: special plants bid up to 9 in their own stage; unawarded ones come into the second stage only below 5.
  RoundOfTest test = three_bids();
  test.auction.ceiling_per_mwh = Constant{5.0};
  test.bids[2].attributes.segment = "agri";
  EXPECT_EQ(test.clear().bids[2].outcome, BidOutcome::above_ceiling);
  test.auction.stages = {{.name = "special", .bids = {.segments = {"agri"}}, .volume_mw = 5.0, .ceiling_per_mwh = 9.0}};
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(10, 0, 10));
  test.bids.push_back({.mw = 5, .price = 7, .attributes = {.segment = "agri"}});
  const ClearedRound round = test.clear();
  EXPECT_EQ(round.bids[3].outcome, BidOutcome::rejected);
  EXPECT_EQ(round.bids[3].rule.kind, Kind::stage);
}

TEST(ClearRoundTest, IsVoidWithTooFewBidsOrBidders) {
  RoundOfTest test = three_bids();
  test.auction.minimum_bids = 4;
  EXPECT_TRUE(test.clear().is_void);
  EXPECT_EQ(test.clear().bids[0].outcome, BidOutcome::round_void);
  test.auction.minimum_bids = 3;
  EXPECT_FALSE(test.clear().is_void);
  test.auction.minimum_bidders = 3;
  EXPECT_FALSE(test.clear().is_void);
  test.bids[0].attributes.bidder = test.bids[1].attributes.bidder = "same";
  EXPECT_TRUE(test.clear().is_void);
}

TEST(ClearRoundTest, KeepsOnlyBidsNearTheLowest) {
  RoundOfTest test = three_bids();
  test.bids[0].price = 100;
  test.bids[1].price = 105;
  test.bids[2].price = 106;
  test.auction.ranking.band_above_lowest_fraction = 0.05;
  EXPECT_THAT(outcomes(test.clear()), ElementsAre(BidOutcome::awarded, BidOutcome::awarded, BidOutcome::not_admitted));
}

TEST(ClearRoundTest, LetsTheVolumeReactToTheBids) {
  RoundOfTest test = three_bids();
  test.auction.volume_mw = Constant{300.0};
  test.auction.marginal_bid = MarginalBidRule::reject;
  test.auction.volume_response = {.rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.8};
  const ClearedRound round = test.clear();
  EXPECT_EQ(round.offered_kw, 300'000);
  EXPECT_EQ(round.volume_kw, 24'000);
  EXPECT_FALSE(round.is_undersubscribed);
  EXPECT_THAT(awards_mw(round), ElementsAre(10, 10, 0));
}

TEST(ClearRoundTest, LetsTheEnergyReactToTheEnergyOfTheBids) {
  RoundOfTest test = three_bids();
  for (PlainBid& bid : test.bids) bid.attributes.full_load_hours = 1000.0;
  test.auction.volume_mw.reset();
  test.auction.volume_mwh_per_year = 1e6;
  test.auction.marginal_bid = MarginalBidRule::reject;
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(10, 10, 10));
  test.auction.volume_response = {.rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.8};
  EXPECT_THAT(awards_mw(test.clear()), ElementsAre(10, 10, 0));
}

TEST(ClearRoundTest, SellsTransmissionRightsToTheHighestBids) {
  // Explicit auction of cross-border capacity: partial marginal bid, everyone pays the lowest accepted bid, nothing if
  // uncongested.
  RoundOfTest test = three_bids();
  test.auction.direction = Direction::sale;
  test.auction.ceiling_per_mwh = Constant{0.0};  // the reserve price
  test.auction.marginal_bid = MarginalBidRule::partial;
  test.auction.pricing = PricingRule::uniform_highest_accepted;
  test.auction.uncontested = Uncontested::pay_ceiling;
  test.auction.volume_mw = Constant{15.0};
  ClearedRound round = test.clear();
  EXPECT_THAT(awards_mw(round), ElementsAre(0, 5, 10));
  EXPECT_THAT(prices_paid(round), ElementsAre(0, 3, 3));
  EXPECT_EQ(round.prices[0].price_ticks, 3);
  test.auction.volume_mw = Constant{30.0};
  round = test.clear();
  EXPECT_THAT(prices_paid(round), ElementsAre(0, 0, 0));
  EXPECT_TRUE(round.is_uncontested);
  test.bids[0].price = -1;
  EXPECT_EQ(test.clear().bids[0].outcome, BidOutcome::above_ceiling);
}

TEST(ClearRoundTest, TakesNegativeBidsAsPaymentsByTheBidder) {
  RoundOfTest test = three_bids();
  test.bids[0].price = -4;
  test.auction.floor_per_mwh = -10.0;
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(-4, 3, 0));
}

TEST(ClearRoundTest, RefusesBidsOfAnotherPlan) {
  const RoundOfTest test = three_bids();
  EXPECT_THROW(clear_round(test.plan(), {}), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
