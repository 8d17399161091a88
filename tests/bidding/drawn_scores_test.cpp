#include "bidding/drawn_scores.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "bidding/affiliated_games.hpp"
#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;
using enum PricingRule;

std::vector<DrawnBid> bids(std::initializer_list<double> scores) {
  std::vector<DrawnBid> result;
  for (const double score : scores) result.push_back({score, 0.0, result.size(), 0});
  return result;
}

TEST(DrawnScoresTest, AWorldIsAFunctionOfSeedWorldAndRound) {
  const DrawnGame drawn = drawn_game(weak_and_strong_game(), weak_and_strong_tables(), 7);
  std::vector<DrawnBid> first, again, other;
  draw_bids(drawn, 3, 1, std::nullopt, first);
  draw_bids(drawn, 3, 1, std::nullopt, again);
  draw_bids(drawn, 3, 2, std::nullopt, other);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].score, again[0].score);
  EXPECT_NE(first[0].score, other[0].score);
  EXPECT_LE(first[0].score, first[1].score);
  const bool weak_is_first = first[0].bidder_class == 0;
  draw_bids(drawn, 3, 1, 0, again);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].score, first[weak_is_first ? 1 : 0].score) << "leaving one out changes no other draw";
}

TEST(DrawnScoresTest, BidsAreThoseOfTheTablesAtTheCostsDrawn) {
  const DrawnGame drawn = drawn_game(preference_game(), preference_tables(), 1);
  std::vector<DrawnBid> world;
  for (int m = 0; m < 100; ++m) {
    draw_bids(drawn, m, 1, std::nullopt, world);
    for (const DrawnBid& bid : world) {
      const double factor = bid.bidder_class == 1 ? 1.2 : 1.0;
      EXPECT_DOUBLE_EQ(bid.score, factor * bid_of(drawn.tables[bid.bidder_class], bid.cost_per_mwh));
    }
  }
}

TEST(DrawnScoresTest, AbsentAndDearBiddersDoNotBid) {
  Game game = uniform_game(10);
  game.classes[0].presence_probability = 0.5;
  const DrawnGame drawn = drawn_game(game,
                                     with_tables({tabulated(
                                         0.0, 0.8, [](double c) { return c; }, 2)}),
                                     1);
  std::vector<DrawnBid> world;
  double count = 0.0;
  const int worlds = 4000;
  for (int m = 0; m < worlds; ++m) {
    draw_bids(drawn, m, 1, std::nullopt, world);
    count += static_cast<double>(world.size());
  }
  // Mean 4, variance 10·.4·.6: five standard errors, false alarm 6e-7.
  EXPECT_NEAR(count / worlds, 4.0, 5.0 * std::sqrt(2.4 / worlds));
}

TEST(DrawnScoresTest, TheClearingScoreIsTheLastAcceptedOrTheFirstRejected) {
  const std::vector<DrawnBid> three = bids({1, 2, 3});
  EXPECT_EQ(clearing_score(uniform_game(3, 2, uniform_highest_accepted, 9.0), three, 2), 2.0);
  EXPECT_EQ(clearing_score(uniform_game(3, 2, uniform_lowest_rejected, 9.0), three, 2), 3.0);
  EXPECT_TRUE(std::isinf(clearing_score(uniform_game(3, 3, uniform_lowest_rejected, 9.0), three, 3)));
  Game game = uniform_game(3, 4, uniform_highest_accepted, 9.0);
  EXPECT_TRUE(std::isinf(clearing_score(game, three, 3))) << "a lot is left: the ceiling";
  game.unsold_lots = UnsoldLots::pay_highest_accepted;
  EXPECT_EQ(clearing_score(game, three, 3), 3.0);
}

TEST(DrawnScoresTest, PaymentsAreInOwnMoneyAndBelowTheCeiling) {
  Game game = uniform_game(1, 1, uniform_lowest_rejected, 10.0);
  game.classes[0].score_factor = 2.0;
  game.classes[0].score_adder_per_mwh = 1.0;
  EXPECT_EQ(payment_of(game, 0, 3.0, 9.0), 4.0);
  EXPECT_EQ(payment_of(game, 0, 3.0, INFINITY), 10.0);
  game.ceiling_per_mwh.reset();
  EXPECT_THROW(payment_of(game, 0, 3.0, INFINITY), std::invalid_argument);
  game.pricing = pay_as_bid;
  EXPECT_EQ(payment_of(game, 0, 3.0, 9.0), 1.0);
}

TEST(DrawnScoresTest, ALoneBidIsClearedAmongRivals) {
  const std::vector<DrawnBid> rivals = bids({1, 2, 2, 3});
  const auto outcome = [&](int lots, PricingRule pricing, double score) {
    return outcome_of(uniform_game(5, lots, pricing, 9.0), rivals, score);
  };
  EXPECT_EQ(outcome(1, pay_as_bid, 0.5).award_probability, 1.0);
  EXPECT_EQ(outcome(1, pay_as_bid, 1.5).award_probability, 0.0);
  EXPECT_EQ(outcome(1, pay_as_bid, 1.0).award_probability, 0.5);
  EXPECT_DOUBLE_EQ(outcome(2, pay_as_bid, 2.0).award_probability, 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(outcome(3, pay_as_bid, 2.0).award_probability, 2.0 / 3.0);
  EXPECT_EQ(outcome(3, uniform_highest_accepted, 0.5).paid_score, 2.0);
  EXPECT_EQ(outcome(3, uniform_highest_accepted, 2.5).award_probability, 0.0);
  EXPECT_EQ(outcome(4, uniform_highest_accepted, 2.5).paid_score, 2.5) << "the marginal bid";
  EXPECT_TRUE(std::isinf(outcome(9, uniform_highest_accepted, 2.5).paid_score)) << "lots are left: the ceiling";
  Game game = uniform_game(5, 9, uniform_highest_accepted, 9.0);
  game.unsold_lots = UnsoldLots::pay_highest_accepted;
  EXPECT_EQ(outcome_of(game, rivals, 2.5).paid_score, 3.0) << "all are awarded";
  EXPECT_EQ(outcome(2, uniform_lowest_rejected, 1.5).paid_score, 2.0);
  EXPECT_TRUE(std::isinf(outcome(5, uniform_lowest_rejected, 1.5).paid_score));
}

TEST(DrawnScoresTest, TablesThatDoNotFitTheGameAreRefused) {
  const auto table = tabulated(
      0.0, 1.0, [](double c) { return c; }, 2);
  EXPECT_THROW(drawn_game(uniform_game(2), with_tables({}), 1), std::invalid_argument);
  EXPECT_THROW(drawn_game(uniform_game(2, 1, pay_as_bid, 0.9), with_tables({table}), 1), std::invalid_argument);
}

/// Estimates T + S of two bidders with T and S uniform from −1 to 0: correlation 1/2; the true cost of both is their mean.
TEST(DrawnScoresTest, EstimatesShareTheCommonPartOfTheirWorld) {
  const Game game = mean_of_two(pay_as_bid);
  const DrawnGame drawn = drawn_game(game, naive(-2, 0), 3);
  std::vector<DrawnBid> world;
  constexpr int worlds = 20000;
  double product = 0.0, square = 0.0;
  for (int w = 0; w < worlds; ++w) {
    const DrawnCommon shared = draw_bids(drawn, w, 1, std::nullopt, world);
    ASSERT_EQ(world.size(), 2u);
    EXPECT_NEAR(shared.sum_of_estimates, world[0].score + world[1].score, 1e-12);
    EXPECT_NEAR(world[0].cost_per_mwh, shared.sum_of_estimates / 2, 1e-12);
    product += (world[0].score + 1) * (world[1].score + 1);
    square += (world[0].score + 1) * (world[0].score + 1) + (world[1].score + 1) * (world[1].score + 1);
  }
  EXPECT_NEAR(product / (0.5 * square), 0.5, 0.03);  // 5 standard errors
  draw_bids(drawn, 1, 1, std::nullopt, world, -0.5);
  for (const DrawnBid& bid : world) EXPECT_LE(std::abs(bid.score + 1.0), 0.5) << "a common part that is given is not drawn";
}

TEST(DrawnScoresTest, ACommonCostIsTheSameForAll) {
  std::vector<DrawnBid> world;
  const DrawnCommon shared = draw_bids(drawn_game(estimated_cost(4, pay_as_bid), naive(-1, 41), 3), 0, 1, std::nullopt, world);
  ASSERT_EQ(world.size(), 4u);
  for (const DrawnBid& bid : world) {
    EXPECT_EQ(bid.cost_per_mwh, shared.common);
    EXPECT_LE(std::abs(bid.score - shared.common), 1.0);
  }
}

}  // namespace
}  // namespace sealedbid
