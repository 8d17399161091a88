#include "bidding/response_equilibrium.hpp"

#include <gtest/gtest.h>

#include "bidding/deviation_gain.hpp"

namespace sealedbid {
namespace {

GameClass uniform(int bidders, double low, double high) {
  GameClass result;
  result.bidders = bidders;
  result.cost = cost_law(Uniform{low, high});
  return result;
}

Game unlike_bidders() {
  Game game;
  game.classes = {uniform(2, 0.0, 1.0), uniform(2, 0.2, 1.2)};
  return game;
}

/// The greatest mean gain of a class over its expected value, by the independent certificate.
double mean_gain_share(const Game& game, const Equilibrium& equilibrium) {
  double share = 0.0;
  for (const ClassDeviation& found : deviation_gains(game, equilibrium).classes) {
    share = std::max(share, found.average_gain_per_mwh / found.expected_value_per_mwh);
  }
  return share;
}

void expect_answered(const Game& game, const std::string& what) {
  const Equilibrium answer = solve_equilibrium(game);
  EXPECT_EQ(answer.status, EquilibriumStatus::solved) << what << ": " << answer.reason;
  EXPECT_EQ(answer.method, response_method) << what;
  EXPECT_LT(mean_gain_share(game, answer), 1e-3) << what;
}

TEST(ResponseEquilibriumTest, AnswersGamesBeyondTheExactMethods) {
  Game scores = unlike_bidders();
  scores.classes[1] = uniform(2, 0.0, 1.0);
  scores.classes[1].score_factor = 1.1;
  scores.ceiling_per_mwh = 0.8;
  expect_answered(scores, "a ceiling that is another score for each class");
  Game unsold = unlike_bidders();
  unsold.lots = 2;
  unsold.pricing = PricingRule::uniform_highest_accepted;
  unsold.ceiling_per_mwh = 0.8;
  unsold.unsold_lots = UnsoldLots::pay_highest_accepted;
  expect_answered(unsold, "unsold lots that pay the highest accepted bid");
}

TEST(ResponseEquilibriumTest, UnsoldLotsMayPayTheCeiling) {
  Game game = unlike_bidders();
  game.lots = 2;
  game.pricing = PricingRule::uniform_highest_accepted;
  game.ceiling_per_mwh = 0.8;
  const Equilibrium exact = solve_equilibrium(game), general = solve_by_response(game).value();
  EXPECT_EQ(exact.method, "collocation");
  const double own_gain = mean_gain_share(game, general);
  EXPECT_LT(own_gain, 1e-3);
  EXPECT_NEAR(general.expected_price_per_mwh, exact.expected_price_per_mwh, 2e-3);
  game.unsold_lots = UnsoldLots::pay_highest_accepted;
  EXPECT_GT(mean_gain_share(game, general), 3.0 * own_gain) << "the other rule needs other bids";
}

/// Replies alone leave 8e-4 after 1,555 iterations; the conditions on more cells need none.
TEST(ResponseEquilibriumTest, ManyBiddersForManyLotsAreSolvedByConditions) {
  Game game;
  game.lots = 20;
  game.classes = {uniform(25, 0.0, 1.0), uniform(25, 0.1, 1.2)};
  const Equilibrium general = solve_by_response(game).value();
  EXPECT_LT(mean_gain_share(game, general), 4e-4);
  EXPECT_LT(general.iterations, 100);
}

TEST(ResponseEquilibriumTest, ADeadlineEndsTheSearchWithTheBestBidsFound) {
  const Equilibrium hasty = solve_by_response(unlike_bidders(), {std::chrono::steady_clock::now()}).value();
  EXPECT_EQ(hasty.status, EquilibriumStatus::not_converged);
  EXPECT_FALSE(hasty.classes[0].bid_per_mwh.empty());
}

/// Where both have an answer they agree.
TEST(ResponseEquilibriumTest, AgreesWithTheExactMethods) {
  const Game game = unlike_bidders();
  const Equilibrium exact = solve_equilibrium(game), general = solve_by_response(game).value();
  EXPECT_EQ(exact.method, "collocation");
  EXPECT_NEAR(general.expected_price_per_mwh, exact.expected_price_per_mwh, 1e-3);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(general.classes[i].award_probability, exact.classes[i].award_probability, 2e-3);
    EXPECT_NEAR(general.classes[i].expected_profit_per_mwh, exact.classes[i].expected_profit_per_mwh, 1e-3);
    EXPECT_NEAR(bid_at(general.classes[i], 0.5), bid_at(exact.classes[i], 0.5), 5e-3);
  }
  EXPECT_NEAR(general.award_probability, 1.0, 1e-9);
}

TEST(ResponseEquilibriumTest, WhatItLeavesToOthers) {
  Game alone;
  alone.classes = {uniform(1, 0.0, 1.0)};
  EXPECT_FALSE(solve_by_response(alone).has_value());
}

}  // namespace
}  // namespace sealedbid
