#include "bidding/collocation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bidding/closed_forms.hpp"
#include "bidding/collocation_guess.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

Deadline in_seconds(int seconds) {
  return {std::chrono::steady_clock::now() + std::chrono::seconds(seconds)};
}

InverseBidFrame weak_and_strong_frame() {
  return {score_game(weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
}

Collocation guess_of(const InverseBidFrame& frame) {
  return collocation_guess(frame, bracket_lowest_score(frame, in_seconds(60)), false);
}

/// Largest distance of a solution to the closed form of two uniforms, as a bid.
double distance_to_known(const InverseBidFrame& frame, const Collocation& solution) {
  const CollocatedStretch& part = solution.stretches[0];
  double largest = 0.0;
  for (std::size_t point = 0; point < part.mesh.size(); ++point)
    for (std::size_t i = 0; i < 2; ++i) {
      const double bid = weak_or_strong(cost_of(frame, i, part.y[point][i]), i == 0 ? 1.0 : -1.0);
      largest = std::max(largest, std::abs(bid - score_at(solution, 0, part.mesh[point])));
    }
  return largest;
}

TEST(CollocationTest, GaussRuleIntegratesPolynomials) {
  const GaussRule rule = gauss_rule();
  ASSERT_EQ(rule.place.size(), stages);
  EXPECT_TRUE(std::is_sorted(rule.place.begin(), rule.place.end()));
  for (int power = 0; power < 16; ++power) {  // the whole cell: exact up to twice the number of stages
    double sum = 0.0;
    for (std::size_t q = 0; q < stages; ++q) sum += rule.weight[q] * std::pow(rule.place[q], power);
    EXPECT_NEAR(sum, 1.0 / (power + 1), 1e-14) << power;
  }
  for (int power = 0; power < 8; ++power)  // up to a stage: exact for the polynomial through the stages
    for (std::size_t q = 0; q < stages; ++q) {
      double sum = 0.0;
      for (std::size_t s = 0; s < stages; ++s) sum += rule.integral[q * stages + s] * std::pow(rule.place[s], power);
      EXPECT_NEAR(sum, std::pow(rule.place[q], power + 1) / (power + 1), 1e-14) << power;
    }
}

TEST(CollocationTest, ScoresRunFromBoundToBound) {
  Collocation solution;
  solution.bounds = {70.0, 90.0, 100.0};
  solution.stretches.resize(2);
  EXPECT_NEAR(score_at(solution, 0, 0.0), 80.0, 1e-12);
  EXPECT_NEAR(score_at(solution, 1, 0.0), 95.0, 1e-12);
  EXPECT_NEAR(score_at(solution, 1, -50.0), 90.0, 1e-12);
  EXPECT_NEAR(score_at(solution, 1, 50.0), 100.0, 1e-12);
}

TEST(CollocationTest, NewtonFindsTheKnownInverseBids) {
  const InverseBidFrame frame = weak_and_strong_frame();
  Collocation solution = guess_of(frame);
  const double before = distance_to_known(frame, solution);
  const NewtonReport report = solve_collocation(frame, 1e-7, in_seconds(60), solution);
  EXPECT_TRUE(report.is_converged);
  EXPECT_LE(report.last_step, 1e-7);
  EXPECT_LE(report.iterations, 4) << "a wrong derivative costs steps";
  EXPECT_NEAR(solution.bounds[0], 220.0 / 3.0, 1e-7);
  EXPECT_LT(distance_to_known(frame, solution), 1e-6);
  EXPECT_LT(distance_to_known(frame, solution), before);
}

TEST(CollocationTest, AFinerMeshIsMoreAccurate) {
  const InverseBidFrame frame = weak_and_strong_frame();
  Collocation coarse = guess_of(frame);
  ASSERT_TRUE(solve_collocation(frame, 1e-7, in_seconds(60), coarse).is_converged);
  Collocation fine = refined(coarse);
  ASSERT_TRUE(solve_collocation(frame, 1e-7, in_seconds(60), fine).is_converged);
  EXPECT_LT(distance_to_known(frame, fine), std::max(1e-9, 0.1 * distance_to_known(frame, coarse)));
  EXPECT_NEAR(fine.bounds[0], 220.0 / 3.0, 1e-8);
}

TEST(CollocationTest, StopsWithoutTime) {
  const InverseBidFrame frame = weak_and_strong_frame();
  Collocation solution = guess_of(frame);
  EXPECT_FALSE(solve_collocation(frame, 1e-7, in_seconds(-1), solution).is_converged);
}

}  // namespace
}  // namespace sealedbid
