#include "simulation/world_reference.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sampling/worlds.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

struct Worlds {
  Market market;
  std::vector<LaneReals> shared;
  std::vector<CashFlow> flows;

  explicit Worlds(const Scenario& scenario) : market(build_market(scenario)), shared(market.shared.size()) {
    WorldSampler(1, market.shared, market.correlations).draw(0, 1, shared);
    for (int p = 0; p < static_cast<int>(market.profiles.size()); ++p) flows.emplace_back(market, p).update(shared);
  }
  LaneReals reference(ReferenceYield yield = ReferenceYield::as_seen) {
    LaneReals result;
    WorldReference(market, reference_weights(market)).compute(flows, shared, yield, result);
    return result;
  }
  WorldMoney money() {
    WorldMoney result;
    WorldReference(market, reference_weights(market)).compute_money(flows, shared, result);
    return result;
  }
};

TEST(WorldReferenceTest, ItIsTheRequiredPriceInTheMiddleOfTheOwnDraws) {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) bidder.yield_estimate_error_fraction = Constant{0.0};
  Worlds worlds(scenario);
  CostTile tile;
  tile.cost.capex_factor.fill(1.0);
  tile.cost.wacc_fraction.fill(0.07);
  price_project(worlds.market, worlds.market.classes[0], worlds.flows[0], worlds.shared, CapitalEffect::none, {}, tile);
  const LaneReals reference = worlds.reference();
  for (std::size_t lane = 0; lane < lane_count; ++lane) EXPECT_NEAR(reference[lane], tile.required.realised[lane], 1e-9);
}

TEST(WorldReferenceTest, AYieldThatNobodySeesIsNotInIt) {
  Worlds worlds(testing::solar_auction());  // estimates have errors
  ASSERT_TRUE(WorldReference(worlds.market, reference_weights(worlds.market)).has_hidden_yield());
  const LaneReals before = worlds.reference(), true_before = worlds.reference(ReferenceYield::as_true);
  for (CashFlow& flow : worlds.flows) {
    for (double& energy : flow.energy_mwh_per_kw) energy *= 1.1;
  }
  EXPECT_EQ(worlds.reference(), before);
  const LaneReals true_after = worlds.reference(ReferenceYield::as_true);
  for (std::size_t lane = 0; lane < lane_count; ++lane) EXPECT_LT(true_after[lane], true_before[lane]);
}

TEST(WorldReferenceTest, AYieldThatIsKnownIsInIt) {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) bidder.yield_estimate_error_fraction = Constant{0.0};
  Worlds worlds(scenario);
  EXPECT_FALSE(WorldReference(worlds.market, reference_weights(worlds.market)).has_hidden_yield());
  EXPECT_EQ(worlds.reference(), worlds.reference(ReferenceYield::as_true));
}

/// Base and reference add up to the price; what the project earns beside the strike is in the base alone.
TEST(WorldReferenceTest, OtherRevenueMovesTheBaseNotTheReference) {
  Scenario scenario = testing::solar_auction();
  scenario.host_country.corporate_tax_fraction = Constant{0.0};
  scenario.tariff.after_term.price_per_mwh = Constant{0.0};
  Worlds poor(scenario);
  scenario.tariff.after_term.price_per_mwh = Constant{40.0};
  Worlds rich(scenario);
  const WorldMoney with = rich.money(), without = poor.money();
  const LaneReals price = rich.reference();
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NEAR(with.base_per_mwh[lane] + with.reference_per_mwh[lane], price[lane], 1e-9);
    EXPECT_NEAR(with.reference_per_mwh[lane], without.reference_per_mwh[lane], 1e-6);
    EXPECT_LT(with.base_per_mwh[lane], without.base_per_mwh[lane] - 1.0);
  }
}

TEST(WorldReferenceTest, WeightsAreExpectedParticipants) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "foreign").bidders = 10;
  class_named(scenario, "foreign").participation_probability = Constant{0.4};
  const std::vector<double> weight = reference_weights(build_market(scenario));
  EXPECT_NEAR(weight[0], 0.5, 1e-12);
  EXPECT_NEAR(weight[1], 0.5, 1e-12);
}

TEST(WorldReferenceTest, GivenPricesAloneMakeItOne) {
  Worlds worlds(testing::uniform_cost_auction(3, 1));
  EXPECT_EQ(reference_weights(worlds.market), std::vector<double>{0.0});
  EXPECT_EQ(worlds.reference()[0], 1.0);
}

}  // namespace
}  // namespace sealedbid
