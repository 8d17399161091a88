#include "study/solve_game_text.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace sealedbid {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

GameClass made_up_class(const std::string& name, int bidders, const Quantity& cost) {
  GameClass result;
  result.name = name;
  result.bidders = bidders;
  result.cost = cost_law(cost);
  return result;
}

/// Two classes, made up; the second never bids.
GameAnswer made_up_answer() {
  GameAnswer answer;
  answer.file.title = "Two classes";
  answer.file.currency = "EUR";
  answer.file.game.ceiling_per_mwh = 80.0;
  answer.file.game.reference = "made up";
  answer.game.ceiling_per_mwh = 80.0;
  answer.game.classes = {made_up_class("home", 2, Uniform{40, 60}), made_up_class("abroad", 1, Uniform{90, 95})};
  Equilibrium& equilibrium = answer.equilibrium;
  equilibrium.method = "quadrature";
  equilibrium.tolerance = 1e-9;
  equilibrium.classes.resize(2);
  ClassEquilibrium& home = equilibrium.classes[0];
  home.cost_per_mwh = {40, 60};
  home.bid_per_mwh = {50, 60};
  home.win_probability = {1, 0};
  home.interim_profit_per_mwh = {10, 0};
  home.lowest_bid_per_mwh = 50;
  home.highest_bid_per_mwh = 60;
  home.highest_cost_that_bids_per_mwh = 60;
  home.award_probability = 0.5;
  home.expected_payment_per_mwh = 26.5;
  equilibrium.award_probability = equilibrium.expected_awarded_lots = 1.0;
  equilibrium.expected_payment_per_mwh = equilibrium.expected_price_per_mwh = 53.0;
  answer.examples = {{{0.05, 41, 50.5, 0.95}}, {{0.05, 90.25, std::nullopt, 0.0}}};
  answer.later_examples.resize(2);
  answer.certificate.emplace();
  answer.certificate->classes.resize(2);
  ClassDeviation& deviation = answer.certificate->classes[0];
  deviation = {.gain_per_mwh = 0.25,
               .at_cost_per_mwh = 59.5,
               .table_bid_per_mwh = 59.75,
               .better_bid_per_mwh = NAN,
               .gain_share = INFINITY};
  return answer;
}

TEST(SolveGameTextTest, TheTableSaysWhoBidsWhatAndWhatTheCertificateFinds) {
  const std::string table = game_answer_table(made_up_answer());
  EXPECT_THAT(table, HasSubstr("Two classes, in EUR per MWh\n3 bidders for 1 lot, pay_as_bid, ceiling 80\n"));
  EXPECT_THAT(table, ContainsRegex("home +2 +40 to 60 +50 to 60 +0.5 +26.5 +0\n"));
  EXPECT_THAT(table, ContainsRegex("abroad +1 +none +none +0 +0 +0\n"));
  EXPECT_THAT(table, HasSubstr("mean price 53\n"));
  EXPECT_THAT(table, ContainsRegex("  home: 0.25, .* at cost 59.5 by no bid instead of 59.75"));
  EXPECT_THAT(table, HasSubstr("Known from: made up\n"));
  EXPECT_THAT(table, Not(ContainsRegex("nan|inf|NOT CONVERGED")));
}

TEST(SolveGameTextTest, TheTableOfABestIterateSaysSo) {
  GameAnswer answer = made_up_answer();
  answer.equilibrium.status = EquilibriumStatus::not_converged;
  answer.equilibrium.reason = "the time limit ended";
  EXPECT_THAT(game_answer_table(answer), HasSubstr("NOT CONVERGED"));
  EXPECT_THAT(game_answer_table(answer), HasSubstr("Remark: the time limit ended"));
}

TEST(SolveGameTextTest, CsvHasTheBidFunctionsOfWhoBids) {
  EXPECT_EQ(game_answer_csv(made_up_answer()),
            "class,cost_per_mwh,bid_per_mwh,win_probability,interim_profit_per_mwh\nhome,40,50,1,10\nhome,60,60,0,0\n");
}

TEST(SolveGameTextTest, JsonHasNullForWhatDoesNotExist) {
  const auto json = nlohmann::json::parse(game_answer_json(made_up_answer()));
  EXPECT_EQ(json["status"], "solved");
  EXPECT_EQ(json["expected_price_per_mwh"], 53.0);
  const auto& home = json["classes"][0];
  EXPECT_EQ(home["bid_function"]["bid_per_mwh"], (std::vector<double>{50, 60}));
  EXPECT_TRUE(home["certificate"]["gain_share_of_expected_profit"].is_null());
  EXPECT_TRUE(home["certificate"]["better_bid_per_mwh"].is_null());
  EXPECT_EQ(home["certificate"]["gain_per_mwh"], 0.25);
  EXPECT_TRUE(json["classes"][1]["lowest_bid_per_mwh"].is_null());
  EXPECT_TRUE(json["classes"][1]["at_quantiles"][0]["bid_per_mwh"].is_null());
}

TEST(SolveGameTextTest, AGameWithoutAnAnswerSaysWhy) {
  GameAnswer answer = made_up_answer();
  answer.equilibrium = {};
  answer.equilibrium.status = EquilibriumStatus::refused;
  answer.equilibrium.reason = "no such equilibrium";
  answer.certificate.reset();
  answer.examples.clear();
  EXPECT_THAT(game_answer_table(answer), HasSubstr("No answer: no such equilibrium"));
  const auto json = nlohmann::json::parse(game_answer_json(answer));
  EXPECT_EQ(json["status"], "refused");
  EXPECT_EQ(json["shortfall"], "no such equilibrium.");
  EXPECT_TRUE(json["classes"].empty());
  EXPECT_EQ(game_answer_csv(answer), "class,cost_per_mwh,bid_per_mwh,win_probability,interim_profit_per_mwh\n");
}

}  // namespace
}  // namespace sealedbid
