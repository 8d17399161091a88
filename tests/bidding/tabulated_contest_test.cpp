#include "bidding/tabulated_contest.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::uniform_class;
using closed_forms::uniform_game;

TEST(TabulatedContestTest, TopsAndLastTypes) {
  const Contest open = contest_of(tabulated(uniform_game(2)));
  EXPECT_TRUE(open.is_contested);
  EXPECT_NEAR(open.top, 1.0, 1e-9);
  const Contest ceiling = contest_of(tabulated(uniform_game(2, 1, PricingRule::pay_as_bid, 0.6)));
  EXPECT_FALSE(ceiling.is_contested);
  EXPECT_DOUBLE_EQ(ceiling.top, 0.6);
  EXPECT_NEAR(ceiling.ranges[0].last, 0.6, 1e-12);
}

TEST(TabulatedContestTest, EntryCostsKeepBiddersOut) {
  Game game = uniform_game(2, 1, PricingRule::pay_as_bid, 1.0);
  game.classes[0].entry_cost_per_mwh = 0.1;
  EXPECT_NEAR(contest_of(tabulated(game)).ranges[0].last, 1.0 - std::sqrt(0.1), 1e-6);
}

TEST(TabulatedContestTest, SureWinnersAndNoPrice) {
  EXPECT_TRUE(contest_of(tabulated(uniform_game(2, 2, PricingRule::pay_as_bid, 2.0))).ranges[0].wins_at_top);
  EXPECT_FALSE(contest_of(tabulated(uniform_game(3, 2, PricingRule::pay_as_bid, 2.0))).ranges[0].wins_at_top);
  EXPECT_NE(contest_of(tabulated(uniform_game(1))).reason, "");
}

TEST(TabulatedContestTest, OutcomesAtALevel) {
  const Contest contest = contest_of(tabulated(uniform_game(3)));
  ScoreLevel level{0.5, {0.25}, {}};
  fill_outcomes(contest, level);
  EXPECT_NEAR(level.outcome[0].win, 0.75 * 0.75, 1e-6);
}

}  // namespace
}  // namespace sealedbid
