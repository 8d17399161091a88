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

}  // namespace
}  // namespace sealedbid
