#include "simulation/lane_paths.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "support/settled_scenarios.hpp"

namespace sealedbid {
namespace {

constexpr std::uint64_t seed = 9;
constexpr int years = 30;

TEST(LanePathsTest, AreThePathsOfTheTileLaneByLane) {
  const Market market = build_market(testing::volatile_auction());
  LanePaths lanes(market, seed);
  lanes.draw(64, 1, years);
  const WorldPaths paths(seed, {{"home", market.markets[0].law}, {"abroad", market.markets[1].law}},
                         market.tables.shock_correlation, market.host.exchange_rate);
  PathTile tile;
  paths.draw(64, 1, years, tile);
  for (int lane = 0; lane < lane_count; ++lane) {
    ASSERT_EQ(lanes.markets(lane).size(), 2u);
    for (std::size_t m = 0; m < 2; ++m) {
      const MarketPath& path = lanes.markets(lane)[m];
      ASSERT_EQ(path.by_month.size(), std::size_t(years * months_per_year));
      for (std::size_t month = 0; month < path.by_month.size(); ++month) {
        ASSERT_EQ(path.by_month[month], tile.price[m][month][std::size_t(lane)]);
      }
      const auto year = path.by_month.subspan(7 * months_per_year, months_per_year);
      EXPECT_DOUBLE_EQ(path.by_year[7], std::accumulate(year.begin(), year.end(), 0.0) / months_per_year);
    }
    EXPECT_EQ(lanes.exchange_rate(lane).size(), std::size_t(years));
  }
  EXPECT_NE(lanes.markets(0)[0].by_month[5], lanes.markets(1)[0].by_month[5]) << "must fail: another replication";
}

TEST(LanePathsTest, AHorizonMoreChangesNoMonth) {
  const Market market = build_market(testing::volatile_auction());
  LanePaths shorter(market, seed), longer(market, seed);
  shorter.draw(0, 1, 10);
  longer.draw(0, 1, years);
  for (std::size_t month = 0; month < 120; ++month) {
    EXPECT_EQ(shorter.markets(3)[1].by_month[month], longer.markets(3)[1].by_month[month]);
  }
}

TEST(LanePathsTest, WithoutVariationEveryReplicationHasTheSeasons) {
  Scenario scenario = testing::volatile_auction();
  for (ElectricityMarket& place : scenario.electricity_markets) place.sd_of_change_fraction = 0.0;
  scenario.electricity_markets[0].seasonality_factor = {1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
  LanePaths lanes(build_market(scenario), seed);
  for (const std::int64_t first_replication : {0, 32}) {
    lanes.draw(first_replication, 1, 5);
    for (const int lane : {0, 31}) {
      EXPECT_DOUBLE_EQ(lanes.markets(lane)[0].by_month[12], 1.5);
      EXPECT_DOUBLE_EQ(lanes.markets(lane)[0].by_month[23], 0.5);
      EXPECT_DOUBLE_EQ(lanes.markets(lane)[0].by_year[4], 1.0);
      EXPECT_DOUBLE_EQ(lanes.exchange_rate(lane)[4], 1.0);
    }
  }
}

}  // namespace
}  // namespace sealedbid
