#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sampling/world_paths.hpp"

namespace sealedbid {
namespace {

constexpr int tiles = 10'000;
constexpr double bound_in_errors = 6.0;  // false alarm 2e-9

/// Moments of a bidder's yields over 320,000 replications.
struct YieldMoments {
  double mean = 0.0, variance = 0.0, product_of_years = 0.0, product_of_bidders = 0.0;
};
YieldMoments moments_of_yields(double sd) {
  const StreamKey key = make_stream_key(4, "bidders.solar");
  YieldMoments sum;
  std::vector<LaneReals> first(6), second(6);
  for (int i = 0; i < tiles; ++i) {
    draw_yields(key, i * lane_count, 1, 0, sd, first);
    draw_yields(key, i * lane_count, 1, 1, sd, second);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double x = (first[1][lane] - 1.0) / sd, y = (first[5][lane] - 1.0) / sd, z = (second[1][lane] - 1.0) / sd;
      sum.mean += x;
      sum.variance += x * x;
      sum.product_of_years += x * y;
      sum.product_of_bidders += x * z;
    }
  }
  const double count = tiles * double{lane_count};
  return {sum.mean / count, sum.variance / count, sum.product_of_years / count, sum.product_of_bidders / count};
}

TEST(DrawYieldsTest, AreNormalAndIndependentBetweenYearsAndBidders) {
  const YieldMoments moments = moments_of_yields(0.1);
  const double error = 1.0 / std::sqrt(tiles * double{lane_count});
  EXPECT_LT(std::fabs(moments.mean), bound_in_errors * error);
  EXPECT_LT(std::fabs(moments.variance - 1.0), bound_in_errors * std::sqrt(2.0) * error);
  EXPECT_LT(std::fabs(moments.product_of_years), bound_in_errors * error);
  EXPECT_LT(std::fabs(moments.product_of_bidders), bound_in_errors * error);
  EXPECT_GT(std::fabs(moments.variance / 1.02 - 1.0), bound_in_errors * std::sqrt(2.0) * error)
      << "the check must catch a standard deviation one percent too large";
}

TEST(DrawYieldsTest, MoreYearsChangeNoneBefore) {
  const StreamKey key = make_stream_key(4, "bidders.solar");
  std::vector<LaneReals> few(7), many(64);
  draw_yields(key, 32, 2, 9, 0.1, few);
  draw_yields(key, 32, 2, 9, 0.1, many);
  for (std::size_t year = 0; year < few.size(); ++year) EXPECT_EQ(few[year], many[year]);
}

TEST(DrawYieldsTest, NoTwoBiddersShareAYearsDraw) {
  const StreamKey key = make_stream_key(4, "bidders.solar");
  std::vector<LaneReals> first(64), second(64);
  draw_yields(key, 0, 1, 0, 0.1, first);
  draw_yields(key, 0, 1, 1, 0.1, second);
  for (const LaneReals& year : first) EXPECT_EQ(std::count(second.begin(), second.end(), year), 0);
}

TEST(DrawYieldsTest, AreNeverNegativeAndOneWithoutRandomness) {
  const StreamKey key = make_stream_key(4, "bidders.solar");
  std::vector<LaneReals> years(64);
  draw_yields(key, 0, 1, 0, 2.0, years);
  double lowest = 1.0;
  for (const LaneReals& lanes : years) lowest = std::min(lowest, *std::min_element(lanes.begin(), lanes.end()));
  EXPECT_EQ(lowest, 0.0);
  draw_yields(key, 0, 1, 0, 0.0, years);
  for (const LaneReals& lanes : years) EXPECT_EQ(std::count(lanes.begin(), lanes.end(), 1.0), lane_count);
}

TEST(DrawYieldsTest, MoreYearsThanTheStreamHasAreRefused) {
  std::vector<LaneReals> years(65);
  EXPECT_THROW(draw_yields({}, 0, 1, 0, 0.1, years), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
