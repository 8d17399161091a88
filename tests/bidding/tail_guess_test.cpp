#include "bidding/tail_guess.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

TEST(TailGuessTest, IsNearTheEquilibriumOfLikeBidders) {
  // n bidders U[0, 1]: the bid lies (n − 1)/n of the cost's distance below the top.
  for (const int n : {2, 5}) {
    const InverseBidFrame frame{score_game(uniform_game(n)), 1.0, {1.0}, no_class};
    const TailGuess guess = tail_guess(frame, {{0}, {}}, 0.0);
    for (const double distance : {1e-6, 1e-3, 0.1})
      EXPECT_NEAR(guess.cost_to_top(distance) / (distance * n / (n - 1.0)), 1.0, 0.01) << n;
  }
}

TEST(TailGuessTest, CeilingsMakeCostsLeaveTheTopLikeASquareRoot) {
  // Bids at a ceiling have no slope: score distance ~ hazard · distance² / 2, hazard (n − 1)/(1 − r).
  const InverseBidFrame frame{score_game(uniform_game(3, 1, PricingRule::pay_as_bid, 0.6)), 0.6, {0.6}, no_class};
  const TailGuess guess = tail_guess(frame, {{0}, {}}, 0.0);
  for (const double distance : {1e-8, 1e-6})
    EXPECT_NEAR(guess.cost_to_top(distance) / std::sqrt(2.0 * distance * 0.4 / 2.0), 1.0, 0.02);
}

TEST(TailGuessTest, DistancesGrowTogether) {
  const InverseBidFrame frame{score_game(weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
  const TailGuess guess = tail_guess(frame, {{0, 1}, {}}, 60.0);
  double before = 0.0;
  for (double distance = 1e-6; distance < 30.0; distance *= 1.3) {
    const double cost_distance = guess.cost_to_top(distance);
    EXPECT_GT(cost_distance, std::max(before, distance));
    before = cost_distance;
  }
}

}  // namespace
}  // namespace sealedbid
