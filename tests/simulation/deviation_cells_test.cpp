#include "simulation/deviation_cells.hpp"

#include <gtest/gtest.h>

#include <map>

namespace sealedbid {
namespace {

TEST(DeviationCellsTest, BinsHoldAboutEquallyMany) {
  std::vector<OwnInformation> seen;
  for (int i = 0; i < 640; ++i) seen.push_back({double(i % 64), double(i)});
  const InformationCells cells = cells_of(seen, 4, 16);
  EXPECT_EQ(cell_count(cells), 64);
  std::map<int, int> count;
  for (const OwnInformation& own : seen) ++count[cell_at(cells, own)];
  EXPECT_EQ(count.size(), 64u);
  for (const auto& [cell, many] : count) EXPECT_NEAR(many, 10, 2) << cell;
}

TEST(DeviationCellsTest, EstimatesAreBinnedWithinTheirState) {
  std::vector<OwnInformation> seen;
  for (int i = 0; i < 100; ++i) {
    seen.push_back({1.0, double(i)});
    seen.push_back({2.0, 1000.0 + i});
  }
  const InformationCells cells = cells_of(seen, 2, 2);
  EXPECT_NE(cell_at(cells, {1.0, 10.0}), cell_at(cells, {1.0, 90.0}));
  EXPECT_NE(cell_at(cells, {2.0, 1010.0}), cell_at(cells, {2.0, 1090.0}));
  EXPECT_EQ(cell_at(cells, {2.0, 10.0}), cell_at(cells, {2.0, 1010.0}));
}

TEST(DeviationCellsTest, ValuesThatRepeatGiveFewerBins) {
  const InformationCells cells = cells_of(std::vector<OwnInformation>(50, {1.5, 30.0}), 4, 16);
  EXPECT_EQ(cell_at(cells, {1.5, 30.0}), 0);
  EXPECT_EQ(cell_count(cells), 16);
}

TEST(DeviationCellsTest, WithoutAnythingSeenThereIsOneState) {
  const InformationCells cells = cells_of({}, 4, 16);
  EXPECT_EQ(cell_at(cells, {7.0, 3.0}), 0);
}

}  // namespace
}  // namespace sealedbid
