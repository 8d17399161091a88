#include "bidding/sample_outcomes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "bidding/affiliated_games.hpp"
#include "bidding/closed_forms.hpp"
#include "bidding/deviation_gain.hpp"

// Statistical bounds are 5 standard errors of the estimator itself: a false alarm in 1.7 million comparisons; seeds are pinned.
namespace sealedbid {
namespace {

using namespace closed_forms;
using enum PricingRule;

/// Distance from the expected value in standard errors.
double errors_off(const Moments& moments, double expected) {
  return std::abs(moments.mean - expected) / moments.standard_error();
}

TEST(SampleOutcomesTest, AClosedFormIsMet) {
  const SampledOutcome outcome = sample_outcomes(weak_and_strong_game(), weak_and_strong_tables(), 100000);
  EXPECT_LT(errors_off(outcome.classes[0].award, 1.0 / 3.0), 5.0);
  EXPECT_LT(errors_off(outcome.classes[0].profit_per_mwh, 3.87733898), 5.0);
  EXPECT_LT(errors_off(outcome.classes[1].profit_per_mwh, 20.2758932), 5.0);
  EXPECT_LT(errors_off(outcome.payment_per_mwh, 81.6397977719), 5.0);
  EXPECT_GT(errors_off(outcome.classes[0].award, 0.25), 20.0) << "the second-price auction's share would be noticed";
  EXPECT_EQ(outcome.awarded_lots.mean, 1.0);
}

/// Two classes with all the game knows: scores, tariff, absence, entry cost, ties at flat stretches and at the ceiling.
Game motley_game(PricingRule pricing, int lots) {
  Game game{{uniform_class(0.0, 1.0, 3), uniform_class(0.2, 1.2, 2)}, lots, pricing, 1.3};
  game.classes[1].cost = cost_law(TruncatedNormal{0.6, 0.2, 0.2, 1.2});
  game.classes[1].presence_probability = 0.7;
  game.classes[1].score_factor = 1.1;
  game.classes[1].score_adder_per_mwh = 0.02;
  game.classes[1].tariff_per_mwh = 0.05;
  game.classes[1].entry_cost_per_mwh = 0.01;
  return game;
}
Equilibrium motley_tables() {
  ClassEquilibrium first = tabulated(
      0.1, 0.9, [](double c) { return 0.5 + std::max(0.0, c - 0.3); }, 9);
  ClassEquilibrium second = tabulated(
      0.2, 1.2, [](double c) { return std::min(1.3, 0.6 + 0.9 * (c - 0.2) * c); }, 21);
  return with_tables({first, second});
}

TEST(SampleOutcomesTest, SortedWorldsAgreeWithIntegration) {
  for (const PricingRule pricing : {pay_as_bid, uniform_highest_accepted, uniform_lowest_rejected}) {
    for (const int lots : {1, 2, 4, 6}) {
      const Game game = motley_game(pricing, lots);
      const SampledOutcome outcome = sample_outcomes(game, motley_tables(), 60000);
      const DeviationGains exact = deviation_gains(game, motley_tables(), {2, 2});
      for (std::size_t i = 0; i < 2; ++i) {
        SCOPED_TRACE(testing::Message() << "pricing " << static_cast<int>(pricing) << ", lots " << lots << ", class " << i);
        const SampledClassOutcome& drawn = outcome.classes[i];
        EXPECT_LT(errors_off(drawn.award, exact.classes[i].award_probability), 5.0);
        EXPECT_LT(errors_off(drawn.payment_per_mwh, exact.classes[i].expected_payment_per_mwh), 5.0);
        EXPECT_LT(errors_off(drawn.profit_per_mwh, exact.classes[i].expected_profit_per_mwh), 5.0);
      }
    }
  }
}

TEST(SampleOutcomesTest, AWrongGameIsNoticed) {
  const SampledOutcome outcome = sample_outcomes(motley_game(uniform_highest_accepted, 2), motley_tables(), 60000);
  Game wrong = motley_game(uniform_highest_accepted, 2);
  wrong.classes[1].presence_probability = 0.8;
  const DeviationGains exact = deviation_gains(wrong, motley_tables(), {2, 2});
  EXPECT_GT(errors_off(outcome.classes[1].award, exact.classes[1].award_probability), 5.0);
  EXPECT_GT(errors_off(outcome.classes[0].profit_per_mwh, exact.classes[0].expected_profit_per_mwh), 5.0);
}

TEST(SampleOutcomesTest, WhatHasNoPriceIsRefused) {
  const auto table = tabulated(
      0.0, 1.0, [](double c) { return c; }, 2);
  EXPECT_THROW(sample_outcomes(uniform_game(2, 2, uniform_lowest_rejected), with_tables({table}), 10), std::invalid_argument);
  EXPECT_THROW(sample_outcomes(uniform_game(2), with_tables({table}), 1), std::invalid_argument);
}

TEST(SampleOutcomesTest, CommonValuesAreDrawnJointly) {
  for (const PricingRule pricing : {pay_as_bid, uniform_lowest_rejected}) {
    for (const Game& game : {mineral_rights(3, pricing), mean_of_two(pricing), estimated_cost(3, pricing)}) {
      const Equilibrium solved = solve_equilibrium(game);
      const SampledOutcome outcome = sample_outcomes(game, solved, 50000);
      EXPECT_LT(errors_off(outcome.payment_per_mwh, solved.expected_payment_per_mwh), 5.0);
      EXPECT_LT(errors_off(outcome.classes[0].profit_per_mwh, solved.classes[0].expected_profit_per_mwh), 5.0);
    }
  }
  const SampledOutcome cursed = sample_outcomes(estimated_cost(3, pay_as_bid), naive(-1, 41), 50000);
  EXPECT_LT(errors_off(cursed.classes[0].profit_per_mwh, -1.0 / 6), 5.0) << "3/4 − 1/2 of the width of 2, a third each";
}

}  // namespace
}  // namespace sealedbid
