#include "bidding/step_costs.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

GameClass bidders_with(int projects, ProjectCosts costs) {
  GameClass result;
  result.cost = cost_law(Uniform{0.0, 2.0});
  result.projects = projects;
  result.project_costs = costs;
  return result;
}

TEST(StepCostsTest, OneCostForAllProjectsHasTheLawOfTheClass) {
  const GameClass bidders = bidders_with(3, ProjectCosts::same);
  for (const int step : {1, 2, 3}) {
    EXPECT_EQ(step_cdf(bidders, step, 0.5), cdf(bidders.cost, 0.5));
    EXPECT_EQ(step_quantile(bidders, step, 0.3), quantile(bidders.cost, 0.3));
  }
}

TEST(StepCostsTest, DrawsForEachProjectHaveTheLawsOfOrderStatistics) {
  const GameClass bidders = bidders_with(3, ProjectCosts::independent);
  const double p = 0.25;
  EXPECT_NEAR(step_cdf(bidders, 1, 0.5), 1.0 - 0.75 * 0.75 * 0.75, 1e-14);
  EXPECT_NEAR(step_cdf(bidders, 2, 0.5), 3 * p * p * 0.75 + p * p * p, 1e-14);
  EXPECT_NEAR(step_cdf(bidders, 3, 0.5), p * p * p, 1e-14);
  EXPECT_EQ(step_cdf(bidders, 2, -1.0), 0.0);
  EXPECT_EQ(step_cdf(bidders, 2, 2.0), 1.0);
}

TEST(StepCostsTest, QuantilesInvertTheLaw) {
  const GameClass bidders = bidders_with(4, ProjectCosts::independent);
  for (const int step : {1, 2, 4}) {
    for (const double p : {0.01, 0.4, 0.97}) EXPECT_NEAR(step_cdf(bidders, step, step_quantile(bidders, step, p)), p, 1e-12);
  }
}

TEST(StepCostsTest, AGameHasStepsIfABidderHasSeveralProjects) {
  Game game;
  game.classes = {bidders_with(1, ProjectCosts::same)};
  EXPECT_FALSE(has_steps(game));
  game.classes.push_back(bidders_with(2, ProjectCosts::same));
  EXPECT_TRUE(has_steps(game));
}

}  // namespace
}  // namespace sealedbid
