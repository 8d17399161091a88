#include "scenario/field_info.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(FieldInfoTest, RangesExcludeTheEndsThatTheySayTheyExclude) {
  const Range above_zero{0.0, 1.0, true};
  EXPECT_FALSE(above_zero.contains(0.0));
  EXPECT_TRUE(above_zero.contains(1.0));
  const Range below_one{0.0, 1.0, false, true};
  EXPECT_TRUE(below_one.contains(0.0));
  EXPECT_FALSE(below_one.contains(1.0));
  EXPECT_EQ(text_of(above_zero), "above 0, at most 1");
  EXPECT_EQ(text_of(below_one), "at least 0, below 1");
  EXPECT_EQ(text_of(Range{0.0, 1.0}), "from 0 to 1");
  EXPECT_EQ(text_of(Range{}), "any number");
}

TEST(FieldInfoTest, PathsAreJoinedByPoints) {
  EXPECT_EQ(joined_path("auction", "volume_mw"), "auction.volume_mw");
  EXPECT_EQ(joined_path("", "auction"), "auction");
}

}  // namespace
}  // namespace sealedbid
