#include "bidding/shooting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

Deadline in_seconds(int seconds) {
  return {std::chrono::steady_clock::now() + std::chrono::seconds(seconds)};
}

InverseBidFrame frame_of(const Game& game, double top) {
  InverseBidFrame frame{score_game(game), top, {}, no_class};
  for (const ScoreClass& bidders : frame.game.classes) frame.last.push_back(std::min(top, bidders.high));
  return frame;
}

TEST(ShootingTest, TellsTooLowFromTooHigh) {
  const InverseBidFrame frame = frame_of(weak_and_strong_game(), 100.0);
  EXPECT_TRUE(shoot(frame, 220.0 / 3.0 - 0.1).is_too_low);
  EXPECT_FALSE(shoot(frame, 220.0 / 3.0 + 0.1).is_too_low);
}

TEST(ShootingTest, BracketsTheKnownLowestBid) {
  const Bracket bracket = bracket_lowest_score(frame_of(weak_and_strong_game(), 100.0), in_seconds(60));
  ASSERT_TRUE(bracket.is_found);
  EXPECT_LE(bracket.too_low.lowest_score, 220.0 / 3.0 + 1e-6);
  EXPECT_GE(bracket.too_high.lowest_score, 220.0 / 3.0 - 1e-6);
  EXPECT_NEAR(bracket.too_high.lowest_score, bracket.too_low.lowest_score, 1e-3);
  EXPECT_EQ(bracket.too_high.first, (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(bracket.too_high.events.empty());
}

TEST(ShootingTest, TheWayIsTheKnownInverseBids) {
  const InverseBidFrame frame = frame_of(weak_and_strong_game(), 100.0);
  const Trajectory path = bracket_lowest_score(frame, in_seconds(60)).too_high;
  int compared = 0;
  for (std::size_t p = 0; p < path.w.size(); ++p) {
    if (std::abs(path.w[p]) > 2.0) continue;
    const double score = path.lowest_score + (100.0 - path.lowest_score) * share_below(path.w[p]);
    EXPECT_NEAR(weak_or_strong(cost_of(frame, 0, path.y[p][0]), 1.0), score, 1e-3);
    EXPECT_NEAR(weak_or_strong(cost_of(frame, 1, path.y[p][1]), -1.0), score, 1e-3);
    ++compared;
  }
  EXPECT_GT(compared, 5);
}

TEST(ShootingTest, AClassOfHigherCostsEntersLater) {
  // Two U[0, 1] and two U[.2, 1.2], ceiling 1: lowest bids .34953274 and .36244047.
  const Game game{{uniform_class(0.0, 1.0, 2), uniform_class(0.2, 1.2, 2)}, 1, PricingRule::pay_as_bid, 1.0};
  const Bracket bracket = bracket_lowest_score(frame_of(game, 1.0), in_seconds(60));
  ASSERT_TRUE(bracket.is_found);
  EXPECT_NEAR(bracket.too_high.lowest_score, 0.34953274, 1e-5);
  EXPECT_EQ(bracket.too_high.first, std::vector<std::size_t>{0});
  ASSERT_EQ(bracket.too_high.events.size(), 1U);
  EXPECT_TRUE(bracket.too_high.events[0].is_entry);
  EXPECT_EQ(bracket.too_high.events[0].index, 1U);
  EXPECT_NEAR(bracket.too_high.events[0].score, 0.36244047, 1e-4);
}

TEST(ShootingTest, NobodyIsFoundWithoutTime) {
  const Bracket bracket = bracket_lowest_score(frame_of(weak_and_strong_game(), 100.0), in_seconds(-1));
  EXPECT_FALSE(bracket.is_found);
  EXPECT_EQ(bracket.shots, 0);
}

}  // namespace
}  // namespace sealedbid
