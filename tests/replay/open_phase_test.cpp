#include "replay/open_phase.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"
#include "replay/clear_reason.hpp"
#include "replay/clear_report.hpp"
#include "replay/clear_story.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Auction with_clock(AuctionFormat format, double volume_mw) {
  Auction auction = plain_auction(volume_mw);
  auction.format = format;
  auction.clock.step_per_mwh = 1.0;
  return auction;
}

// Room for one of two equal bids: b (sealed 50) leads, a undercuts to 49, b to 48, … until a would have to go below 45.
TEST(OpenPhaseTest, BidsFollowTheClockToTheirLimits) {
  const ClearedFile round = cleared("bid,capacity_mw,price_per_mwh,limit_per_mwh\na,5,52,45\nb,5,50,40\nc,5,70,60\n",
                                    with_clock(AuctionFormat::sealed_then_descending_clock, 5));
  ASSERT_TRUE(round.clock);
  EXPECT_EQ(round.round.bids[1].awarded_kw, 5'000);
  EXPECT_EQ(round.round.bids[0].awarded_kw, 0);
  EXPECT_GE(round.bids[1].price_ticks, 44);
  EXPECT_LE(round.bids[1].price_ticks, 45);
  EXPECT_EQ(round.round.bids[1].price_ticks, round.bids[1].price_ticks) << "pay-as-bid means the final bid";
  const auto story = open_phase_story(round);
  EXPECT_THAT(story, Contains("b: 50 sealed, " + std::to_string(round.bids[1].price_ticks) + " in the end"));
  const std::string rounds = std::to_string(round.clock->rounds);
  EXPECT_THAT(story, Contains("a: stopped at 45 after " + rounds + " rounds"));
  EXPECT_THAT(story, Contains("Nobody moves any more after " + rounds + " rounds."));
  EXPECT_THAT(story, Contains("c: stopped at 60 after 10 rounds"));
}

TEST(OpenPhaseTest, TellsWhoWasNotAdmittedToTheClock) {
  Auction auction = with_clock(AuctionFormat::sealed_then_descending_clock, 5);
  auction.clock.admitted_over_volume_fraction = 1.5;
  const ClearedFile round = cleared("bid,capacity_mw,price_per_mwh,limit_per_mwh\na,5,52,45\nb,5,50,40\nc,5,70,20\n", auction);
  EXPECT_EQ(clear_reasons(round)[2], "not admitted to the open phase: lower sealed bids reach 1.5 of the volume");
  EXPECT_EQ(round.round.bids[2].rank, 0);
  const ClearReport report = make_clear_report(round);
  EXPECT_EQ(report.eligible_bids, 3);
  EXPECT_EQ(report.eligible_mw, 15.0);
  EXPECT_EQ(report.rows[2].final_price_per_mwh, std::nullopt);
  EXPECT_THAT(clear_story(round), HasSubstr("3 of 3 bids are admitted before the open phase, together 15 MW."));
}

// 15 MW for 10: the clock falls from 60 until c, which goes to 50, is out at 49; the others pay their sealed bid or the stop.
TEST(OpenPhaseTest, StopsAUniformClockAtTheVolume) {
  Auction auction = with_clock(AuctionFormat::descending_clock_then_sealed, 10);
  auction.ceiling_per_mwh = Constant{60.0};
  const ClearedFile round =
      cleared("bid,capacity_mw,price_per_mwh,limit_per_mwh\na,5,52,40\nb,5,48,45\nc,5,55,50\nd,5,61,10\n", auction);
  ASSERT_TRUE(round.clock);
  EXPECT_EQ(round.clock->stop_ticks, 49);
  EXPECT_EQ(round.bids[0].price_ticks, 49);
  EXPECT_EQ(round.bids[1].price_ticks, 48);
  const auto reasons = clear_reasons(round);
  EXPECT_EQ(reasons[0], "awarded in full");
  EXPECT_THAT(reasons[2], ::testing::StartsWith("left the clock at 49 in round "));
  EXPECT_EQ(reasons[3], "not admitted: the price is above the ceiling of 60");
  EXPECT_THAT(open_phase_story(round), Contains(::testing::StartsWith("The clock stops at 49 after ")));
}

/// A band of 10 % above the lowest final price. b and c, sealed at 60 and 65, undercut each other into it.
TEST(OpenPhaseTest, JudgesTheBandOnFinalPrices) {
  Auction auction = with_clock(AuctionFormat::sealed_then_descending_clock, 10);
  auction.ranking.band_above_lowest_fraction = 0.1;
  auction.clock.admitted_over_volume_fraction = 2.0;
  const ClearedFile round = cleared(
      "bid,capacity_mw,price_per_mwh,limit_per_mwh,lottery\na,5,50,50,1\nb,5,60,55,2\nc,5,65,53,3\nd,5,64,64,4\n"
      "e,5,70,40,5\n",
      auction);
  const auto reasons = clear_reasons(round);
  EXPECT_EQ(reasons[1], "rejected: bids that rank before it fill the volume of 10 MW");
  EXPECT_EQ(reasons[2], "awarded in full");
  EXPECT_EQ(reasons[3], "not admitted: 64 is more than 10 % above the lowest after the open phase, 50");
  EXPECT_EQ(reasons[4], "not admitted to the open phase: lower sealed bids reach 2 of the volume");
  const ClearReport report = make_clear_report(round);
  EXPECT_EQ(report.rows[3].bid, "d");
  EXPECT_EQ(report.rows[3].final_price_per_mwh, 64.0);
  EXPECT_TRUE(report.rows[3].is_eligible);
  EXPECT_THAT(clear_story(round), HasSubstr("5 of 5 bids are admitted before the open phase, together 25 MW."));
}

Auction with_fees() {
  Auction auction = with_clock(AuctionFormat::descending_clock_then_fee, 1);
  auction.volume_mw.reset();
  auction.floor_per_mwh = 30.0;
  auction.clock.fee_step_per_mw = 100;
  auction.ties = TieRule::higher_fee_first;
  auction.limits = {{.name = "one_each", .per = LimitScope::lot, .awards = 1}};
  return auction;
}

constexpr const char* two_lots =
    "bid,capacity_mw,price_per_mwh,limit_per_mwh,lot,fee_per_mw\n"
    "a,5,50,20,north,950\nb,4,40,30,north,720\nc,5,45,42,north,900\nd,2,38,35,south,500\ne,3,36,33,south,0\n";

// North opens at 40, where c is out; a and b reach 30, and b takes 700. South opens at 36: at 34 e is alone.
TEST(OpenPhaseTest, GoesOnWithFeesAtTheFloorOfEachLot) {
  const ClearedFile round = cleared(two_lots, with_fees());
  EXPECT_THAT(
      clear_reasons(round),
      ::testing::ElementsAre("awarded in full; it pays a fee of 800 EUR per MW",
                             "rejected: limit one_each for lot north (1 award) is used up; it stopped at a fee of 700 "
                             "EUR per MW",
                             "rejected: limit one_each for lot north (1 award) is used up; it does not go to the "
                             "opening price of 40",
                             "rejected: limit one_each for lot south (1 award) is used up; it stopped at 35", "awarded in full"));
  const ClearReport report = make_clear_report(round);
  EXPECT_EQ(report.rows[0].bid, "a");
  EXPECT_EQ(report.rows[0].price_paid_per_mwh, 30.0);
  EXPECT_EQ(report.rows[0].fee_per_mw, 800);
  EXPECT_EQ(report.rows[0].fee_paid, 4000.0);
  EXPECT_EQ(report.rows[1].final_fee_per_mw, 700);
  EXPECT_EQ(report.fees_paid, 4000.0);
  EXPECT_EQ(round.round.bids[4].price_ticks, 34);
  const std::string story = clear_story(round);
  EXPECT_THAT(story, HasSubstr("Lot north opens at 40, its lowest sealed price: 2 bids stay at the floor of 30; the fee rises in "
                               "steps of 100, and a stays at a fee of 800 EUR per MW.\n     b: stopped at a fee of 700 EUR"));
  EXPECT_THAT(story, HasSubstr("Lot south opens at 36, its lowest sealed price: e is left at 34.\n     d: stopped at 35\n"));
}

TEST(OpenPhaseTest, SaysWhereTheLotEndsAClock) {
  const std::string equal =
      "bid,capacity_mw,price_per_mwh,limit_per_mwh,lot,fee_per_mw\na,5,50,20,north,740\nb,4,40,30,north,720\n"
      "c,4,40,35,south,720\nd,4,40,35,south,720\n";
  const ClearedFile round = cleared(equal, with_fees());
  const std::string winner = round.round.bids[0].awarded_kw > 0 ? "a" : "b";
  EXPECT_THAT(clear_story(round), HasSubstr("and " + winner + " stays by lot at a fee of 700 EUR per MW."));
  EXPECT_THAT(clear_story(round), HasSubstr(" stays by lot at 35, which nobody goes below."));
  EXPECT_TRUE(round.round.bids[0].tie_decided_by_lottery);
}

TEST(OpenPhaseTest, LeavesSealedAndVoidRoundsAlone) {
  const std::string bids = "bid,capacity_mw,price_per_mwh,limit_per_mwh\na,5,52,45\nb,5,50,40\n";
  EXPECT_THAT(open_phase_story(cleared(bids, plain_auction(5))), IsEmpty());
  Auction auction = with_clock(AuctionFormat::sealed_then_descending_clock, 5);
  auction.minimum_bids = 3;
  const ClearedFile round = cleared(bids, auction);
  EXPECT_FALSE(round.clock);
  EXPECT_TRUE(round.round.is_void);
}

}  // namespace
}  // namespace sealedbid
