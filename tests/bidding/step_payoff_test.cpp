#include "bidding/step_payoff.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "bidding/step_games.hpp"

namespace sealedbid {
namespace {

using namespace testing;

constexpr double tables_read = 1e-5;  ///< cubics between rows

StepTables tables_of(const Equilibrium& bids) {
  return {bid_table(bids.classes[0]), bid_table(bids.classes[0].later_projects[0])};
}

/// Rivals' bids of one auction, ascending, drawn from their tables.
std::vector<double> drawn_bids(const Game& game, const StepTables& tables, int rivals, std::mt19937_64& stream) {
  const auto uniform = [&] { return static_cast<double>(stream() >> 11) * 0x1p-53; };
  std::vector<double> bids;
  for (int rival = 0; rival < rivals; ++rival) {
    const bool is_present = uniform() < game.classes[0].presence_probability;
    std::vector<double> costs{uniform(), uniform()};
    if (game.classes[0].project_costs == ProjectCosts::same) costs[1] = costs[0];
    std::ranges::sort(costs);
    for (std::size_t s = 0; s < 2 && is_present; ++s) bids.push_back(bid_of(tables[s], costs[s]));
  }
  std::ranges::sort(bids);
  return bids;
}

/// What a bidder earns in one auction, by sorting all bids. No formula of the method.
double earned(const Game& game, const std::vector<double>& rivals, const std::vector<double>& own,
              const std::vector<double>& costs) {
  std::vector<std::pair<double, int>> all;  // bid, and the project; −1: a rival's
  for (const double bid : rivals) all.emplace_back(bid, -1);
  for (std::size_t s = 0; s < own.size(); ++s) all.emplace_back(own[s], static_cast<int>(s));
  std::ranges::stable_sort(all, {}, &std::pair<double, int>::first);
  const auto lots = static_cast<std::size_t>(game.lots);
  const double ceiling = *game.ceiling_per_mwh;
  double price = ceiling;
  if (game.pricing == PricingRule::uniform_highest_accepted && all.size() >= lots) price = all[lots - 1].first;
  if (game.pricing == PricingRule::uniform_lowest_rejected && all.size() > lots) price = all[lots].first;
  double sum = 0.0;
  for (std::size_t place = 0; place < std::min(lots, all.size()); ++place) {
    if (all[place].second < 0) continue;
    const double paid = game.pricing == PricingRule::pay_as_bid ? all[place].first : price;
    sum += paid - costs[static_cast<std::size_t>(all[place].second)];
  }
  return sum;
}

struct Case {
  PricingRule pricing;
  ProjectCosts costs;
  int rivals, lots;
  double presence;
};

class StepPayoffTest : public ::testing::TestWithParam<Case> {};

/// Profits of pairs of bids are sums over steps, and are those of auctions cleared by sorting. 72 comparisons a case at 5
/// standard errors: a false alarm in 25,000 runs of a case.
TEST_P(StepPayoffTest, AddsUpToWhatSortedAuctionsBring) {
  const Case& c = GetParam();
  Game game = step_game(c.rivals + 1, 2, c.lots, c.pricing, c.costs);
  game.classes[0].presence_probability = c.presence;
  const StepTables tables = tables_of(
      step_tables([](double x) { return x + 0.3 * (1 - x); }, [](double x) { return x + 0.6 * (1 - x) * (1.0 - 0.3 * x); }));
  const StepPayoff payoff = step_payoff(game, {tables}, 0, 200);
  const std::vector<double> costs{0.1, 0.25}, grid{0.15, 0.35, 0.5, 0.62, 0.7, 0.8, 0.9, 0.999};
  constexpr int worlds = 20000;
  std::mt19937_64 stream(20261201);
  std::vector<std::vector<double>> rivals;
  for (int world = 0; world < worlds; ++world) rivals.push_back(drawn_bids(game, tables, c.rivals, stream));
  for (std::size_t first = 0; first < grid.size(); ++first) {
    for (std::size_t second = first; second < grid.size(); ++second) {
      double sum = 0.0, squares = 0.0;
      for (const std::vector<double>& world : rivals) {
        const double one = earned(game, world, {grid[first], grid[second]}, costs);
        sum += one;
        squares += one * one;
      }
      const double mean = sum / worlds, error = std::sqrt(std::max(squares / worlds - mean * mean, 0.0) / worlds);
      const double expected = step_value(payoff, 0, costs[0], grid[first]) + step_value(payoff, 1, costs[1], grid[second]);
      EXPECT_NEAR(mean, expected, 5.0 * error + tables_read) << grid[first] << ", " << grid[second];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Rules, StepPayoffTest,
                         ::testing::Values(Case{PricingRule::pay_as_bid, ProjectCosts::same, 2, 3, 1.0},
                                           Case{PricingRule::pay_as_bid, ProjectCosts::independent, 2, 3, 0.7},
                                           Case{PricingRule::uniform_highest_accepted, ProjectCosts::same, 2, 3, 1.0},
                                           Case{PricingRule::uniform_highest_accepted, ProjectCosts::independent, 2, 4, 0.7},
                                           Case{PricingRule::uniform_lowest_rejected, ProjectCosts::same, 2, 3, 0.7},
                                           Case{PricingRule::uniform_lowest_rejected, ProjectCosts::independent, 3, 2, 1.0}));

/// The defect that the comparison has to catch: a step that forgets what its bid does to the price of the steps before it.
TEST(StepPayoffLawTest, WithoutThePriceOfEarlierStepsTheSumIsWrong) {
  const Game game = step_game(3, 2, 3, PricingRule::uniform_highest_accepted);
  const StepTables tables =
      tables_of(step_tables([](double x) { return x + 0.3 * (1 - x); }, [](double x) { return x + 0.5 * (1 - x); }));
  const StepPayoff payoff = step_payoff(game, {tables}, 0, 200);
  const double right = step_value(payoff, 1, 0.2, 0.6);
  StepPayoff wrong = payoff;
  wrong.pricing = PricingRule::pay_as_bid;
  for (double& further : wrong.further[1]) further = 0.0;
  EXPECT_GT(std::abs(step_value(wrong, 1, 0.2, 0.6) - right), 0.005);
}

TEST(StepPayoffLawTest, ValuesOnTheGridAreThoseBetweenItsScores) {
  const Game game = step_game(3, 2, 3, PricingRule::uniform_lowest_rejected);
  const StepTables tables = tables_of(step_tables([](double x) { return x; }, [](double x) { return x + 0.5 * (1 - x); }));
  const StepPayoff payoff = step_payoff(game, {tables}, 0, 100);
  for (std::size_t m = 10; m + 1 < payoff.score.size(); m += 37) {
    EXPECT_NEAR(step_value_at(payoff, 1, 0.3, m), step_value(payoff, 1, 0.3, payoff.score[m]), 1e-12);
  }
}

}  // namespace
}  // namespace sealedbid
