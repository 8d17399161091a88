#include "verify/exact_numbers.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sealedbid {
namespace {

TEST(ExactNumbersTest, DecimalsAreTheirFractions) {
  EXPECT_EQ(to_six_decimals(0.1), Exact(1, 10));
  EXPECT_EQ(to_six_decimals(-2.675), Exact(-2675, 1000));
  EXPECT_EQ(to_six_decimals(0.1234567), Exact(123457, 1000000));
  EXPECT_NE(to_six_decimals(0.1), Exact(0.1));  // the double is not one tenth
}

TEST(ExactNumbersTest, RoundsBothSidesOfZero) {
  const Exact half(1, 2);
  EXPECT_EQ(round_down(-half), -1);
  EXPECT_EQ(round_down(Exact(7, 2)), 3);
  EXPECT_EQ(round_down(Exact(-4)), -4);
  EXPECT_EQ(round_up(-half), 0);
  EXPECT_EQ(round_up(Exact(7, 2)), 4);
  EXPECT_EQ(round_half_up(half), 1);
  EXPECT_EQ(round_half_up(-half), 0);
  EXPECT_EQ(round_half_up(Exact(-3, 2)), -1);
  EXPECT_EQ(round_half_away(-half), -1);
  EXPECT_EQ(round_half_away(Exact(5, 2)), 3);
  EXPECT_EQ(round_half_away(Exact(-7, 3)), -2);
}

TEST(ExactNumbersTest, RefusesWhatDoesNotFit) {
  EXPECT_EQ(round_down(Exact(INT64_MAX)), INT64_MAX);
  EXPECT_THROW(round_down(Exact(INT64_MAX) + 1), std::range_error);
  EXPECT_THROW(round_down(Exact(INT64_MIN) - Exact(1, 2)), std::range_error);
}

TEST(ExactNumbersTest, CapacitiesBecomeWholeKilowatts) {
  EXPECT_EQ(to_kw(0.0014), 1);
  EXPECT_EQ(to_kw(100.0), 100000);
}

}  // namespace
}  // namespace sealedbid
