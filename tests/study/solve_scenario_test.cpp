#include "study/solve_scenario.hpp"

#include <gtest/gtest.h>

#include "study/solved_scenario.hpp"

namespace sealedbid {
namespace {

/// Three bidders U(20, 40), ceiling 40: bid = c + (40 − c)/3, from 26.67 to 40; price 30 (the second lowest cost).
TEST(SolveScenarioTest, DescribesTheBidsOfTheory) {
  const ScenarioAnswer answer = solve_scenario(testing::solved_file(), 0, nullptr);
  ASSERT_EQ(answer.policies.size(), 2u);
  const ClassAnswer& home = answer.policies[0].classes.at(0);
  EXPECT_TRUE(home.is_solved_for);
  EXPECT_EQ(home.bids, 3 * answer.worlds);
  EXPECT_NEAR(home.lowest_bid_per_mwh, 80.0 / 3, 0.02);
  EXPECT_NEAR(home.highest_bid_per_mwh, 40.0, 0.02);
  EXPECT_NEAR(home.win_probability, 1.0 / 3, 1e-3);
  EXPECT_NEAR(answer.policies[0].mean_awarded_price_per_mwh.value(), 30.0, 0.05);
  ASSERT_EQ(home.tenths.size(), 10u);
  for (const BidsOfATenth& tenth : home.tenths) {
    EXPECT_NEAR(tenth.bid_per_mwh, tenth.required_price_per_mwh + (40.0 - tenth.required_price_per_mwh) / 3, 0.02);
  }
  EXPECT_NEAR(home.tenths[0].win_probability, (1.0 - 0.729) / 0.3, 0.02);
}

TEST(SolveScenarioTest, GivenBidsAreDescribedWithoutACertificate) {
  const ScenarioAnswer answer = solve_scenario(testing::solved_file(), 0, nullptr);
  const ClassAnswer& home = answer.policies[1].classes.at(0);
  EXPECT_FALSE(home.is_solved_for);
  EXPECT_FALSE(home.certificate.has_value());
  EXPECT_NEAR(home.mean_bid_per_mwh, 30.0, 0.1);
}

}  // namespace
}  // namespace sealedbid
