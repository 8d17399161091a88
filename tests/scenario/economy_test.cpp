#include "scenario/economy.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(EconomyTest, ASettlementIsAskedForByADiscountRate) {
  Settlement settlement;
  settlement.avoided_cost_per_mwh = Constant{40.0};
  EXPECT_FALSE(settlement.is_asked());
  settlement.state_discount_fraction_per_year = 0.0;
  EXPECT_TRUE(settlement.is_asked());
}

TEST(EconomyTest, EachKeyTakesAPartAwayFromItsStandard) {
  ExchangeRate pegged, drifting;
  pegged.regime = ExchangeRegime::pegged;
  drifting.drift_fraction_per_year = -0.01;
  EXPECT_EQ(ExchangeRate(), ExchangeRate());
  EXPECT_NE(pegged, ExchangeRate());
  EXPECT_NE(drifting, ExchangeRate());
  Settlement avoided;
  avoided.avoided_cost_per_mwh = Constant{0.0};
  EXPECT_NE(avoided, Settlement()) << "0 is a cost, absence is none";
}

TEST(EconomyTest, AStandardEconomyPaysAPlainPriceWithoutMarkets) {
  const Tariff tariff;
  EXPECT_EQ(tariff.type, TariffType::power_purchase_agreement);
  EXPECT_FALSE(tariff.supported_hours_per_year || tariff.supported_hours_in_total);
  EXPECT_TRUE(is_zero(tariff.after_term.price_per_mwh) && is_zero(Export().share_of_energy_fraction));
  EXPECT_FALSE(Settlement().is_asked());
}

}  // namespace
}  // namespace sealedbid
