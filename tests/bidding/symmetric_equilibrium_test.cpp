#include "bidding/symmetric_equilibrium.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;

constexpr PricingRule pay_as_bid = PricingRule::pay_as_bid, last_accepted = PricingRule::uniform_highest_accepted,
                      lowest_rejected = PricingRule::uniform_lowest_rejected;

Equilibrium solved(const Game& game) {
  const ScoreGame scores = score_game(game);
  return account(scores, symmetric_play(scores, score_top(scores).score, 257), 1);
}

double bid_of(const Equilibrium& equilibrium, double cost) {
  return bid_at(equilibrium.classes[0], cost);
}

Game game_of(const Quantity& cost, int bidders) {
  Game game = uniform_game(bidders);
  game.classes[0].cost = cost_law(cost);
  return game;
}

TEST(SymmetricEquilibriumTest, UniformCosts) {
  for (const int n : {2, 3, 5, 10}) {
    const Equilibrium result = solved(uniform_game(n));
    for (const double c : {0.0, 0.1, 0.333, 0.9, 1.0}) EXPECT_NEAR(bid_of(result, c), first_price(c, n), 1e-8) << n;
    EXPECT_NEAR(result.expected_price_per_mwh, 2.0 / (n + 1), 1e-8);
    EXPECT_NEAR(result.classes[0].expected_profit_per_mwh, 1.0 / (n * (n + 1)), 1e-8);
  }
}

TEST(SymmetricEquilibriumTest, Ceiling) {
  const Equilibrium two = solved(uniform_game(2, 1, pay_as_bid, 0.6)), three = solved(uniform_game(3, 1, pay_as_bid, 0.6));
  EXPECT_NEAR(bid_of(two, 0.25), 0.518333333, 1e-9);
  EXPECT_NEAR(bid_of(three, 0.25), 0.462074074, 1e-9);
  EXPECT_NEAR(bid_of(three, 0.5), 0.581333333, 1e-9);
  EXPECT_NEAR(three.award_probability, 0.936, 1e-9);
  EXPECT_NEAR(three.expected_payment_per_mwh, 0.4104, 1e-9);
  EXPECT_EQ(three.classes[0].highest_cost_that_bids_per_mwh, 0.6);
  EXPECT_TRUE(std::isnan(bid_of(three, 0.61)));
}

TEST(SymmetricEquilibriumTest, LongTails) {
  // Exponential: a + c + 1 / (λ (n − 1)); Weibull of shape 2: by the incomplete gamma function.
  for (const auto& [n, price] : {std::pair{2, 55.0}, {3, 48.33333333}, {5, 44.5}}) {
    const Equilibrium result = solved(game_of(Weibull{1.0, 10.0, 40.0}, n));
    EXPECT_NEAR(bid_of(result, 45.0), 45.0 + 10.0 / (n - 1), 1e-6);
    EXPECT_NEAR(result.expected_price_per_mwh, price, 1e-6);
  }
  const Equilibrium weibull = solved(game_of(Weibull{2.0, 10.0, 0.0}, 3));
  EXPECT_NEAR(bid_of(weibull, 0.0), 6.26657069, 1e-7);
  EXPECT_NEAR(bid_of(weibull, 5.0), 8.27839771, 1e-6);
  EXPECT_NEAR(bid_of(weibull, 15.0), 16.52295149, 1e-6);
  EXPECT_NEAR(weibull.expected_price_per_mwh, 8.56644498, 1e-6);
}

TEST(SymmetricEquilibriumTest, AversionToRisk) {
  for (const auto& [n, price] : {std::pair{2, 0.555555556}, {3, 0.4}, {5, 0.259259259}}) {
    Game game = uniform_game(n);
    game.classes[0].utility = {UtilityFamily::crra, 0.5};
    const Equilibrium result = solved(game);
    EXPECT_NEAR(bid_of(result, 0.3), 0.3 + 0.7 * 0.5 / (n - 0.5), 1e-8);
    EXPECT_NEAR(result.expected_price_per_mwh, price, 1e-8);
    game.classes[0].utility = {UtilityFamily::cara, 1e-7};
    EXPECT_NEAR(bid_of(solved(game), 0.3), first_price(0.3, n), 1e-7) << "nearly neutral";
    game.classes[0].utility = {UtilityFamily::cara, 5.0};
    EXPECT_LT(bid_of(solved(game), 0.3), first_price(0.3, n) - 1e-3) << "averse";
  }
}

TEST(SymmetricEquilibriumTest, SeveralLots) {
  const Equilibrium own = solved(uniform_game(3, 2)), last = solved(uniform_game(5, 3, last_accepted));
  const Equilibrium rejected = solved(uniform_game(5, 3, lowest_rejected));
  for (const double c : {0.0, 0.25, 0.5, 0.75}) {
    EXPECT_NEAR(bid_of(own, c), three_for_two(c), 1e-8);
    EXPECT_NEAR(bid_of(last, c), c + (1.0 - c) / 3.0, 1e-8);
    EXPECT_NEAR(bid_of(rejected, c), c, 1e-12);
  }
  EXPECT_NEAR(own.expected_price_per_mwh, 0.75, 1e-8);
  EXPECT_NEAR(last.expected_price_per_mwh, 2.0 / 3.0, 1e-8);
  EXPECT_NEAR(rejected.expected_price_per_mwh, 2.0 / 3.0, 1e-8);
  EXPECT_NEAR(bid_of(solved(uniform_game(5, 3)), 0.5), 0.7090909, 1e-7);
}

TEST(SymmetricEquilibriumTest, SeveralLotsUnderACeiling) {
  EXPECT_NEAR(bid_of(solved(uniform_game(4, 2, pay_as_bid, 0.7)), 0.25), 0.5353, 5e-5);
  EXPECT_NEAR(bid_of(solved(uniform_game(5, 3, pay_as_bid, 0.7)), 0.25), 0.580864, 5e-7);
  EXPECT_NEAR(bid_of(solved(uniform_game(4, 2, last_accepted, 0.7)), 0.25), 0.484, 1e-8);
}

TEST(SymmetricEquilibriumTest, EntryCostsKeepHighCostsAway) {
  for (const auto& [n, last] : {std::pair{2, 0.683772234}, {3, 0.535841117}}) {
    Game game = uniform_game(n, 1, pay_as_bid, 1.0);
    game.classes[0].entry_cost_per_mwh = 0.1;
    const Equilibrium result = solved(game);
    EXPECT_NEAR(result.classes[0].highest_cost_that_bids_per_mwh, last, 1e-9);
    EXPECT_NEAR(result.award_probability, 1.0 - std::pow(1.0 - last, n), 1e-9);
    EXPECT_NEAR(result.classes[0].interim_profit_per_mwh.back(), 0.1, 1e-9) << "the last who bids just earns the entry cost";
  }
  Game dear = uniform_game(2, 1, pay_as_bid, 1.0);
  dear.classes[0].entry_cost_per_mwh = 1.5;
  EXPECT_TRUE(solved(dear).classes[0].cost_per_mwh.empty());
}

TEST(SymmetricEquilibriumTest, PresenceIsPartOfTheHazard) {
  // Two bidders, each there with probability q, ceiling 1: β = c + [(1 − c) (1 − q (1 + c)/2)] / (1 − q c).
  Game game = uniform_game(2, 1, pay_as_bid, 1.0);
  game.classes[0].presence_probability = 0.6;
  const Equilibrium result = solved(game);
  for (const double c : {0.0, 0.4, 0.8})
    EXPECT_NEAR(bid_of(result, c), c + (1.0 - c) * (1.0 - 0.3 * (1.0 + c)) / (1.0 - 0.6 * c), 1e-8);
  EXPECT_NEAR(result.award_probability, 1.0 - 0.4 * 0.4, 1e-9);
}

TEST(SymmetricEquilibriumTest, TablesAscendAndBidsCoverCosts) {
  for (const Quantity& cost : std::vector<Quantity>{Triangular{0.0, 0.3, 1.0}, Beta{2.0, 3.0, 0.0, 1.0}, Normal{60.0, 6.0}}) {
    const Equilibrium result = solved(game_of(cost, 4));
    const ClassEquilibrium& own = result.classes[0];
    EXPECT_GE(own.cost_per_mwh.size(), 200U);
    EXPECT_TRUE(std::is_sorted(own.bid_per_mwh.begin(), own.bid_per_mwh.end())) << text_of(cost);
    for (std::size_t p = 0; p < own.cost_per_mwh.size(); ++p) EXPECT_GE(own.bid_per_mwh[p], own.cost_per_mwh[p] - 1e-12);
    EXPECT_NEAR(own.award_probability, 0.25, 1e-7) << text_of(cost);
  }
}

TEST(SymmetricEquilibriumTest, ADensityWithAPoleKeepsItsMass) {
  const Equilibrium result = solved(game_of(Beta{0.5, 3.0, 0.0, 1.0}, 4));
  EXPECT_NEAR(result.classes[0].award_probability, 0.25, 2e-6);
}

}  // namespace
}  // namespace sealedbid
