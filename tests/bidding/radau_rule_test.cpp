#include "bidding/radau_rule.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sealedbid {
namespace {

TEST(RadauRuleTest, IntegratesPolynomialsUpToDegreeFourteen) {
  const RadauRule rule = radau_rule();
  ASSERT_EQ(rule.place.size(), 8U);
  EXPECT_EQ(rule.place.back(), 1.0);
  const auto error_of = [&](int degree) {
    double sum = 0.0;
    for (std::size_t i = 0; i < rule.place.size(); ++i) sum += rule.weight[i] * std::pow(rule.place[i], degree);
    return std::abs(sum - 1.0 / (degree + 1));
  };
  for (int degree = 0; degree <= 14; ++degree) EXPECT_LT(error_of(degree), 1e-14) << degree;
  EXPECT_GT(error_of(15), 1e-10);
}

TEST(RadauRuleTest, IntegratesAndDifferentiatesTheInterpolatingPolynomial) {
  const RadauRule rule = radau_rule();
  double slope_at_start = 0.0;
  for (std::size_t i = 0; i < 8; ++i) {
    double integral = 0.0, slope = 0.0;
    for (std::size_t j = 0; j < 8; ++j) {
      integral += rule.integral[i * 8 + j] * std::pow(rule.place[j], 7);
      slope += rule.derivative[i * 8 + j] * std::pow(rule.place[j], 7);
    }
    EXPECT_NEAR(integral, std::pow(rule.place[i], 8) / 8, 1e-14);
    slope_at_start += rule.derivative_at_start[i] * (1 + 3 * rule.place[i]);
    EXPECT_NEAR(slope, 7 * std::pow(rule.place[i], 6), 1e-11);
  }
  EXPECT_NEAR(slope_at_start, 3.0, 1e-11);
}

}  // namespace
}  // namespace sealedbid
