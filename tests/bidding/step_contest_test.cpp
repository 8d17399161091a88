#include "bidding/step_contest.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/step_games.hpp"
#include "bidding/step_payoff.hpp"

namespace sealedbid {
namespace {

using namespace testing;

/// The solver's sums against the certificate's, which share no code.
TEST(StepContestTest, AgreesWithTheIndependentIntegration) {
  const auto first = [](double c) { return c + 0.3 * (1.0 - c); };
  const auto second = [](double c) { return c + 0.6 * (1.0 - c); };
  for (const PricingRule pricing :
       {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted, PricingRule::uniform_lowest_rejected}) {
    const Game game = step_game(3, 2, 3, pricing);
    const StepContest contest = step_contest(game, 257);
    StepScores scores(1, std::vector<std::vector<double>>(2));
    for (const double cost : contest.classes[0].cost) {
      scores[0][0].push_back(first(cost));
      scores[0][1].push_back(second(cost));
    }
    const StepCurves curves = step_curves(contest, scores, 401, 0.0, 0.0);
    const Equilibrium tables = step_tables(first, second);
    const StepPayoff payoff =
        step_payoff(game, {{bid_table(tables.classes[0]), bid_table(tables.classes[0].later_projects[0])}}, 0, 100);
    for (const std::size_t level : {120u, 200u, 300u, 390u}) {
      for (std::size_t s = 0; s < 2; ++s) {
        EXPECT_NEAR(curves.win[0][s][level], step_award(payoff, s, curves.score[level]), 1e-6);
        const double profit = curves.revenue[0][s][level] - 0.2 * curves.win[0][s][level];
        EXPECT_NEAR(profit, step_value(payoff, s, 0.2, curves.score[level]), 1e-4);
      }
    }
  }
}

TEST(StepContestTest, RefusesWhatIsOutsideTheMethod) {
  const Game sound = step_game(2, 2, 2, PricingRule::uniform_lowest_rejected);
  EXPECT_NO_THROW(step_contest(sound, 65));
  Game game = sound;
  game.classes[0].utility = {UtilityFamily::cara, 1.0};
  EXPECT_THROW(step_contest(game, 65), std::invalid_argument);
  game = sound;
  game.ceiling_per_mwh.reset();
  EXPECT_THROW(step_contest(game, 65), std::invalid_argument);
  game = sound;
  game.classes[0].projects = 3;
  EXPECT_THROW(step_contest(game, 65), std::invalid_argument);
  game = step_game(2, 2, 2, PricingRule::pay_as_bid, ProjectCosts::independent);
  EXPECT_THROW(step_contest(game, 65), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
