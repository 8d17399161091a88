#include "simulation/changed_cost.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

RequiredPriceTile prices_of(double believed, double realised) {
  RequiredPriceTile prices;
  prices.believed.fill(believed);
  prices.realised.fill(realised);
  return prices;
}

/// Investment of 800 per kW adds 40 of 50 per MWh; who believes in a better yield needs 36 of 45 for it. The bond is a tenth of
/// it.
ChangedCostTile changed(const Quantity& change, RequiredPriceTile& required, double bond_per_kw = 80.0) {
  LaneReals capex_per_kw;
  capex_per_kw.fill(800.0);
  ChangedCostTile tile;
  required = prices_of(45.0, 50.0);
  add_break_even(change, bond_per_kw, capex_per_kw, prices_of(48.6, 54.0), required, tile);
  return tile;
}

TEST(ChangedCostTest, ABreakEvenMarginIsAFractionOfWhatTheInvestmentAdds) {
  RequiredPriceTile required;
  const ChangedCostTile tile = changed(Uniform{-0.4, 0.4}, required);
  const double margin = -0.4 + 2.0 * std::sqrt(0.4 * 0.1) - 0.1;  // −0.1
  EXPECT_NEAR(tile.investment_per_mwh[0], 40.0, 1e-10);
  EXPECT_NEAR(tile.bond_over_capex[0], 0.1, 1e-15);
  EXPECT_NEAR(required.realised[0], 50.0 + 40.0 * margin, 1e-10);
  EXPECT_NEAR(required.believed[0], 45.0 + 36.0 * margin, 1e-10);
}

TEST(ChangedCostTest, AnAwardAtTheRequiredPriceIsWorthNothingOnAverage) {
  for (const Quantity& change : {Quantity(Uniform{-0.3, 0.4}), Quantity(Normal{0.02, 0.2})}) {
    RequiredPriceTile required;
    const ChangedCostTile tile = changed(change, required);
    const double needed = required.realised[3];
    EXPECT_NEAR(award_worth_per_mwh(change, tile, 3, needed, needed), 0.0, 1e-12);
    EXPECT_GT(award_worth_per_mwh(change, tile, 3, needed + 1.0, needed), 0.0);
    EXPECT_LT(award_worth_per_mwh(change, tile, 3, needed + 1.0, needed), 1.0) << "not all is built";
  }
}

TEST(ChangedCostTest, WhoHasToBuildNeedsTheMeanChange) {
  RequiredPriceTile required;
  const ChangedCostTile tile = changed(Normal{0.05, 0.2}, required, infinity);
  EXPECT_NEAR(required.realised[0], 52.0, 1e-12);
  EXPECT_NEAR(award_worth_per_mwh(Normal{0.05, 0.2}, tile, 0, 55.0, required.realised[0]), 3.0, 1e-10);
}

TEST(ChangedCostTest, WhereNoPriceIsEnoughNothingChanges) {
  LaneReals capex_per_kw;
  capex_per_kw.fill(800.0);
  ChangedCostTile tile;
  RequiredPriceTile required = prices_of(infinity, infinity);
  add_break_even(Normal{0.0, 0.1}, 20.0, capex_per_kw, prices_of(infinity, infinity), required, tile);
  EXPECT_EQ(required.realised[0], infinity);
  EXPECT_EQ(tile.investment_per_mwh[0], 0.0);
}

TEST(ChangedCostTest, DearerIsATenth) {
  BidderCostTile cost;
  cost.capex_factor.fill(0.9);
  make_dearer(cost);
  EXPECT_DOUBLE_EQ(cost.capex_factor[7], 0.99);
}

}  // namespace
}  // namespace sealedbid
