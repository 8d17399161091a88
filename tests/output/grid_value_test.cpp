#include "output/grid_value.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "base/number_text.hpp"

namespace sealedbid {
namespace {

/// Longest text of the first 100,000 values of a grid.
template <class Value>
std::size_t longest_text(Value value) {
  std::size_t longest = 0;
  for (std::int64_t steps = 0; steps < 100000; ++steps) longest = std::max(longest, number_text(value(steps)).size());
  return longest;
}

TEST(GridValueTest, LooksAsPeopleWriteIt) {
  EXPECT_EQ(number_text(grid_value(3540, 0.01)), "35.4");
  EXPECT_EQ(number_text(grid_value(-708, 0.05)), "-35.4");
  EXPECT_EQ(number_text(grid_value(3, 0.3)), "0.9");
  EXPECT_EQ(number_text(grid_value(7, 2.5)), "17.5");
  EXPECT_EQ(number_text(grid_value(35, 5.0)), "175");
  EXPECT_EQ(number_text(grid_value(0, 0.3)), "0");
}

TEST(GridValueTest, NeverHasMoreDecimalsThanTheStep) {
  EXPECT_LE(longest_text([](std::int64_t steps) { return grid_value(steps, 0.01); }), std::string("999.99").size());
  EXPECT_LE(longest_text([](std::int64_t steps) { return grid_value(steps, 0.001); }), std::string("99.999").size());
  EXPECT_LE(longest_text([](std::int64_t steps) { return grid_value(steps, 0.3); }), std::string("29999.7").size());
}

TEST(GridValueTest, PlainProductsWouldHaveMoreDecimals) {
  EXPECT_GT(longest_text([](std::int64_t steps) { return static_cast<double>(steps) * 0.01; }), 15u);
}

TEST(GridValueTest, StepsComeBack) {
  for (const double step : {1e-5, 0.001, 0.01, 0.05, 0.25, 0.3, 1.0, 2.5, 10.0})
    for (std::int64_t steps = -50000; steps <= 50000; steps += 7)
      ASSERT_EQ(std::llround(grid_value(steps, step) / step), steps) << step;
}

TEST(GridValueTest, NearestRepairsTheLastBits) {
  EXPECT_EQ(nearest_grid_value(3540 * 0.01, 0.01), 35.4);
  EXPECT_EQ(nearest_grid_value(1.0 / 3.0, 0.0), 1.0 / 3.0);
  EXPECT_TRUE(std::isnan(nearest_grid_value(NAN, 0.01)));
}

}  // namespace
}  // namespace sealedbid
