#include "simulation/bidder_cost.hpp"

#include <gtest/gtest.h>

#include "sampling/worlds.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

struct Project {
  Market market = build_market(testing::solar_auction());
  std::vector<LaneReals> shared = std::vector<LaneReals>(market.shared.size());
  CashFlow flow{market, market.classes[0].profile};
  LaneReals local_content{};

  Project() {
    WorldSampler(1, market.shared, market.correlations).draw(0, 1, shared);
    flow.update(shared);
  }
  double believed(double capex_factor, double wacc_fraction, double yield_error) {
    CostTile tile;
    tile.cost.capex_factor.fill(capex_factor);
    tile.cost.wacc_fraction.fill(wacc_fraction);
    tile.cost.yield_estimate_error_fraction.fill(yield_error);
    price_project(market, market.classes[0], flow, shared, CapitalEffect::none, local_content, tile);
    return tile.required.believed[5];
  }
};

TEST(BidderCostTest, DearerCapitalNeedsMoreAndAnOverratedYieldLess) {
  Project project;
  EXPECT_GT(project.believed(1.1, 0.07, 0.0), project.believed(1.0, 0.07, 0.0));
  EXPECT_GT(project.believed(1.0, 0.08, 0.0), project.believed(1.0, 0.07, 0.0));
  EXPECT_LT(project.believed(1.0, 0.07, 0.1), project.believed(1.0, 0.07, 0.0));
}

TEST(BidderCostTest, DrawsOutsideTheRangeAreKeptWithinIt) {
  Project project;
  EXPECT_EQ(project.believed(-1.0, 0.07, 0.0), project.believed(0.0, 0.07, 0.0));
  EXPECT_EQ(project.believed(1.0, 7.0, 0.0), project.believed(1.0, 2.0, 0.0));
  EXPECT_EQ(project.believed(1.0, 0.07, -2.0), project.believed(1.0, 0.07, -0.9));
}

}  // namespace
}  // namespace sealedbid
