#include "bidding/collocation_ends.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

/// y of the costs that bid the score 100 − x in the closed form of two uniforms.
std::vector<double> known_y(const InverseBidFrame& frame, double x) {
  const double k = 1.0 / 1600.0 - 1.0 / 6400.0;
  return {logit_of_distance(frame, 0, 2.0 * x / (1.0 + k * x * x)), logit_of_distance(frame, 1, 2.0 * x / (1.0 - k * x * x))};
}

/// The known equilibrium between 220/3 and 100, at both ends of one cell.
struct KnownEnds {
  InverseBidFrame frame{score_game(weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
  Collocation solution;

  KnownEnds() {
    solution.bounds = {220.0 / 3.0, 100.0};
    solution.stretches.resize(1);
    CollocatedStretch& part = solution.stretches[0];
    part.stretch.active = {0, 1};
    part.mesh = {-12.0, 12.0};
    for (const double w : part.mesh) part.y.push_back(known_y(frame, 80.0 / 3.0 * share_below(-w)));
  }
};

TEST(CollocationEndsTest, AKnownEquilibriumMeetsThemAll) {
  const KnownEnds known;
  EndConditions start, end;
  ASSERT_TRUE(start_conditions(known.frame, known.solution, 0, start));
  ASSERT_TRUE(end_conditions(known.frame, known.solution, 0, end));
  EXPECT_EQ(start.size(), 2U) << "one a class that starts";
  EXPECT_EQ(end.size(), 1U);
  for (const EndCondition& condition : start) EXPECT_NEAR(condition.residual, 0.0, 1e-4);
  for (const EndCondition& condition : end) EXPECT_NEAR(condition.residual, 0.0, 1e-4);
}

TEST(CollocationEndsTest, OtherCostsDoNot) {
  KnownEnds known;
  EndConditions start, end;
  known.solution.stretches[0].y[0][0] += 0.1;
  known.solution.stretches[0].y[1][1] += 0.1;
  ASSERT_TRUE(start_conditions(known.frame, known.solution, 0, start));
  ASSERT_TRUE(end_conditions(known.frame, known.solution, 0, end));
  EXPECT_GT(std::abs(start[0].residual) + std::abs(start[1].residual), 0.05);
  EXPECT_GT(std::abs(end[0].residual), 0.01);
}

TEST(CollocationEndsTest, DerivativesTellHowResidualsMove) {
  const KnownEnds known;
  EndConditions before, after;
  ASSERT_TRUE(start_conditions(known.frame, known.solution, 0, before));
  KnownEnds moved;
  moved.solution.stretches[0].y[0][1] += 1e-3;
  ASSERT_TRUE(start_conditions(moved.frame, moved.solution, 0, after));
  for (std::size_t r = 0; r < before.size(); ++r) {
    double expected = before[r].residual;
    for (const EndDerivative& term : before[r].terms)
      if (!term.is_bound && term.point == 0 && term.active == 1) expected += 1e-3 * term.value;
    EXPECT_NEAR(after[r].residual, expected, 1e-5);
  }
}

TEST(CollocationEndsTest, BidsBelowCostAreNotAdmissible) {
  KnownEnds known;
  known.solution.stretches[0].y[0] = {5.0, 5.0};
  EndConditions start;
  EXPECT_FALSE(start_conditions(known.frame, known.solution, 0, start));
}

}  // namespace
}  // namespace sealedbid
