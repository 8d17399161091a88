#include "base/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

constexpr int grid_points = 400'000;

double grid_value(double low, double high, int point) {
  return low + (high - low) * point / grid_points;
}

/// Largest |ours − exact| / scale over an even grid.
template <class Ours, class Exact, class Scale>
double largest_error(double low, double high, Ours ours, Exact exact, Scale scale) {
  double largest = 0.0;
  for (int point = 0; point <= grid_points; ++point) {
    const double x = grid_value(low, high, point);
    const long double truth = exact(x);
    largest = std::max(largest, static_cast<double>(std::fabs(ours(x) - truth) / scale(truth)));
  }
  return largest;
}

long double magnitude(long double truth) {
  return std::fabs(truth);
}
long double at_least_one(long double truth) {
  return std::max(1.0L, std::fabs(truth));
}
long double one(long double) {
  return 1.0L;
}
long double exact_cdf(double z) {
  return 0.5L * std::erfc(-static_cast<long double>(z) / std::sqrt(2.0L));
}
long double exact_quantile(double u) {
  return boost::math::quantile(boost::math::normal_distribution<long double>(), u);
}

TEST(ElementaryTest, ExponentialIsWithinOneUlp) {
  const auto exact = [](double x) { return std::exp(static_cast<long double>(x)); };
  EXPECT_LT(largest_error(-700.0, 700.0, exponential, exact, magnitude), 2.2e-16);
  EXPECT_LT(largest_error(-1.0, 1.0, exponential, exact, magnitude), 2.2e-16);
}

TEST(ElementaryTest, ExponentialIsClampedOutsideItsRange) {
  EXPECT_EQ(exponential(0.0), 1.0);
  EXPECT_EQ(exponential(-1e300), exponential(-700.0));
  EXPECT_EQ(exponential(1e300), exponential(700.0));
  EXPECT_TRUE(std::isfinite(exponential(700.0)));
}

TEST(ElementaryTest, LogarithmIsWithinOneUlp) {
  const auto exact = [](double x) { return std::log(static_cast<long double>(x)); };
  EXPECT_LT(largest_error(0.25, 4.0, logarithm, exact, magnitude), 2.2e-16);
  EXPECT_LT(largest_error(1e-10, 1.0, logarithm, exact, magnitude), 2.2e-16);
  for (int exponent = -1022; exponent <= 1023; ++exponent) {
    const double x = std::ldexp(1.3, exponent);
    const long double truth = std::log(static_cast<long double>(x));
    EXPECT_LE(std::fabs(logarithm(x) - truth), 2.2e-16L * std::fabs(truth)) << x;
  }
  EXPECT_EQ(logarithm(1.0), 0.0);
}

TEST(ElementaryTest, NormalQuantileAgreesWithBoost) {
  EXPECT_LT(largest_error(0x1p-33, 1.0 - 0x1p-33, normal_quantile, exact_quantile, at_least_one), 1e-15);
  EXPECT_LT(largest_error(0x1p-33, 1e-6, normal_quantile, exact_quantile, at_least_one), 1e-15);
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(ElementaryTest, NormalQuantileIsAntisymmetric) {
  for (int point = 1; point < 1 << 16; ++point) {
    const double u = point * 0x1p-17;
    ASSERT_EQ(normal_quantile(1.0 - u), -normal_quantile(u)) << u;
  }
}

TEST(ElementaryTest, NormalQuantileWithFarTailReachesDeepIntoTheTail) {
  EXPECT_LT(largest_error(0x1p-33, 0.999, normal_quantile_with_far_tail, exact_quantile, at_least_one), 2e-15);
  for (int exponent = 10; exponent <= 300; ++exponent) {
    const double u = std::pow(10.0, -exponent);
    const long double truth = exact_quantile(u);
    EXPECT_LT(std::fabs(normal_quantile_with_far_tail(u) / truth - 1.0L), 2e-15L) << u;
  }
  EXPECT_GT(std::fabs(normal_quantile(1e-300) / exact_quantile(1e-300) - 1.0L), 1e-9L) << "the far region would be superfluous";
}

TEST(ElementaryTest, NormalCdfIsAccurateInTheMiddleAndInTheTails) {
  EXPECT_LT(largest_error(-8.0, 8.0, normal_cdf, exact_cdf, one), 3e-16);
  EXPECT_LT(largest_error(-8.0, 0.0, normal_cdf, exact_cdf, magnitude), 1e-15);
  EXPECT_LT(largest_error(-37.0, -8.0, normal_cdf, exact_cdf, magnitude), 2e-15);
  EXPECT_EQ(normal_cdf(0.0), 0.5);
  EXPECT_EQ(normal_cdf(40.0), 1.0);
}

TEST(ElementaryTest, NormalCdfInvertsTheQuantile) {
  for (int point = 1; point < grid_points; ++point) {
    const double u = grid_value(0.0, 1.0, point);
    ASSERT_NEAR(normal_cdf(normal_quantile(u)), u, 2e-15);
  }
}

TEST(ElementaryTest, PolynomialTakesCoefficientsInAscendingOrder) {
  EXPECT_EQ(polynomial(2.0, 1.0, 3.0, 5.0), 27.0);
  EXPECT_EQ(polynomial(2.0, 7.0), 7.0);
}

TEST(ElementaryTest, SinglePrecisionScoresAreGoodToSevenDigits) {
  double largest = 0.0;
  for (int i = 1; i < 400'000; ++i) {
    // Dense in the middle and, by the cube, in both tails.
    const double x = i / 400'000.0,
                 u = i % 2 == 0 ? x : 0x1p-33 + (x < 0.5 ? x * x * x : 1.0 - (1.0 - x) * (1.0 - x) * (1.0 - x)) * (1.0 - 0x1p-32);
    const double score = normal_quantile_single(static_cast<float>(u - 0.5), static_cast<float>(u < 0.5 ? u : 1.0 - u));
    const double exact = normal_quantile(u);
    largest = std::max(largest, std::abs(score - exact) / std::max(1.0, std::abs(exact)));
  }
  EXPECT_LT(largest, 5e-7);
  EXPECT_GT(largest, 1e-8) << "the comparison must see single precision";
}

TEST(ElementaryTest, SinglePrecisionScoresAreSymmetric) {
  for (const double u : {0x1p-33, 1e-6, 0.01, 0.074, 0.3, 0.499}) {
    const auto q = static_cast<float>(u - 0.5), tail = static_cast<float>(u);
    EXPECT_EQ(normal_quantile_single(q, tail), -normal_quantile_single(-q, tail)) << u;
  }
}

}  // namespace
}  // namespace sealedbid
