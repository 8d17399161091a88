#include "bidding/play.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <functional>

#include "bidding/closed_forms.hpp"

// Plays are built here from closed-form bids, so that nothing of the solvers is judged by itself.
namespace sealedbid {
namespace {

using namespace closed_forms;

/// Places and weights of 20-point Gauss quadrature on [low, high].
std::vector<std::pair<double, double>> gauss_nodes(double low, double high) {
  using Rule = boost::math::quadrature::gauss<double, 20>;
  std::vector<std::pair<double, double>> nodes;
  for (const double side : {-1.0, 1.0})
    for (std::size_t q = 0; q < 10; ++q)
      nodes.emplace_back(0.5 * (low + high) + side * 0.5 * (high - low) * Rule::abscissa()[q],
                         0.5 * (high - low) * Rule::weights()[q]);
  return nodes;
}

/// One class with costs U[0, 1]: bids and their slopes up to the cost `last`.
Play uniform_play(const ScoreGame& game, double last, const std::function<double(double)>& bid,
                  const std::function<double(double)>& slope) {
  Play play;
  play.curves.resize(1);
  play.win.resize(1);
  const int n = game.classes[0].bidders;
  for (int p = 0; p <= 64; ++p) {
    const double cost = last * p / 64;
    const ClassBelow group{n, cost, 1.0 - cost};
    play.curves[0].cost.push_back(cost);
    play.curves[0].bid.push_back(bid(cost));
    play.curves[0].slope.push_back(slope(cost));
    play.win[0].push_back(win_probability(std::span(&group, 1), 0, game.lots));
  }
  for (const auto& [cost, weight] : gauss_nodes(0.0, last))
    add_node(play, game, bid(cost), weight * slope(cost), {cost}, {weight});
  play.top = bid(last);
  play.at_top = {{n, last, 1.0 - last}};
  play.top_mass = play.top_cost = {0.0};
  return play;
}

TEST(PlayTest, OneLotPaidAsBidGivesTheKnownNumbers) {
  for (const int n : {2, 3, 5}) {
    const ScoreGame game = score_game(uniform_game(n));
    const Equilibrium result =
        account(game,
                uniform_play(
                    game, 1.0, [n](double c) { return first_price(c, n); }, [n](double) { return 1.0 - 1.0 / n; }),
                1);
    EXPECT_NEAR(result.expected_price_per_mwh, 2.0 / (n + 1), 1e-12);
    EXPECT_NEAR(result.classes[0].expected_profit_per_mwh, 1.0 / (n * (n + 1)), 1e-12);
    EXPECT_NEAR(result.classes[0].award_probability, 1.0 / n, 1e-12);
    EXPECT_NEAR(result.award_probability, 1.0, 1e-12);
    const ClassEquilibrium& own = result.classes[0];
    EXPECT_NEAR(own.interim_profit_per_mwh[32], 0.5 / n * std::pow(0.5, n - 1), 1e-12);
    EXPECT_NEAR(own.win_probability[32], std::pow(0.5, n - 1), 1e-12);
  }
}

TEST(PlayTest, ACeilingLeavesLotsUnsold) {
  const auto bid = [](double c) { return c + (std::pow(1 - c, 3) - std::pow(0.4, 3)) / (3.0 * std::pow(1 - c, 2)); };
  const auto slope = [&](double c) { return 2.0 * (bid(c) - c) / (1.0 - c); };
  const ScoreGame game = score_game(uniform_game(3, 1, PricingRule::pay_as_bid, 0.6));
  const Equilibrium result = account(game, uniform_play(game, 0.6, bid, slope), 1);
  EXPECT_NEAR(result.award_probability, 0.936, 1e-12);
  EXPECT_NEAR(result.expected_payment_per_mwh, 0.4104, 1e-12);
  EXPECT_NEAR(result.expected_price_per_mwh, 0.438461538, 1e-9);
}

TEST(PlayTest, EveryPriceRuleCostsTheSameForSeveralLots) {
  // 5 bidders, 3 lots, U[0, 1]: average price 4/6 at the last accepted, the lowest rejected and (3 for 2: 3/4) the own bid.
  const ScoreGame accepted = score_game(uniform_game(5, 3, PricingRule::uniform_highest_accepted));
  const auto third = [](double c) { return c + (1.0 - c) / 3.0; };
  const auto third_slope = [](double) { return 2.0 / 3.0; };
  const Equilibrium last = account(accepted, uniform_play(accepted, 1.0, third, third_slope), 1);
  const ScoreGame rejected = score_game(uniform_game(5, 3, PricingRule::uniform_lowest_rejected));
  const auto own_cost = [](double c) { return c; };
  const auto steady = [](double) { return 1.0; };
  const Equilibrium truthful = account(rejected, uniform_play(rejected, 1.0, own_cost, steady), 1);
  for (const Equilibrium& result : {last, truthful}) {
    EXPECT_NEAR(result.expected_price_per_mwh, 4.0 / 6.0, 1e-10);
    EXPECT_NEAR(result.expected_awarded_lots, 3.0, 1e-12);
    EXPECT_NEAR(result.classes[0].interim_profit_per_mwh.front(), 0.6, 1e-5) << "∫ P(win) dc";
  }
  const ScoreGame discriminatory = score_game(uniform_game(3, 2));
  const auto slope = [](double c) { return (three_for_two(c) - c) * 2.0 * c / (1.0 - c * c); };
  const Equilibrium own = account(discriminatory, uniform_play(discriminatory, 1.0, three_for_two, slope), 1);
  EXPECT_NEAR(own.expected_price_per_mwh, 0.75, 1e-10);
}

TEST(PlayTest, UnlikeBiddersGiveTheKnownNumbers) {
  const ScoreGame game = score_game(weak_and_strong_game());
  const double k = 1.0 / 1600.0 - 1.0 / 6400.0, widest = 100.0 - 220.0 / 3.0;
  Play play;
  play.curves.assign(2, {{0.0, 100.0}, {220.0 / 3.0, 100.0}, {0.0, 0.0}});  // only the nodes are judged
  play.win.assign(2, {1.0, 0.0});
  auto nodes = gauss_nodes(0.0, widest);
  std::sort(nodes.rbegin(), nodes.rend());
  for (const auto& [x, weight] : nodes) {
    const double weak = 1.0 + k * x * x, strong = 1.0 - k * x * x;  // costs 2x / …; slopes 2(1 ∓ kx²) / …²
    add_node(play, game, 100.0 - x, weight, {100.0 - 2.0 * x / weak, 100.0 - 2.0 * x / strong},
             {weight * 2.0 * strong / (weak * weak) / 40.0, weight * 2.0 * weak / (strong * strong) / 80.0});
  }
  play.top = 100.0;
  play.at_top = {{1, 1.0, 0.0}, {1, 1.0, 0.0}};
  play.top_mass = play.top_cost = {0.0, 0.0};
  const Equilibrium result = account(game, play, 2);
  EXPECT_NEAR(result.expected_price_per_mwh, 81.6397977719, 1e-9);
  EXPECT_NEAR(result.classes[0].award_probability, 1.0 / 3.0, 1e-12);
  EXPECT_NEAR(result.classes[0].expected_profit_per_mwh, 3.87733898, 1e-8);
  EXPECT_NEAR(result.classes[1].expected_profit_per_mwh, 20.2758932, 1e-7);
}

TEST(PlayTest, MoneyIsTheBiddersOwn) {
  // Everything ranked at twice the bid plus 3, tariff .5: bids, payments and profits go back to own money.
  Game game = uniform_game(2);
  game.classes[0].score_factor = 2.0;
  game.classes[0].score_adder_per_mwh = 3.0;
  game.classes[0].tariff_per_mwh = 0.5;
  const ScoreGame scores = score_game(game);
  const auto score = [](double money) { return 2.0 * (money + 0.5) + 3.0; };
  Play play = uniform_play(
      scores, 1.0, [](double c) { return first_price(c, 2); }, [](double) { return 0.5; });
  for (std::vector<double>* values : {&play.curves[0].cost, &play.curves[0].bid})
    std::transform(values->begin(), values->end(), values->begin(), score);
  play.score = play.length = play.cost = play.mass = {};
  play.below.clear();
  for (const auto& [cost, weight] : gauss_nodes(0.0, 1.0))
    add_node(play, scores, score(first_price(cost, 2)), weight, {score(cost)}, {weight});
  play.top = score(1.0);
  const Equilibrium result = account(scores, play, 1);
  EXPECT_NEAR(result.classes[0].lowest_bid_per_mwh, 1.0, 1e-12);
  EXPECT_NEAR(result.expected_price_per_mwh, 2.0 / 3.0 + 0.5, 1e-12);
  EXPECT_NEAR(result.classes[0].expected_profit_per_mwh, 1.0 / 6.0, 1e-12);
  EXPECT_NEAR(result.classes[0].interim_profit_per_mwh.front(), 0.5, 1e-12);
}

}  // namespace
}  // namespace sealedbid
