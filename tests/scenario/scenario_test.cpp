#include "scenario/scenario.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(ScenarioTest, PlaceOfAnAbsentValueIsThatOfTheNearestBlock) {
  Scenario scenario;
  scenario.places[""] = {"a.yaml", 1, 1};
  scenario.places["auction"] = {"a.yaml", 5, 3};
  scenario.places["common_shocks.correlation"] = {"a.yaml", 9, 3};
  EXPECT_EQ(scenario.place_of("auction").line, 5);
  EXPECT_EQ(scenario.place_of("auction.ceiling_per_mwh").line, 5);
  EXPECT_EQ(scenario.place_of("common_shocks.correlation[2]").line, 9);
  EXPECT_EQ(scenario.place_of("tariff.type").line, 1);
  EXPECT_EQ(Scenario().place_of("tariff.type").line, 0);
}

}  // namespace
}  // namespace sealedbid
