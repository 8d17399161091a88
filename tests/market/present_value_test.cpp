#include "market/present_value.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sealedbid {
namespace {

/// Weights 1, 2, 3, … from year `first` to `last`, zero elsewhere, of `years` years.
YearlyWeights rising(int first, int last, int years) {
  YearlyWeights flow{.first = first, .last = last, .weights = std::vector<LaneReals>(std::size_t(years)), .common = {}};
  for (int t = first; t < last; ++t) flow.weights[std::size_t(t)].fill(1.0 + t);
  return flow;
}

LaneReals discounts() {
  LaneReals discount;
  for (std::size_t lane = 0; lane < lane_count; ++lane) discount[lane] = 1.0 / (1.0 + 0.005 * static_cast<double>(lane));
  return discount;
}

double sum_of_powers(const YearlyWeights& flow, std::size_t lane, double discount) {
  double sum = 0.0;
  for (std::size_t t = 0; t < flow.weights.size(); ++t) sum += flow.weights[t][lane] * std::pow(discount, double(t) + 1.0);
  return sum;
}

TEST(PresentValueTest, IsTheSumOfTheDiscountedYears) {
  YearlyWeights late = rising(4, 9, 9);
  late.weights[6][3] = -50.0;  // a lane of its own
  const YearlyWeights early = rising(0, 6, 9);
  const LaneReals discount = discounts();
  LaneReals sums_late, sums_early;
  present_values(late, early, discount, sums_late, sums_early);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NEAR(sums_late[lane], sum_of_powers(late, lane, discount[lane]), 1e-12) << lane;
    EXPECT_NEAR(sums_early[lane], sum_of_powers(early, lane, discount[lane]), 1e-12) << lane;
  }
}

TEST(PresentValueTest, WeightsThatLanesShareGiveTheSameBits) {
  YearlyWeights late = rising(4, 9, 9), early = rising(0, 6, 9);
  LaneReals late_by_lane, early_by_lane, late_shared, early_shared;
  present_values(late, early, discounts(), late_by_lane, early_by_lane);
  for (YearlyWeights* flow : {&late, &early}) {
    for (LaneReals& weights : flow->weights) {
      flow->common.push_back(weights.front());
      weights.fill(1e9);  // not looked at
    }
  }
  present_values(late, early, discounts(), late_shared, early_shared);
  EXPECT_EQ(late_by_lane, late_shared);
  EXPECT_EQ(early_by_lane, early_shared);
}

TEST(PresentValueTest, NothingIsWorthNothing) {
  LaneReals none, some;
  present_values(YearlyWeights{.first = 2, .last = 0, .weights = std::vector<LaneReals>(2), .common = {}}, rising(0, 2, 2),
                 discounts(), none, some);
  EXPECT_EQ(none, LaneReals{});
  EXPECT_EQ(some[0], 3.0);
}

}  // namespace
}  // namespace sealedbid
