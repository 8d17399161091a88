#include "bidding/tabulated_game.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

#include "bidding/closed_forms.hpp"
#include "bidding/deviation_gain.hpp"
#include "bidding/tabulated_reading.hpp"

namespace sealedbid {
namespace {

using closed_forms::uniform_class;
using closed_forms::uniform_game;

constexpr PricingRule pay_as_bid = PricingRule::pay_as_bid, last_accepted = PricingRule::uniform_highest_accepted,
                      lowest_rejected = PricingRule::uniform_lowest_rejected;

Game game_of(std::vector<GameClass> classes, std::optional<double> ceiling = std::nullopt) {
  Game game;
  game.classes = std::move(classes);
  game.ceiling_per_mwh = ceiling;
  return game;
}

double bid_of(const TabulatedGame& game, const TabulatedEquilibrium& solved, std::size_t own, double estimate) {
  const std::vector<double>& grid = game.classes[own].estimate;
  return value_at(solved.classes[own].bid, place_of(grid, estimate));
}

double bid_of(const Game& game, double cost, std::size_t own = 0, const ResponseOptions& options = {}) {
  const TabulatedGame table = tabulated(game);
  return bid_of(table, solve_tabulated(table, options), own, cost);
}

/// The answer as tables that the certificate of bare games reads.
Equilibrium as_tables(const TabulatedGame& game, const TabulatedEquilibrium& solved) {
  Equilibrium result;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    ClassEquilibrium own;
    for (std::size_t g = 0; g < game.classes[i].estimate.size() && !std::isnan(solved.classes[i].bid[g]); ++g) {
      own.cost_per_mwh.push_back(game.classes[i].estimate[g]);
      own.bid_per_mwh.push_back(solved.classes[i].bid[g]);
    }
    if (solved.classes[i].last_estimate_that_bids > own.cost_per_mwh.back()) {
      own.cost_per_mwh.push_back(solved.classes[i].last_estimate_that_bids);
      own.bid_per_mwh.push_back(game.classes[i].ceiling);
    }
    result.classes.push_back(std::move(own));
  }
  return result;
}

/// Of the bids that are solved for in one game, in another one.
double gain_share(const Game& solved, const Game& judged) {
  const TabulatedGame table = tabulated(solved);
  return deviation_gains(judged, as_tables(table, solve_tabulated(table))).greatest_gain_share;
}

double gain_share(const Game& game) {
  return gain_share(game, game);
}

GameClass normal_class(double mean, double tariff = 0.0) {
  GameClass result;
  result.bidders = 3;
  result.cost = cost_law(TruncatedNormal{mean, 12.0, 40.0, 120.0});
  result.tariff_per_mwh = tariff;
  return result;
}

TEST(TabulatedGameTest, FirstPriceOfAlikeBidders) {
  for (const int n : {2, 3, 5}) {
    for (const double c : {0.0, 0.3, 0.9}) EXPECT_NEAR(bid_of(uniform_game(n), c), closed_forms::first_price(c, n), 1e-8) << n;
    EXPECT_GT(std::abs(bid_of(uniform_game(n), 0.3) - closed_forms::first_price(0.3, n + 1)), 0.01) << "a rival too many";
  }
}

TEST(TabulatedGameTest, CeilingBelowSomeCosts) {
  const Game two = uniform_game(2, 1, pay_as_bid, 0.6), three = uniform_game(3, 1, pay_as_bid, 0.6);
  EXPECT_NEAR(bid_of(two, 0.25), 0.518333333, 1e-8);
  EXPECT_NEAR(bid_of(three, 0.25), 0.462074074, 1e-8);
  EXPECT_NEAR(bid_of(three, 0.5), 0.581333333, 1e-7);
  const TabulatedEquilibrium solved = solve_tabulated(tabulated(three));
  EXPECT_EQ(solved.status, EquilibriumStatus::solved);
  EXPECT_NEAR(solved.classes[0].last_estimate_that_bids, 0.6, 1e-9);
  EXPECT_TRUE(std::isnan(solved.classes[0].bid.back()));
  EXPECT_NEAR(solved.classes[0].award_probability, 0.936 / 3, 1e-4);
}

TEST(TabulatedGameTest, AversionToRisk) {
  Game game = uniform_game(3);
  game.classes[0].utility = {UtilityFamily::crra, 0.5};
  for (const double c : {0.1, 0.5}) EXPECT_NEAR(bid_of(game, c), c + (1.0 - c) * 0.2, 1e-5);
  game.classes[0].utility = {UtilityFamily::cara, 5.0};
  const Equilibrium exact = solve_equilibrium(game);
  for (const double c : {0.1, 0.5}) EXPECT_NEAR(bid_of(game, c), bid_at(exact.classes[0], c), 1e-5);
  EXPECT_GT(closed_forms::first_price(0.1, 3) - bid_of(game, 0.1), 0.01);
}

TEST(TabulatedGameTest, SeveralLots) {
  EXPECT_NEAR(bid_of(uniform_game(4, 2), 0.25), 0.5625, 1e-8);
  EXPECT_NEAR(bid_of(uniform_game(5, 3), 0.5), 0.709090909, 1e-7);
  EXPECT_NEAR(bid_of(uniform_game(4, 2, last_accepted), 0.5), 2.0 / 3.0, 1e-8);
  EXPECT_NEAR(bid_of(uniform_game(5, 3, last_accepted), 0.0), 1.0 / 3.0, 1e-8);
  for (const double c : {0.0, 0.4, 0.8}) EXPECT_NEAR(bid_of(uniform_game(4, 2, lowest_rejected), c), c, 1e-12);
}

TEST(TabulatedGameTest, UnsoldLotsPayTheHighestAcceptedBidOrTheCeiling) {
  Game lowly = uniform_game(3, 2, last_accepted, 0.7), high = lowly;
  lowly.unsold_lots = UnsoldLots::pay_highest_accepted;
  high.unsold_lots = UnsoldLots::pay_ceiling;
  EXPECT_LT(gain_share(lowly), 1e-3);
  EXPECT_LT(gain_share(high), 1e-3);
  EXPECT_GT(gain_share(lowly, high), 1e-3) << "the other rule needs other bids";
  EXPECT_GT(gain_share(high, lowly), 1e-3) << "the other rule needs other bids";
}

TEST(TabulatedGameTest, TwoUnlikeUniforms) {
  const Game game = closed_forms::weak_and_strong_game();
  for (const double c : {60.0, 70.0, 80.0, 90.0}) {
    EXPECT_NEAR(bid_of(game, c, 0), closed_forms::weak_or_strong(c, 1.0), 0.02);
    EXPECT_NEAR(bid_of(game, c, 1), closed_forms::weak_or_strong(c, -1.0), 0.02);
  }
  EXPECT_GT(closed_forms::weak_or_strong(70.0, -1.0) - closed_forms::weak_or_strong(70.0, 1.0), 1.0);
  EXPECT_LT(gain_share(game), 2e-3);
}

TEST(TabulatedGameTest, PricePreference) {
  const TabulatedGame table = tabulated(closed_forms::preference_game());
  const TabulatedEquilibrium solved = solve_tabulated(table);
  EXPECT_EQ(solved.status, EquilibriumStatus::solved);
  EXPECT_NEAR(solved.classes[0].award_probability, 0.541666667, 5e-4);
  EXPECT_NEAR(solved.classes[0].expected_profit, 0.205377358, 5e-4);
  EXPECT_NEAR(solved.classes[1].expected_profit, 0.137719754, 5e-4);
  EXPECT_NEAR(bid_of(table, solved, 0, 0.0), 0.55, 1e-3);
}

TEST(TabulatedGameTest, UnlikeOriginsWithCeilingAndTariff) {
  const Game game = game_of({normal_class(70.0), normal_class(60.0, 5.0)}, 65.0);
  const TabulatedGame table = tabulated(game);
  const TabulatedEquilibrium solved = solve_tabulated(table);
  EXPECT_NEAR(bid_of(table, solved, 0, 50.0), 57.1827819, 0.025);
  EXPECT_NEAR(bid_of(table, solved, 0, 55.0), 59.8943028, 0.025);
  EXPECT_NEAR(bid_of(table, solved, 1, 45.0), 57.5827677, 0.025);
  EXPECT_NEAR(bid_of(table, solved, 1, 50.0), 60.2129308, 0.025);
  EXPECT_NEAR(solved.classes[0].award_probability, 0.12662, 3e-4);
  EXPECT_NEAR(solved.classes[1].award_probability, 0.19248, 3e-4);
  Game without = game;
  without.classes[1].tariff_per_mwh = 0.0;
  EXPECT_GT(57.1827819 - bid_of(without, 50.0), 1.0) << "the tariff matters";
}

TEST(TabulatedGameTest, EntryCost) {
  for (const auto& [n, last] : {std::pair{2, 0.683772234}, {3, 0.535841117}}) {
    Game game = uniform_game(n, 1, pay_as_bid, 1.0);
    game.classes[0].entry_cost_per_mwh = 0.1;
    EXPECT_NEAR(solve_tabulated(tabulated(game)).classes[0].last_estimate_that_bids, last, 1e-6);
  }
}

TEST(TabulatedGameTest, SizesOfTwoAreLots) {
  TabulatedGame lots = tabulated(uniform_game(5, 2)), sizes = lots;
  sizes.volume_probability = {0.0, 0.0, 0.0, 0.0, 1.0};
  sizes.classes[0].size_probability = {0.0, 0.0, 1.0};
  for (const MarginalBidRule rule : {MarginalBidRule::award_in_full, MarginalBidRule::partial, MarginalBidRule::reject}) {
    sizes.marginal_bid = rule;
    for (const double c : {0.0, 0.3, 0.7}) {
      EXPECT_NEAR(bid_of(sizes, solve_tabulated(sizes), 0, c), bid_of(lots, solve_tabulated(lots), 0, c), 1e-9);
    }
  }
  sizes.volume_probability = {0.0, 0.0, 1.0};
  EXPECT_GT(bid_of(lots, solve_tabulated(lots), 0, 0.0) - bid_of(sizes, solve_tabulated(sizes), 0, 0.0), 0.05) << "one lot";
}

TEST(TabulatedGameTest, MinimumBids) {
  // Two bidders who need each other: without the other's absence to hope for, the ceiling's rent is lost.
  Game game = uniform_game(2, 1, pay_as_bid, 1.0);
  game.classes[0].presence_probability = 0.5;
  TabulatedGame table = tabulated(game);
  EXPECT_GT(bid_of(table, solve_tabulated(table), 0, 0.3), 0.66) << "absent rivals";
  table.minimum_bids = 2;
  EXPECT_NEAR(bid_of(table, solve_tabulated(table), 0, 0.3), closed_forms::first_price(0.3, 2), 1e-6);
}

TEST(TabulatedGameTest, UnknownCeiling) {
  TabulatedGame alone = tabulated(uniform_game(1));
  alone.unknown_ceiling = {{0.0, 1.0}, {1.0, 0.0}};
  for (const double c : {0.0, 0.3, 0.7}) EXPECT_NEAR(bid_of(alone, solve_tabulated(alone), 0, c), (c + 1.0) / 2.0, 1e-6);
  TabulatedGame three = tabulated(uniform_game(3));
  three.unknown_ceiling = {{2.0, 3.0}, {1.0, 0.0}};
  EXPECT_NEAR(bid_of(three, solve_tabulated(three), 0, 0.3), closed_forms::first_price(0.3, 3), 1e-7) << "never binds";
  three.unknown_ceiling = {{0.0, 1.0}, {1.0, 0.0}};
  EXPECT_LT(bid_of(three, solve_tabulated(three), 0, 0.3), closed_forms::first_price(0.3, 3) - 0.02) << "binds";
}

/// V uniform on [0, 1], signals X uniform on [0, 2V], mirrored: estimate −X, cost −V. Source: Krishna (2010), example 6.1.
TabulatedGame common_value(int bidders, PricingRule pricing) {
  using Rule = boost::math::quadrature::gauss<double, 64>;
  TabulatedGame game;
  game.pricing = pricing;
  game.hidden_probability.clear();
  TabulatedClass own;
  own.bidders = bidders;
  constexpr int points = 161;
  for (int g = 0; g < points; ++g) own.estimate.push_back(-2.0 + 2.0 * g / (points - 1));
  std::vector<double> total(points, 0.0);
  for (int node = 0; node < 64; ++node) {
    const bool is_lower = node < 32;
    const std::size_t q = static_cast<std::size_t>(is_lower ? node : node - 32);
    const double value = 0.5 * (1.0 + (is_lower ? -1.0 : 1.0) * Rule::abscissa()[q]);
    game.hidden_probability.push_back(0.5 * Rule::weights()[q]);
    std::vector<double> cdf, density;
    for (const double x : own.estimate) {
      cdf.push_back(std::clamp(1.0 + x / (2.0 * value), 0.0, 1.0));
      density.push_back(-x <= 2.0 * value ? game.hidden_probability.back() / (2.0 * value) : 0.0);
      total[density.size() - 1] += density.back();
    }
    own.cdf.push_back(cdf);
    own.posterior.push_back(density);
    own.expected_cost.emplace_back(points, -value);
  }
  for (std::size_t g = 0; g < points; ++g) {
    for (std::size_t m = 0; m < 64; ++m)
      own.posterior[m][g] = total[g] > 0.0 ? own.posterior[m][g] / total[g] : m == 63 ? 1.0 : 0.0;
  }
  game.classes = {own};
  return game;
}

TEST(TabulatedGameTest, WinnersCurse) {
  const TabulatedGame first = common_value(2, pay_as_bid), second = common_value(2, lowest_rejected);
  const TabulatedEquilibrium pays_bid = solve_tabulated(first, {.bids = 201}),
                             pays_rejected = solve_tabulated(second, {.bids = 201});
  const std::vector<double> signals = {0.25, 0.5, 1.0, 1.5}, first_price = {0.175043138, 0.279564335, 0.432239900, 0.548693165},
                            second_price = {0.297063077, 0.462098120, 0.693147181, 0.863046217};
  double naive = 0.0;
  for (std::size_t q = 0; q < signals.size(); ++q) {
    EXPECT_NEAR(-bid_of(first, pays_bid, 0, -signals[q]), first_price[q], 1.5e-2) << signals[q];
    EXPECT_NEAR(-bid_of(second, pays_rejected, 0, -signals[q]), second_price[q], signals[q] < 0.5 ? 3e-2 : 1.5e-2) << signals[q];
    const double x = signals[q], expected_value = (1.0 - x / 2.0) / std::log(2.0 / x);
    naive = std::max(naive, std::abs(expected_value - second_price[q]));
  }
  EXPECT_GT(naive, 5e-2) << "E[V | X] is not the bid";
}

TEST(TabulatedGameTest, MoneyScalesAndShifts) {
  const Game plain = game_of({uniform_class(0.0, 1.0, 2), uniform_class(0.2, 1.2, 2)}, 1.0);
  const Game moved = game_of({uniform_class(30.0, 80.0, 2), uniform_class(40.0, 90.0, 2)}, 80.0);
  for (const double c : {0.3, 0.5, 0.8}) EXPECT_NEAR(bid_of(moved, 30.0 + 50.0 * c), 30.0 + 50.0 * bid_of(plain, c), 0.01);
  EXPECT_NEAR(bid_of(plain, 0.5), 0.6508905, 3e-3);
}

TEST(TabulatedGameTest, RivalsWithGivenBids) {
  // A rival who bids its cost, U[0, 1]: the best bid is (c + 1)/2.
  TabulatedGame game = tabulated(game_of({uniform_class(0.0, 1.0, 1), uniform_class(0.0, 1.0, 1)}));
  game.classes[1].has_given_bids = true;
  const TabulatedEquilibrium solved = solve_tabulated(game);
  for (const double c : {0.0, 0.4, 0.8}) EXPECT_NEAR(bid_of(game, solved, 0, c), (c + 1.0) / 2.0, 1e-4);
}

TEST(TabulatedGameTest, BestResponseToTheTruth) {
  const TabulatedGame game = tabulated(uniform_game(2));
  TabulatedBids truth;
  truth.bid = game.classes[0].estimate;
  truth.last_estimate_that_bids = 1.0;
  const TabulatedBids reply = best_response(game, {truth}, 0);
  for (const std::size_t g : {0u, 100u, 200u}) EXPECT_NEAR(reply.bid[g], (game.classes[0].estimate[g] + 1.0) / 2.0, 1e-4);
}

TEST(TabulatedGameTest, WhereNobodyCompetes) {
  const TabulatedEquilibrium alone = solve_tabulated(tabulated(uniform_game(1, 1, pay_as_bid, 2.0)));
  EXPECT_EQ(alone.status, EquilibriumStatus::solved);
  EXPECT_NEAR(alone.classes[0].bid[100], 2.0, 1e-9);
  EXPECT_EQ(solve_tabulated(tabulated(uniform_game(1))).status, EquilibriumStatus::refused);
  EXPECT_EQ(solve_tabulated(tabulated(uniform_game(2, 1, pay_as_bid, -1.0))).status, EquilibriumStatus::no_trade);
}

TEST(TabulatedGameTest, MalformedGames) {
  TabulatedGame game = tabulated(uniform_game(2));
  game.classes[0].posterior.clear();
  EXPECT_THROW(solve_tabulated(game), std::invalid_argument);
  EXPECT_THROW(solve_tabulated(tabulated(uniform_game(2)), {.bids = 5}), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
