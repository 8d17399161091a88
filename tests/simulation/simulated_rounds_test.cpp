#include "simulation/simulated_rounds.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "simulation/deviation_search.hpp"
#include "simulation/solvable_rules.hpp"
#include "simulation/world_reference.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

constexpr std::uint64_t seed = 3;

Scenario all_in_equilibrium(Scenario scenario) {
  for (BidderClass& bidder : scenario.bidder_classes) bidder.strategy = Strategy::equilibrium;
  return scenario;
}

Strategies by_rounds(const Market& market, const SimulatedRoundsOptions& options, int threads = 2) {
  Strategies found;
  found.surfaces.resize(market.classes.size());
  found.reference_weight = reference_weights(market);
  solve_by_simulated_rounds(market, learn_market(market, found.reference_weight, seed, threads), seed, threads, options, found);
  return found;
}

double upper_bound(const Market& market, const Strategies& strategies) {
  DeviationSearchOptions options;
  options.searching_worlds = 1 << 13;
  options.judging_worlds = 1 << 15;
  options.seed = seed;
  return search_deviations({"only", market, strategies}, options).greatest_upper_bound_share;
}

/// Vickrey (1961): n bidders with U[0, 1] costs for one lot bid c + (1 − c)/n.
TEST(SimulatedRoundsTest, FirstPriceBidsAreNearTheClosedForm) {
  const Market market = build_market(all_in_equilibrium(testing::uniform_cost_auction(3, 1)));
  const Strategies strategies = by_rounds(market, {});
  EXPECT_EQ(strategies.solution.method, "best response to simulated rounds");
  for (const double cost : {0.1, 0.3, 0.5, 0.7}) {
    EXPECT_NEAR(bid_of(*strategies.surfaces[0], cost, 1.0, 1.0), cost + (1.0 - cost) / 3.0, 0.02) << cost;
  }
}

/// Both methods where both know the rules: two classes, hidden yields, a ceiling. A bid's noise is within 3 % of the price level.
TEST(SimulatedRoundsTest, BidsAgreeWithThoseOfTheTabulatedGame) {
  const Market market = build_market(all_in_equilibrium(testing::solar_auction()));
  const Strategies tabulated = find_strategies(market, seed, 2), simulated = by_rounds(market, {});
  ASSERT_EQ(tabulated.solution.method, "damped best response");
  for (std::size_t c = 0; c < market.classes.size(); ++c) {
    for (const double estimate : {0.9, 1.0, 1.1}) {
      const double expected = bid_of(*tabulated.surfaces[c], estimate, 1.0, 1.5);
      EXPECT_NEAR(bid_of(*simulated.surfaces[c], estimate, 1.0, 1.5), expected, 0.03) << c << " at " << estimate;
    }
  }
}

/// A cap on what foreign bidders win: no table knows it. The truth, as the twin, fails the same certificate.
TEST(SimulatedRoundsTest, BidsUnderACapAreCertifiedAndTheTruthIsNot) {
  Scenario scenario = testing::solar_auction();
  Limit cap{.name = "cap", .volume_fraction = 0.6, .marginal_bid = MarginalBidRule::partial};
  cap.bids.origin = OriginFilter::foreign;
  scenario.auction.limits.push_back(cap);
  const Market market = build_market(all_in_equilibrium(scenario));
  ASSERT_FALSE(has_tabulated_rules(market));
  const Strategies strategies = find_strategies(market, seed, 2);
  EXPECT_EQ(strategies.solution.method, "best response to simulated rounds");
  EXPECT_LT(upper_bound(market, strategies), 0.1);
  Strategies truth = strategies;
  for (auto& surface : truth.surfaces) surface.reset();
  truth.solution.method = "truthful";
  EXPECT_GT(upper_bound(market, truth), 0.5);
}

/// Bidders with several projects for as many lots, costs U[0, 1].
Market portfolios(int bidders, int projects, int lots, PricingRule pricing) {
  Scenario scenario = all_in_equilibrium(testing::uniform_cost_auction(bidders, lots));
  scenario.bidder_classes[0].projects_per_bidder = projects;
  scenario.auction.pricing = pricing;
  return build_market(scenario);
}

/// Who wants both lots competes for the pair: Vickrey's bids for each.
TEST(SimulatedRoundsTest, LotsWantedByBothAreBidForAsOne) {
  const Market market = portfolios(2, 2, 2, PricingRule::pay_as_bid);
  ASSERT_FALSE(has_tabulated_rules(market));
  const Strategies strategies = find_strategies(market, seed, 2);
  for (const double cost : {0.1, 0.3, 0.5, 0.7}) {
    for (std::size_t project : {0, 1})
      EXPECT_NEAR(bid_of(*strategies.surfaces[project], cost, 1.0, 1.0), 0.5 + 0.5 * cost, 0.03) << project << " at " << cost;
  }
  EXPECT_LT(upper_bound(market, strategies), 0.05);
}

/// The solver of bare games shares no code with this one. At a uniform price the later project is held back.
TEST(SimulatedRoundsTest, SecondProjectsAreHeldBackAsInTheBareGame) {
  const Market market = portfolios(3, 2, 3, PricingRule::uniform_lowest_rejected);
  const Strategies strategies = find_strategies(market, seed, 2);
  Game game;
  GameClass& all = game.classes.emplace_back();
  all.bidders = 3;
  all.projects = 2;
  all.cost = cost_law(Uniform{0.0, 1.0});
  game.lots = 3;
  game.pricing = PricingRule::uniform_lowest_rejected;
  game.ceiling_per_mwh = 1.0;
  const Equilibrium known = solve_equilibrium(game);
  for (const double cost : {0.2, 0.4, 0.6, 0.8}) {
    const double second = bid_at(known.classes[0].later_projects[0], cost);
    EXPECT_GT(second, cost + 0.1);
    EXPECT_NEAR(bid_of(*strategies.surfaces[0], cost, 1.0, 1.0), cost, 0.03) << cost;
    EXPECT_NEAR(bid_of(*strategies.surfaces[1], cost, 1.0, 1.0), second, 0.05) << cost;
  }
  EXPECT_LT(upper_bound(market, strategies), 0.05);
  Strategies truth = strategies;
  for (auto& surface : truth.surfaces) surface.reset();
  truth.solution.method = "truthful";
  EXPECT_GT(upper_bound(market, truth), 0.1) << "who bids the truth for both gains by holding one back";
}

TEST(SimulatedRoundsTest, TheSameBitsForAnyNumberOfThreads) {
  const Market market = build_market(all_in_equilibrium(testing::solar_auction()));
  const SimulatedRoundsOptions few{.iterations = 4, .worlds = 1024};
  const Strategies one = by_rounds(market, few, 1), three = by_rounds(market, few, 3);
  for (std::size_t c = 0; c < one.surfaces.size(); ++c) {
    EXPECT_EQ(one.surfaces[c]->bid, three.surfaces[c]->bid);
    EXPECT_EQ(one.surfaces[c]->last_estimate, three.surfaces[c]->last_estimate);
  }
}

}  // namespace
}  // namespace sealedbid
