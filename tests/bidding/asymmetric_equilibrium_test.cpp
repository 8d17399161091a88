#include "bidding/asymmetric_equilibrium.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

Deadline in_seconds(int seconds) {
  return {std::chrono::steady_clock::now() + std::chrono::seconds(seconds)};
}

/// Both methods have to give the known answers, each to its own digits.
class AsymmetricEquilibriumTest : public ::testing::TestWithParam<UnlikeMethod> {
 protected:
  double digits() const { return GetParam() == UnlikeMethod::collocation ? 1e-9 : 1e-6; }
  /// What bids of up to 100 may be off by.
  double error() const { return GetParam() == UnlikeMethod::collocation ? 1e-6 : 2e-5; }

  /// Solves a game, and expects it to be solved.
  Equilibrium solved(const Game& game) const {
    const ScoreGame scores = score_game(game);
    const AsymmetricSolution solution = solve_asymmetric(scores, score_top(scores), GetParam(), digits(), in_seconds(60));
    EXPECT_TRUE(solution.is_solved) << solution.reason;
    if (!solution.is_solved) return {};
    EXPECT_LE(solution.residual, digits() * (score_top(scores).score - solution.play.curves[0].bid.front()));
    return account(scores, solution.play, game.classes.size());
  }
};

INSTANTIATE_TEST_SUITE_P(Methods, AsymmetricEquilibriumTest, ::testing::Values(UnlikeMethod::collocation, UnlikeMethod::shots),
                         [](const auto& tested) { return tested.param == UnlikeMethod::collocation ? "collocation" : "shots"; });

/// Costs 100 − a·U^(1/k).
GameClass power_class(int bidders, double power, double range) {
  GameClass result = uniform_class(100.0 - range, 100.0, bidders);
  result.cost = cost_law(Beta{1.0, power, 100.0 - range, 100.0});
  return result;
}

TEST_P(AsymmetricEquilibriumTest, WeakAndStrong) {
  const Equilibrium result = solved(weak_and_strong_game());
  ASSERT_EQ(result.classes.size(), 2U);
  for (const double cost : {60.0, 70.0, 80.0, 90.0, 99.0})
    EXPECT_NEAR(bid_at(result.classes[0], cost), weak_or_strong(cost, 1.0), error()) << cost;
  for (const double cost : {20.0, 40.0, 60.0, 80.0, 99.0})
    EXPECT_NEAR(bid_at(result.classes[1], cost), weak_or_strong(cost, -1.0), error()) << cost;
  EXPECT_NEAR(result.classes[0].lowest_bid_per_mwh, 220.0 / 3.0, error());
  EXPECT_NEAR(result.expected_price_per_mwh, 81.6397977719, error());
  EXPECT_NEAR(result.classes[0].award_probability, 1.0 / 3.0, error());
  EXPECT_NEAR(result.classes[1].expected_profit_per_mwh, 20.2758932, error());
}

TEST_P(AsymmetricEquilibriumTest, LinearBidsOfTwoPowerClasses) {
  // Bids 100 − s (100 − c). Source: Cheng 2006.
  struct Row {
    GameClass first, second;
    double first_slope, second_slope, lowest_bid, price, first_award;
  };
  const std::vector<Row> rows{
      {power_class(1, 1.0, 60.0), power_class(1, 2.0, 80.0), 2.0 / 3.0, 0.5, 60.0, 70.0, 1.0 / 3.0},
      {power_class(2, 1.0, 60.0), power_class(3, 2.0, 61.25), 7.0 / 8.0, 6.0 / 7.0, 47.5, 53.3333333, 0.125},
      {power_class(1, 2.0, 60.0), power_class(4, 1.0, 57.6), 0.8, 5.0 / 6.0, 52.0, 58.8571429, 1.0 / 3.0}};
  for (const Row& row : rows) {
    const Equilibrium result = solved({{row.first, row.second}, 1, PricingRule::pay_as_bid, {}});
    ASSERT_EQ(result.classes.size(), 2U);
    EXPECT_NEAR(result.classes[0].lowest_bid_per_mwh, row.lowest_bid, error());
    EXPECT_NEAR(bid_at(result.classes[0], 70.0), 100.0 - 30.0 * row.first_slope, error());
    EXPECT_NEAR(bid_at(result.classes[1], 70.0), 100.0 - 30.0 * row.second_slope, error());
    EXPECT_NEAR(result.expected_price_per_mwh, row.price, error());
    EXPECT_NEAR(result.classes[0].award_probability, row.first_award, error());
  }
}

TEST_P(AsymmetricEquilibriumTest, PowerClassesWithoutAClosedForm) {
  // Costs 1 − U^(1/k). Source: Marshall, Meurer, Richard and Stromquist 1994; digits recomputed.
  const auto power = [](int bidders, double exponent) {
    GameClass result = uniform_class(0.0, 1.0, bidders);
    result.cost = cost_law(Beta{1.0, exponent, 0.0, 1.0});
    return result;
  };
  struct Row {
    GameClass first, second;
    double lowest_bid, price, first_award;
  };
  for (const Row& row : {Row{power(1, 1.0), power(1, 2.0), 27.0 / 64.0, 1.0 - 0.4262906952, 0.421875},
                         Row{power(1, 1.0), power(1, 4.0), 1.0 - 0.637375872374, 1.0 - 0.5054304717, 0.3626241276},
                         Row{power(2, 1.0), power(3, 2.0), 1.0 - 0.862136725149, 1.0 - 0.7659385409, 0.1378632749}}) {
    const Equilibrium result = solved({{row.first, row.second}, 1, PricingRule::pay_as_bid, {}});
    ASSERT_EQ(result.classes.size(), 2U);
    EXPECT_NEAR(result.classes[1].lowest_bid_per_mwh, row.lowest_bid, 0.1 * digits() + 1e-8);
    EXPECT_NEAR(result.expected_price_per_mwh, row.price, 0.1 * digits() + 1e-8);
    EXPECT_NEAR(result.classes[0].award_probability, row.first_award, 0.1 * digits() + 1e-8);
  }
}

TEST_P(AsymmetricEquilibriumTest, LikeClassesAreOneClass) {
  const Game split{{uniform_class(0.0, 1.0, 2), uniform_class(0.0, 1.0, 3)}, 1, PricingRule::pay_as_bid, {}};
  const Equilibrium result = solved(split);
  ASSERT_EQ(result.classes.size(), 2U);
  for (const ClassEquilibrium& own : result.classes) {
    EXPECT_NEAR(bid_at(own, 0.3), first_price(0.3, 5), 1e-6);
    EXPECT_NEAR(own.award_probability, 0.2, 1e-6);
  }
}

TEST_P(AsymmetricEquilibriumTest, UnlikeLowestBids) {
  const Game game{{uniform_class(0.0, 1.0, 2), uniform_class(0.2, 1.2, 2)}, 1, PricingRule::pay_as_bid, 1.0};
  const Equilibrium result = solved(game);
  ASSERT_EQ(result.classes.size(), 2U);
  EXPECT_NEAR(result.classes[0].lowest_bid_per_mwh, 0.34953274, 1e-6);
  EXPECT_NEAR(result.classes[1].lowest_bid_per_mwh, 0.36244047, 1e-6);
  EXPECT_NEAR(bid_at(result.classes[0], 0.5), 0.6508905, 1e-6);
  EXPECT_NEAR(bid_at(result.classes[1], 0.5), 0.6396225, 1e-6);
  EXPECT_NEAR(result.classes[0].award_probability, 0.34953274, 1e-6);
  EXPECT_NEAR(result.classes[1].award_probability, 0.15046726, 1e-6);
  EXPECT_NEAR(result.expected_price_per_mwh, 0.49316606, 1e-6);
}

TEST_P(AsymmetricEquilibriumTest, ABindingCeiling) {
  GameClass domestic = uniform_class(40.0, 120.0, 3), foreign = domestic;
  domestic.cost = cost_law(TruncatedNormal{70.0, 12.0, 40.0, 120.0});
  foreign.cost = cost_law(TruncatedNormal{60.0, 12.0, 40.0, 120.0});
  const Equilibrium result = solved({{domestic, foreign}, 1, PricingRule::pay_as_bid, 65.0});
  ASSERT_EQ(result.classes.size(), 2U);
  EXPECT_NEAR(result.classes[0].lowest_bid_per_mwh, 52.040245, error());
  EXPECT_NEAR(result.award_probability, 0.986754, error());
  EXPECT_NEAR(result.expected_payment_per_mwh, 56.181320, error());
  EXPECT_NEAR(bid_at(result.classes[0], 50.0), 55.7402739, error());
  EXPECT_NEAR(bid_at(result.classes[1], 55.0), 59.5739273, error());
  EXPECT_NEAR(result.classes[1].award_probability, 0.245176, error());
}

TEST_P(AsymmetricEquilibriumTest, WithoutTimeSaysSo) {
  const ScoreGame scores = score_game(weak_and_strong_game());
  const AsymmetricSolution solution = solve_asymmetric(scores, score_top(scores), GetParam(), 1e-9, in_seconds(-1));
  EXPECT_FALSE(solution.is_solved);
  EXPECT_FALSE(solution.reason.empty());
}

}  // namespace
}  // namespace sealedbid
