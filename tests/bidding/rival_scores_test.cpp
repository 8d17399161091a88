#include "bidding/rival_scores.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::tabulated;
using closed_forms::uniform_class;
using closed_forms::uniform_game;

/// A class that bids its cost.
BidTable truthful(double low, double high) {
  return bid_table(tabulated(
      low, high, [](double cost) { return cost; }, 2));
}

RivalScores symmetric(int bidders, int lots) {
  return rival_scores(uniform_game(bidders, lots), std::vector{truthful(0.0, 1.0)}, 0);
}

TEST(RivalScoresTest, ABidWinsIfTooFewRivalsAreBelow) {
  const double s = 0.3;
  EXPECT_NEAR(award_probability(symmetric(2, 1), s), 0.7, 1e-15);
  EXPECT_NEAR(award_probability(symmetric(3, 2), s), 1.0 - s * s, 1e-15);
  EXPECT_NEAR(award_probability(symmetric(4, 2), s), 0.7 * 0.7 * 0.7 + 3.0 * s * 0.7 * 0.7, 1e-15);
  EXPECT_EQ(award_probability(symmetric(2, 2), 1.0), 1.0);
}

TEST(RivalScoresTest, AbsentRivalsAndThoseWhoDoNotBidAreNoRivals) {
  Game game = uniform_game(2);
  game.classes[0].presence_probability = 0.5;
  const RivalScores rivals = rival_scores(game, std::vector{truthful(0.0, 0.8)}, 0);
  EXPECT_NEAR(award_probability(rivals, 0.4), 1.0 - 0.5 * 0.4, 1e-15);
  EXPECT_NEAR(award_probability(rivals, 0.9), 1.0 - 0.5 * 0.8, 1e-15);
  EXPECT_NEAR(lots_left_probability(rivals), 0.6, 1e-15);
  EXPECT_EQ(award_probability(rival_scores(game, std::vector{BidTable{}}, 0), 0.9), 1.0);
}

TEST(RivalScoresTest, ScoresOfClassesCountNotBids) {
  Game game{{uniform_class(0.0, 1.0, 1), uniform_class(0.0, 1.0, 1)}, 1, PricingRule::pay_as_bid, std::nullopt};
  game.classes[1].score_factor = 1.25;
  game.classes[1].score_adder_per_mwh = 0.1;
  const std::vector tables{truthful(0.0, 1.0), truthful(0.0, 1.0)};
  EXPECT_NEAR(award_probability(rival_scores(game, tables, 0), 0.6), 1.0 - (0.6 - 0.1) / 1.25, 1e-15);
  EXPECT_NEAR(award_probability(rival_scores(game, tables, 1), 0.6), 0.4, 1e-15);
}

/// All outcomes of rivals that are below, level or above: the definition of an award with a lot among equals.
double by_enumeration(const std::vector<ScoreAtom>& rivals, std::size_t next, int below, int level, int lots) {
  if (below >= lots) return 0.0;
  if (next == rivals.size()) return std::min(1.0, static_cast<double>(lots - below) / (level + 1));
  const ScoreAtom& rival = rivals[next];
  return rival.below * by_enumeration(rivals, next + 1, below + 1, level, lots) +
         (rival.at_or_below - rival.below) * by_enumeration(rivals, next + 1, below, level + 1, lots) +
         (1.0 - rival.at_or_below) * by_enumeration(rivals, next + 1, below, level, lots);
}

TEST(RivalScoresTest, TiesAreSettledByLot) {
  // Two classes share the bid .6: costs from .2 to .5 of one, from .5 on of the other.
  ClassEquilibrium first, second;
  first.cost_per_mwh = {0.0, 0.2, 0.5, 1.0};
  first.bid_per_mwh = {0.1, 0.6, 0.6, 1.0};
  second.cost_per_mwh = {0.0, 0.5, 1.0};
  second.bid_per_mwh = {0.5, 0.6, 0.6};
  const std::vector tables{bid_table(first), bid_table(second)};
  Game game{{uniform_class(0.0, 1.0, 3), uniform_class(0.0, 1.0, 2)}, 1, PricingRule::pay_as_bid, std::nullopt};
  game.classes[1].presence_probability = 0.75;
  const ScoreAtom of_first{0.6, 0.2, 0.5}, of_second{0.6, 0.375, 0.75};
  for (int lots = 1; lots <= 4; ++lots) {
    game.lots = lots;
    const RivalScores rivals = rival_scores(game, tables, 0);
    EXPECT_NEAR(award_probability(rivals, 0.6), by_enumeration({of_first, of_first, of_second, of_second}, 0, 0, 0, lots), 1e-15);
    EXPECT_GT(award_probability(rivals, 0.6 - 1e-12), award_probability(rivals, 0.6)) << "just below the tie";
    EXPECT_LT(award_probability(rivals, 0.6 + 1e-12), award_probability(rivals, 0.6)) << "just above it";
  }
}

TEST(RivalScoresTest, CostsBelowTheTableShareItsLowestBid) {
  ClassEquilibrium late;
  late.cost_per_mwh = {0.25, 1.0};
  late.bid_per_mwh = {0.5, 1.0};
  const RivalScores rivals = rival_scores(uniform_game(2), std::vector{bid_table(late)}, 0);
  EXPECT_NEAR(award_probability(rivals, 0.5), 1.0 - 0.25 / 2.0, 1e-15);
  EXPECT_EQ(award_probability(rivals, 0.499), 1.0);
}

TEST(RivalScoresTest, ThePriceTailIsThatOfTheClearingScore) {
  const double x = 0.3;
  using enum PricingRule;
  EXPECT_EQ(price_tail(symmetric(3, 2), pay_as_bid, x), 0.0);
  // Highest accepted, 2 rivals, 2 lots: the lower rival is above x.
  EXPECT_NEAR(price_tail(symmetric(3, 2), uniform_highest_accepted, x), 0.7 * 0.7, 1e-15);
  EXPECT_EQ(price_tail(symmetric(3, 1), uniform_highest_accepted, x), 0.0) << "one lot: the own bid is the price";
  // Lowest rejected, 2 rivals, 2 lots: the higher rival is above x.
  EXPECT_NEAR(price_tail(symmetric(3, 2), uniform_lowest_rejected, x), 1.0 - x * x, 1e-15);
  // Highest accepted, 1 rival, 3 lots: a rival is there and above x; present with probability ½.
  Game game = uniform_game(2, 3, uniform_highest_accepted);
  game.classes[0].presence_probability = 0.5;
  const RivalScores few = rival_scores(game, std::vector{truthful(0.0, 1.0)}, 0);
  EXPECT_NEAR(price_tail(few, uniform_highest_accepted, x), 0.5 * 0.7, 1e-15);
}

/// Many alike rivals are counted by binomial terms, the same ones in small classes one by one.
TEST(RivalScoresTest, ALargeClassCountsAsManySmallOnes) {
  for (const int lots : {1, 30, 119}) {
    Game large = uniform_game(121, lots), small = uniform_game(25, lots);
    large.classes[0].presence_probability = 0.9;
    small.classes.assign(5, small.classes[0]);
    for (std::size_t i = 0; i < 5; ++i) {
      small.classes[i].presence_probability = 0.9;
      if (i > 0) small.classes[i].bidders = 24;
    }
    Game mixed = large;  // two large classes
    mixed.classes = {large.classes[0], large.classes[0]};
    mixed.classes[0].bidders = 61;
    mixed.classes[1].bidders = 60;
    const std::vector tables(5, truthful(0.0, 0.8));
    const RivalScores one_by_one = rival_scores(small, tables, 0);
    for (const Game& game : {large, mixed}) {
      const RivalScores rivals = rival_scores(game, tables, 0);
      EXPECT_NEAR(lots_left_probability(rivals), lots_left_probability(one_by_one), 1e-12);
      for (const double score : {-0.1, 0.0, 0.001, 0.3, 0.79, 0.8, 2.0}) {
        EXPECT_NEAR(award_probability(rivals, score), award_probability(one_by_one, score), 1e-12) << lots << " " << score;
        const PricingRule pricing = PricingRule::uniform_highest_accepted;
        EXPECT_NEAR(price_tail(rivals, pricing, score), price_tail(one_by_one, pricing, score), 1e-12) << lots << " " << score;
      }
    }
  }
}

TEST(RivalScoresTest, TiesInALargeClassAreDecidedByLotAsInSmallOnes) {
  const BidTable flat = bid_table(tabulated(
      0.0, 1.0, [](double cost) { return cost < 0.5 ? cost : 0.5; }, 201));
  Game large = uniform_game(61, 32), small = uniform_game(21, 32);
  small.classes.assign(3, small.classes[0]);
  small.classes[1].bidders = small.classes[2].bidders = 20;
  const double expected = award_probability(rival_scores(small, std::vector(3, flat), 0), 0.5);
  EXPECT_NEAR(award_probability(rival_scores(large, std::vector{flat}, 0), 0.5), expected, 1e-12);
  EXPECT_GT(expected, 1e-3);
  EXPECT_LT(expected, award_probability(rival_scores(large, std::vector{flat}, 0), 0.4999));
}

}  // namespace
}  // namespace sealedbid
