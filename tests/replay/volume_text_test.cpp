#include "replay/volume_text.hpp"

#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;

std::string text_of(const Auction& auction) {
  return volume_response_text(cleared("bid,capacity_mw,price_per_mwh\na,60,10\nb,30,20\n", auction));
}

TEST(VolumeTextTest, IsEmptyWhereTheVolumeStays) {
  EXPECT_EQ(text_of(plain_auction(100)), "");
}

TEST(VolumeTextTest, WorksOutSharesOfTheBids) {
  Auction auction = plain_auction(100);
  auction.volume_response = {.rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.8};
  EXPECT_EQ(text_of(auction), "the smaller of 0.8 of the 90 MW admitted and the 100 MW offered: 72 MW");
  auction.volume_response.applies = ShareApplies::when_undersubscribed;
  auction.volume_mw = Constant{90.0};
  EXPECT_EQ(text_of(auction), "it would fall if less than the 90 MW offered were admitted, but 90 MW are");
  auction.volume_response = {.rule = VolumeRule::competition_surplus, .surplus_fraction = 0.5};
  EXPECT_EQ(text_of(auction), "the smaller of the 90 MW admitted ÷ (1 + 0.5) and the 90 MW offered: 60 MW");
}

TEST(VolumeTextTest, WorksOutEarlierRounds) {
  Auction auction = plain_auction(100);
  auction.history = {.volume_mw = {100, 100}, .eligible_bids_mw = {60, 80}, .awarded_mw = {60, 70}, .new_permits_mw = 20};
  auction.volume_response.rule = VolumeRule::permits_and_unawarded;
  EXPECT_EQ(
      text_of(auction),
      "new permits 20 MW + bids without award in the last round 80 MW − 70 MW = 30 MW; it replaces the 100 MW offered if it "
      "is less and the last round's bids, 80 MW, were below its volume of 100 MW: 30 MW");
  auction.volume_response.rule = VolumeRule::mean_of_last_two;
  EXPECT_EQ(
      text_of(auction),
      "the last two rounds had bids of 60 MW for 100 MW and of 80 MW for 100 MW; if both were below 0.9 of the volume, it is "
      "the mean of the bids plus their growth, at most the 100 MW offered: 90 MW");
  auction.volume_response.rule = VolumeRule::last_round_bids;
  EXPECT_EQ(text_of(auction), "the smaller of the last round's bids, 80 MW, and the 100 MW offered: 80 MW");
}

}  // namespace
}  // namespace sealedbid
