#include "scenario/value_text.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(ValueTextTest, ValuesReadAsInTheFile) {
  EXPECT_EQ(value_text(0.1), "0.1");
  EXPECT_EQ(value_text(std::int64_t{-5}), "-5");
  EXPECT_EQ(value_text(UINT64_MAX), "18446744073709551615");
  EXPECT_EQ(value_text(true), "true");
  EXPECT_EQ(value_text(std::string("solar")), "solar");
  EXPECT_EQ(value_text(TieRule::smaller_first), "smaller_first");
  EXPECT_EQ(value_text(Quantity(Constant{690})), "690");
  EXPECT_EQ(value_text(std::vector<double>{1, 2.5}), "[1, 2.5]");
  EXPECT_EQ(value_text(std::vector<std::string>{"north", "south"}), "[north, south]");
  EXPECT_EQ(value_text(std::vector<double>{}), "[]");
  EXPECT_EQ(value_text(Correlation{"a.b", "c.d", -0.5}), "[a.b, c.d, -0.5]");
}

}  // namespace
}  // namespace sealedbid
