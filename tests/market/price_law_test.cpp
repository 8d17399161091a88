#include "market/price_law.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace sealedbid {
namespace {

TEST(PriceLawTest, ScalesSeasonsToMeanOne) {
  ElectricityMarket market;
  market.persistence_fraction = 0.67;
  market.sd_of_change_fraction = 0.2;
  market.hourly_sd_fraction = 0.4;
  market.seasonality_factor = {3, 3, 2, 2, 1, 1, 1, 1, 2, 2, 3, 3};
  const PriceLaw law = law_of(market);
  EXPECT_NEAR(std::accumulate(law.seasonality_factor.begin(), law.seasonality_factor.end(), 0.0), 12.0, 1e-14);
  EXPECT_DOUBLE_EQ(law.seasonality_factor[0], 1.5);
  EXPECT_DOUBLE_EQ(law.seasonality_factor[4], 0.5);
  EXPECT_EQ(law.persistence_fraction, 0.67);
  EXPECT_EQ(law.sd_of_change_fraction, 0.2);
  EXPECT_EQ(law.hourly_sd_fraction, 0.4);
}

TEST(PriceLawTest, WithoutSeasonsEveryMonthIsTheSame) {
  EXPECT_EQ(law_of(ElectricityMarket{}), PriceLaw{});
}

TEST(PriceLawTest, StationaryStateIsLeftInPlaceByAMonth) {
  for (const double persistence : {0.0, 0.5, 0.67, 0.99}) {
    const PriceLaw law{.persistence_fraction = persistence, .sd_of_change_fraction = 0.2};
    const double variance = stationary_sd(law) * stationary_sd(law);
    EXPECT_NEAR(persistence * persistence * variance + 0.2 * 0.2, variance, 1e-14 * variance) << persistence;
  }
}

}  // namespace
}  // namespace sealedbid
