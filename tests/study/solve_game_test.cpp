#include "study/solve_game.hpp"

#include <gmock/gmock.h>

#include "scenario/read_game.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

GameFile uniform_game(const std::vector<Override>& overrides = {}) {
  return read_game_text(R"(schema_version: 1
title: Two bidders
game: {lots: 1, pricing: pay_as_bid, ceiling_per_mwh: 60}
bidder_classes:
  all: {bidders: 2, cost_per_mwh: {distribution: uniform, low: 40, high: 60}}
currency: EUR
)",
                        "game.yaml", overrides);
}

TEST(SolveGameTest, TheGameIsWhatTheFileSays) {
  const Game game = game_of(uniform_game({{"game.lots", "3"},
                                          {"game.pricing", "uniform_highest_accepted"},
                                          {"bidder_classes.all.bidders", "7"},
                                          {"bidder_classes.all.participation_probability", "0.8"},
                                          {"bidder_classes.all.score_factor", "1.1"},
                                          {"bidder_classes.all.score_adder_per_mwh", "-3"},
                                          {"bidder_classes.all.tariff_per_mwh", "2"},
                                          {"bidder_classes.all.risk_aversion", "{form: cara, coefficient: 0.1}"},
                                          {"bidder_classes.all.entry_cost_per_mwh", "0.5"}}));
  EXPECT_EQ(game.lots, 3);
  EXPECT_EQ(game.pricing, PricingRule::uniform_highest_accepted);
  EXPECT_EQ(game.ceiling_per_mwh, 60.0);
  ASSERT_EQ(game.classes.size(), 1u);
  const GameClass& all = game.classes[0];
  EXPECT_EQ(all.name, "all");
  EXPECT_EQ(all.bidders, 7);
  EXPECT_EQ(all.presence_probability, 0.8);
  EXPECT_EQ(all.cost, cost_law(Uniform{40, 60}));
  EXPECT_EQ(all.score_factor, 1.1);
  EXPECT_EQ(all.score_adder_per_mwh, -3.0);
  EXPECT_EQ(all.tariff_per_mwh, 2.0);
  EXPECT_EQ(all.utility, (Utility{UtilityFamily::cara, 0.1}));
  EXPECT_EQ(all.entry_cost_per_mwh, 0.5);
}

TEST(SolveGameTest, BidsAreHalfWayToTheHighestCostAndCertified) {
  const GameAnswer answer = solve_game(uniform_game());
  EXPECT_EQ(answer.equilibrium.status, EquilibriumStatus::solved);
  EXPECT_EQ(shortfall_of(answer), "");
  ASSERT_EQ(answer.examples.at(0).size(), 10u);
  for (const BidAtCost& example : answer.examples[0]) {
    EXPECT_NEAR(example.cost_per_mwh, 40 + 20 * example.cost_quantile, 1e-9);
    EXPECT_NEAR(example.bid_per_mwh.value(), (example.cost_per_mwh + 60) / 2, 1e-8);
    EXPECT_NEAR(example.win_probability, 1 - example.cost_quantile, 1e-8);
  }
  ASSERT_TRUE(answer.certificate.has_value());
  EXPECT_LT(answer.certificate->greatest_gain_per_mwh, 1e-8);
}

TEST(SolveGameTest, CostsAboveTheCeilingHaveNoBid) {
  const GameAnswer answer = solve_game(uniform_game({{"game.ceiling_per_mwh", "50"}}));
  const std::vector<BidAtCost>& examples = answer.examples.at(0);
  EXPECT_TRUE(examples[4].bid_per_mwh.has_value());   // at cost 49
  EXPECT_FALSE(examples[5].bid_per_mwh.has_value());  // at cost 51
  EXPECT_EQ(examples[5].win_probability, 0.0);
}

TEST(SolveGameTest, SettingsOfTheFileReachTheSolver) {
  EXPECT_EQ(solve_game(uniform_game({{"equilibrium.tolerance", "1e-6"}})).equilibrium.tolerance, 1e-6);
}

/// Bids that are 1 % too high, as a solver with a mistake would give them.
TEST(SolveGameTest, ACertificateThatRefutesTheAnswerIsAShortfall) {
  GameAnswer answer = solve_game(uniform_game({{"game.ceiling_per_mwh", "70"}}));
  ASSERT_EQ(shortfall_of(answer), "");
  for (double& bid : answer.equilibrium.classes[0].bid_per_mwh) bid *= 1.01;
  answer.certificate = deviation_gains(answer.game, answer.equilibrium);
  EXPECT_THAT(shortfall_of(answer), HasSubstr("a bidder of class all could gain"));
}

TEST(SolveGameTest, AnUnmetToleranceIsAShortfall) {
  GameAnswer answer = solve_game(uniform_game());
  answer.equilibrium.status = EquilibriumStatus::not_converged;
  answer.equilibrium.reason = "The time limit of 1 s ended.";
  EXPECT_THAT(shortfall_of(answer), HasSubstr("was not met. The time limit of 1 s ended."));
  answer.equilibrium.status = EquilibriumStatus::refused;
  answer.equilibrium.reason = "no such equilibrium";
  EXPECT_EQ(shortfall_of(answer), "no such equilibrium.");
}

TEST(SolveGameTest, ASaleIsAProcurementTurnedRound) {
  const GameFile sale = read_game_text(R"(schema_version: 1
game: {direction: sale, reserve_price_per_mwh: 30}
bidder_classes:
  all: {bidders: 2, score_adder_per_mwh: 3, tariff_per_mwh: 2, value_per_mwh: {distribution: uniform, low: 40, high: 60}}
currency: EUR
)",
                                       "game.yaml");
  const Game game = game_of(sale);
  EXPECT_EQ(game.ceiling_per_mwh, -30.0);
  EXPECT_EQ(game.classes[0].cost, mirrored(cost_law(Uniform{40, 60})));
  EXPECT_EQ(game.classes[0].score_adder_per_mwh, -3.0);
  EXPECT_EQ(game.classes[0].tariff_per_mwh, 2.0);  // a fee on top
  const GameAnswer answer = solve_game(sale);
  EXPECT_EQ(shortfall_of(answer), "");
  for (const double value : {42.0, 50.0, 58.0}) {  // net of the fee 38 to 58; half way down to 38
    EXPECT_NEAR(-bid_at(answer.equilibrium.classes[0], -value), 38 + (value - 40) / 2, 1e-8);
  }
}

TEST(SolveGameTest, OnlyTheCommonPartOfAProductIsTurnedRound) {
  const std::string text = R"(schema_version: 1
game: {direction: sale, common_value: {common_per_mwh: {distribution: uniform, low: 0, high: 1}, estimate: common_times_own}}
bidder_classes:
  all: {bidders: 2, value_per_mwh: {distribution: uniform, low: 0, high: 2}}
currency: EUR
)";
  const Game product = game_of(read_game_text(text, "game.yaml"));
  EXPECT_EQ(product.common_value->common, mirrored(cost_law(Uniform{0, 1})));
  EXPECT_EQ(product.classes[0].cost, cost_law(Uniform{0, 2}));
  const Game sum = game_of(read_game_text(text, "game.yaml", {{"game.common_value.estimate", "common_plus_own"}}));
  EXPECT_EQ(sum.classes[0].cost, mirrored(cost_law(Uniform{0, 2})));
  const GameAnswer answer = solve_game(read_game_text(text, "game.yaml"));
  EXPECT_EQ(shortfall_of(answer), "");
  double before = -2.0;
  for (const BidAtCost& example : answer.examples.at(0)) {
    EXPECT_GT(example.cost_per_mwh, before);
    before = example.cost_per_mwh;
    EXPECT_GT(example.win_probability, 0.0);
    EXPECT_LT(*example.bid_per_mwh, 0.0);  // minus what is offered
  }
}

}  // namespace
}  // namespace sealedbid
