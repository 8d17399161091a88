#include "study/solve_strategies.hpp"

#include <gmock/gmock.h>

#include "base/issue.hpp"
#include "study/solved_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;
using testing::solved_file;
using ::testing::StartsWith;

SolvedPolicies solved(const ScenarioFile& file) {
  return solve_policies(file, build_policies(file), 0, nullptr);
}

TEST(SolveStrategiesTest, OnlyPoliciesThatAskAreSolvedAndCertified) {
  const SolvedPolicies policies = solved(solved_file());
  ASSERT_EQ(policies.certificates.size(), 2u);
  EXPECT_TRUE(has_solved_bids(policies.certificates[0]));
  EXPECT_FALSE(has_solved_bids(policies.certificates[1]));
  EXPECT_EQ(shortfall_of(policies), "");
  const std::string lines = certificate_lines(policies);
  EXPECT_THAT(lines, StartsWith("equilibrium of as_is: no bidder gains more than 0."));
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1);
}

/// (40 − 20)/(n(n + 1)) = 20/12: expected profit of one of three bidders.
TEST(SolveStrategiesTest, TheProfitIsThatOfTheory) {
  const SearchedDeviation found = solved(solved_file()).certificates[0].classes.at(0);
  EXPECT_EQ(found.bidder_class, "home");
  EXPECT_NEAR(found.expected_profit_per_mwh, 20.0 / 12, 0.02);
}

TEST(SolveStrategiesTest, AShortfallNamesPolicyClassAndRemedy) {
  const SolvedPolicies policies = solved(solved_file({{"equilibrium.tolerance", "0.000001"}}));
  const std::string shortfall = shortfall_of(policies);
  EXPECT_THAT(shortfall, StartsWith("policy as_is: a bidder of class home could gain up to "));
  EXPECT_THAT(shortfall, HasSubstr("equilibrium.tolerance"));
}

TEST(SolveStrategiesTest, TheCertificateDecidesNotTheSolver) {
  SolvedPolicies policies = solved(solved_file());
  policies.markets[0].strategies.solution.states = {{1.25, EquilibriumStatus::not_converged, "Iterations ended.", 0.01, 300}};
  EXPECT_EQ(shortfall_of(policies), "");
}

TEST(SolveStrategiesTest, AnInterruptLeavesNothing) {
  const ScenarioFile file = solved_file();
  const std::atomic<bool> stop = true;
  EXPECT_THROW(solve_policies(file, build_policies(file), 0, &stop), RunError);
}

TEST(SolveStrategiesTest, WhatCannotBeSolvedIsRefusedWithItsPlace) {
  const ScenarioFile file = read_scenario_text(
      std::string(testing::solved_scenario)
          .replace(std::string(testing::solved_scenario).find("auction: {"), 10, "auction: {direction: sale, "),
      "sale.yaml");
  try {
    solved(file);
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_THAT(text_of(error.issues()), StartsWith("sale.yaml:"));
  }
}

}  // namespace
}  // namespace sealedbid
