#include "simulation/deviation_statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sealedbid {
namespace {

TEST(DeviationStatisticsTest, TheGainOfTheNeutralIsThePairedMean) {
  DeviationSums cell;
  for (const double more : {1.0, 2.0, 3.0, 6.0}) add({10.0, 1.0}, {10.0 + more, 1.0}, cell);
  const DeviationGain gain = gain_of({}, cell);
  EXPECT_DOUBLE_EQ(gain.profit_per_mwh, 10.0);
  EXPECT_DOUBLE_EQ(gain.gain_per_mwh, 3.0);
  EXPECT_NEAR(gain.standard_error, std::sqrt(14.0 / 3.0 / 4.0), 1e-12);
}

TEST(DeviationStatisticsTest, WhoStaysAwaySavesTheEntryCost) {
  DeviationSums cell;
  add({0.5, 1.0}, {0.0, 0.0}, cell);
  add({1.5, 1.0}, {0.0, 0.0}, cell);
  const DeviationGain gain = gain_of({{}, 1.25}, cell);
  EXPECT_DOUBLE_EQ(gain.profit_per_mwh, -0.25);
  EXPECT_DOUBLE_EQ(gain.gain_per_mwh, 0.25);
  EXPECT_NEAR(gain.standard_error, 0.5, 1e-12) << "that of the utility alone: the saving is sure";
}

TEST(DeviationStatisticsTest, UtilityBecomesMoney) {
  const BidderValue averse{{UtilityFamily::crra, 0.5}, 0.0};
  DeviationSums cell;
  for (int world = 0; world < 4; ++world) add({world == 0 ? 4.0 : 0.0, 1.0}, {world == 0 ? 8.0 : 0.0, 1.0}, cell);
  const DeviationGain gain = gain_of(averse, cell);
  EXPECT_NEAR(gain.profit_per_mwh, 1.0, 1e-12) << "mean utility 1";
  EXPECT_NEAR(gain.gain_per_mwh, 3.0, 1e-12) << "mean utility 2, worth 4";
}

TEST(DeviationStatisticsTest, CellsCountByTheirWorlds) {
  DeviationSums one, other;
  add({1.0, 1.0}, {2.0, 1.0}, one);
  for (int world = 0; world < 3; ++world) add({5.0, 1.0}, {5.0, 1.0}, other);
  const DeviationGain gain = gain_of({}, {one, other, DeviationSums{}});
  EXPECT_DOUBLE_EQ(gain.profit_per_mwh, 4.0);
  EXPECT_DOUBLE_EQ(gain.gain_per_mwh, 0.25);
  EXPECT_DOUBLE_EQ(gain_of({}, std::vector<DeviationSums>{}).gain_per_mwh, 0.0);
}

TEST(DeviationStatisticsTest, MergedPartsAreTheWhole) {
  DeviationSums whole, first, second;
  add({1.0, 1.0}, {3.0, 1.0}, whole);
  add({2.0, 1.0}, {0.0, 0.0}, whole);
  add({1.0, 1.0}, {3.0, 1.0}, first);
  add({2.0, 1.0}, {0.0, 0.0}, second);
  add(second, first);
  EXPECT_EQ(gain_of({{}, 0.3}, first).gain_per_mwh, gain_of({{}, 0.3}, whole).gain_per_mwh);
  EXPECT_EQ(gain_of({{}, 0.3}, first).standard_error, gain_of({{}, 0.3}, whole).standard_error);
}

TEST(DeviationStatisticsTest, TheBestDeviationChangesSomethingAndPromisesAGain) {
  DeviationSums nothing, small, large, loss;
  for (int world = 0; world < 100; ++world) {
    add({1.0, 1.0}, {1.0, 1.0}, nothing);
    add({1.0, 1.0}, {1.1 + 0.01 * (world % 2), 1.0}, small);
    add({1.0, 1.0}, {1.5 + 0.01 * (world % 2), 1.0}, large);
    add({1.0, 1.0}, {0.5 + 0.01 * (world % 2), 1.0}, loss);
  }
  EXPECT_EQ(best_deviation({}, {nothing, small, large, loss}), 2);
  EXPECT_EQ(best_deviation({}, {nothing, loss}), keep_strategy);
  EXPECT_EQ(cell_of_greatest_gain({}, {small, loss, large}), 2u);
}

}  // namespace
}  // namespace sealedbid
