#include "bidding/inverse_bids.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

InverseBidFrame weak_and_strong_frame() {
  return {score_game(weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
}

/// Costs that bid the score 100 − x in the closed form of two uniforms.
std::vector<double> known_y(const InverseBidFrame& frame, double x) {
  const double k = 1.0 / 1600.0 - 1.0 / 6400.0;
  return {logit_of_cost(frame, 0, 100.0 - 2.0 * x / (1.0 + k * x * x)),
          logit_of_cost(frame, 1, 100.0 - 2.0 * x / (1.0 - k * x * x))};
}

TEST(InverseBidsTest, CostsAndTheirLogitsAreInverse) {
  const InverseBidFrame frame = weak_and_strong_frame();
  for (const double cost : {60.0001, 70.0, 80.0, 99.9999}) {
    EXPECT_NEAR(cost_of(frame, 0, logit_of_cost(frame, 0, cost)), cost, 1e-12);
    EXPECT_NEAR(cost_of(frame, 0, logit_of_distance(frame, 0, 100.0 - cost)), cost, 1e-12);
    const double y = logit_of_cost(frame, 0, cost), slope = (cost_of(frame, 0, y + 1e-4) - cost_of(frame, 0, y - 1e-4)) / 2e-4;
    EXPECT_NEAR(cost_slope(frame, 0, y), slope, 1e-7);
  }
}

TEST(InverseBidsTest, SharesKeepTheirDigitsOnBothSides) {
  for (const double w : {-700.0, -40.0, -1.0, 0.0, 2.0, 40.0}) {
    EXPECT_NEAR(share_below(w) + share_below(-w), 1.0, 1e-15);
    EXPECT_GT(share_below(w), 0.0);
  }
  EXPECT_NEAR(share_below(-40.0) / std::exp(-40.0), 1.0, 1e-15);
}

TEST(InverseBidsTest, ConditionsGiveBackAKnownEquilibrium) {
  const InverseBidFrame frame = weak_and_strong_frame();
  const Stretch both{{0, 1}, {}};
  ScoreState state;
  for (const double x : {1.0, 10.0, 20.0, 26.0}) {
    ASSERT_TRUE(state_at(frame, both, 100.0 - x, known_y(frame, x), state));
    const std::vector<double> after = known_y(frame, x - 1e-5), before = known_y(frame, x + 1e-5);
    for (std::size_t a = 0; a < 2; ++a) EXPECT_NEAR(state.slope[a] * 2e-5 / (after[a] - before[a]), 1.0, 1e-6) << x;
  }
}

TEST(InverseBidsTest, BidsAtOrBelowCostAreNotAdmissible) {
  const InverseBidFrame frame = weak_and_strong_frame();
  ScoreState state;
  EXPECT_FALSE(state_at(frame, {{0, 1}, {}}, 70.0, std::vector<double>{logit_of_cost(frame, 0, 70.5), 0.0}, state));
}

TEST(InverseBidsTest, AnExhaustedClassStaysAsItEnded) {
  // A rival who has bid all its costs cannot be undercut any more: with one lot it only scales P(win), and rates stay.
  const Game game{{uniform_class(0.0, 1.0, 2), uniform_class(0.0, 0.5, 1)}, 1, PricingRule::pay_as_bid, {}};
  const InverseBidFrame frame{score_game(game), 0.9, {0.9, 0.4}, no_class};
  ScoreState state;
  ASSERT_TRUE(state_at(frame, {{0}, {1}}, 0.8, std::vector<double>{logit_of_cost(frame, 0, 0.6)}, state));
  EXPECT_NEAR(state.below[1].below, 0.8, 1e-12);
  EXPECT_NEAR(state.rate[0], 0.4 / 0.2, 1e-12);  // hazard 1 / margin, two bidders
}

TEST(InverseBidsTest, DerivativesAgreeWithWiderDifferences) {
  const InverseBidFrame frame = weak_and_strong_frame();
  const Stretch both{{0, 1}, {}};
  const double score = 85.0;
  const std::vector<double> y = known_y(frame, 15.0);
  ScoreState state, up, down;
  SlopeDerivatives derivatives;
  ASSERT_TRUE(state_at(frame, both, score, y, state));
  const std::vector<double> slope = state.slope;
  ASSERT_TRUE(slope_derivatives(frame, both, score, y, state, derivatives));
  EXPECT_EQ(state.slope, slope);
  for (std::size_t b = 0; b < 2; ++b) {
    std::vector<double> right = y, left = y;
    right[b] += 1e-3;
    left[b] -= 1e-3;
    ASSERT_TRUE(state_at(frame, both, score, right, up) && state_at(frame, both, score, left, down));
    for (std::size_t a = 0; a < 2; ++a) {
      const double wide = (up.slope[a] - down.slope[a]) / 2e-3;
      EXPECT_NEAR(derivatives.by_y[a * 2 + b], wide, 1e-4 * std::abs(wide) + 1e-7) << a << " by y " << b;
    }
  }
  ASSERT_TRUE(state_at(frame, both, score + 1e-3, y, up) && state_at(frame, both, score - 1e-3, y, down));
  for (std::size_t a = 0; a < 2; ++a)
    EXPECT_NEAR(derivatives.by_score[a] * 2e-3 / (up.slope[a] - down.slope[a]), 1.0, 1e-4) << a << " by score";
}

TEST(InverseBidsTest, TheLoneClassIsIndifferentAtItsBestBid) {
  // Cost .4 against two rivals U[.3, 1.3] who bid their costs: (b − .4)(1.3 − b)² is greatest at .7.
  const Game game{{uniform_class(0.0, 0.4, 1), uniform_class(0.3, 1.3, 2)}, 1, PricingRule::pay_as_bid, {}};
  const InverseBidFrame frame{score_game(game), 0.7, {0.4, 0.7}, 0};
  const auto preference = [&](double score) {
    ScoreState state;
    state.below = {{1, 1.0, 0.0}, {2, below(frame.game.classes[1], score), not_below(frame.game.classes[1], score)}};
    return lone_preference(frame, score, state);
  };
  EXPECT_NEAR(preference(0.7), 0.0, 1e-14);
  EXPECT_NEAR(preference(0.85), std::log(0.45 * 0.45 * 0.45 / (0.3 * 0.6 * 0.6)), 1e-12);
  for (const double other : {0.69, 0.71}) EXPECT_LT(preference(other), -1e-4);
}

}  // namespace
}  // namespace sealedbid
