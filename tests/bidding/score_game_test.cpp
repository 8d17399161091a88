#include "bidding/score_game.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <stdexcept>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

/// Foreign bidders: bids rank at 1.1 times plus 2, and pay a tariff of 5.
Game game_with_scores() {
  Game game{{uniform_class(40.0, 80.0, 2), uniform_class(30.0, 90.0, 3)}, 2, PricingRule::pay_as_bid, 75.0};
  game.classes[1].score_factor = 1.1;
  game.classes[1].score_adder_per_mwh = 2.0;
  game.classes[1].tariff_per_mwh = 5.0;
  game.classes[1].presence_probability = 0.6;
  game.classes[1].entry_cost_per_mwh = 0.5;
  return game;
}

TEST(ScoreGameTest, ProfitsAreTheSameInScores) {
  const ScoreGame game = score_game(game_with_scores());
  const ScoreClass& foreign = game.classes[1];
  const double cost = 50.0, bid = 70.0;
  const double score = foreign.factor * bid + foreign.adder, cost_score = foreign.factor * cost + foreign.shift;
  EXPECT_NEAR(score, 1.1 * 70.0 + 2.0, 1e-12);
  EXPECT_NEAR((score - cost_score) / foreign.factor, bid - 5.0 - cost, 1e-12);
  EXPECT_NEAR(foreign.ceiling, 1.1 * 75.0 + 2.0, 1e-12);
  EXPECT_NEAR(foreign.low, 1.1 * 35.0 + 2.0, 1e-12);
  EXPECT_NEAR(foreign.high, 1.1 * 95.0 + 2.0, 1e-12);
  EXPECT_NEAR(foreign.entry_cost, 0.55, 1e-12);
  EXPECT_EQ(foreign.origin, 1U);
  EXPECT_EQ(game.lots, 2);
}

TEST(ScoreGameTest, ProbabilitiesIncludePresence) {
  const ScoreGame game = score_game(game_with_scores());
  const ScoreClass& foreign = game.classes[1];
  const auto score = [&](double cost) { return 1.1 * (cost + 5.0) + 2.0; };
  for (const double share : {0.0, 0.25, 0.9, 1.0}) {
    const double at = score(30.0 + 60.0 * share);
    EXPECT_NEAR(below(foreign, at), 0.6 * share, 1e-12);
    EXPECT_NEAR(not_below(foreign, at), 1.0 - 0.6 * share, 1e-12);
  }
  EXPECT_NEAR(below_density(foreign, score(50.0)), 0.6 / (60.0 * 1.1), 1e-12);
}

TEST(ScoreGameTest, UtilityRatioIsUtilityOverItsSlope) {
  Game game = game_with_scores();
  for (const Utility& utility : {Utility{}, Utility{UtilityFamily::crra, 0.5}, Utility{UtilityFamily::cara, 0.2}}) {
    game.classes[1].utility = utility;
    const ScoreClass foreign = score_game(game).classes[1];
    for (const double profit : {0.1, 1.0, 12.0}) {
      const double slope = (utility_of(foreign, profit + 1e-5) - utility_of(foreign, profit - 1e-5)) / 2e-5;
      EXPECT_NEAR(utility_ratio(foreign, profit) * slope / utility_of(foreign, profit), 1.0, 1e-7);
    }
    EXPECT_EQ(utility_ratio(foreign, 0.0), 0.0);
  }
}

TEST(ScoreGameTest, TopIsTheCeilingOrTheCostOfTheFirstWhoMustLose) {
  const auto top = [](const Game& game) { return score_top(score_game(game)); };
  EXPECT_EQ(top(uniform_game(3)).score, 1.0);
  EXPECT_FALSE(top(uniform_game(3)).is_ceiling);
  EXPECT_EQ(top(uniform_game(3, 1, PricingRule::pay_as_bid, 0.6)).score, 0.6);
  EXPECT_TRUE(top(uniform_game(3, 1, PricingRule::pay_as_bid, 0.6)).is_ceiling);
  const Game unlike{{uniform_class(0.0, 1.0, 1), uniform_class(0.2, 1.2, 3)}, 2, PricingRule::pay_as_bid, {}};
  EXPECT_EQ(top(unlike).score, 1.2) << "the third lowest of 1, 1.2, 1.2, 1.2";
}

TEST(ScoreGameTest, WhoMayBeAloneIsNotContested) {
  const auto top = [](const Game& game) { return score_top(score_game(game)); };
  EXPECT_FALSE(top(uniform_game(2, 2)).is_contested);
  EXPECT_TRUE(top(uniform_game(3, 2)).is_contested);
  Game absent = uniform_game(5);
  absent.classes[0].presence_probability = 0.9;
  EXPECT_FALSE(top(absent).is_contested);
  absent.ceiling_per_mwh = 2.0;
  EXPECT_TRUE(top(absent).is_contested);
  EXPECT_EQ(top(absent).score, 2.0);
}

TEST(ScoreGameTest, ABidderSureToUndercutBidsBestAgainstCosts) {
  // Cost .4 against a rival U[.3, 1.3] who bids its cost: (b − .4)(1.3 − b) is greatest at .85.
  const Game game{{uniform_class(0.0, 0.4, 1), uniform_class(0.3, 1.3, 1)}, 1, PricingRule::pay_as_bid, {}};
  const ScoreTop top = score_top(score_game(game));
  EXPECT_EQ(top.lone_origin, 0U);
  EXPECT_NEAR(top.score, 0.85, 1e-9);
  // Two such bidders for two lots: costs of 1 against two rivals U[.2, 1.2], (b − 1)(1.2 − b)² is greatest at 1 + .2/3.
  const Game two{{uniform_class(0.0, 1.0, 2), uniform_class(0.2, 1.2, 2)}, 2, PricingRule::pay_as_bid, {}};
  EXPECT_NEAR(score_top(score_game(two)).score, 1.0 + 0.2 / 3.0, 1e-9);
}

TEST(ScoreGameTest, TheHopelessAreLeftOutAndTheOthersKeepTheirPlace) {
  const Game game{{uniform_class(2.0, 3.0, 4), uniform_class(0.0, 1.0, 2)}, 1, PricingRule::pay_as_bid, {}};
  const ScoreGame all = score_game(game);
  const ScoreGame left = without_hopeless(all, score_top(all).score);
  ASSERT_EQ(left.classes.size(), 1U);
  EXPECT_EQ(left.classes[0].origin, 1U);
  EXPECT_EQ(without_hopeless(all, 2.5).classes.size(), 2U);
}

TEST(ScoreGameTest, RefusesMalformedGamesByPlace) {
  const auto refused = [](const std::function<void(Game&)>& spoil, const std::string& place) {
    Game game = game_with_scores();
    spoil(game);
    try {
      score_game(game);
      ADD_FAILURE() << place;
    } catch (const std::invalid_argument& error) {
      EXPECT_NE(std::string(error.what()).find(place), std::string::npos) << error.what();
    }
  };
  refused([](Game& game) { game.classes.clear(); }, "classes");
  refused([](Game& game) { game.lots = 0; }, "lots: 0");
  refused([](Game& game) { game.ceiling_per_mwh = std::nan(""); }, "ceiling_per_mwh");
  refused([](Game& game) { game.classes[1].bidders = 0; }, "classes[1].bidders: 0");
  refused([](Game& game) { game.classes[1].presence_probability = 0.0; }, "classes[1].presence_probability");
  refused([](Game& game) { game.classes[1].presence_probability = 1.5; }, "classes[1].presence_probability: 1.5");
  refused([](Game& game) { game.classes[0].score_factor = -1.0; }, "classes[0].score_factor: -1");
  refused([](Game& game) { game.classes[0].tariff_per_mwh = std::nan(""); }, "classes[0]");
  refused([](Game& game) { game.classes[0].entry_cost_per_mwh = -1.0; }, "classes[0].entry_cost_per_mwh: -1");
  refused([](Game& game) { game.classes[0].utility = {UtilityFamily::crra, 1.5}; }, "classes[0].utility.coefficient: 1.5");
  refused([](Game& game) { game.classes[0].utility = {UtilityFamily::cara, 0.0}; }, "classes[0].utility.coefficient: 0");
}

}  // namespace
}  // namespace sealedbid
