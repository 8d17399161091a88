#include "bidding/tabulated_bids.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/best_response.hpp"
#include "bidding/smoothed_replies.hpp"

namespace sealedbid {
namespace {

/// Classes of two bidders each with costs U[low, low + 1].
TabulatedGame uniform_game(const std::vector<double>& lows, PricingRule pricing = PricingRule::pay_as_bid) {
  Game game;
  game.pricing = pricing;
  for (const double low : lows) {
    GameClass alike;
    alike.bidders = 2;
    alike.cost = cost_law(Uniform{low, low + 1.0});
    game.classes.push_back(alike);
  }
  return tabulated(game);
}

TEST(TabulatedBidsTest, OneClassIsMarchedToTheClosedForm) {
  const TabulatedGame game = uniform_game({0.0});
  const Contest contest = contest_of(game);
  ASSERT_TRUE(can_be_marched(contest));
  const TabulatedBids bids = direct_bids(contest, 201)[0];
  for (const std::size_t g : {0u, 64u, 192u}) EXPECT_NEAR(bids.bid[g], 0.5 * (1.0 + game.classes[0].estimate[g]), 1e-7);
}

TEST(TabulatedBidsTest, UnlikeClassesAreNotMarchedExceptToTheTruth) {
  EXPECT_FALSE(can_be_marched(contest_of(uniform_game({0.0, 0.2}))));
  const Contest contest = contest_of(uniform_game({0.0, 0.2}, PricingRule::uniform_lowest_rejected));
  ASSERT_TRUE(can_be_marched(contest));
  const TabulatedBids bids = direct_bids(contest, 201)[1];
  EXPECT_NEAR(bids.bid[128], contest.game.classes[1].estimate[128], 1e-12);
}

/// Who needs more than every ceiling could not bid.
TEST(TabulatedBidsTest, WhoCouldBid) {
  TabulatedGame game = uniform_game({0.0, 0.6});
  for (TabulatedClass& bidders : game.classes) bidders.ceiling = 0.5;
  const Contest contest = contest_of(game);
  EXPECT_TRUE(could_bid(contest, 0));
  EXPECT_FALSE(could_bid(contest, 1));
}

/// Nobody begins with a bid below its cost.
TEST(TabulatedBidsTest, TheFirstGuessStopsAtTheCeiling) {
  TabulatedGame game = uniform_game({0.0, 0.2});
  for (TabulatedClass& bidders : game.classes) bidders.ceiling = 0.5;
  for (const TabulatedBids& bids : cautious_bids(contest_of(game))) EXPECT_NEAR(bids.last_estimate_that_bids, 0.5, 1e-9);
}

/// The gain of best replies falls from the first guess to the conditions' answer.
TEST(TabulatedBidsTest, ConditionsImproveOnAGuess) {
  const Contest contest = contest_of(uniform_game({0.0, 0.2}));
  const std::vector<TabulatedBids> guess = cautious_bids(contest), answer = bids_by_conditions(contest, guess, 201);
  const double before = mean_gain(bid_payoffs(contest, guess, 201), 0, guess[0]);
  const double after = mean_gain(bid_payoffs(contest, answer, 201), 0, answer[0]);
  EXPECT_LT(after, 0.2 * before);
}

}  // namespace
}  // namespace sealedbid
