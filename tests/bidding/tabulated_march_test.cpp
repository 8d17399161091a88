#include "bidding/tabulated_march.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::uniform_class;
using closed_forms::uniform_game;

double worst(int bidders, double believed_bidders) {
  const Contest contest = contest_of(tabulated(uniform_game(bidders)));
  const std::vector<double> costs = {0.0, 0.2, 0.5, 0.8};
  const std::vector<double> scores = scores_of(march_down(contest), contest, 0, costs);
  double result = 0.0;
  for (std::size_t c = 0; c < costs.size(); ++c) {
    result = std::max(result, std::abs(scores[c] - costs[c] - (1.0 - costs[c]) / believed_bidders));
  }
  return result;
}

TEST(TabulatedMarchTest, FirstPrice) {
  for (const int n : {2, 3, 6}) EXPECT_LT(worst(n, n), 1e-8) << n;
  EXPECT_GT(worst(3, 4), 1e-2) << "a rival too many";
}

TEST(TabulatedMarchTest, FlatStart) {
  const Contest contest = contest_of(tabulated(uniform_game(3, 2)));
  const March march = march_down(contest);
  EXPECT_TRUE(march.is_complete);
  EXPECT_NEAR(scores_of(march, contest, 0, {0.5}).front(), closed_forms::three_for_two(0.5), 1e-7);
}

}  // namespace
}  // namespace sealedbid
