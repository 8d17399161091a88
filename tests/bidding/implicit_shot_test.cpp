#include "bidding/implicit_shot.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

InverseBidFrame weak_and_strong_frame() {
  return {score_game(closed_forms::weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
}
constexpr double lowest = 220.0 / 3.0;

TEST(ImplicitShotTest, FollowsTheEquilibriumFromItsLowestBid) {
  const ImplicitShot shot = implicit_shot(weak_and_strong_frame(), lowest);
  ASSERT_GT(shot.points.size(), 10U);
  int compared = 0;
  for (const ShotPoint& point : shot.points) {
    if (!point.ends_step || point.score > 99.0) continue;
    EXPECT_NEAR(closed_forms::weak_or_strong(point.cost[0], 1.0), point.score, 1e-6);
    EXPECT_NEAR(closed_forms::weak_or_strong(point.cost[1], -1.0), point.score, 1e-6);
    ++compared;
  }
  EXPECT_GT(compared, 10);
}

TEST(ImplicitShotTest, TellsOnWhichSideOfTheEquilibriumItStarts) {
  for (const double off : {1.0, 1e-3, 1e-6}) {
    EXPECT_TRUE(implicit_shot(weak_and_strong_frame(), lowest - off).is_too_low()) << off;
    EXPECT_FALSE(implicit_shot(weak_and_strong_frame(), lowest + off).is_too_low()) << off;
  }
}

TEST(ImplicitShotTest, WeightsIntegrateOverScores) {
  const ImplicitShot shot = implicit_shot(weak_and_strong_frame(), lowest + 1.0);
  double length = 0.0, below = 0.0;
  for (const ShotPoint& point : shot.points) {
    length += point.weight;
    below += point.weight * point.rate[1];
  }
  EXPECT_NEAR(length, 100.0 - (lowest + 1.0), 1e-5);
  EXPECT_NEAR(below, shot.points.back().below[1], 1e-6) << "what has begun to bid is what bids";
}

TEST(ImplicitShotTest, AThinTailEntersLate) {
  GameClass cheap = closed_forms::uniform_class(20.0, 60.0, 2), dear = cheap;
  dear.cost = cost_law(Normal{54.0, 2.0});
  const Game game{{cheap, dear}, 1, PricingRule::pay_as_bid, 58.0};
  const InverseBidFrame frame{score_game(game), 58.0, {58.0, 58.0}, no_class};
  const ImplicitShot shot = implicit_shot(frame, 36.0);
  ASSERT_GT(shot.points.size(), 10U);
  EXPECT_EQ(shot.points.front().below[1], 0.0);
  EXPECT_GT(shot.points.back().below[1], 0.0);
}

TEST(ImplicitShotTest, NobodyStartsBelowTheSecondLowestCost) {
  const ImplicitShot shot = implicit_shot(weak_and_strong_frame(), 50.0);  // the weak one needs 60
  EXPECT_TRUE(shot.points.empty());
  EXPECT_TRUE(shot.is_too_low());
}

}  // namespace
}  // namespace sealedbid
