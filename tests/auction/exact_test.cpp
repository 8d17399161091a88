#include "auction/exact.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

std::int64_t ratio(Int128 numerator, Int128 denominator) {
  return static_cast<std::int64_t>(rounded_ratio(numerator, denominator));
}

TEST(ExactTest, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(ratio(5, 2), 3);
  EXPECT_EQ(ratio(-5, 2), -3);
  EXPECT_EQ(ratio(49, 100), 0);
  EXPECT_EQ(ratio(50, 100), 1);
  EXPECT_EQ(ratio(-49, 100), 0);
}

TEST(ExactTest, RoundsRatiosThatOutgrow64Bits) {
  const Int128 large = Int128{4'000'000'000'000'000'000} * 1'000'000'000'000;
  EXPECT_EQ(ratio(large, Int128{1'000'000'000'000}), 4'000'000'000'000'000'000);
}

TEST(ExactTest, ReadsNumbersToSixDecimals) {
  EXPECT_EQ(millionths(0.1 + 0.2), 300'000);
  EXPECT_EQ(millionths(-5.18), -5'180'000);
}

}  // namespace
}  // namespace sealedbid
