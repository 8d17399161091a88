#include "market/expected_minimum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "market/monte_carlo.hpp"

namespace sealedbid {
namespace {

Estimate sampled_minimum(double mean, double sd, double cap) {
  return estimate(1'000'000, 3, [&](NormalDraws& normal) { return std::min(mean + sd * normal(), cap); });
}

TEST(ExpectedMinimumTest, AgreesWithMonteCarlo) {
  for (const double cap : {1.6, 1.9, 2.0, 2.1, 2.5}) {
    EXPECT_TRUE(agrees(sampled_minimum(2.0, 0.2, cap), expected_minimum(2.0, 0.2, cap))) << cap;
  }
}

TEST(ExpectedMinimumTest, MonteCarloCatchesAStandardDeviationWrongByThreeHundredths) {
  EXPECT_FALSE(agrees(sampled_minimum(2.0, 0.2, 2.0), expected_minimum(2.0, 0.206, 2.0)));
}

TEST(ExpectedMinimumTest, LosesSdOverRootTwoPiWhereTheCapIsTheMean) {
  EXPECT_NEAR(expected_minimum(3.0, 0.5, 3.0), 3.0 - 0.5 / std::sqrt(2.0 * std::acos(-1.0)), 1e-15);
}

TEST(ExpectedMinimumTest, FarCapsLeaveTheMeanOrTheCap) {
  EXPECT_EQ(expected_minimum(2.0, 0.1, 1e6), 2.0);
  EXPECT_EQ(expected_minimum(1e6, 0.1, 2.0), 2.0);
}

TEST(ExpectedMinimumTest, WithoutRandomnessIsTheSmallerOne) {
  EXPECT_EQ(expected_minimum(2.0, 0.0, 1.5), 1.5);
  EXPECT_EQ(expected_minimum(2.0, 0.0, 2.5), 2.0);
}

}  // namespace
}  // namespace sealedbid
