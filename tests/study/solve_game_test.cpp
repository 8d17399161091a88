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

struct UnlikeGame {
  const char* what;
  const char* rules;
  const char* classes;
};

/// Games that trip up solvers of unlike bidders.
class UnlikeGamesTest : public ::testing::TestWithParam<UnlikeGame> {};

TEST_P(UnlikeGamesTest, AreAnsweredAndCertified) {
  const std::string text = std::string("schema_version: 1\ntitle: unlike\ngame: {") + GetParam().rules + "}\nbidder_classes:\n" +
                           GetParam().classes + "currency: EUR\n";
  const GameAnswer answer = solve_game(read_game_text(text, "game.yaml"));
  EXPECT_EQ(shortfall_of(answer), "");
  EXPECT_NE(answer.equilibrium.status, EquilibriumStatus::refused);
}

const UnlikeGame unlike_games[] = {
    {"a lone strong bidder under a ceiling that keeps nobody out", "lots: 1, pricing: pay_as_bid, ceiling_per_mwh: 65",
     "  wide: {bidders: 1, cost_per_mwh: {distribution: triangular, low: 20, mode: 32, high: 60}}\n"
     "  strong: {bidders: 1, cost_per_mwh: {distribution: triangular, low: 20, mode: 29, high: 50}}\n"},
    {"a lone strong bidder and a law with long tails", "lots: 1, pricing: pay_as_bid, ceiling_per_mwh: 80",
     "  wide: {bidders: 1, cost_per_mwh: {distribution: lognormal, median: 45.0, sigma: 0.2}}\n"
     "  strong: {bidders: 1, cost_per_mwh: {distribution: uniform, low: 20, high: 30}}\n"
     "  dear: {bidders: 5, cost_per_mwh: {distribution: uniform, low: 50, high: 80}, participation_probability: 0.5}\n"},
    {"a lone strong bidder that may bid the ceiling", "lots: 1, pricing: pay_as_bid, ceiling_per_mwh: 45",
     "  dear: {bidders: 2, cost_per_mwh: {distribution: uniform, low: 50, high: 60}}\n"
     "  strong: {bidders: 1, cost_per_mwh: {distribution: uniform, low: 30, high: 40}}\n"
     "  weak: {bidders: 3, cost_per_mwh: {distribution: uniform, low: 40, high: 60}}\n"},
    {"lots for all strong ones, who keep the others out", "lots: 3, pricing: pay_as_bid, ceiling_per_mwh: 45",
     "  weak: {bidders: 5, cost_per_mwh: {distribution: uniform, low: 40, high: 60}}\n"
     "  strong: {bidders: 3, cost_per_mwh: {distribution: uniform, low: 20, high: 30}}\n"},
    {"a law that runs out below the top without a density there", "lots: 2, pricing: pay_as_bid, ceiling_per_mwh: 80",
     "  strong: {bidders: 1, cost_per_mwh: {distribution: triangular, low: 20, mode: 26, high: 40}}\n"
     "  weak: {bidders: 5, cost_per_mwh: {distribution: pert, low: 30, mode: 42, high: 50}}\n"},
    {"kinks in the densities", "lots: 2, pricing: pay_as_bid, ceiling_per_mwh: 60",
     "  low: {bidders: 2, cost_per_mwh: {distribution: triangular, low: 30, mode: 40, high: 60}}\n"
     "  high: {bidders: 3, cost_per_mwh: {distribution: triangular, low: 35, mode: 45, high: 70}}\n"},
    {"thin tails that enter late", "lots: 1, pricing: pay_as_bid, ceiling_per_mwh: 80",
     "  low: {bidders: 2, cost_per_mwh: {distribution: normal, mean: 40, sd: 4}}\n"
     "  high: {bidders: 2, cost_per_mwh: {distribution: normal, mean: 50, sd: 4}}\n"},
    {"two classes that enter at one score", "lots: 1, pricing: uniform_highest_accepted, ceiling_per_mwh: 80",
     "  low: {bidders: 2, cost_per_mwh: {distribution: triangular, low: 30, mode: 36, high: 50}}\n"
     "  wide: {bidders: 2, cost_per_mwh: {distribution: triangular, low: 40, mode: 49, high: 70}}\n"
     "  even: {bidders: 2, cost_per_mwh: {distribution: uniform, low: 40, high: 50}}\n"},
    {"truth under a score factor, up to the highest cost", "lots: 1, pricing: uniform_lowest_rejected, ceiling_per_mwh: 80",
     "  high: {bidders: 5, cost_per_mwh: {distribution: triangular, low: 40, mode: 43, high: 50}}\n"
     "  low: {bidders: 2, cost_per_mwh: {distribution: pert, low: 20, mode: 26, high: 30}, participation_probability: 0.5, "
     "score_factor: 1.1}\n"},
    {"a ceiling that is another score for each class", "lots: 1, pricing: uniform_highest_accepted, ceiling_per_mwh: 80",
     "  taxed: {bidders: 3, cost_per_mwh: {distribution: triangular, low: 40, mode: 52, high: 80}, tariff_per_mwh: 3}\n"
     "  handicapped: {bidders: 5, cost_per_mwh: {distribution: pert, low: 40, mode: 64, high: 80}, score_factor: 1.05}\n"},
};

INSTANTIATE_TEST_SUITE_P(Hard, UnlikeGamesTest, ::testing::ValuesIn(unlike_games),
                         [](const auto& tested) { return "game_" + std::to_string(tested.index); });

/// Two origins, unlike bonds: the answer is certified, money scales it, and a bond that nobody would forfeit changes nothing.
GameAnswer with_bonds(double scale, double bond_at_home, double bond_abroad) {
  const auto n = [scale](double number) { return std::to_string(scale * number); };
  return solve_game(read_game_text(
      "schema_version: 1\ntitle: bonds\ngame: {lots: 1, pricing: pay_as_bid, ceiling_per_mwh: " + n(80) +
          "}\nbidder_classes:\n  home: {bidders: 2, cost_per_mwh: {distribution: uniform, low: " + n(40) + ", high: " + n(90) +
          "}, cost_change_after_award_per_mwh: {distribution: normal, mean: 0, sd: " + n(4) + "}, performance_bond_per_mwh: " +
          n(bond_at_home) + "}\n  abroad: {bidders: 2, cost_per_mwh: {distribution: triangular, low: " + n(35) +
          ", mode: " + n(60) + ", high: " + n(85) + "}, cost_change_after_award_per_mwh: {distribution: uniform, low: " + n(-6) +
          ", high: " + n(6) + "}, performance_bond_per_mwh: " + n(bond_abroad) + "}\ncurrency: EUR\n",
      "bonds.yaml"));
}

TEST(SolveGameTest, BondsRaiseBidsAndRealisation) {
  const GameAnswer low = with_bonds(1.0, 0.5, 0.5), high = with_bonds(1.0, 4.0, 3.0);
  EXPECT_EQ(shortfall_of(low), "");
  EXPECT_EQ(shortfall_of(high), "");
  for (const std::size_t i : {0U, 1U}) {
    EXPECT_LT(low.certificate->classes[i].build_probability, high.certificate->classes[i].build_probability);
    EXPECT_NEAR(low.certificate->classes[i].expected_profit_per_mwh, low.equilibrium.classes[i].expected_profit_per_mwh, 1e-4)
        << "two integrations";
  }
  EXPECT_LT(low.equilibrium.expected_price_per_mwh, high.equilibrium.expected_price_per_mwh);
}

TEST(SolveGameTest, MoneyScalesBidsWithBonds) {
  const GameAnswer one = with_bonds(1.0, 2.0, 1.0), ten = with_bonds(10.0, 2.0, 1.0);
  EXPECT_NEAR(ten.equilibrium.expected_price_per_mwh, 10.0 * one.equilibrium.expected_price_per_mwh, 1e-4);
  EXPECT_NEAR(ten.certificate->classes[0].build_probability, one.certificate->classes[0].build_probability, 1e-6);
}

TEST(SolveGameTest, ABondThatNobodyForfeitsChangesNothing) {
  const GameAnswer large = with_bonds(1.0, 60.0, 6.0), larger = with_bonds(1.0, 70.0, 7.0);
  EXPECT_NEAR(large.certificate->classes[1].build_probability, 1.0, 1e-9);
  EXPECT_NEAR(large.equilibrium.expected_price_per_mwh, larger.equilibrium.expected_price_per_mwh, 1e-6);
}

TEST(SolveGameTest, AnEntryCostAmongUnlikeClassesEndsWithTheBestBidsFound) {
  const GameAnswer answer = solve_game(read_game_text(R"(schema_version: 1
title: entry cost
game: {lots: 1, pricing: pay_as_bid, ceiling_per_mwh: 80}
bidder_classes:
  cheap: {bidders: 2, cost_per_mwh: {distribution: uniform, low: 20, high: 40}, entry_cost_per_mwh: 0.5}
  dear: {bidders: 1, cost_per_mwh: {distribution: uniform, low: 50, high: 70}, score_factor: 1.1, tariff_per_mwh: 3}
currency: EUR
)",
                                                      "game.yaml"));
  EXPECT_TRUE(answer.certificate.has_value());
  EXPECT_NE(answer.equilibrium.status, EquilibriumStatus::refused);
}

}  // namespace
}  // namespace sealedbid
