#include "bidding/simple_plays.hpp"

#include <gtest/gtest.h>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

TEST(SimplePlaysTest, TruthfulBiddersPayTheLowestRejectedCost) {
  Game game = uniform_game(5, 3, PricingRule::uniform_lowest_rejected, 1.0);
  game.classes = {uniform_class(0.0, 1.0, 2), uniform_class(0.0, 1.0, 3)};  // alike, told apart by name only
  const ScoreGame scores = score_game(game);
  const Equilibrium result = account(scores, truthful_play(scores, 65), 2);
  // Order statistics of U[0, 1]: the fourth lowest of five has mean 4/6.
  EXPECT_NEAR(result.expected_price_per_mwh, 4.0 / 6.0, 1e-10);
  EXPECT_NEAR(result.expected_awarded_lots, 3.0, 1e-10);
  EXPECT_NEAR(result.classes[0].award_probability, 0.6, 1e-10);
  EXPECT_NEAR(result.classes[1].expected_profit_per_mwh, result.classes[0].expected_profit_per_mwh, 1e-12);
}

TEST(SimplePlaysTest, UnlikeTruthfulBiddersWinByTheirCosts) {
  Game game = weak_and_strong_game();  // U[60, 100] and U[20, 100], one lot
  game.pricing = PricingRule::uniform_lowest_rejected;
  const ScoreGame scores = score_game(game);
  const Equilibrium result = account(scores, truthful_play(scores, 65), 2);
  EXPECT_NEAR(result.classes[0].award_probability, 0.25, 1e-10);
  EXPECT_NEAR(result.expected_price_per_mwh, 250.0 / 3.0, 1e-8);
}

TEST(SimplePlaysTest, UncontestedBiddersWinAtTheTop) {
  Game game = uniform_game(2, 3, PricingRule::pay_as_bid, 0.8);
  game.classes[0].presence_probability = 0.5;
  game.classes[0].tariff_per_mwh = 0.1;
  const Equilibrium result = uncontested(score_game(game), {0.8}, 1);
  const ClassEquilibrium& own = result.classes[0];
  EXPECT_NEAR(own.highest_cost_that_bids_per_mwh, 0.7, 1e-15) << "the tariff leaves .7 of the ceiling";
  EXPECT_NEAR(own.award_probability, 0.5 * 0.7, 1e-12);
  EXPECT_NEAR(own.expected_payment_per_mwh, 0.8 * 0.35, 1e-12);
  EXPECT_NEAR(own.expected_profit_per_mwh, 0.5 * 0.7 * 0.7 / 2.0, 1e-12) << "the mean of .7 - c below .7";
  EXPECT_NEAR(result.award_probability, 1.0 - 0.65 * 0.65, 1e-12);
}

}  // namespace
}  // namespace sealedbid
