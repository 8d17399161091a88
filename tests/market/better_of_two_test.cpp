#include "market/better_of_two.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "market/black.hpp"
#include "market/monte_carlo.hpp"

namespace sealedbid {
namespace {

const PriceLaw home{.persistence_fraction = 0.67,
                    .sd_of_change_fraction = 0.2,
                    .seasonality_factor = {1.3, 1.2, 1.0, 0.9, 0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 1.1, 1.2}};
const PriceLaw abroad{.persistence_fraction = 0.8,
                      .sd_of_change_fraction = 0.25,
                      .seasonality_factor = {1.1, 1.1, 1.0, 0.8, 0.8, 0.9, 1.1, 1.2, 1.0, 1.0, 1.0, 1.0}};

/// Mean over the months of max(a·R₁ − charge, b·R₂).
Estimate sampled(double first_scale, double charge, double second_scale, double correlation) {
  const double first_sd = stationary_sd(abroad), second_sd = stationary_sd(home);
  return estimate(200'000, 5, [&](NormalDraws& normal) {
    double sum = 0.0;
    for (std::size_t month = 0; month < months_per_year; ++month) {
      const double z = normal(), own = normal();
      const double w = correlation * z + std::sqrt(1.0 - correlation * correlation) * own;
      const double first = abroad.seasonality_factor[month] * std::exp(first_sd * z - 0.5 * first_sd * first_sd);
      const double second = home.seasonality_factor[month] * std::exp(second_sd * w - 0.5 * second_sd * second_sd);
      sum += std::max(first_scale * first - charge, second_scale * second);
    }
    return sum / months_per_year;
  });
}

TEST(BetterOfTwoTest, AgreesWithMonteCarlo) {
  for (const double charge : {-40.0, 0.0, 15.0, 60.0}) {
    for (const double correlation : {-0.6, 0.0, 0.5, 0.95}) {
      EXPECT_TRUE(agrees(sampled(90.0, charge, 70.0, correlation), better_of_two(abroad, 90.0, charge, home, 70.0, correlation)))
          << charge << ' ' << correlation;
    }
  }
}

TEST(BetterOfTwoTest, MonteCarloCatchesACorrelationWrongByTwoHundredthsAndAWrongCharge) {
  EXPECT_FALSE(agrees(sampled(90.0, 15.0, 70.0, 0.5), better_of_two(abroad, 90.0, 15.0, home, 70.0, 0.52)));
  EXPECT_FALSE(agrees(sampled(90.0, 15.0, 70.0, 0.5), better_of_two(abroad, 90.0, 14.0, home, 70.0, 0.5)));
}

/// One month: the inner price integrated by Black's formula, the outer one by the midpoint rule in 20,000 steps.
double midpoint_rule(double a, double first_sd, double charge, double b, double second_sd, double correlation) {
  const double step = 1e-3, rest = first_sd * std::sqrt(1.0 - correlation * correlation);
  double sum = 0.0;
  for (double z = -10.0 + 0.5 * step; z < 10.0; z += step) {
    const double fixed = b * std::exp(second_sd * z - 0.5 * second_sd * second_sd) + charge;
    const double shift = correlation * first_sd;
    const double level = a * std::exp(shift * z - 0.5 * shift * shift);
    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::acos(-1.0));
    sum += step * density * level * better_of_fixed_and_lognormal(fixed / level, rest).value;
  }
  return sum - charge;
}

TEST(BetterOfTwoTest, QuadratureIsWithinItsStatedError) {
  for (const double first_sd : {0.05, 0.3, 1.0, 2.0}) {
    for (const double second_sd : {0.1, 0.4, 2.0}) {
      for (const double correlation : {-0.99, -0.4, 0.0, 0.6, 0.99}) {
        for (const double charge : {1.0, 40.0, 300.0}) {
          const double value = better_of_two({.sd_of_change_fraction = first_sd}, 90.0, charge,
                                             {.sd_of_change_fraction = second_sd}, 70.0, correlation);
          EXPECT_NEAR(value, midpoint_rule(90.0, first_sd, charge, 70.0, second_sd, correlation), 160.0e-9)
              << first_sd << ' ' << second_sd << ' ' << correlation << ' ' << charge;
        }
      }
    }
  }
}

TEST(BetterOfTwoTest, FreeExchangeIsTheLimitOfASmallCharge) {
  const double free = better_of_two(abroad, 90.0, 0.0, home, 70.0, 0.5);
  EXPECT_NEAR(better_of_two(abroad, 90.0, 1e-7, home, 70.0, 0.5), free, 3e-7);
  EXPECT_NEAR(better_of_two(abroad, 90.0, -1e-7, home, 70.0, 0.5), free, 3e-7);
}

TEST(BetterOfTwoTest, KnownPricesLeaveASimpleOption) {
  const PriceLaw known;
  const PriceLaw random{.sd_of_change_fraction = 0.3};
  EXPECT_EQ(better_of_two(known, 90.0, 15.0, known, 70.0, 0.0), 75.0);
  EXPECT_NEAR(better_of_two(random, 90.0, 15.0, known, 70.0, 0.0),
              90.0 * better_of_fixed_and_lognormal(85.0 / 90.0, 0.3).value - 15.0, 1e-13);
  EXPECT_NEAR(better_of_two(known, 90.0, 15.0, random, 70.0, 0.0), 70.0 * better_of_fixed_and_lognormal(75.0 / 70.0, 0.3).value,
              1e-13);
  EXPECT_EQ(better_of_two(random, 0.0, 15.0, random, 70.0, 0.5), 70.0) << "nothing to sell abroad";
  EXPECT_NEAR(better_of_two(known, 10.0, 15.0, random, 70.0, 0.0), 70.0, 1e-12) << "a net price below zero is never chosen";
}

TEST(BetterOfTwoTest, PricesThatMoveTogetherLeaveNoChoice) {
  // Of two prices that are always the same, less a charge on one: the other.
  EXPECT_NEAR(better_of_two(home, 70.0, 0.0, home, 70.0, 1.0), 70.0, 1e-12);
}

TEST(StationaryCorrelationTest, IsLeftInPlaceByAMonth) {
  const double s1 = stationary_sd(home), s2 = stationary_sd(abroad);
  const double covariance = stationary_correlation(home, abroad, 0.6) * s1 * s2;
  EXPECT_NEAR(0.67 * 0.8 * covariance + 0.6 * 0.2 * 0.25, covariance, 1e-15);
  EXPECT_NEAR(stationary_correlation(home, home, 1.0), 1.0, 1e-15);
  EXPECT_EQ(stationary_correlation(home, PriceLaw{}, 0.6), 0.0);
}

}  // namespace
}  // namespace sealedbid
