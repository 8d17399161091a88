#include "replay/clear_reason.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ElementsAre;

constexpr const char* three_bids =
    "bid,capacity_mw,price_per_mwh,technology,zone,minimum_mw,delivery_year\n"
    "a,4,10,solar,north,0,2027\nb,5,20,wind,south,4,2027\nc,3,30,solar,north,0,2028\n";

std::vector<std::string> reasons(const Auction& auction, const std::string& bids = three_bids) {
  return clear_reasons(cleared(bids, auction));
}

TEST(ClearReasonTest, SaysHowTheMarginalBidMeetsTheVolume) {
  Auction auction = plain_auction(6);
  auction.source = "Act § 1";
  EXPECT_THAT(
      reasons(auction),
      ElementsAre("awarded in full", "marginal bid, awarded in full: it exceeds the 2 MW left of the volume of 6 MW (Act § 1)",
                  "rejected: bids that rank before it fill the volume of 6 MW (Act § 1)"));
  auction.source.clear();
  auction.marginal_bid = MarginalBidRule::partial;
  EXPECT_EQ(reasons(auction)[1], "marginal bid, awarded in part: 2 MW were left of the volume of 6 MW");
  auction.marginal_bid = MarginalBidRule::reject;
  EXPECT_EQ(reasons(auction)[1],
            "marginal bid, rejected: it does not fit into the 2 MW left of the volume of 6 MW, and awards end there");
  EXPECT_EQ(reasons(auction)[2],
            "rejected: a bid that ranks before it did not fit into the volume of 6 MW, and awards end there");
  auction.marginal_bid = MarginalBidRule::reject_and_skip;
  EXPECT_EQ(reasons(auction)[2], "marginal bid, rejected: it does not fit into the 2 MW left of the volume of 6 MW");
  auction.marginal_bid = MarginalBidRule::partial_above_minimum;
  EXPECT_EQ(reasons(auction)[1], "marginal bid, rejected: the 2 MW left of the volume of 6 MW are less than its minimum of 4 MW");
  EXPECT_EQ(reasons(auction)[2], "marginal bid, awarded in part: 2 MW were left of the volume of 6 MW");
}

TEST(ClearReasonTest, ClosesADeliveryYear) {
  Auction auction = plain_auction(6);
  auction.marginal_bid = MarginalBidRule::reject_delivery_year;
  auction.uniform_price_within = PriceScope::delivery_year;
  const std::string bids = "bid,capacity_mw,price_per_mwh,delivery_year\na,4,10,2027\nb,5,20,2027\nc,1,30,2027\nd,1,40,2028\n";
  EXPECT_THAT(
      reasons(auction, bids),
      ElementsAre("awarded in full",
                  "marginal bid, rejected: it does not fit into the 2 MW left of the volume of 6 MW, and its delivery year "
                  "is closed with it",
                  "rejected: a bid of delivery year 2027 that ranks before it did not fit, and the year is closed",
                  "awarded in full"));
}

TEST(ClearReasonTest, NamesLimitsAndStages) {
  Auction auction = plain_auction(100);
  auction.limits = {{.name = "north_area", .bids = {.zones = {"north"}}, .volume_mw = 4.0, .source = "Act § 2"}};
  EXPECT_EQ(reasons(auction)[2], "rejected: limit north_area (4 MW) is used up (Act § 2)");
  auction.limits[0].volume_mw = 6.0;
  EXPECT_EQ(reasons(auction)[2],
            "marginal bid, rejected: it does not fit into the 2 MW left of limit north_area (6 MW) (Act § 2)");
  auction.limits = {{.name = "one_each", .per = LimitScope::technology, .awards = 1}};
  EXPECT_EQ(reasons(auction)[2], "rejected: limit one_each for technology solar (1 award) is used up");
  auction.limits.clear();
  auction.stages = {{.name = "sun", .bids = {.technologies = {"solar"}}, .volume_mw = 4.0}};
  auction.volume_mw = Constant{9.0};
  EXPECT_THAT(reasons(auction), ElementsAre("awarded in full in stage sun", "awarded in full in the remainder",
                                            "rejected: bids that rank before it fill the volume of 9 MW"));
}

TEST(ClearReasonTest, SaysWhichPartOfABidALimitCounts) {
  Auction auction = plain_auction(100);
  auction.limits = {{.name = "abroad", .counts = LimitCounts::foreign_share, .volume_mw = 1.0}};
  EXPECT_THAT(reasons(auction, "bid,capacity_mw,price_per_mwh,foreign_share_fraction\na,4,10,0.4\nb,5,10,\n"),
              ElementsAre("marginal bid, rejected: it does not fit into the 1 MW left of limit abroad (1 MW), of which it would "
                          "take 1.6 MW",
                          "awarded in full"));
}

TEST(ClearReasonTest, SaysWhyABidIsNotAdmitted) {
  Auction auction = plain_auction(100);
  auction.exclusions = {{.name = "no_wind", .bids = {.technologies = {"wind"}}, .source = "Act § 3"}};
  auction.ceilings = {{.name = "sun", .bids = {.technologies = {"solar"}}, .ceiling_per_mwh = 29.0, .source = "Act § 4"}};
  auction.floor_per_mwh = 11.0;
  EXPECT_THAT(reasons(auction),
              ElementsAre("not admitted: the price is below the floor of 11", "not admitted: exclusion no_wind (Act § 3)",
                          "not admitted: the price is above the ceiling of 29 for sun (Act § 4)"));
  auction = plain_auction(100);
  auction.minimum_bid_mw = 4.0;
  auction.maximum_bid_mw = 4.5;
  EXPECT_THAT(reasons(auction), ElementsAre("awarded in full", "not admitted: 5 MW is above maximum_bid_mw 4.5",
                                            "not admitted: 3 MW is below minimum_bid_mw 4"));
  auction = plain_auction(100);
  auction.ranking.band_above_lowest_fraction = 1.5;
  EXPECT_EQ(reasons(auction)[2], "not admitted: 30 is more than 150 % above the lowest, 10");
}

TEST(ClearReasonTest, NamesEveryCeilingThatABidIsAbove) {
  Auction auction = plain_auction(100);
  auction.ceiling_per_mwh = Constant{15.0};
  auction.source = "Act § 6";
  auction.stages = {
      {.name = "sun", .bids = {.technologies = {"solar"}}, .volume_mw = 4.0, .ceiling_per_mwh = 25.0, .source = "§ 7"},
      {.name = "air", .bids = {.technologies = {"wind"}}, .volume_mw = 4.0, .ceiling_per_mwh = 18.0}};
  const auto given = reasons(auction);
  EXPECT_EQ(given[0], "awarded in full in stage sun");
  EXPECT_EQ(given[1], "not admitted: the price is above the ceiling of 15 (Act § 6) and the 18 of stage air");
  EXPECT_EQ(given[2], "not admitted: the price is above the ceiling of 15 (Act § 6) and the 25 of stage sun (§ 7)");
}

// 1 GWh a year each. At 20: 20,000 of 45,000 are used by a. With b at 30 both are paid 30: 60,000, 40,000 more.
TEST(ClearReasonTest, CountsABudgetAtTheClearingPriceThatTheBidWouldSet) {
  Auction auction;
  auction.price_step_per_mwh = 1.0;
  auction.budget_per_year = 45'000.0;
  auction.pricing = PricingRule::uniform_highest_accepted;
  auction.uniform_price_within = PriceScope::delivery_year;
  auction.marginal_bid = MarginalBidRule::reject_delivery_year;
  EXPECT_EQ(
      reasons(auction, "bid,capacity_mw,price_per_mwh,delivery_year,full_load_hours\na,1,20,2027,1000\nb,1,30,2027,1000\n")[1],
      "marginal bid, rejected: it does not fit into the 25000 EUR a year left of the budget of 45000 EUR a year, of which "
      "it would take 40000 EUR a year with its group paid the clearing price that it would set, and its delivery year is "
      "closed with it");
}

TEST(ClearReasonTest, SpeaksOfReservePricesInASale) {
  Auction auction = plain_auction(100);
  auction.direction = Direction::sale;
  auction.ceiling_per_mwh = Constant{20.0};
  EXPECT_EQ(reasons(auction)[0], "not admitted: the price is below the reserve price of 20");
  EXPECT_EQ(ceiling_of(cleared(three_bids, auction), 0).ticks, 20);
}

TEST(ClearReasonTest, SaysWhatTheRoundLacksToBeValid) {
  Auction auction = plain_auction(100);
  auction.minimum_bids = 4;
  EXPECT_EQ(reasons(auction)[0], "round void: fewer than 4 admitted bids");
  auction.minimum_bids = 1;
  auction.minimum_bidders = 2;
  EXPECT_EQ(reasons(auction, "bid,capacity_mw,price_per_mwh,bidder\na,1,5,X\nb,1,5,X\n")[0],
            "round void: fewer than 2 bidders with admitted bids");
}

TEST(ClearReasonTest, SaysHowMuchOfABudgetABidWouldTake) {
  Auction auction = plain_auction(100);
  auction.limits = {{.name = "fund", .budget_per_year = 100'000.0}};
  EXPECT_EQ(
      reasons(auction, "bid,capacity_mw,price_per_mwh,full_load_hours\na,4,10,2000\nb,4,15,2000\n")[1],
      "marginal bid, rejected: it does not fit into the 20000 EUR a year left of limit fund (100000 EUR a year), of which it "
      "would take 120000 EUR a year");
}

TEST(ClearReasonTest, SaysThatEqualBidsShareOrThatTheLotDecided) {
  const std::string bids = "bid,capacity_mw,price_per_mwh\na,4,10\nb,4,10\n";
  Auction auction = plain_auction(4);
  const auto by_lot = reasons(auction, bids);
  EXPECT_THAT(by_lot[0], ::testing::HasSubstr("(the lot decided among equal bids)"));
  auction.ties = TieRule::shared;
  auction.marginal_bid = MarginalBidRule::partial;
  EXPECT_THAT(reasons(auction, bids),
              ::testing::Each("awarded in part: bids of equal rank share what was left of the volume of 4 MW"));
  EXPECT_EQ(reasons(auction, "bid,capacity_mw,price_per_mwh\na,4,10\nb,3,10\nc,1,11\n")[2],
            "rejected: bids that rank before it fill the volume of 4 MW");
}

}  // namespace
}  // namespace sealedbid
