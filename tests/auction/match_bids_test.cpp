#include "auction/match_bids.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

const BidAttributes turkish_wind{.name = "a", .origin = "TUR", .technology = "wind", .zone = "north"};

TEST(MatchBidsTest, NeedsEveryListThatIsNotEmpty) {
  EXPECT_TRUE(matches({}, turkish_wind, "AZE"));
  EXPECT_TRUE(matches({.technologies = {"solar", "wind"}, .zones = {"north"}}, turkish_wind, "AZE"));
  EXPECT_FALSE(matches({.technologies = {"wind"}, .zones = {"south"}}, turkish_wind, "AZE"));
  EXPECT_FALSE(matches({.segments = {"roof"}}, turkish_wind, "AZE"));
}

TEST(MatchBidsTest, TellsForeignFromDomesticByTheHost) {
  EXPECT_TRUE(matches({.origin = OriginFilter::foreign}, turkish_wind, "AZE"));
  EXPECT_FALSE(matches({.origin = OriginFilter::foreign}, turkish_wind, "TUR"));
  EXPECT_TRUE(matches({.origin = OriginFilter::domestic}, turkish_wind, "TUR"));
  EXPECT_TRUE(matches({.origin = OriginFilter::domestic}, BidAttributes{.name = "b"}, "AZE"));
}

TEST(MatchBidsTest, CountsJointVenturesByShare) {
  BidAttributes venture = turkish_wind;
  EXPECT_EQ(foreign_share_1e6(venture, "AZE"), 1'000'000);
  venture.foreign_share_fraction = 0.49;
  EXPECT_EQ(foreign_share_1e6(venture, "AZE"), 490'000);
  EXPECT_EQ(foreign_share_1e6(BidAttributes{.name = "b", .origin = "AZE"}, "AZE"), 0);
}

TEST(MatchBidsTest, TakesTheBidForItsBidderAndTheBidderForItsGroup) {
  BidAttributes bid{.name = "bid"};
  EXPECT_EQ(owner_group_of(bid), "bid");
  bid.bidder = "company";
  EXPECT_EQ(bidder_of(bid), "company");
  EXPECT_EQ(owner_group_of(bid), "company");
  bid.owner_group = "holding";
  EXPECT_EQ(owner_group_of(bid), "holding");
}

TEST(MatchBidsTest, PutsCeilingsAndFloorsOnTheGridWithoutAdmittingMore) {
  Auction auction;
  auction.price_step_per_mwh = 0.01;
  EXPECT_EQ(ceiling_ticks(auction, 59.97), 5997);
  EXPECT_EQ(ceiling_ticks(auction, 59.979), 5997);
  EXPECT_EQ(floor_ticks(auction, 3.25), 325);
  EXPECT_EQ(floor_ticks(auction, 3.251), 326);
  EXPECT_EQ(floor_ticks(auction, -3.251), -325);
  auction.direction = Direction::sale;  // a reserve price of 10: −10 is the highest admissible negated price
  EXPECT_EQ(ceiling_ticks(auction, 10.0), -1000);
  EXPECT_EQ(ceiling_ticks(auction, 9.999), -1000);
}

}  // namespace
}  // namespace sealedbid
