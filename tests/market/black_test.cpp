#include "market/black.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "market/monte_carlo.hpp"

namespace sealedbid {
namespace {

TEST(BlackTest, EqualsTheTextbookValueAtTheMoney) {
  // q = 1: 1 + (2Φ(s/2) − 1) = 1 + erf(s/√8).
  const OptionValue option = better_of_fixed_and_lognormal(1.0, 0.2);
  EXPECT_NEAR(option.value, 1.0 + std::erf(0.2 / std::sqrt(8.0)), 1e-15);
  EXPECT_NEAR(option.slope, 0.5 * std::erfc(-0.1 / std::sqrt(2.0)), 1e-15);
}

Estimate better_of_sampled(double q, double sd) {
  return estimate(1'000'000, 7, [&](NormalDraws& normal) { return std::max(q, std::exp(sd * normal() - 0.5 * sd * sd)); });
}

TEST(BlackTest, AgreesWithMonteCarlo) {
  for (const double q : {0.5, 0.9, 1.0, 1.3, 2.5}) {
    EXPECT_TRUE(agrees(better_of_sampled(q, 0.4), better_of_fixed_and_lognormal(q, 0.4).value)) << q;
  }
}

TEST(BlackTest, MonteCarloCatchesAStandardDeviationWrongByTwoHundredths) {
  EXPECT_FALSE(agrees(better_of_sampled(1.0, 0.4), better_of_fixed_and_lognormal(1.0, 0.408).value));
}

TEST(BlackTest, SlopeIsTheDerivative) {
  const double step = 1e-5;
  for (const double q : {0.3, 0.8, 1.0, 1.7}) {
    const double rise = better_of_fixed_and_lognormal(q + step, 0.3).value - better_of_fixed_and_lognormal(q - step, 0.3).value;
    EXPECT_NEAR(better_of_fixed_and_lognormal(q, 0.3).slope, rise / (2.0 * step), 1e-9) << q;
  }
}

TEST(BlackTest, WithoutRandomnessIsTheLargerOne) {
  for (const double q : {0.0, 0.5, 1.0, 2.0}) {
    const OptionValue option = better_of_fixed_and_lognormal(q, 0.0);
    EXPECT_EQ(option.value, std::max(q, 1.0));
    EXPECT_NEAR(option.slope, q > 1.0 ? 1.0 : (q == 1.0 ? 0.5 : 0.0), 1e-300);
  }
}

TEST(BlackTest, NothingAndVeryMuchAreExact) {
  EXPECT_EQ(better_of_fixed_and_lognormal(0.0, 0.5).value, 1.0);
  EXPECT_LT(better_of_fixed_and_lognormal(0.0, 0.5).slope, 1e-300);
  EXPECT_EQ(better_of_fixed_and_lognormal(1e9, 0.5).value, 1e9);
  EXPECT_EQ(better_of_fixed_and_lognormal(1e9, 0.5).slope, 1.0);
}

TEST(BlackTest, LanesEqualSingleValues) {
  LaneReals q, value, slope;
  for (std::size_t lane = 0; lane < lane_count; ++lane) q[lane] = 0.1 * static_cast<double>(lane);
  for (const double sd : {0.0, 0.1, 1.5}) {
    better_of_fixed_and_lognormal(q, sd, value, slope);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const OptionValue option = better_of_fixed_and_lognormal(q[lane], sd);
      EXPECT_EQ(value[lane], option.value);
      EXPECT_EQ(slope[lane], option.slope);
    }
  }
}

}  // namespace
}  // namespace sealedbid
