#include "study/solve_game_terms.hpp"

#include <gmock/gmock.h>

#include "scenario/read_game.hpp"
#include "study/solve_game_text.hpp"

namespace sealedbid {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

GameFile sale() {
  return read_game_text(R"(schema_version: 1
title: Two buyers
game: {direction: sale, reserve_price_per_mwh: 0.5}
bidder_classes:
  all: {bidders: 2, value_per_mwh: {distribution: uniform, low: 0, high: 1}}
currency: EUR
)",
                        "game.yaml");
}

TEST(SolveGameTermsTest, ASaleIsToldInValuesAndPaymentsOfBidders) {
  const GameAnswer shown = in_terms_of_file(solve_game(sale()));
  const ClassEquilibrium& all = shown.equilibrium.classes.at(0);
  EXPECT_DOUBLE_EQ(all.cost_per_mwh.front(), 0.5);
  EXPECT_DOUBLE_EQ(all.cost_per_mwh.back(), 1.0);
  EXPECT_NEAR(all.bid_per_mwh.front(), 0.5, 1e-9);
  EXPECT_NEAR(all.bid_per_mwh.back(), 0.625, 1e-9);  // (1 + r²) / 2
  EXPECT_NEAR(all.win_probability.back(), 1.0, 1e-12);
  EXPECT_DOUBLE_EQ(all.highest_cost_that_bids_per_mwh, 0.5);
  EXPECT_NEAR(shown.equilibrium.expected_payment_per_mwh, 5.0 / 12, 1e-9);
  EXPECT_NEAR(shown.examples.at(0).front().cost_quantile, 0.05, 1e-12);
  EXPECT_NEAR(shown.examples.at(0).front().cost_per_mwh, 0.05, 1e-12);
  EXPECT_FALSE(shown.examples.at(0).front().bid_per_mwh.has_value());
  EXPECT_NEAR(shown.certificate->classes.at(0).expected_payment_per_mwh, 5.0 / 24, 1e-6);
}

TEST(SolveGameTermsTest, AProcurementStaysAsItIs) {
  GameFile file = sale();
  file.game = GameRules();
  std::swap(file.bidder_classes[0].cost_per_mwh, file.bidder_classes[0].value_per_mwh);
  const GameAnswer answer = solve_game(file);
  EXPECT_EQ(in_terms_of_file(answer).equilibrium.classes[0].bid_per_mwh, answer.equilibrium.classes[0].bid_per_mwh);
  EXPECT_EQ(terms_of(file).amount, "cost");
  EXPECT_EQ(terms_of(file).last_amount, "highest_cost");
}

TEST(SolveGameTermsTest, TextsSpeakOfValuesAndEstimates) {
  const GameAnswer answer = solve_game(sale());
  EXPECT_THAT(game_answer_table(answer), HasSubstr("a sale, 2 bidders for 1 lot, pay_as_bid, reserve price 0.5\n"));
  EXPECT_THAT(game_answer_table(answer), ContainsRegex("values that bid"));
  EXPECT_THAT(game_answer_csv(answer), HasSubstr("class,value_per_mwh,bid_per_mwh"));
  EXPECT_THAT(game_answer_json(answer), HasSubstr("\"lowest_value_that_bids_per_mwh\": 0.5"));
  EXPECT_THAT(game_answer_json(answer), HasSubstr("\"reserve_price_per_mwh\": 0.5"));
  GameFile common = sale();
  common.game.common_value.common_per_mwh = Uniform{0, 1};
  EXPECT_EQ(terms_of(common).amount, "estimate");
  EXPECT_EQ(terms_of(common).last_amount, "lowest_estimate");
}

}  // namespace
}  // namespace sealedbid
