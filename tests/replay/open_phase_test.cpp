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
  EXPECT_THAT(open_phase_story(round), Contains("b: 50 sealed, " + std::to_string(round.bids[1].price_ticks) + " in the end"));
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
  EXPECT_THAT(clear_story(round), HasSubstr("3 of 3 bids are admitted, together 15 MW."));
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
