#include "simulation/state_nodes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace sealedbid {
namespace {

std::vector<double> even(double low, double high, int count = 10000) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(low + (high - low) * (i + 0.5) / count);
  return values;
}

TEST(StateNodesTest, NodesAreDenseWhereTheCeilingBites) {
  const std::vector<double> state = even(0.5, 2.0), reference(10000, 40.0);
  const StateNodes nodes = state_nodes(state, reference, 0.8, 1.2);
  const std::vector<double>& z = nodes.ceiling_over_reference;
  EXPECT_TRUE(std::is_sorted(z.begin(), z.end()));
  EXPECT_NEAR(z.front(), 0.5, 1e-3);
  EXPECT_NEAR(z.back(), 2.0, 1e-3);
  EXPECT_EQ(std::count_if(z.begin(), z.end(), [](double x) { return x > 0.799 && x < 1.201; }), 11);
  EXPECT_GE(z.size(), 9u);
  EXPECT_LE(z.size(), 17u);
}

TEST(StateNodesTest, TheReferenceOfANodeIsThatOfTheWorldsAroundIt) {
  const std::vector<double> state = even(0.5, 2.0);
  std::vector<double> reference;
  for (const double z : state) reference.push_back(45.0 / z);
  const StateNodes nodes = state_nodes(state, reference, 0.8, 1.2);
  for (std::size_t k = 0; k < nodes.reference_per_mwh.size(); ++k) {
    const double z = nodes.ceiling_over_reference[k];
    const bool has_near_neighbours = z > 0.83 && z < 1.17;
    EXPECT_TRUE(!has_near_neighbours || std::fabs(nodes.reference_per_mwh[k] - 45.0 / z) < 0.2) << z;
  }
}

TEST(StateNodesTest, OneStateOrNoneIsOneNode) {
  const std::vector<double> reference = even(30.0, 50.0);
  EXPECT_EQ(state_nodes({}, reference, 0.8, 1.2).ceiling_over_reference, std::vector<double>{0.0});
  EXPECT_NEAR(state_nodes({}, reference, 0.8, 1.2).reference_per_mwh[0], 40.0, 1e-9);
  const std::vector<double> same(10000, 1.1);
  EXPECT_EQ(state_nodes(same, reference, 0.8, 1.2).ceiling_over_reference.size(), 1u);
}

TEST(StateNodesTest, AnUnknownCeilingSurvivesLessAndLess) {
  const UnknownCeiling ceiling = unknown_ceiling(even(0.9, 1.3));
  EXPECT_EQ(ceiling.survival.front(), 1.0);
  EXPECT_NEAR(ceiling.survival.back(), 0.0, 1e-12);
  EXPECT_NEAR(ceiling.survival[ceiling.survival.size() / 2], 0.5, 1e-3);
  EXPECT_TRUE(unknown_ceiling({}).price.empty());
}

}  // namespace
}  // namespace sealedbid
