#include "simulation/size_lattice.hpp"

#include <gtest/gtest.h>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

double mean_units(const std::vector<double>& probability) {
  double mean = 0.0;
  for (std::size_t units = 0; units < probability.size(); ++units) mean += static_cast<double>(units) * probability[units];
  return mean;
}

TEST(SizeLatticeTest, ConstantSizesShareTheirGreatestUnit) {
  Scenario scenario = testing::solar_auction();  // 50 MW each, 120 MW wanted
  class_named(scenario, "foreign").project_capacity_mw = Constant{30.0};
  const SizeLattice lattice = size_lattice(build_market(scenario));
  EXPECT_TRUE(lattice.is_exact);
  EXPECT_EQ(lattice.unit_kw, 10000.0);
  EXPECT_EQ(lattice.volume_probability.size(), 13u);
  EXPECT_EQ(lattice.size_probability[0].size(), 6u);
  EXPECT_EQ(lattice.size_probability[1].size(), 4u);
  EXPECT_FALSE(has_equal_lots(lattice));
}

TEST(SizeLatticeTest, EqualLotsAreSingleUnits) {
  const SizeLattice lattice = size_lattice(build_market(testing::uniform_cost_auction(5, 3)));
  EXPECT_TRUE(has_equal_lots(lattice));
  EXPECT_EQ(lattice.volume_probability, (std::vector<double>{0.0, 0.0, 0.0, 1.0}));
}

TEST(SizeLatticeTest, DrawnSizesKeepTheirMean) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "domestic").project_capacity_mw = Uniform{20.0, 60.0};
  const SizeLattice lattice = size_lattice(build_market(scenario));
  EXPECT_FALSE(lattice.is_exact);
  EXPECT_EQ(lattice.unit_kw, 2000.0);
  EXPECT_NEAR(mean_units(lattice.size_probability[0]) * lattice.unit_kw, 40000.0, 1.0);
  EXPECT_NEAR(mean_units(lattice.size_probability[1]) * lattice.unit_kw, 50000.0, 1.0);
}

TEST(SizeLatticeTest, AProjectAboveTheVolumeIsJustAboveIt) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "domestic").project_capacity_mw = Uniform{20.0, 6000.0};
  EXPECT_EQ(size_lattice(build_market(scenario)).size_probability[0].size(), 62u);
  scenario.auction.marginal_bid = MarginalBidRule::partial;
  EXPECT_GT(size_lattice(build_market(scenario)).size_probability[0].size(), 1000u);
}

}  // namespace
}  // namespace sealedbid
