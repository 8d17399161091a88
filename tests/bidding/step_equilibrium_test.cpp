#include "bidding/step_equilibrium.hpp"

#include <gtest/gtest.h>

#include "bidding/step_deviation.hpp"
#include "bidding/step_games.hpp"

namespace sealedbid {
namespace {

using namespace testing;

double mean_share(const Game& game, const Equilibrium& answer) {
  double share = 0.0;
  for (const ClassDeviation& found : step_deviations(game, answer).classes)
    share = std::max(share, found.average_gain_per_mwh / found.expected_value_per_mwh);
  return share;
}

TEST(StepEquilibriumTest, MixedClassesAreSolvedAndCertified) {
  for (const PricingRule pricing : {PricingRule::uniform_highest_accepted, PricingRule::uniform_lowest_rejected}) {
    Game game = step_game(2, 2, 3, pricing);
    GameClass& alone = game.classes.emplace_back(game.classes[0]);
    alone.name = "alone";
    alone.bidders = 3;
    alone.projects = 1;
    alone.cost = cost_law(Uniform{0.1, 1.0});
    alone.presence_probability = 0.8;
    const Equilibrium answer = solve_equilibrium(game);
    EXPECT_EQ(answer.status, EquilibriumStatus::solved) << static_cast<int>(pricing) << ": " << answer.reason;
    EXPECT_LT(mean_share(game, answer), 1e-3) << static_cast<int>(pricing);
    EXPECT_EQ(answer.classes[0].later_projects.size(), 1u);
    EXPECT_EQ(answer.classes[1].later_projects.size(), 0u);
    EXPECT_LE(answer.expected_awarded_lots, 3.0 + 1e-3);
    for (const double cost : {0.1, 0.3, 0.6, 0.9})
      EXPECT_GE(bid_at(answer.classes[0].later_projects[0], cost), bid_at(answer.classes[0], cost) - 1e-9);
  }
}

/// A procurement in other money is the same game.
TEST(StepEquilibriumTest, ScalesWithMoneyAndTariffs) {
  const Game game = step_game(3, 2, 3, PricingRule::uniform_highest_accepted);
  Game other = game;
  other.classes[0].cost = cost_law(Uniform{40.0, 60.0});
  other.classes[0].tariff_per_mwh = 5.0;
  other.ceiling_per_mwh = 65.0;
  const Equilibrium one = solve_equilibrium(game), two = solve_equilibrium(other);
  for (const double cost : {0.2, 0.5, 0.8})
    EXPECT_NEAR(45.0 + 20.0 * bid_at(one.classes[0], cost), bid_at(two.classes[0], 40.0 + 20.0 * cost), 1e-3);
  EXPECT_NEAR(20.0 * one.classes[0].expected_profit_per_mwh, two.classes[0].expected_profit_per_mwh, 1e-3);
}

/// Where many bids are equally good, rounding must not decide.
TEST(StepEquilibriumTest, HoldsBackInAnyMoney) {
  for (const auto& [low, high] : {std::pair{0.0, 1.0}, std::pair{40.0, 60.0}, std::pair{0.1, 0.4}, std::pair{-7.0, 91.3}}) {
    Game game = step_game(2, 2, 2, PricingRule::uniform_lowest_rejected);
    game.classes[0].cost = cost_law(Uniform{low, high});
    game.ceiling_per_mwh = high;
    const Equilibrium answer = solve_equilibrium(game);
    EXPECT_EQ(answer.status, EquilibriumStatus::solved) << low;
    EXPECT_NEAR(answer.expected_price_per_mwh, high, 1e-9 * (high - low)) << low;
    EXPECT_EQ(answer.iterations, 1) << low;
  }
}

TEST(StepEquilibriumTest, OneProjectABidderIsSolvedAsBefore) {
  Game game = step_game(3, 1, 2, PricingRule::pay_as_bid);
  const Equilibrium answer = solve_equilibrium(game);
  EXPECT_EQ(answer.method, "quadrature");
  game.classes[0].project_costs = ProjectCosts::independent;  // without effect
  EXPECT_EQ(solve_equilibrium(game).classes[0].bid_per_mwh, answer.classes[0].bid_per_mwh);
}

/// The step solver itself, asked for one project a bidder: c + (1 − c)/n.
TEST(StepEquilibriumTest, FindsTheBidsOfSingleProjects) {
  const Equilibrium answer = solve_in_steps(step_game(3, 1, 1, PricingRule::pay_as_bid));
  for (const double cost : {0.1, 0.4, 0.7}) EXPECT_NEAR(bid_at(answer.classes[0], cost), cost + (1.0 - cost) / 3.0, 1e-2);
}

TEST(StepEquilibriumTest, NobodyBidsBelowEveryCost) {
  Game game = step_game(2, 2, 2, PricingRule::pay_as_bid);
  game.ceiling_per_mwh = -0.5;
  EXPECT_EQ(solve_equilibrium(game).status, EquilibriumStatus::no_trade);
}

}  // namespace
}  // namespace sealedbid
