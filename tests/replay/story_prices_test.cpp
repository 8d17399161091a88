#include "replay/story_prices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ElementsAre;

constexpr const char* three_bids = "bid,capacity_mw,price_per_mwh,technology\na,4,10,solar\nb,5,20,wind\nc,3,30,solar\n";

std::vector<std::string> story(const Auction& auction) {
  return price_story(cleared(three_bids, auction));
}

TEST(StoryPricesTest, NamesTheBidThatSetsThePrice) {
  Auction auction = plain_auction(9);
  auction.ceiling_per_mwh = Constant{60.0};
  EXPECT_THAT(story(auction), ElementsAre("each winner is paid its own bid, at most 20 (b)"));
  auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_THAT(story(auction), ElementsAre("20, the highest accepted bid (b)"));
  auction.pricing = PricingRule::uniform_lowest_rejected;
  EXPECT_THAT(story(auction), ElementsAre("30, the lowest rejected bid (c)"));
  auction.volume_mw = Constant{12.0};
  EXPECT_THAT(story(auction), ElementsAre("60, the ceiling, since no bid was rejected"));
  auction.uncontested = Uncontested::pay_ceiling;
  EXPECT_THAT(story(auction), ElementsAre("60, the ceiling, since every admitted bid is awarded whole"));
}

TEST(StoryPricesTest, TellsGroupsExceptionsAndOwnCeilings) {
  Auction auction = plain_auction(12);
  auction.pricing = PricingRule::uniform_highest_accepted;
  auction.uniform_price_within = PriceScope::technology;
  EXPECT_THAT(story(auction), ElementsAre("solar: 30, the highest accepted bid (c)", "wind: 20, the highest accepted bid (b)"));
  auction.uniform_price_within = PriceScope::all;
  auction.ceilings = {{.name = "wind", .bids = {.technologies = {"wind"}}, .ceiling_per_mwh = 25.0}};
  EXPECT_THAT(story(auction), ElementsAre("30, the highest accepted bid (c)", "b is paid 25, its own ceiling"));
  auction.pricing_exceptions = {
      {.name = "wind_own", .bids = {.technologies = {"wind"}}, .pricing = PricingRule::pay_as_bid, .source = "Act § 8"}};
  EXPECT_THAT(story(auction), ElementsAre("30, the highest accepted bid (c)",
                                          "b is paid 20 by pricing exception wind_own: pay_as_bid (Act § 8)"));
}

TEST(StoryPricesTest, SaysWhereNothingIsAwarded) {
  Auction auction = plain_auction(9);
  auction.ceiling_per_mwh = Constant{5.0};
  EXPECT_THAT(story(auction), ElementsAre("Nothing is awarded, so there is no price."));
}

}  // namespace
}  // namespace sealedbid
