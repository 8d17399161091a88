#include "simulation/auction_draws.hpp"

#include <gtest/gtest.h>

#include "auction/rules.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

TEST(AuctionDrawsTest, ACeilingBetweenGridPricesIsTheLowerAndAReservePriceTheHigher) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ceiling_per_mwh = Constant{45.004};
  Market market = build_market(scenario);
  std::vector<LaneReals> shared(market.shared.size());
  shared[std::size_t(market.auction.ceiling_per_mwh.value)].fill(45.004);
  shared[std::size_t(market.auction.volume_mw.value)].fill(120.0);
  LaneArray<std::int64_t> volume_kw;
  LaneIntegers ceiling_ticks;
  draw_auction(market, shared, volume_kw, ceiling_ticks);
  EXPECT_EQ(ceiling_ticks[3], 4500);
  EXPECT_EQ(volume_kw[3], 120000);
  market.rules.direction = Direction::sale;
  draw_auction(market, shared, volume_kw, ceiling_ticks);
  EXPECT_EQ(ceiling_ticks[3], 4501);
}

TEST(AuctionDrawsTest, WithoutACeilingThereIsNoPrice) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ceiling_per_mwh.reset();
  const Market market = build_market(scenario);
  std::vector<LaneReals> shared(market.shared.size());
  LaneArray<std::int64_t> volume_kw;
  LaneIntegers ceiling_ticks;
  draw_auction(market, shared, volume_kw, ceiling_ticks);
  EXPECT_EQ(ceiling_ticks[0], no_price);
}

TEST(AuctionDrawsTest, CapacitiesAreWholeKilowattsOfAtLeastOne) {
  LaneReals capacity_mw;
  capacity_mw.fill(12.3456);
  capacity_mw[1] = 0.0;
  LaneIntegers quantity_kw;
  to_quantity_kw(capacity_mw, quantity_kw);
  EXPECT_EQ(quantity_kw[0], 12346);
  EXPECT_EQ(quantity_kw[1], 1);
}

}  // namespace
}  // namespace sealedbid
