#include "bidding/bid_curve.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

double at(const BidCurve& curve, double cost) {
  return interpolate(curve.cost, curve.bid, curve.slope, cost);
}

TEST(BidCurveTest, IsExactForACubic) {
  const auto cubic = [](double c) { return c * c * c + c + 2.0; };
  const BidCurve curve{{0.0, 0.5, 0.6, 2.0}, {cubic(0.0), cubic(0.5), cubic(0.6), cubic(2.0)}, {1.0, 1.75, 2.08, 13.0}};
  // 13 stays below three times the chord of the last cell, 4.96 · 3.
  for (const double cost : {0.0, 0.1, 0.5, 0.55, 0.7, 1.3, 2.0}) EXPECT_NEAR(at(curve, cost), cubic(cost), 1e-14) << cost;
}

TEST(BidCurveTest, ErrorFallsWithTheFourthPowerOfTheStep) {
  const auto error = [](int cells) {
    BidCurve curve;
    for (int p = 0; p <= cells; ++p) {
      const double cost = static_cast<double>(p) / cells;
      curve.cost.push_back(cost);
      curve.bid.push_back(std::exp(cost));
      curve.slope.push_back(std::exp(cost));
    }
    double largest = 0.0;
    for (int p = 0; p < 1000; ++p) largest = std::max(largest, std::abs(at(curve, p / 1000.0) - std::exp(p / 1000.0)));
    return largest;
  };
  EXPECT_LT(error(8), std::exp(1.0) / (384.0 * 4096.0) * 1.001);
  EXPECT_NEAR(std::log2(error(8) / error(16)), 4.0, 0.2);
}

TEST(BidCurveTest, StaysMonotoneWhateverTheSlopes) {
  for (const double slope : {0.0, 5.0, 1e9, infinity, -infinity, not_a_number, -3.0}) {
    const BidCurve curve{{0.0, 1.0, 1.1, 4.0}, {0.0, 2.0, 2.0, 2.1}, {slope, slope, slope, slope}};
    double before = 0.0;
    for (int p = 0; p <= 4000; ++p) {
      const double bid = at(curve, p / 1000.0);
      ASSERT_GE(bid, before - 1e-15) << slope << " at " << p;
      ASSERT_LE(bid, 2.1);
      before = bid;
    }
  }
}

TEST(BidCurveTest, HoldsTheEndValuesOutside) {
  const BidCurve curve{{1.0, 2.0}, {5.0, 6.0}, {1.0, 1.0}};
  EXPECT_EQ(at(curve, 0.0), 5.0);
  EXPECT_EQ(at(curve, 1.0), 5.0);
  EXPECT_EQ(at(curve, 2.0), 6.0);
  EXPECT_EQ(at(curve, 9.0), 6.0);
}

TEST(BidCurveTest, ThinningKeepsTheEndsAndLeavesGaps) {
  BidCurve curve{
      {0.0, 1e-12, 0.5, 0.5, 0.7, 1.0 - 1e-12, 1.0}, {1.0, 1.0, 1.5, 1.4, 1.7, 1.9, 2.0}, {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}};
  thin(curve, 1e-9);
  EXPECT_EQ(curve.cost, (std::vector<double>{0.0, 0.5, 0.7, 1.0}));
  EXPECT_EQ(curve.bid, (std::vector<double>{1.0, 1.5, 1.7, 2.0}));
  EXPECT_EQ(curve.slope, (std::vector<double>{1.0, 3.0, 5.0, 7.0}));
}

TEST(BidCurveTest, ThinningTakesOutFallingBids) {
  BidCurve curve{{0.0, 0.5, 1.0}, {1.0, 0.9, 2.0}, {1.0, 1.0, 1.0}};  // fallen by rounding
  thin(curve, 1e-9);
  EXPECT_EQ(curve.bid, (std::vector<double>{1.0, 1.0, 2.0}));
}

}  // namespace
}  // namespace sealedbid
