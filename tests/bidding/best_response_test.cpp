#include "bidding/best_response.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::uniform_class;
using closed_forms::uniform_game;

TabulatedBids at_cost_plus(const TabulatedGame& game, double share) {
  TabulatedBids result;
  for (const double c : game.classes[0].estimate) result.bid.push_back(c + share * (1.0 - c));
  result.last_estimate_that_bids = 1.0;
  return result;
}

TEST(BestResponseTest, GainsOverTheTruth) {
  // Against a rival who bids its cost the best bid gains (1 − c)²/4: most at c = 0.
  const TabulatedGame game = tabulated(uniform_game(2));
  const Contest contest = contest_of(game);
  const TabulatedBids truth = at_cost_plus(game, 0.0), equilibrium = at_cost_plus(game, 0.5);
  EXPECT_NEAR(greatest_gain(bid_payoffs(contest, {truth}, 401), 0, truth), 0.25, 1e-4);
  EXPECT_LT(greatest_gain(bid_payoffs(contest, {equilibrium}, 401), 0, equilibrium), 1e-6);
}

TEST(BestResponseTest, RepliesAndTheirWorth) {
  const TabulatedGame game = tabulated(uniform_game(2));
  const BidPayoffs payoffs = bid_payoffs(contest_of(game), {at_cost_plus(game, 0.0)}, 401);
  const Reply reply = best_reply(payoffs, 0, 128);  // cost .5
  EXPECT_NEAR(reply.score, 0.75, 1e-4);
  EXPECT_NEAR(reply.utility, 0.0625, 1e-5);
  const BidWorth worth = worth_of(payoffs, 0, 128, 0.6);
  EXPECT_NEAR(worth.win, 0.4, 1e-5);
  EXPECT_NEAR(worth.utility, 0.04, 1e-5);
}

TEST(BestResponseTest, TakesStock) {
  const TabulatedGame game = tabulated(uniform_game(2));
  TabulatedBids bids = at_cost_plus(game, 0.5);
  take_stock(bid_payoffs(contest_of(game), {bids}, 401), 0, bids);
  EXPECT_NEAR(bids.award_probability, 0.5, 1e-5);
  EXPECT_NEAR(bids.expected_profit, 1.0 / 6.0, 1e-5);
}

}  // namespace
}  // namespace sealedbid
