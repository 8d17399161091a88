#include "market/world_flows.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/projects.hpp"

namespace sealedbid {
namespace {

using testing::tile_of;
using testing::two_markets;

TEST(WorldFlowsTest, AreThoseOfProjectsBuiltOneByOne) {
  testing::Draws draw(5);
  const MarketTables tables = two_markets();
  for (int tile = 0; tile < 12; ++tile) {
    std::vector<ProjectTerms> worlds = testing::random_projects(draw, 5), projects;
    LaneIntegers world_of_lane;
    LaneReals degradation;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      world_of_lane[lane] = draw.whole(0, 4);
      degradation[lane] = draw.between(0.0, 0.02);
      ProjectTerms& world = worlds[std::size_t(world_of_lane[lane])];
      world.tariff.supported_hours_per_year = world.tariff.supported_hours_in_total = std::nullopt;
      world.degradation_fraction_per_year = 0.0;
      projects.push_back(world);
      projects.back().degradation_fraction_per_year = degradation[lane];
    }
    for (ProjectTerms& world : worlds) {
      world.degradation_fraction_per_year = 0.0;
      world.tariff.supported_hours_per_year = world.tariff.supported_hours_in_total = std::nullopt;
    }
    testing::ProjectTile one_by_one = tile_of(projects, tables, 0.0), spread = one_by_one;
    spread_worlds(tile_of(worlds, tables, 0.0).flows, world_of_lane, degradation, spread.flows);
    RequiredPriceTile expected, price;
    required_price(one_by_one.flows, one_by_one.bidder, expected);
    required_price(spread.flows, spread.bidder, price);
    int changed = 0;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      if (std::isinf(expected.realised[lane])) {
        EXPECT_EQ(price.realised[lane], expected.realised[lane]);
      } else {
        EXPECT_NEAR(price.realised[lane], expected.realised[lane], 1e-9 * (1.0 + std::abs(expected.realised[lane])));
      }
    }
    degradation.fill(0.03);
    spread_worlds(tile_of(worlds, tables, 0.0).flows, world_of_lane, degradation, spread.flows);
    required_price(spread.flows, spread.bidder, price);
    for (std::size_t lane = 0; lane < lane_count; ++lane)
      changed += std::abs(price.realised[lane] - expected.realised[lane]) > 1e-3;
    EXPECT_GT(changed, lane_count / 2) << "another degradation shows";
  }
}

}  // namespace
}  // namespace sealedbid
