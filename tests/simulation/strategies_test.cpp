#include "simulation/strategies.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/issue.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/simulate.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

Scenario all_bid(Scenario scenario, Strategy strategy) {
  for (BidderClass& bidder : scenario.bidder_classes) bidder.strategy = strategy;
  return scenario;
}

Strategies found(const Scenario& scenario, int threads = 2) {
  return find_strategies(build_market(scenario), 3, threads);
}

/// A metric of a class in 40,000 replications.
Moments simulated(const Scenario& scenario, const std::string& metric, const std::string& bidder_class) {
  Market market = build_market(scenario);
  Strategies strategies = find_strategies(market, 3, 2);
  const std::vector<PolicyMarket> policies = {{"only", std::move(market), std::move(strategies)}};
  SimulationOptions options;
  options.replications = 40000;
  options.seed = 3;
  options.threads = 2;
  const std::vector<RunTally> rounds = simulate(policies, options);
  for (const MetricTally& tally : rounds.front().policies[0].metrics) {
    if (tally.metric.name == metric && tally.metric.group == "class:" + bidder_class) return tally.moments;
  }
  throw std::invalid_argument(metric);
}

TEST(StrategiesTest, GivenStrategiesNeedNothing) {
  EXPECT_FALSE(found(testing::solar_auction()).are_needed());
  EXPECT_FALSE(found(all_bid(testing::solar_auction(), Strategy::markup)).are_needed());
}

/// Vickrey (1961): n bidders with U[0, 1] costs for one lot bid c + (1 − c)/n.
TEST(StrategiesTest, FirstPriceBidsOfLikeBiddersAreTheClosedForm) {
  for (const int bidders : {2, 5}) {
    const Strategies strategies = found(all_bid(testing::uniform_cost_auction(bidders, 1), Strategy::equilibrium));
    ASSERT_TRUE(strategies.surfaces[0]);
    for (const double cost : {0.05, 0.3, 0.6, 0.95}) {
      EXPECT_NEAR(bid_of(*strategies.surfaces[0], cost, 1.0, 1.0), cost + (1.0 - cost) / bidders, 1e-3) << bidders;
    }
    EXPECT_EQ(strategies.solution.states[0].status, EquilibriumStatus::solved);
  }
}

/// One bidder against n − 1 who bid their U[0, 1] costs: it maximises (b − c)(1 − b)ⁿ⁻¹.
TEST(StrategiesTest, TheBestResponseToTruthfulRivalsIsTheClosedForm) {
  const Strategies strategies = found(all_bid(testing::uniform_cost_auction(4, 1), Strategy::best_response));
  for (const double cost : {0.05, 0.3, 0.6, 0.9}) {
    EXPECT_NEAR(bid_of(*strategies.surfaces[0], cost, 1.0, 1.0), cost + (1.0 - cost) / 4.0, 2e-3);
  }
}

/// Against rivals who add a tenth: (b − c)(1 − b/1.1)ⁿ⁻¹, b = c + (1.1 − c)/n.
TEST(StrategiesTest, ABestResponseKnowsTheMarkupOfItsRivals) {
  Scenario scenario = all_bid(testing::uniform_cost_auction(4, 1), Strategy::best_response);
  scenario.bidder_classes[0].markup_fraction = Constant{0.1};
  scenario.auction.ceiling_per_mwh = Constant{2.0};
  const Strategies strategies = found(scenario);
  for (const double cost : {0.05, 0.3, 0.6, 0.9}) {
    EXPECT_NEAR(bid_of(*strategies.surfaces[0], cost, 1.0, 2.0), cost + (1.1 - cost) / 4.0, 2e-3);
  }
}

TEST(StrategiesTest, TruthIsBidAtTheLowestRejectedPrice) {
  Scenario scenario = all_bid(testing::uniform_cost_auction(5, 2), Strategy::equilibrium);
  scenario.auction.pricing = PricingRule::uniform_lowest_rejected;
  const Strategies strategies = found(scenario);
  EXPECT_EQ(strategies.solution.method, "truthful");
  const Market solved = build_market(scenario), truthful = build_market(all_bid(scenario, Strategy::truthful));
  BidDraws draws(solved, 3, &strategies), true_draws(truthful, 3);
  DrawnTile tile, true_tile;
  draws.draw(0, 1, tile);
  true_draws.draw(0, 1, true_tile);
  EXPECT_EQ(tile.bid_ticks, true_tile.bid_ticks);
}

/// Revenue equivalence: what two lots cost does not depend on the price rule. 4 standard errors: 1 false alarm in 16,000.
TEST(StrategiesTest, SimulatedRevenueIsEquivalent) {
  Scenario scenario = all_bid(testing::uniform_cost_auction(5, 2), Strategy::equilibrium);
  const Moments paid = simulated(scenario, "mean_awarded_price_per_mwh", "bidders");
  EXPECT_NEAR(paid.mean, 0.5, 4.0 * paid.standard_error() + 5e-4) << "the third lowest of five";
}

TEST(StrategiesTest, MoneyScalesWithMoney) {
  Scenario scenario = all_bid(testing::solar_auction(), Strategy::equilibrium), scaled = scenario;
  scaled.technologies[0].capex_per_kw = Lognormal{1400.0, 0.1};
  scaled.technologies[0].opex_per_kw_year = Constant{24.0};
  scaled.tariff.after_term.price_per_mwh = Constant{50.0};
  scaled.auction.ceiling_per_mwh = Constant{110.0};
  const Strategies one = found(scenario), two = found(scaled);
  EXPECT_NEAR(two.solution.reference_per_mwh, 2.0 * one.solution.reference_per_mwh, 1e-6);
  for (const double cost : {0.8, 1.0, 1.2}) {
    for (const double state : {1.3, 1.5}) {
      EXPECT_NEAR(bid_of(*one.surfaces[0], cost * 40.0, 40.0, state), 0.5 * bid_of(*two.surfaces[0], cost * 80.0, 80.0, state),
                  1e-4);
    }
  }
}

TEST(StrategiesTest, TheSameBitsForAnyNumberOfThreads) {
  const Scenario scenario = all_bid(testing::solar_auction(), Strategy::equilibrium);
  const Strategies one = found(scenario, 1);
  for (const int threads : {2, 3}) {
    const Strategies more = found(scenario, threads);
    for (std::size_t c = 0; c < one.surfaces.size(); ++c) {
      EXPECT_EQ(one.surfaces[c]->state, more.surfaces[c]->state);
      EXPECT_EQ(one.surfaces[c]->bid, more.surfaces[c]->bid);
      EXPECT_EQ(one.surfaces[c]->last_estimate, more.surfaces[c]->last_estimate);
    }
  }
}

/// Winners who bid what they believe to need lose: who overrates the yield wins. In equilibrium they correct for it.
TEST(StrategiesTest, EquilibriumBidsCorrectForTheWinnersCurse) {
  const Scenario scenario = testing::solar_auction();
  const Moments cursed = simulated(scenario, "bidder_profit_per_mwh", "domestic");
  const Moments corrected = simulated(all_bid(scenario, Strategy::equilibrium), "bidder_profit_per_mwh", "domestic");
  EXPECT_LT(cursed.mean, -4.0 * cursed.standard_error());
  EXPECT_GT(corrected.mean, 4.0 * corrected.standard_error());
}

TEST(StrategiesTest, ARingOfAllBidsTheCeiling) {
  Scenario scenario = all_bid(testing::uniform_cost_auction(4, 1), Strategy::equilibrium);
  scenario.rings = {{"all", {"bidders"}}};
  const Strategies strategies = found(scenario);
  for (const double cost : {0.1, 0.5, 0.9}) EXPECT_NEAR(bid_of(*strategies.surfaces[0], cost, 1.0, 1.0), 1.0, 1e-9);
}

/// A preference of a tenth for the home bidder: with bids as scores, both have the costs [0, 1] and [0, 1.1].
TEST(StrategiesTest, APreferenceInTheRankIsBidFor) {
  Scenario scenario = all_bid(testing::uniform_cost_auction(1, 1), Strategy::equilibrium);
  scenario.bidder_classes.push_back(scenario.bidder_classes[0]);
  scenario.bidder_classes[1].name = "foreign";
  scenario.bidder_classes[1].origin = "BBB";
  scenario.auction.ceiling_per_mwh = Constant{3.0};
  RankAdjustment preference{.name = "preference", .add_fraction = 0.1};
  preference.bids.origin = OriginFilter::foreign;
  scenario.auction.ranking.adjustments = {preference};
  const Strategies strategies = found(scenario);
  Game game;
  game.classes.resize(2);
  for (GameClass& bidders : game.classes) bidders.cost = cost_law(Uniform{0.0, 1.0});
  game.classes[1].score_factor = 1.1;
  const Equilibrium exact = solve_equilibrium(game);
  for (const std::size_t c : {0u, 1u}) {
    for (const double cost : {0.1, 0.4, 0.7}) {
      EXPECT_NEAR(bid_of(*strategies.surfaces[c], cost, 1.0, 3.0), bid_at(exact.classes[c], cost), 2e-3) << c << " at " << cost;
    }
  }
}

TEST(StrategiesTest, ASaleIsRefusedAtTheStrategy) {
  Market market = build_market(all_bid(testing::uniform_cost_auction(3, 1), Strategy::equilibrium));
  market.rules.direction = Direction::sale;
  try {
    find_strategies(market, 1, 1);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.issues().front().key_path, "bidder_classes.bidders.strategy");
  }
}

}  // namespace
}  // namespace sealedbid
