#include "bidding/affiliated_bids.hpp"

#include <gtest/gtest.h>

#include "bidding/affiliated_games.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

TEST(AffiliatedBidsTest, CellsCoverTheEstimatesThatBid) {
  Game game = estimated_cost(3, PricingRule::pay_as_bid);
  const AffiliatedBids all = solve_affiliated_bids(game, affiliated_game(game), 1.0 / 16, 4);
  EXPECT_FALSE(all.ceiling_binds);
  EXPECT_EQ(all.last, 41.0);
  EXPECT_EQ(all.cells.front().from, -1.0);
  EXPECT_EQ(all.cells.back().to, 41.0);
  for (std::size_t m = 0; m + 1 < all.cells.size(); ++m) EXPECT_EQ(all.cells[m].to, all.cells[m + 1].from);
  game.ceiling_per_mwh = 30.0;
  const AffiliatedBids some = solve_affiliated_bids(game, affiliated_game(game), 1.0 / 16, 4);
  EXPECT_TRUE(some.ceiling_binds);
  EXPECT_NEAR(some.last, 29.5, 1e-9);  // the cost is 1/2 above the lowest of three estimates
  game.ceiling_per_mwh = -3.0;
  EXPECT_TRUE(solve_affiliated_bids(game, affiliated_game(game), 1.0 / 16, 4).cells.empty());
}

/// b' = λ (b − v), by differences of the bids themselves.
TEST(AffiliatedBidsTest, BidsMeetTheFirstOrderCondition) {
  const Game game = mineral_rights(3, PricingRule::pay_as_bid);
  const AffiliatedBids solved = solve_affiliated_bids(game, affiliated_game(game), 1.0 / 128, 6);
  for (const AffiliatedCell& cell : solved.cells) {
    if (cell.to - cell.from < 1e-2) continue;
    const double slope = (cell.bid[3] - cell.bid[4]) / (cell.estimate[3] - cell.estimate[4]);
    EXPECT_NEAR(slope, 0.5 * (cell.slope[3] + cell.slope[4]), 1e-4);
    EXPECT_NEAR(cell.slope[3], cell.terms[3].hazard * (cell.bid[3] - cell.terms[3].tie_cost), 1e-12);
  }
}

}  // namespace
}  // namespace sealedbid
