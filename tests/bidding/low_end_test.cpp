#include "bidding/low_end.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

std::vector<double> turned(std::vector<double> row) {
  turn_round_low_end(row);
  return row;
}

TEST(LowEndTest, AFlatStartGoesOnAsTheRestTurnedRound) {
  EXPECT_EQ(turned({1, 1, 1, 0.75, 0.25, 0}), (std::vector<double>{1.75, 1.25, 1, 0.75, 0.25, 0}));
}

TEST(LowEndTest, RowsWithoutAFlatStartStay) {
  EXPECT_EQ(turned({1, 0.5, 0}), (std::vector<double>{1, 0.5, 0}));
  EXPECT_EQ(turned({0.3}), (std::vector<double>{0.3}));
  EXPECT_EQ(turned({0.3, 0.3, 0.3}), (std::vector<double>{0.3, 0.3, 0.3}));
}

TEST(LowEndTest, BeyondTheOtherEndARowGoesOnAsItEnds) {
  EXPECT_EQ(turned({1, 1, 1, 0.5}), (std::vector<double>{1.5, 1.5, 1, 0.5}));
}

}  // namespace
}  // namespace sealedbid
