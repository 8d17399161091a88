#include "bidding/play_ends.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

/// Two classes of which the first bids the top of 10 with probability 0.2, from a cost of 8 on.
Play play_with_mass() {
  Play play;
  play.top = 10.0;
  play.curves = {{{2.0, 8.0}, {5.0, 9.99}, {0.5, 0.9}}, {{3.0, 9.0}, {5.0, 10.0}, {0.5, 0.9}}};
  play.win = {{1.0, 0.1}, {1.0, 0.1}};
  play.top_mass = {0.2, 0.0};
  return play;
}

TEST(PlayEndsTest, WhoBidsTheTopReachesItByTheLastSolvedCost) {
  Play play = play_with_mass();
  reach_top(play);
  EXPECT_EQ(play.curves[0].bid.back(), 10.0);
  EXPECT_TRUE(std::isnan(play.curves[0].slope.back())) << "a chord";
  EXPECT_EQ(play.curves[1].bid.back(), 10.0) << "unchanged";
}

TEST(PlayEndsTest, OthersBidJustBelowAMass) {
  Play play = play_with_mass();
  reach_top(play);
  step_below_mass(play);
  EXPECT_EQ(play.curves[0].bid.back(), 10.0);
  EXPECT_LT(play.curves[1].bid.back(), 10.0);
  EXPECT_NEAR(play.curves[1].bid.back(), 10.0, 1e-8);
  play = play_with_mass();
  play.top_mass = {0.0, 0.0};
  step_below_mass(play);
  EXPECT_EQ(play.curves[1].bid.back(), 10.0) << "no mass, nothing to step below";
}

TEST(PlayEndsTest, ACurveIsClosedAtBothEnds) {
  const InverseBidFrame frame{score_game(closed_forms::weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
  Play play;
  play.curves = {{{70.0, 80.0}, {83.0, 89.0}, {0.6, 0.6}}, {}};
  play.win = {{0.5, 0.2}, {}};
  close_curve(frame, 0, 73.0, 100.0, 100.0, play);
  EXPECT_EQ(play.curves[0].cost, (std::vector<double>{60.0, 70.0, 80.0, 100.0}));
  EXPECT_EQ(play.curves[0].bid, (std::vector<double>{73.0, 83.0, 89.0, 100.0}));
}

TEST(PlayEndsTest, WhatIsLeftAtTheTopIsMass) {
  const InverseBidFrame frame{score_game(closed_forms::weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
  Play play;
  add_top_mass(frame, {100.0, 60.0}, play);  // the strong one, uniform on [20, 100], has half of its costs left
  EXPECT_NEAR(play.top_mass[0], 0.0, 1e-12);
  EXPECT_NEAR(play.top_mass[1], 0.5, 1e-12);
  EXPECT_NEAR(play.top_cost[1], 0.5 * 80.0, 1e-9) << "times its mean cost";
}

}  // namespace
}  // namespace sealedbid
