#include "bidding/affiliated_deviation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/affiliated_games.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;
using enum PricingRule;

ClassDeviation deviation_from(const Game& game, const Equilibrium& equilibrium) {
  return deviation_gains(game, equilibrium).classes.at(0);
}

TEST(AffiliatedDeviationTest, NobodyGainsInEquilibriumAndExpectationsAgree) {
  for (const PricingRule pricing : {pay_as_bid, uniform_lowest_rejected}) {
    for (const Game& game : {mineral_rights(3, pricing), mean_of_two(pricing), estimated_cost(3, pricing)}) {
      const Equilibrium solved = solve_equilibrium(game);
      const ClassDeviation found = deviation_from(game, solved);
      EXPECT_LT(found.gain_share, 1e-5);
      EXPECT_NEAR(found.award_probability, solved.classes[0].award_probability, 1e-6);
      EXPECT_NEAR(found.expected_payment_per_mwh, solved.classes[0].expected_payment_per_mwh, 1e-5);
      EXPECT_NEAR(found.expected_profit_per_mwh, solved.classes[0].expected_profit_per_mwh, 1e-5);
    }
  }
}

TEST(AffiliatedDeviationTest, SeveralLotsUnderACeiling) {
  Game game = affiliated(5, pay_as_bid, {cost_law(Normal{50, 5}), EstimateForm::common_plus_own, TrueAmount::mean_of_estimates},
                         cost_law(Normal{0, 3}), 2);
  game.ceiling_per_mwh = 52.0;
  const Equilibrium solved = solve_equilibrium(game);
  const ClassDeviation found = deviation_from(game, solved);
  EXPECT_LT(found.gain_share, 1e-5);
  EXPECT_NEAR(found.expected_profit_per_mwh, solved.classes[0].expected_profit_per_mwh, 1e-5);
}

/// Who bids its estimate wins with the lowest of n and loses n/(n+1) − 1/2 of the width 2 of the errors, × 1/n before it knows.
TEST(AffiliatedDeviationTest, TheWinnersCurseIsRefuted) {
  for (const int n : {2, 3, 5}) {
    const Game game = estimated_cost(n, pay_as_bid);
    const ClassDeviation found = deviation_from(game, naive(-1, 41));
    EXPECT_NEAR(found.expected_profit_per_mwh, -2.0 * (n / (n + 1.0) - 0.5) / n, 3e-5) << n;
    EXPECT_GT(found.gain_per_mwh, 0.1) << n;
    EXPECT_TRUE(std::isinf(found.gain_share));
  }
}

TEST(AffiliatedDeviationTest, BidsATouchTooHighAreRefuted) {
  const Game game = mineral_rights(3, pay_as_bid);
  Equilibrium wrong = solve_equilibrium(game);
  for (double& bid : wrong.classes[0].bid_per_mwh) bid *= 0.95;
  wrong.classes[0].bid_slope.clear();
  EXPECT_GT(deviation_from(game, wrong).gain_share, 1e-4);
}

TEST(AffiliatedDeviationTest, WhoShouldBidButDoesNotIsFound) {
  const Game game = estimated_cost(2, pay_as_bid);
  Equilibrium silent = solve_equilibrium(game);
  ClassEquilibrium& own = silent.classes[0];
  while (own.cost_per_mwh.back() > 30.0) {
    for (auto* list : {&own.cost_per_mwh, &own.bid_per_mwh, &own.bid_slope}) list->pop_back();
  }
  const ClassDeviation found = deviation_from(game, silent);
  EXPECT_GT(found.gain_per_mwh, 0.1);
}

}  // namespace
}  // namespace sealedbid
