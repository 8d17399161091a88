#include "replay/clear_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::HasSubstr;

TEST(ClearStoryTest, TellsAPlainRoundInOrder) {
  Auction auction = plain_auction(6);
  auction.ceiling_per_mwh = Constant{50.0};
  auction.marginal_bid = MarginalBidRule::partial;
  EXPECT_EQ(clear_story(cleared("bid,capacity_mw,price_per_mwh\na,4,10\nb,5,20\nc,3,30\nd,3,31\ne,1,51\n", auction)),
            R"(1. Admission
   4 of 5 bids are admitted, together 15 MW.
   e: not admitted: the price is above the ceiling of 50

2. Volume
   6 MW are offered.
   15 MW are admitted for 6 MW: the round is not undersubscribed.

3. Ranking
   score = price; the lowest ranks first (in EUR per MWh).
   Bids of equal score are ordered by lot.
     1  a: 10
     2  b: 20
     3  c: 30
     4  d: 31

4. Awards
   A bid that exceeds what is left of the volume: partial.
     1  a, 4 MW at 10: awarded in full; left: 2 MW of the volume
     2  b, 2 MW of 5 MW at 20: marginal bid, awarded in part: 2 MW were left of the volume of 6 MW; left: nothing of the volume
     3  c and 1 after it: rejected: bids that rank before it fill the volume of 6 MW
   Awarded: 6 MW.

5. Prices
   each winner is paid its own bid, at most 20 (b)
)");
}

TEST(ClearStoryTest, TellsStagesAndLimitsWithTheirSources) {
  Auction auction = plain_auction(12);
  auction.stages = {{.name = "pilot", .bids = {.zones = {"south"}}, .volume_mw = 5.0, .source = "Act § 9"}};
  auction.limits = {{.name = "north", .bids = {.zones = {"north"}}, .volume_mw = 6.0}};
  const std::string story =
      clear_story(cleared("bid,capacity_mw,price_per_mwh,zone\na,4,10,north\nb,5,20,south\nc,3,30,north\n", auction));
  EXPECT_THAT(
      story, HasSubstr("   In stage pilot (Act § 9):\n"
                       "     2  b, 5 MW at 20: awarded in full in stage pilot; left: nothing of stage pilot, 7 MW of the volume\n"
                       "   In the remainder:\n"
                       "     1  a, 4 MW at 10: awarded in full in the remainder; left: 2 MW of limit north, 3 MW of the volume\n"
                       "     3  c: marginal bid, rejected: it does not fit into the 2 MW left of limit north (6 MW)\n"));
}

TEST(ClearStoryTest, EndsAVoidRoundBeforePrices) {
  Auction auction = plain_auction(12);
  auction.minimum_bids = 2;
  const std::string story = clear_story(cleared("bid,capacity_mw,price_per_mwh\na,4,10\n", auction));
  EXPECT_THAT(story, HasSubstr("4. Awards\n   round void: fewer than 2 admitted bids\n"));
  EXPECT_THAT(story, ::testing::Not(HasSubstr("Prices")));
  EXPECT_THAT(clear_story(cleared("bid,capacity_mw,price_per_mwh\n", auction)), HasSubstr("round void: no bid is admitted\n"));
}

TEST(ClearStoryTest, TellsTheReactionOfTheVolumeAndBudgets) {
  Auction auction = plain_auction(12);
  auction.budget_per_year = 1e6;
  auction.ranking.reference_per_mwh = 3.0;
  auction.volume_response = {.rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.5};
  const std::string story = clear_story(cleared("bid,capacity_mw,price_per_mwh,full_load_hours\na,4,10,1000\n", auction));
  EXPECT_THAT(story, HasSubstr("   The volume reacts: the smaller of 0.5 of the 4 MW admitted and the 12 MW offered: 2 MW.\n"));
  EXPECT_THAT(story, HasSubstr("The budget is 1000000 EUR a year; a bid takes (price − 3) × full-load hours × MW of it.\n"));
}

TEST(ClearStoryTest, WorksOutTheFirstTenScoresOnly) {
  std::string bids = "bid,capacity_mw,price_per_mwh\n";
  for (int bid = 10; bid < 25; ++bid) bids += "b" + std::to_string(bid) + ",1," + std::to_string(bid) + "\n";
  const std::string story = clear_story(cleared(bids, plain_auction(100)));
  EXPECT_THAT(story, HasSubstr("    10  b19: 19\n        … and 5 more\n"));
}

}  // namespace
}  // namespace sealedbid
