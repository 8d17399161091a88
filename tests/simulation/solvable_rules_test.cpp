#include "simulation/solvable_rules.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "base/issue.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

Scenario equilibrium_auction() {
  Scenario scenario = testing::uniform_cost_auction(4, 2);
  scenario.bidder_classes[0].strategy = Strategy::equilibrium;
  return scenario;
}

std::string refused_key(const std::function<void(Scenario&)>& change) {
  Scenario scenario = equilibrium_auction();
  change(scenario);
  try {
    check_solvable(build_market(scenario));
  } catch (const InputError& error) {
    return error.issues().front().key_path;
  }
  return "";
}

bool is_tabulated(const std::function<void(Scenario&)>& change) {
  Scenario scenario = equilibrium_auction();
  change(scenario);
  return has_tabulated_rules(build_market(scenario));
}

TEST(SolvableRulesTest, APlainRoundAndPriceAdjustmentsHaveTables) {
  EXPECT_TRUE(is_tabulated([](Scenario&) {}));
  EXPECT_TRUE(is_tabulated(
      [](Scenario& scenario) { scenario.auction.ranking.adjustments.push_back({.name = "preference", .add_fraction = 0.1}); }));
}

TEST(SolvableRulesTest, OtherRulesAreSolvableWithoutTables) {
  const std::vector<std::function<void(Scenario&)>> changes = {
      [](Scenario& s) { s.auction.stages.push_back({.name = "first", .volume_mw = 1.0}); },
      [](Scenario& s) { s.auction.limits.push_back({.name = "cap", .volume_mw = 1.0}); },
      [](Scenario& s) { s.auction.floor_per_mwh = 0.1; },
      [](Scenario& s) { s.auction.maximum_bid_mw = 5.0; },
      [](Scenario& s) { s.auction.marginal_bid = MarginalBidRule::partial_above_minimum; },
      [](Scenario& s) {
        s.auction.ranking.adjustments.push_back(
            {.name = "content", .add_fraction = -0.1, .scaled_by = AdjustmentScale::local_content});
      }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    EXPECT_FALSE(is_tabulated(changes[i])) << i;
    EXPECT_EQ(refused_key(changes[i]), "") << i;
  }
}

TEST(SolvableRulesTest, ARingMustBidAsOne) {
  const auto ring_of_two = [](Strategy second) {
    return [second](Scenario& scenario) {
      scenario.bidder_classes.push_back(scenario.bidder_classes[0]);
      scenario.bidder_classes[1].name = "second";
      scenario.bidder_classes[1].strategy = second;
      scenario.rings.push_back({"ring", {"bidders", "second"}});
    };
  };
  EXPECT_EQ(refused_key(ring_of_two(Strategy::equilibrium)), "");
  EXPECT_EQ(refused_key(ring_of_two(Strategy::truthful)), "bidder_classes.bidders.strategy");
}

TEST(SolvableRulesTest, TruthIsBestForEqualLotsAtTheLowestRejectedPrice) {
  Scenario scenario = equilibrium_auction();
  EXPECT_FALSE(is_truth_best(build_market(scenario)));
  scenario.auction.pricing = PricingRule::uniform_lowest_rejected;
  EXPECT_TRUE(is_truth_best(build_market(scenario)));
  Scenario unequal = scenario;
  unequal.bidder_classes[0].project_capacity_mw = Uniform{0.5, 1.5};
  EXPECT_FALSE(is_truth_best(build_market(unequal)));
  Scenario entry = scenario;
  entry.bidder_classes[0].entry_cost_per_mwh = 0.01;
  EXPECT_FALSE(is_truth_best(build_market(entry)));
}

}  // namespace
}  // namespace sealedbid
