#include "bidding/implicit_step.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

/// Five like bidders, in two classes, with uniform costs: bids are c + (1 − c)/5.
struct LikeBidders {
  LikeBidders() {
    shooter.shot.lowest_score = 0.2;
    shooter.active = {0, 1};
    shooter.cost = {0.3, 0.3};
    shooter.h = {h_of(frame.game.classes[0], 0.3), h_of(frame.game.classes[1], 0.3)};
    shooter.lowest = {0.0, 0.0};
    shooter.w = std::log((bid(0.3) - 0.2) / (1.0 - bid(0.3)));
    EXPECT_TRUE(flows_at(shooter, shooter.w, shooter.cost, shooter.flow));
  }
  static double bid(double cost) { return cost + (1.0 - cost) / 5.0; }

  Game game{{closed_forms::uniform_class(0.0, 1.0, 2), closed_forms::uniform_class(0.0, 1.0, 3)}, 1, PricingRule::pay_as_bid, {}};
  InverseBidFrame frame{score_game(game), 1.0, {1.0, 1.0}, no_class};
  Shooter shooter{frame, 1e-6};
};

double error_after(double step) {
  LikeBidders like;
  EXPECT_LT(try_step(like.shooter, step), 1e9);
  const double score = like.shooter.score(like.shooter.w + step), exact = (score - 0.2) / 0.8;
  return std::abs(like.shooter.stage_cost.back()[0] - exact);
}

TEST(ImplicitStepTest, FollowsAClosedFormToTheFifthOrder) {
  EXPECT_LT(error_after(0.1), 1e-8);
  const double gain = error_after(0.8) / error_after(0.4);
  EXPECT_GT(gain, 24.0) << "of order 5 the error of a step falls like step^6";
}

TEST(ImplicitStepTest, EstimatesItsErrorCautiously) {
  LikeBidders like;
  const double estimate = try_step(like.shooter, 0.4) * 1e-6;
  EXPECT_GT(estimate, error_after(0.4));
}

TEST(ImplicitStepTest, KeepsTheDigitsOfBothTails) {
  GameClass tails = closed_forms::uniform_class(0.0, 1.0, 1);
  const ScoreGame scores = score_game({{tails}, 1, PricingRule::pay_as_bid, {}});
  EXPECT_NEAR(h_of(scores.classes[0], 1e-12) / 1e-12, 1.0, 1e-12);
  EXPECT_NEAR(h_of(scores.classes[0], 1.0 - 1e-12), -std::log(1e-12), 1e-3);
  EXPECT_DOUBLE_EQ(cost_of_below(scores.classes[0], 0.25), 0.25);
}

TEST(ImplicitStepTest, HasNoSolutionWhereCostsMeetBids) {
  LikeBidders like;
  like.shooter.cost = {0.5, 0.5};
  std::vector<double> flow;
  EXPECT_FALSE(flows_at(like.shooter, like.shooter.w, like.shooter.cost, flow)) << "a bid of 0.44";
}

}  // namespace
}  // namespace sealedbid
