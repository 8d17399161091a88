#include "sampling/beta_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

namespace sealedbid {
namespace {

struct Shape {
  double alpha, beta;
};

/// Largest error of the interpolated quantile, at nodes and between them.
double largest_error(const std::vector<double>& table, Shape shape) {
  const boost::math::normal_distribution<double> normal;
  const boost::math::beta_distribution<double> beta(shape.alpha, shape.beta);
  double largest = 0.0;
  constexpr int points = 1'511;  // prime: points drift through the intervals
  for (int point = 0; point <= points; ++point) {
    const double z = -6.33 + 12.66 * point / points;
    const double tail = boost::math::cdf(normal, -std::fabs(z));
    const double exact = z < 0.0 ? boost::math::quantile(beta, tail) : boost::math::quantile(boost::math::complement(beta, tail));
    largest = std::max(largest, std::fabs(interpolate_beta_table(table.data(), z) - exact));
  }
  return largest;
}

double error_of(Shape shape) {
  return largest_error(make_beta_table(shape.alpha, shape.beta), shape);
}

TEST(BetaTableTest, UsualShapesAreAccurateToABillionth) {
  for (const Shape shape : {Shape{1.0, 1.0},
                            {1.0, 5.0},
                            {5.0, 1.0},
                            {2.0, 4.0},
                            {3.0, 3.0},
                            {1.04, 4.96},
                            {30.0, 70.0},
                            {99.0, 1.0},
                            {1000.0, 1000.0},
                            {1000.0, 5.0}}) {
    EXPECT_LE(error_of(shape), 1e-9) << shape.alpha << ", " << shape.beta;
  }
}

TEST(BetaTableTest, UShapesAreAccurateAsStated) {
  EXPECT_LE(error_of({0.5, 0.5}), 1e-8);
  EXPECT_LE(error_of({0.5, 20.0}), 1e-8);
  EXPECT_LE(error_of({0.1, 0.1}), 1e-6);
  EXPECT_LE(error_of({0.1, 3.0}), 1e-6);
}

TEST(BetaTableTest, ErrorCheckCatchesAShapeOffByAMillionth) {
  EXPECT_GT(largest_error(make_beta_table(2.0 * (1.0 + 1e-6), 4.0), {2.0, 4.0}), 1e-8);
}

TEST(BetaTableTest, NodesAreMonotoneAndWithinTheUnitInterval) {
  for (const Shape shape : {Shape{0.01, 0.01}, {1.0, 0.01}, {0.05, 20.0}, {2.0, 3.0}, {1e5, 1e5}, {1e4, 0.5}}) {
    const std::vector<double> table = make_beta_table(shape.alpha, shape.beta);
    ASSERT_EQ(table.size(), 2u * (beta_table_intervals + 1));
    for (std::size_t i = 0; i < table.size(); i += 2) {
      ASSERT_GE(table[i], i == 0 ? 0.0 : table[i - 2]);
      ASSERT_LE(table[i], 1.0);
      ASSERT_GE(table[i + 1], 0.0);
    }
  }
}

TEST(BetaTableTest, MirroredShapeGivesMirroredQuantiles) {
  const std::vector<double> table = make_beta_table(1.5, 4.0), mirrored = make_beta_table(4.0, 1.5);
  for (double z = -6.4; z <= 6.4; z += 0.0107) {
    EXPECT_NEAR(interpolate_beta_table(table.data(), z) + interpolate_beta_table(mirrored.data(), -z), 1.0, 1e-14);
  }
}

TEST(BetaTableTest, InterpolationIsClampedAtTheEnds) {
  const std::vector<double> table = make_beta_table(2.0, 2.0);
  EXPECT_EQ(interpolate_beta_table(table.data(), -9.0), table[0]);
  EXPECT_EQ(interpolate_beta_table(table.data(), 9.0), interpolate_beta_table(table.data(), 6.4));
  EXPECT_NEAR(interpolate_beta_table(table.data(), 9.0), table[2 * beta_table_intervals], 1e-15);
}

}  // namespace
}  // namespace sealedbid
