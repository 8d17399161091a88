#include "bidding/step_replies.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "bidding/step_games.hpp"

namespace sealedbid {
namespace {

using namespace testing;

StepScores scores_of(const StepContest& contest, double first_share, double second_share) {
  StepScores scores(1, std::vector<std::vector<double>>(2));
  for (const double cost : contest.classes[0].cost) {
    scores[0][0].push_back(cost + first_share * (1.0 - cost));
    scores[0][1].push_back(cost + second_share * (1.0 - cost));
  }
  return scores;
}

/// Against all pairs of ascending levels, one by one.
TEST(StepRepliesTest, FindsTheBestOfAllAscendingPairs) {
  for (const PricingRule pricing :
       {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted, PricingRule::uniform_lowest_rejected}) {
    const StepContest contest = step_contest(step_game(3, 2, 3, pricing), 65);
    const StepCurves curves = step_curves(contest, scores_of(contest, 0.3, 0.6), 201, 0.0, 0.0);
    for (const std::size_t point : {3u, 20u, 45u}) {
      double best = -1.0;
      for (std::size_t low = 0; low < 201; ++low) {
        for (std::size_t high = low; high < 201; ++high) {
          best = std::max(best, step_profit(contest, curves, 0, 0, point, curves.score[low]) +
                                    step_profit(contest, curves, 0, 1, point, curves.score[high]));
        }
      }
      const StepReply reply = best_steps(contest, curves, 0, point);
      EXPECT_LE(reply.score[0], reply.score[1]);
      EXPECT_GE(reply.profit[0] + reply.profit[1], best - 1e-12);
      EXPECT_NEAR(reply.profit[0] + reply.profit[1], best, 2e-3);  // between the levels
    }
  }
}

/// Paid as bid, a later step alone would bid less than an earlier one where a rival's projects come one by one.
TEST(StepRepliesTest, LevelsStepsThatWouldDescend) {
  const StepContest contest = step_contest(step_game(3, 2, 3, PricingRule::pay_as_bid), 65);
  const StepCurves curves = step_curves(contest, scores_of(contest, 0.3, 0.6), 201, 0.0, 0.0);
  const auto best_alone = [&](std::size_t step) {
    std::size_t best = 0;
    for (std::size_t level = 1; level < 201; ++level) {
      const bool is_better = step_profit(contest, curves, 0, step, 10, curves.score[level]) >
                             step_profit(contest, curves, 0, step, 10, curves.score[best]);
      if (is_better) best = level;
    }
    return best;
  };
  ASSERT_LT(best_alone(1), best_alone(0));
  const StepReply reply = best_steps(contest, curves, 0, 10);
  EXPECT_EQ(reply.score[0], reply.score[1]);
  EXPECT_GE(reply.score[0], curves.score[best_alone(1)] - 1e-12);
  EXPECT_LE(reply.score[0], curves.score[best_alone(0)] + 1e-12);
}

TEST(StepRepliesTest, TheFirstStepAtTheLowestRejectedPriceIsTruthful) {
  const StepContest contest = step_contest(step_game(3, 2, 3, PricingRule::uniform_lowest_rejected), 65);
  StepScores scores = scores_of(contest, 0.3, 0.6);
  const StepCurves curves = step_curves(contest, scores, 201, 0.01, 1e-6);
  reply_in_steps(contest, curves, 0, 0.5, scores[0]);
  EXPECT_EQ(scores[0][0], contest.classes[0].break_even);
  EXPECT_TRUE(std::ranges::is_sorted(scores[0][1]));
}

TEST(StepRepliesTest, TakesStockOfProfitsAndAwards) {
  const StepContest contest = step_contest(step_game(2, 2, 2, PricingRule::pay_as_bid), 257);
  const StepScores scores = scores_of(contest, 0.5, 0.5);
  const StepStock stock = stock_of(contest, step_curves(contest, scores, 801, 0.0, 0.0), 0, scores[0]);
  EXPECT_NEAR(stock.awards, 1.0, 2e-3);
  EXPECT_NEAR(stock.profit, 2.0 / 6.0, 1e-3);
  EXPECT_LT(stock.gain, 1e-4);
}

}  // namespace
}  // namespace sealedbid
