#include "simulation/strategy_bids.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "auction/rules.hpp"
#include "simulation/bid_draws.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

DrawnTile draw(const Market& market, const Strategies* strategies = nullptr) {
  BidDraws draws(market, 7, strategies);
  DrawnTile tile;
  draws.draw(0, 1, tile);
  return tile;
}

/// Everybody bids a tenth more than it needs, up to 1.2 times the reference.
Strategies tenth_above(const Market& market) {
  Strategies strategies;
  strategies.reference_weight = reference_weights(market);
  strategies.surfaces.assign(market.classes.size(), BidSurface{{0.0}, {0.0}, {1.2}, 2, {0.0, 1.32}});
  return strategies;
}

Scenario solved_auction() {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) bidder.strategy = Strategy::equilibrium;
  return scenario;
}

TEST(StrategyBidsTest, ASurfaceSaysWhatIsBid) {
  const Market market = build_market(solved_auction());
  const Strategies strategies = tenth_above(market);
  const DrawnTile tile = draw(market, &strategies);
  const Market truthful = build_market(testing::solar_auction());
  const DrawnTile present = draw(truthful);
  for (std::size_t slot = 0; slot < tile.bid_ticks.size(); ++slot) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double base = tile.base_per_mwh[lane], above_base = tile.believed_per_mwh[slot][lane] - base;
      if (present.realised_ticks[slot][lane] == no_price || above_base > 1.2 * tile.reference_per_mwh[lane]) {
        EXPECT_EQ(tile.bid_ticks[slot][lane], no_price);
      } else {
        EXPECT_NEAR(tile.bid_ticks[slot][lane], std::min(100.0 * base + 110.0 * above_base, 5500.0), 1.001);
      }
    }
  }
}

TEST(StrategyBidsTest, ASolutionWithoutASurfaceIsTheTruth) {
  const Market market = build_market(solved_auction());
  Strategies truth;
  truth.surfaces.resize(2);
  truth.reference_weight = {0.0, 0.0};
  EXPECT_EQ(draw(market, &truth).bid_ticks, draw(build_market(testing::solar_auction())).bid_ticks);
}

TEST(StrategyBidsTest, WithoutASolutionThereAreNoBids) {
  EXPECT_THROW(draw(build_market(solved_auction())), std::logic_error);
}

TEST(StrategyBidsTest, TheStateIsTheCeilingInTheMoneyOfTheWorld) {
  const Market market = build_market(solved_auction());
  const Strategies strategies = tenth_above(market);
  const DrawnTile tile = draw(market, &strategies);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NEAR(tile.base_per_mwh[lane] + tile.public_state[lane] * tile.reference_per_mwh[lane], 55.0, 1e-10);
  }
}

TEST(StrategyBidsTest, OfARingOnlyTheLowestBids) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "foreign").strategy = Strategy::markup;
  class_named(scenario, "foreign").markup_fraction = Constant{0.05};
  const DrawnTile apart = draw(build_market(scenario));
  scenario.rings = {{"all", {"domestic", "foreign"}}};
  const DrawnTile ring = draw(build_market(scenario));
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    std::size_t lowest = apart.bid_ticks.size();
    int bids = 0;
    for (std::size_t slot = 0; slot < apart.bid_ticks.size(); ++slot) {
      bids += ring.bid_ticks[slot][lane] != no_price ? 1 : 0;
      if (apart.bid_ticks[slot][lane] == no_price) continue;
      const bool is_lower =
          lowest == apart.bid_ticks.size() || apart.believed_per_mwh[slot][lane] < apart.believed_per_mwh[lowest][lane];
      if (is_lower) lowest = slot;
    }
    if (lowest == apart.bid_ticks.size()) continue;
    EXPECT_EQ(bids, 1);
    EXPECT_EQ(ring.bid_ticks[lowest][lane], apart.bid_ticks[lowest][lane]);
  }
  EXPECT_EQ(ring.realised_ticks, apart.realised_ticks) << "who is silent could still build";
}

TEST(StrategyBidsTest, OthersThanTheRingGoOnBidding) {
  Scenario scenario = testing::solar_auction();
  const DrawnTile apart = draw(build_market(scenario));
  scenario.rings = {{"homeland", {"domestic"}}};
  const DrawnTile ring = draw(build_market(scenario));
  for (std::size_t slot = 5; slot < 10; ++slot) EXPECT_EQ(ring.bid_ticks[slot], apart.bid_ticks[slot]);
}

TEST(StrategyBidsTest, ATableIsReadAsItStands) {
  Scenario scenario = testing::uniform_cost_auction(3, 1);
  scenario.bidder_classes[0].strategy = Strategy::table;
  scenario.bidder_classes[0].bid_table.required_price_per_mwh = {0.2, 0.6};
  scenario.bidder_classes[0].bid_table.bid_per_mwh = {0.5, 0.9};
  const DrawnTile tile = draw(build_market(scenario));
  for (std::size_t slot = 0; slot < 3; ++slot) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double c = tile.believed_per_mwh[slot][lane];
      if (c > 0.6) {
        EXPECT_EQ(tile.bid_ticks[slot][lane], no_price);
      } else {
        EXPECT_NEAR(tile.bid_ticks[slot][lane] * 1e-6, std::max(0.5, c + 0.3), 2e-6);
      }
    }
  }
}

}  // namespace
}  // namespace sealedbid
