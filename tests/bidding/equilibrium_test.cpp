#include "bidding/equilibrium.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <stdexcept>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

void expect_numbers(const Equilibrium& result) {
  for (const double value : {result.award_probability, result.expected_awarded_lots, result.expected_payment_per_mwh,
                             result.expected_price_per_mwh, result.tolerance, result.residual, result.seconds})
    EXPECT_TRUE(std::isfinite(value));
  for (const ClassEquilibrium& own : result.classes) {
    for (const double value : {own.lowest_bid_per_mwh, own.highest_bid_per_mwh, own.award_probability,
                               own.expected_payment_per_mwh, own.expected_profit_per_mwh})
      EXPECT_TRUE(std::isfinite(value));
    for (const auto* column : {&own.cost_per_mwh, &own.bid_per_mwh, &own.win_probability, &own.interim_profit_per_mwh})
      for (const double value : *column) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(EquilibriumTest, LikeBiddersAreSolvedWithARecordOfHow) {
  const Equilibrium result = solve_equilibrium(uniform_game(3));
  EXPECT_EQ(result.status, EquilibriumStatus::solved);
  EXPECT_EQ(result.method, "quadrature");
  EXPECT_EQ(result.tolerance, SolverOptions{}.tolerance);
  EXPECT_GT(result.seconds, 0.0);
  EXPECT_NEAR(bid_at(result.classes[0], 0.4), 0.6, 1e-8);
  expect_numbers(result);
}

TEST(EquilibriumTest, UnlikeBiddersAreSolvedWithARecordOfHow) {
  const Equilibrium result = solve_equilibrium(weak_and_strong_game());
  EXPECT_EQ(result.status, EquilibriumStatus::solved);
  EXPECT_EQ(result.method, "collocation");
  EXPECT_GT(result.iterations, 0);
  EXPECT_NEAR(bid_at(result.classes[0], 80.0), weak_or_strong(80.0, 1.0), 1e-4);
  EXPECT_NEAR(bid_at(result.classes[1], 80.0), weak_or_strong(80.0, -1.0), 1e-4);
  expect_numbers(result);
}

TEST(EquilibriumTest, LowestRejectedBidsAreTruthful) {
  Game game = weak_and_strong_game();
  game.pricing = PricingRule::uniform_lowest_rejected;
  const Equilibrium result = solve_equilibrium(game);
  EXPECT_EQ(result.status, EquilibriumStatus::solved);
  for (const ClassEquilibrium& own : result.classes) EXPECT_NEAR(bid_at(own, 77.0), 77.0, 1e-12);
  EXPECT_NEAR(result.expected_price_per_mwh, 83.3333333, 1e-6);
  EXPECT_NEAR(result.classes[0].award_probability, 0.25, 1e-6);
}

TEST(EquilibriumTest, WhoIsAloneBidsTheCeiling) {
  for (const int lots : {1, 3}) {
    const Equilibrium result = solve_equilibrium(uniform_game(lots, lots, PricingRule::pay_as_bid, 2.0));
    EXPECT_EQ(result.status, EquilibriumStatus::degenerate);
    EXPECT_FALSE(result.reason.empty());
    EXPECT_EQ(bid_at(result.classes[0], 0.3), 2.0);
    EXPECT_NEAR(result.expected_payment_per_mwh, 2.0 * lots, 1e-9);
    EXPECT_NEAR(result.classes[0].expected_profit_per_mwh, 1.5, 1e-9);
    expect_numbers(result);
  }
}

TEST(EquilibriumTest, WhoIsAloneWithoutACeilingIsRefused) {
  const Equilibrium result = solve_equilibrium(uniform_game(1));
  EXPECT_EQ(result.status, EquilibriumStatus::refused);
  EXPECT_FALSE(result.reason.empty());
  expect_numbers(result);
}

TEST(EquilibriumTest, ACeilingBelowEveryCostLeavesNoTrade) {
  for (const Game& game : {uniform_game(3, 1, PricingRule::pay_as_bid, -0.5), [] {
                             Game unlike = weak_and_strong_game();
                             unlike.ceiling_per_mwh = 10.0;
                             return unlike;
                           }()}) {
    const Equilibrium result = solve_equilibrium(game);
    EXPECT_EQ(result.status, EquilibriumStatus::no_trade);
    EXPECT_FALSE(result.reason.empty());
    EXPECT_EQ(result.classes.size(), game.classes.size());
    EXPECT_EQ(result.expected_awarded_lots, 0.0);
    EXPECT_EQ(result.expected_price_per_mwh, 0.0);
    EXPECT_TRUE(std::isnan(bid_at(result.classes[0], 0.5)));
    expect_numbers(result);
  }
}

TEST(EquilibriumTest, ABidderWhoseCostsTopTheCeilingChangesNothing) {
  Game game = uniform_game(3, 1, PricingRule::pay_as_bid, 0.6);
  game.classes.push_back(uniform_class(0.7, 1.0, 5));
  const Equilibrium result = solve_equilibrium(game);
  EXPECT_NEAR(bid_at(result.classes[0], 0.25), 0.462074074, 1e-7);
  EXPECT_TRUE(std::isnan(bid_at(result.classes[1], 0.8)));
  EXPECT_EQ(result.classes[1].award_probability, 0.0);
}

TEST(EquilibriumTest, TimeEndsItQuicklyWithoutNonsense) {
  const auto before = std::chrono::steady_clock::now();
  const Equilibrium result = solve_equilibrium(weak_and_strong_game(), {.time_limit_seconds = 1e-6});
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count(), 1.0);
  EXPECT_EQ(result.status, EquilibriumStatus::not_converged);
  EXPECT_FALSE(result.reason.empty());
  EXPECT_EQ(result.classes.size(), 2U);
  expect_numbers(result);
}

TEST(EquilibriumTest, MalformedGamesAndOptionsAreRefused) {
  EXPECT_THROW(solve_equilibrium({}), std::invalid_argument);
  EXPECT_THROW(solve_equilibrium(uniform_game(0)), std::invalid_argument);
  EXPECT_THROW(solve_equilibrium(uniform_game(3, 0)), std::invalid_argument);
  EXPECT_THROW(solve_equilibrium(uniform_game(3), {.tolerance = 0.0}), std::invalid_argument);
  EXPECT_THROW(solve_equilibrium(uniform_game(3), {.time_limit_seconds = 0.0}), std::invalid_argument);
  EXPECT_THROW(solve_equilibrium(uniform_game(3), {.table_points = 1}), std::invalid_argument);
}

TEST(EquilibriumTest, BidsAreReadOffTheTable) {
  ClassEquilibrium own;
  own.cost_per_mwh = {1.0, 2.0};
  own.bid_per_mwh = {3.0, 4.0};
  own.bid_slope = {1.0, 1.0};
  own.highest_cost_that_bids_per_mwh = 2.0;
  EXPECT_EQ(bid_at(own, 0.0), 3.0);
  EXPECT_NEAR(bid_at(own, 1.5), 3.5, 1e-15);
  EXPECT_EQ(bid_at(own, 2.0), 4.0);
  EXPECT_TRUE(std::isnan(bid_at(own, 2.1)));
  EXPECT_TRUE(std::isnan(bid_at({}, 1.0)));
}

/// What all bidders see and nobody can change: a shock that adds to all costs, or scales all money.
TEST(EquilibriumTest, ObservedCommonShocksShiftAndScaleBids) {
  for (const PricingRule pricing : {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted}) {
    const auto game_at = [&](double shift, double scale) {
      Game game{{uniform_class(shift + 20.0 * scale, shift + 100.0 * scale, 2),
                 uniform_class(shift + 40.0 * scale, shift + 110.0 * scale, 2)},
                2,
                pricing,
                std::nullopt};
      if (pricing == PricingRule::pay_as_bid) game.ceiling_per_mwh = shift + 95.0 * scale;
      return solve_equilibrium(game);
    };
    const Equilibrium plain = game_at(0, 1), shifted = game_at(30, 1), scaled = game_at(0, 3);
    for (std::size_t i = 0; i < 2; ++i) {
      for (const double cost : {45.0, 60.0, 90.0}) {
        const double bid = bid_at(plain.classes[i], cost);
        EXPECT_NEAR(bid_at(shifted.classes[i], cost + 30), bid + 30, 1e-5);
        EXPECT_NEAR(bid_at(scaled.classes[i], 3 * cost), 3 * bid, 3e-5);
      }
    }
  }
}

}  // namespace
}  // namespace sealedbid
