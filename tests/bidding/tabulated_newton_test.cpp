#include "bidding/tabulated_newton.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::uniform_class;
using closed_forms::uniform_game;

TEST(TabulatedNewtonTest, UnlikeNormals) {
  Game game;
  game.ceiling_per_mwh = 90.0;
  for (const double mean : {70.0, 60.0}) {
    GameClass bidders = uniform_class(0.0, 1.0, 3);
    bidders.cost = cost_law(TruncatedNormal{mean, 12.0, 40.0, 120.0});
    game.classes.push_back(bidders);
  }
  const Contest contest = contest_of(tabulated(game));
  const ScoreCurves start = alike_curves(contest);
  const ScoreCurves solved = solve_conditions(contest, solve_conditions(contest, start, {.cells = 12}), {.cells = 32});
  EXPECT_NEAR(bid_of(solved.curves[0], 50.0), 55.8536891, 0.02);
  EXPECT_NEAR(bid_of(solved.curves[1], 50.0), 56.6392761, 0.02);
  EXPECT_GT(std::abs(bid_of(start.curves[0], 50.0) - 55.8536891), 0.1) << "alike bids are not the answer";
}

TEST(TabulatedNewtonTest, AlikeClassesKeepTheStart) {
  Game game = uniform_game(2);
  game.classes.push_back(uniform_class(0.0, 1.0, 1));
  const Contest contest = contest_of(tabulated(game));
  const ScoreCurves solved = solve_conditions(contest, alike_curves(contest), {.cells = 32});
  for (const double c : {0.1, 0.5, 0.8}) EXPECT_NEAR(bid_of(solved.curves[1], c), closed_forms::first_price(c, 3), 1e-4);
}

}  // namespace
}  // namespace sealedbid
