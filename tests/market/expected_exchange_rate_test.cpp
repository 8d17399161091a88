#include "market/expected_exchange_rate.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/elementary.hpp"
#include "market/monte_carlo.hpp"

namespace sealedbid {
namespace {

const ExchangeRate floating{.drift_fraction_per_year = -0.04, .volatility_fraction_per_year = 0.1};
const ExchangeRate pegged{.regime = ExchangeRegime::pegged,
                          .drift_fraction_per_year = -0.03,
                          .volatility_fraction_per_year = 0.1,
                          .peg_break_probability_per_year = 0.08,
                          .peg_break_loss_fraction = 0.4};

TEST(ExpectedExchangeRateTest, FloatingGrowsWithItsDriftWhateverItsVolatility) {
  for (const double years : {0.0, 1.0, 7.0, 30.0}) {
    EXPECT_NEAR(expected_exchange_rate(floating, years), std::pow(0.96, years), 1e-14) << years;
  }
}

TEST(ExpectedExchangeRateTest, PeggedByHand) {
  EXPECT_EQ(expected_exchange_rate(pegged, 0.0), 1.0);
  EXPECT_NEAR(expected_exchange_rate(pegged, 1.0), 0.92 + 0.08 * 0.6, 1e-15);
  EXPECT_NEAR(expected_exchange_rate(pegged, 2.0), 0.92 * 0.92 + 0.92 * 0.08 * 0.6 + 0.08 * 0.6 * 0.97, 1e-15);
}

/// The value after `years`, year by year.
Estimate sampled_rate(const ExchangeRate& rate, int years) {
  return estimate(200'000, 11, [&](NormalDraws& normal) {
    double value = 1.0;
    bool is_pegged = true;
    for (int year = 1; year <= years; ++year) {
      if (!is_pegged) value *= 1.0 + rate.drift_fraction_per_year;
      if (is_pegged && normal_cdf(normal()) < rate.peg_break_probability_per_year) {
        is_pegged = false;
        value = 1.0 - rate.peg_break_loss_fraction;
      }
    }
    return value;
  });
}

TEST(ExpectedExchangeRateTest, PeggedAgreesWithMonteCarlo) {
  for (const int years : {3, 12, 25}) EXPECT_TRUE(agrees(sampled_rate(pegged, years), expected_exchange_rate(pegged, years)));
}

TEST(ExpectedExchangeRateTest, MonteCarloCatchesABreakAYearLate) {
  EXPECT_FALSE(agrees(sampled_rate(pegged, 12), expected_exchange_rate(pegged, 11)));
}

TEST(ExpectedExchangeRateTest, APegThatNeverBreaksIsOneAndOneThatBreaksAtOnceFloats) {
  ExchangeRate rate = pegged;
  rate.peg_break_probability_per_year = 0.0;
  EXPECT_EQ(expected_exchange_rate(rate, 25.0), 1.0);
  rate.peg_break_probability_per_year = 1.0;
  EXPECT_NEAR(expected_exchange_rate(rate, 11.0), 0.6 * std::pow(0.97, 10.0), 1e-15);
}

}  // namespace
}  // namespace sealedbid
