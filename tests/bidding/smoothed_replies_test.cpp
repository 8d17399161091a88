#include "bidding/smoothed_replies.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sealedbid {
namespace {

/// Costs U[0, 1], lowest bid wins and is paid.
Game uniform_game(int bidders) {
  Game game;
  GameClass alike;
  alike.bidders = bidders;
  alike.cost = cost_law(Uniform{0.0, 1.0});
  game.classes = {alike};
  return game;
}

/// Everybody bids c + share · (1 − c).
std::vector<TabulatedBids> linear_bids(const TabulatedGame& game, double share) {
  TabulatedBids bids;
  for (const double cost : game.classes[0].estimate) bids.bid.push_back(cost + share * (1.0 - cost));
  bids.last_estimate_that_bids = 1.0;
  return {bids};
}

TEST(SmoothedRepliesTest, AwardAndRevenueOfAFirstPrice) {
  const TabulatedGame game = tabulated(uniform_game(2));
  const BidPayoffs payoffs = bid_payoffs(contest_of(game), linear_bids(game, 0.5), 201);
  const PayoffCurves curves = payoff_curves(payoffs, 0, 0.0, 0.0);
  for (std::size_t level = 0; level <= curves.top; level += 20) {
    const double bid = curves.bid[level], win = std::min(1.0, 2.0 * (1.0 - bid));  // the rival bids (1 + c)/2
    EXPECT_NEAR(curves.award[0][level], win, 1e-6) << bid;
    EXPECT_NEAR(curves.revenue[0][level], win * bid, 1e-6) << bid;
  }
}

/// A Gaussian error keeps straight lines straight, away from their ends.
TEST(SmoothedRepliesTest, SmoothingKeepsWhatIsStraight) {
  const TabulatedGame game = tabulated(uniform_game(2));
  const BidPayoffs payoffs = bid_payoffs(contest_of(game), linear_bids(game, 0.5), 201);
  const PayoffCurves plain = payoff_curves(payoffs, 0, 0.0, 0.0), smooth = payoff_curves(payoffs, 0, 0.02, 0.0);
  for (std::size_t level = 40; level <= 160; level += 20) EXPECT_NEAR(plain.award[0][level], smooth.award[0][level], 1e-9);
  EXPECT_GT(std::fabs(plain.award[0][190] - smooth.award[0][190]) + std::fabs(plain.award[0][2] - smooth.award[0][2]), 1e-3);
}

/// The best reply to (1 + c)/2 is (1 + c)/2; a damped step goes that share of the way.
TEST(SmoothedRepliesTest, AReplyGoesTheDampedWay) {
  const TabulatedGame game = tabulated(uniform_game(2));
  const Contest contest = contest_of(game);
  const BidPayoffs payoffs = bid_payoffs(contest, linear_bids(game, 0.5), 401);
  const PayoffCurves curves = payoff_curves(payoffs, 0, 0.0, 1e-9);
  TabulatedBids whole = linear_bids(game, 0.3)[0], tenth = whole;
  reply(payoffs, 0, curves, 1.0, whole);
  reply(payoffs, 0, curves, 0.1, tenth);
  for (const std::size_t g : {32u, 128u, 224u}) {
    const double cost = game.classes[0].estimate[g];
    EXPECT_NEAR(whole.bid[g], 0.5 * (1.0 + cost), 2e-3);
    EXPECT_NEAR(tenth.bid[g], cost + (0.9 * 0.3 + 0.1 * 0.5) * (1.0 - cost), 2e-3);
  }
}

/// Against rivals who bid the truth, (1 + c)/2 earns (1 − c)²/4 and the truth nothing: 1/12 on average.
TEST(SmoothedRepliesTest, TheMeanGainOverTheTruth) {
  const TabulatedGame game = tabulated(uniform_game(2));
  const Contest contest = contest_of(game);
  const std::vector<TabulatedBids> truth = linear_bids(game, 0.0), equilibrium = linear_bids(game, 0.5);
  EXPECT_NEAR(mean_gain(bid_payoffs(contest, truth, 401), 0, truth[0]), 1.0 / 12.0, 2e-4);
  EXPECT_LT(mean_gain(bid_payoffs(contest, equilibrium, 401), 0, equilibrium[0]), 1e-5);
}

}  // namespace
}  // namespace sealedbid
