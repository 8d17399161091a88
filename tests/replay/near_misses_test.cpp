#include "replay/near_misses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;

BidList bids_of(const std::vector<std::string>& technologies) {
  BidList list{"bids.csv", {"bid", "technology"}, {}};
  for (const std::string& technology : technologies) {
    ListedBid& bid = list.bids.emplace_back();
    bid.attributes.technology = technology;
    bid.line = static_cast<int>(list.bids.size()) + 1;
  }
  return list;
}

std::vector<std::string> warnings_of(const std::vector<std::string>& technologies) {
  Auction auction;
  auction.limits = {{.name = "sun", .bids = {.technologies = {"solar"}}, .volume_mw = 5.0}};
  std::vector<std::string> texts;
  for (const Issue& issue : near_misses(bids_of(technologies), auction)) texts.push_back(text_of(issue));
  return texts;
}

TEST(NearMissesTest, WarnsOfATextThatARuleNearlyNames) {
  EXPECT_THAT(warnings_of({"wind", "Solar"}),
              ElementsAre("bids.csv:3:2: warning: technology: no rule names 'Solar'. Did you mean solar, which no bid has?"));
}

TEST(NearMissesTest, IsSilentWhereTheRuleFindsItsBidsOrNothingIsNear) {
  EXPECT_THAT(warnings_of({"solar", "solar2"}), ElementsAre());
  EXPECT_THAT(warnings_of({"wind", ""}), ElementsAre());
  EXPECT_THAT(near_misses(bids_of({"Solar"}), Auction{}), ElementsAre());
}

}  // namespace
}  // namespace sealedbid
