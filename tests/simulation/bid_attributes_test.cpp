#include "simulation/bid_attributes.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

TEST(BidAttributesTest, GivesTheTextsOfTheClassAndANameToEachMember) {
  Scenario scenario = testing::solar_auction();
  BidderClass& bidder = scenario.bidder_classes[0];
  bidder.zone = "north";
  bidder.segment = "roof";
  bidder.lot = "A";
  bidder.delivery_year = "2027";
  bidder.owner_group = "holding";
  const BidAttributes bid = attributes_of(build_market(scenario).classes[0], 1);
  EXPECT_EQ(bid.name, bidder.name + "_2");
  EXPECT_EQ(bid.origin, bidder.origin);
  EXPECT_EQ(bid.technology, bidder.technology);
  EXPECT_EQ(bid.zone + bid.segment + bid.lot + bid.delivery_year + bid.owner_group, "northroofA2027holding");
}

TEST(BidAttributesTest, SetsEveryNumberThatAMarketGives) {
  Scenario scenario = testing::solar_auction();
  scenario.bidder_classes[0].foreign_share_fraction = Constant{0.5};
  const Market market = build_market(scenario);
  BidAttributes bid;
  for (const auto& [key, quantity] : market.classes[0].bid_numbers) set_number(key, 0.25, bid);
  EXPECT_EQ(bid.foreign_share_fraction, 0.25);
  EXPECT_EQ(bid.local_content_fraction, 0.25);
  EXPECT_EQ(bid.emission_tco2_per_mwh, 0.25);
  EXPECT_THROW(set_number("nothing", 1.0, bid), std::logic_error);
}

}  // namespace
}  // namespace sealedbid
