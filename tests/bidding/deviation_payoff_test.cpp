#include "bidding/deviation_payoff.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::tabulated;
using closed_forms::uniform_game;

std::vector<BidTable> truthful() {
  return {bid_table(tabulated(
      0.0, 1.0, [](double cost) { return cost; }, 65))};
}

double payoff_of(const Game& game, double cost, double bid, const Utility& utility = {}) {
  const DeviationPayoff payoff = deviation_payoff(game, truthful(), 0, 50);
  return expected_utility(payoff, own_cost(payoff, utility, cost), score_of(payoff.bidder, bid));
}

TEST(DeviationPayoffTest, PayAsBidPaysTheOwnBid) {
  EXPECT_NEAR(payoff_of(uniform_game(3), 0.1, 0.4), 0.3 * 0.6 * 0.6, 1e-15);
}

TEST(DeviationPayoffTest, HighestAcceptedPaysTheOwnBidWhereItIsTheMarginalOne) {
  // 2 truthful rivals, 2 lots. One below: the own bid; none below: the lower rival, b + (1 − b)/3 in the mean.
  const Game game = uniform_game(3, 2, PricingRule::uniform_highest_accepted);
  for (const double b : {0.05, 0.4, 0.77}) {
    const double expected = 2.0 * b * (1.0 - b) * (b - 0.1) + (1.0 - b) * (1.0 - b) * (b + (1.0 - b) / 3.0 - 0.1);
    EXPECT_NEAR(payoff_of(game, 0.1, b), expected, 1e-14) << b;
  }
}

TEST(DeviationPayoffTest, LowestRejectedPaysTheCeilingIfNoneIsRejected) {
  // 1 rival, 2 lots: never a rejected bid.
  EXPECT_NEAR(payoff_of(uniform_game(2, 2, PricingRule::uniform_lowest_rejected, 1.5), 0.1, 0.4), 1.4, 1e-14);
  // 1 rival, 1 lot: the rival's bid; E[rival; rival > .4] = (1 − .16)/2.
  EXPECT_NEAR(payoff_of(uniform_game(2, 1, PricingRule::uniform_lowest_rejected, 1.0), 0.1, 0.4), 0.42 - 0.1 * 0.6, 1e-14);
}

TEST(DeviationPayoffTest, APriceNeverExceedsTheOwnCeiling) {
  // The rival bids up to 1, own scores count double, so that the own ceiling of .4 is the score .8.
  Game game = uniform_game(1, 1, PricingRule::uniform_lowest_rejected, 0.4);
  game.classes.push_back(game.classes[0]);
  game.classes[0].score_factor = 2.0;
  std::vector<BidTable> tables = truthful();
  tables.push_back(tables[0]);
  const DeviationPayoff payoff = deviation_payoff(game, tables, 0, 50);
  // Truthful rival of the score U[0, 1]: E[min(rival, .8)] / 2 for a bid that always wins.
  EXPECT_NEAR(expected_utility(payoff, own_cost(payoff, {}, 0.0), -0.001), 0.5 * (0.32 + 0.2 * 0.8), 1e-13);
}

/// E[u(price − cost); award] for 2 truthful rivals and 2 lots at the highest accepted price, by the midpoint rule over the lower
/// rival, which has the density 2(1 − x).
double by_midpoints(const Utility& utility, double cost, double bid) {
  double sum = 2.0 * bid * (1.0 - bid) * utility_of(utility, bid - cost);
  const int steps = 400000;
  for (int m = 0; m < steps; ++m) {
    const double x = bid + (1.0 - bid) * (m + 0.5) / steps;
    sum += 2.0 * (1.0 - x) * utility_of(utility, x - cost) * (1.0 - bid) / steps;
  }
  return sum;
}

TEST(DeviationPayoffTest, AversionToRiskIsIntegratedOverPrices) {
  const Game game = uniform_game(3, 2, PricingRule::uniform_highest_accepted);
  const Utility root{UtilityFamily::crra, 0.5}, cubic_root{UtilityFamily::crra, 1.0 / 3.0}, cara{UtilityFamily::cara, 5.0};
  for (const double cost : {0.1, 0.31234}) {
    for (const double bid : {cost, cost - 0.05, cost + 1e-4, 0.4, 0.95}) {
      EXPECT_NEAR(payoff_of(game, cost, bid, cara), by_midpoints(cara, cost, bid), 1e-11) << cost << ' ' << bid;
      EXPECT_NEAR(payoff_of(game, cost, bid, root), by_midpoints(root, cost, bid), 1e-7) << cost << ' ' << bid;
      EXPECT_NEAR(payoff_of(game, cost, bid, cubic_root), by_midpoints(cubic_root, cost, bid), 2e-7) << cost << ' ' << bid;
    }
  }
}

TEST(DeviationPayoffTest, TheGridHoldsTheSameValues) {
  const Game game = uniform_game(4, 2, PricingRule::uniform_highest_accepted);
  const DeviationPayoff payoff = deviation_payoff(game, truthful(), 0, 50);
  for (const Utility& utility : {Utility{}, Utility{UtilityFamily::crra, 0.5}, Utility{UtilityFamily::cara, 2.0}}) {
    const OwnCost own = own_cost(payoff, utility, 0.2);
    for (std::size_t m = 0; m < payoff.score.size(); ++m) {
      EXPECT_NEAR(expected_utility_at(payoff, own, m), expected_utility(payoff, own, payoff.score[m]), 1e-11) << payoff.score[m];
    }
  }
}

TEST(DeviationPayoffTest, ATariffIsACost) {
  Game game = uniform_game(3);
  const double expected = payoff_of(game, 0.3, 0.6);
  game.classes[0].tariff_per_mwh = 0.2;
  EXPECT_NEAR(payoff_of(game, 0.1, 0.6), expected, 1e-15);
}

TEST(DeviationPayoffTest, CertaintyEquivalentsInvertUtilities) {
  for (const Utility& utility : {Utility{}, Utility{UtilityFamily::crra, 0.4}, Utility{UtilityFamily::cara, 0.7}}) {
    for (const double profit : {-3.0, -0.01, 0.0, 0.5, 12.0}) {
      EXPECT_NEAR(certainty_equivalent(utility, utility_of(utility, profit)), profit, 1e-11);
      if (profit == 0.0) continue;
      const double slope = (utility_of(utility, profit + 1e-6) - utility_of(utility, profit - 1e-6)) / 2e-6;
      EXPECT_NEAR(marginal_utility(utility, profit) / slope, 1.0, 1e-6);
    }
  }
  EXPECT_TRUE(std::isinf(certainty_equivalent({UtilityFamily::cara, 2.0}, 0.5))) << "CARA stays below 1/coefficient";
}

}  // namespace
}  // namespace sealedbid
