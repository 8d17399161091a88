#include "simulation/bid_draws.hpp"

#include <gtest/gtest.h>

#include "auction/rules.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

DrawnTile draw(const Market& market, std::int64_t first = 0, std::uint64_t seed = 7, std::uint32_t round = 1) {
  BidDraws draws(market, seed);
  DrawnTile tile;
  draws.draw(first, round, tile);
  return tile;
}

using testing::class_named;

TEST(BidDrawsTest, ATileIsAFunctionOfSeedReplicationAndRound) {
  const Market market = build_market(testing::solar_auction());
  EXPECT_EQ(draw(market).bid_ticks, draw(market).bid_ticks);
  EXPECT_NE(draw(market).bid_ticks, draw(market, 0, 8).bid_ticks);
  EXPECT_NE(draw(market).bid_ticks, draw(market, 32).bid_ticks);
  EXPECT_NE(draw(market).bid_ticks, draw(market, 0, 7, 2).bid_ticks);
}

TEST(BidDrawsTest, AReplicationDoesNotDependOnItsTile) {
  const Market market = build_market(testing::solar_auction());
  const DrawnTile early = draw(market, 0), late = draw(market, 5);
  for (std::size_t slot = 0; slot < early.bid_ticks.size(); ++slot) {
    for (std::size_t lane = 5; lane < lane_count; ++lane) {
      EXPECT_EQ(early.bid_ticks[slot][lane], late.bid_ticks[slot][lane - 5]);
      EXPECT_EQ(early.realised_per_mwh[slot][lane], late.realised_per_mwh[slot][lane - 5]);
    }
  }
}

TEST(BidDrawsTest, AnotherClassOrBidderChangesNoOtherDraw) {
  Scenario more = testing::solar_auction();
  BidderClass extra = more.bidder_classes[0];
  extra.name = "extra";
  more.bidder_classes.insert(more.bidder_classes.begin(), extra);
  class_named(more, "foreign").bidders = 9;
  const DrawnTile base = draw(build_market(testing::solar_auction())), changed = draw(build_market(more));
  for (std::size_t slot = 0; slot < 10; ++slot) {
    EXPECT_EQ(base.bid_ticks[slot], changed.bid_ticks[slot + 5]);
    EXPECT_EQ(base.realised_per_mwh[slot], changed.realised_per_mwh[slot + 5]);
  }
}

TEST(BidDrawsTest, RenamingAClassChangesItsDrawsOnly) {
  Scenario renamed = testing::solar_auction();
  renamed.bidder_classes[0].name = "national";
  const DrawnTile base = draw(build_market(testing::solar_auction())), changed = draw(build_market(renamed));
  EXPECT_NE(base.bid_ticks[0], changed.bid_ticks[0]);
  EXPECT_EQ(base.bid_ticks[5], changed.bid_ticks[5]);
}

TEST(BidDrawsTest, ProjectsOfABidderAreAlikeAndChangeNoOtherDraw) {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) bidder.participation_probability = Constant{0.7};
  const DrawnTile base = draw(build_market(scenario));
  const auto bidders = static_cast<std::size_t>(scenario.bidder_classes[0].bidders);
  scenario.bidder_classes[0].projects_per_bidder = 3;
  const Market market = build_market(scenario);
  const DrawnTile several = draw(market);
  ASSERT_EQ(several.bid_ticks.size(), base.bid_ticks.size() + 2 * bidders);
  for (std::size_t slot = 0; slot < several.bid_ticks.size(); ++slot) {
    const std::size_t before = slot < 3 * bidders ? slot % bidders : slot - 2 * bidders;
    EXPECT_EQ(several.bid_ticks[slot], base.bid_ticks[before]) << slot;
    EXPECT_EQ(several.quantity_kw[slot], base.quantity_kw[before]) << slot;
  }
  EXPECT_NE(lottery_number(market, {0, 1}), lottery_number(market, {1, 1})) << "ties are broken project by project";
}

TEST(BidDrawsTest, MoneyScalesWithMoney) {
  Scenario scaled = testing::solar_auction();
  scaled.technologies[0].capex_per_kw = Lognormal{1400.0, 0.1};
  scaled.technologies[0].opex_per_kw_year = Constant{24.0};
  scaled.tariff.after_term.price_per_mwh = Constant{50.0};
  scaled.auction.ceiling_per_mwh = Constant{110.0};
  scaled.auction.price_step_per_mwh = 0.02;
  const DrawnTile base = draw(build_market(testing::solar_auction())), changed = draw(build_market(scaled));
  EXPECT_EQ(base.bid_ticks, changed.bid_ticks);
}

TEST(BidDrawsTest, AbsentBiddersHaveNoBidAndNoCost) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "foreign").participation_probability = Constant{0.0};
  class_named(scenario, "domestic").participation_probability = Constant{1.0};
  scenario.auction.ceiling_per_mwh.reset();
  const DrawnTile tile = draw(build_market(scenario));
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NE(tile.bid_ticks[0][lane], no_price);
    EXPECT_EQ(tile.bid_ticks[9][lane], no_price);
    EXPECT_EQ(tile.realised_ticks[9][lane], no_price);
  }
}

TEST(BidDrawsTest, CapacitiesAndVolumeAreWholeKilowatts) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "foreign").project_capacity_mw = Constant{12.3456};
  scenario.auction.volume_mw = Constant{100.0005};
  const DrawnTile tile = draw(build_market(scenario));
  EXPECT_EQ(tile.quantity_kw[9][3], 12346);
  EXPECT_EQ(tile.volume_kw[3], 100001);
}

}  // namespace
}  // namespace sealedbid
