#include "output/strategy_tables.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <sstream>

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Class "home" bids from 1.1 to 1.3 times the reference price of 30; seven states, in the first of which nobody bids.
PolicyMarket solved_policy() {
  PolicyMarket policy;
  policy.policy = "as_is";
  policy.market.classes.resize(2);
  policy.market.classes[0].name = "home";
  policy.market.classes[1].name = "abroad";
  BidSurface surface;
  surface.points = 2;
  for (int state = 0; state < 7; ++state) {
    surface.state.push_back(1.0 + 0.1 * state);
    surface.lowest_estimate.push_back(1.0);
    surface.last_estimate.push_back(state == 0 ? -std::numeric_limits<double>::infinity() : 1.2);
    surface.bid.insert(surface.bid.end(), {1.1, 1.3});
  }
  policy.strategies.surfaces = {surface, std::nullopt};
  policy.strategies.solution = {"damped best response",
                                {{1.0, EquilibriumStatus::no_trade, "", 0.0, 1}, {1.1, EquilibriumStatus::solved, "", 2e-7, 40}},
                                0.0,
                                30.0,
                                0.5};
  return policy;
}

TEST(StrategyTablesTest, TheWorstStateCounts) {
  StrategySolution solution;
  EXPECT_EQ(worst_status(solution), EquilibriumStatus::solved);
  solution.states = {{1.0, EquilibriumStatus::no_trade, "", 0.0, 0}};
  EXPECT_EQ(status_name(worst_status(solution)), "no_trade");
  solution.states.push_back({1.1, EquilibriumStatus::solved, "", 0.0, 0});
  EXPECT_EQ(status_name(worst_status(solution)), "solved");
  solution.states.push_back({1.2, EquilibriumStatus::not_converged, "", 0.0, 0});
  EXPECT_EQ(status_name(worst_status(solution)), "not_converged");
}

TEST(StrategyTablesTest, ARowForEachClassThatWasSolvedFor) {
  SearchedDeviation found;
  found.bidder_class = "home";
  found.expected_profit_per_mwh = 0.25;
  found.gain_per_mwh = 0.0005;
  found.standard_error = 0.0001;
  found.gain_share = 0.002;
  found.upper_bound_share = std::numeric_limits<double>::infinity();
  const std::vector<PolicyMarket> policies = {solved_policy(), PolicyMarket{"given", {}, {}}};
  const std::vector<StrategyCertificate> certificates = {{"as_is", {found}, 0.1, 0.1}, {"given", {}, 0.0, 0.0}};
  const StrategyTable table = equilibrium_table(policies, certificates);
  EXPECT_EQ(table.rows, 1);
  EXPECT_THAT(lines_of(table.csv),
              ElementsAre(HasSubstr("policy,bidder_class,method,status,iterations,solver_gain_share,"),
                          "as_is,home,damped best response,solved,40,2e-07,0.25,0.0005,0.0001,0,0.002,,0,0,0"));
}

TEST(StrategyTablesTest, BidFunctionsAreMoneyAtTheMeanReference) {
  const std::vector<PolicyMarket> policies = {solved_policy()};
  const StrategyTable table = bid_function_table(policies);
  const std::vector<std::string> lines = lines_of(table.csv);
  EXPECT_EQ(table.rows, 4 * 33) << "five states, in one of which nobody bids";
  ASSERT_EQ(lines.size(), 1u + 4 * 33);
  EXPECT_EQ(lines[0], "policy,bidder_class,ceiling_per_mwh,reference_price_per_mwh,required_price_per_mwh,bid_per_mwh");
  EXPECT_EQ(lines[1], "as_is,home,33,30,30,33");
  EXPECT_EQ(lines[33], "as_is,home,33,30,36,39");
}

TEST(StrategyTablesTest, WithoutAPublicStateItsCellIsEmpty) {
  PolicyMarket policy = solved_policy();
  policy.strategies.surfaces[0] = BidSurface{{0.0}, {1.0}, {2.0}, 2, {1.5, 2.0}};
  const std::vector<PolicyMarket> policies = {policy};
  EXPECT_THAT(lines_of(bid_function_table(policies).csv)[1], "as_is,home,,30,30,45");
}

}  // namespace
}  // namespace sealedbid
