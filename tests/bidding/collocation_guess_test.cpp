#include "bidding/collocation_guess.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

Collocation guess_of(const InverseBidFrame& frame, bool is_ceiling) {
  return collocation_guess(
      frame, bracket_lowest_score(frame, Deadline{std::chrono::steady_clock::now() + std::chrono::seconds(60)}), is_ceiling);
}

InverseBidFrame weak_and_strong_frame() {
  return {score_game(weak_and_strong_game()), 100.0, {100.0, 100.0}, no_class};
}

TEST(CollocationGuessTest, IsNearTheKnownInverseBids) {
  const InverseBidFrame frame = weak_and_strong_frame();
  const Collocation guess = guess_of(frame, false);
  ASSERT_EQ(guess.stretches.size(), 1U);
  EXPECT_EQ(guess.top_end, TopEnd::contested);
  EXPECT_NEAR(guess.bounds.front(), 220.0 / 3.0, 1e-3);
  EXPECT_EQ(guess.bounds.back(), 100.0);
  const CollocatedStretch& part = guess.stretches[0];
  for (std::size_t point = 0; point < part.mesh.size(); ++point)
    for (std::size_t i = 0; i < 2; ++i) {
      const double bid = weak_or_strong(cost_of(frame, i, part.y[point][i]), i == 0 ? 1.0 : -1.0);
      EXPECT_NEAR(bid, score_at(guess, 0, part.mesh[point]), 0.3) << "class " << i << " at w " << part.mesh[point];
    }
}

TEST(CollocationGuessTest, BidsAreAboveCostsOnAnAscendingMesh) {
  const InverseBidFrame frame = weak_and_strong_frame();
  const Collocation guess = guess_of(frame, false);
  const CollocatedStretch& part = guess.stretches[0];
  EXPECT_TRUE(std::is_sorted(part.mesh.begin(), part.mesh.end()));
  EXPECT_EQ(part.y.size(), part.mesh.size());
  EXPECT_EQ(part.stage_y.size(), (part.mesh.size() - 1) * stages);
  const GaussRule rule = gauss_rule();
  for (std::size_t s = 0; s < part.stage_y.size(); ++s) {
    const double left = part.mesh[s / stages], w = left + (part.mesh[s / stages + 1] - left) * rule.place[s % stages];
    for (std::size_t i = 0; i < 2; ++i) EXPECT_LT(cost_of(frame, i, part.stage_y[s][i]), score_at(guess, 0, w));
  }
}

TEST(CollocationGuessTest, AnEntryStartsAStretch) {
  const Game game{{uniform_class(0.0, 1.0, 2), uniform_class(0.2, 1.2, 2)}, 1, PricingRule::pay_as_bid, 1.0};
  const Collocation guess = guess_of({score_game(game), 1.0, {1.0, 1.0}, no_class}, false);
  ASSERT_EQ(guess.stretches.size(), 2U);
  EXPECT_EQ(guess.stretches[0].stretch.active, std::vector<std::size_t>{0});
  EXPECT_EQ(guess.stretches[1].stretch.active, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(guess.stretches[1].entering, 1U);
  EXPECT_NEAR(guess.bounds[1], 0.36244047, 1e-4);
}

TEST(CollocationGuessTest, RefinementHalvesCellsOfTheSameSolution) {
  const InverseBidFrame frame = weak_and_strong_frame();
  Collocation coarse = guess_of(frame, false);
  ASSERT_TRUE(
      solve_collocation(frame, 1e-7, Deadline{std::chrono::steady_clock::now() + std::chrono::seconds(60)}, coarse).is_converged);
  const Collocation fine = refined(coarse);
  const CollocatedStretch &before = coarse.stretches[0], &after = fine.stretches[0];
  ASSERT_EQ(after.mesh.size(), 2 * before.mesh.size() - 1);
  EXPECT_EQ(after.stage_y.size(), 2 * before.stage_y.size());
  for (std::size_t point = 0; point < before.mesh.size(); ++point) {
    EXPECT_EQ(after.mesh[2 * point], before.mesh[point]);
    EXPECT_EQ(after.y[2 * point], before.y[point]);
  }
  for (std::size_t point = 0; point < after.mesh.size(); ++point) {
    const double score = score_at(fine, 0, after.mesh[point]);
    EXPECT_NEAR(weak_or_strong(cost_of(frame, 1, after.y[point][1]), -1.0), score, 1e-5);
  }
}

}  // namespace
}  // namespace sealedbid
