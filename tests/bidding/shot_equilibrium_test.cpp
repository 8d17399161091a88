#include "bidding/shot_equilibrium.hpp"

#include <gtest/gtest.h>

#include "bidding/deviation_gain.hpp"

namespace sealedbid {
namespace {

GameClass bidders(int count, const Quantity& cost, double presence = 1.0) {
  GameClass result;
  result.bidders = count;
  result.cost = cost_law(cost);
  result.presence_probability = presence;
  return result;
}

/// Closed forms: asymmetric_equilibrium_test.cpp. Here are games in which collocation finds no start.
Equilibrium solved(const Game& game) {
  SolverOptions options;
  options.tolerance = 1e-6;
  options.unlike_method = UnlikeMethod::shots;
  const Equilibrium result = solve_equilibrium(game, options);
  EXPECT_EQ(result.status, EquilibriumStatus::solved) << result.reason;
  EXPECT_EQ(result.method, "implicit shots");
  return result;
}

double greatest_gain(const Game& game, const Equilibrium& bids) {
  return deviation_gains(game, bids).greatest_gain_per_mwh;
}

const Game tails{{bidders(3, Normal{50.0, 5.0}, 0.7), bidders(2, Normal{45.0, 6.0}, 0.5), bidders(4, Lognormal{55.0, 0.1}),
                  bidders(1, Uniform{40.0, 70.0}), bidders(2, Triangular{38.0, 50.0, 70.0}, 0.9)},
                 1,
                 PricingRule::pay_as_bid,
                 60.0};

TEST(ShotEquilibriumTest, FiveClassesWithTailsAbsenceAndACeiling) {
  EXPECT_LT(greatest_gain(tails, solved(tails)), 1e-6);
}

TEST(ShotEquilibriumTest, TheCertificateSeesAShiftOfTheBids) {
  Equilibrium bids = solved(tails);
  for (double& bid : bids.classes[0].bid_per_mwh) bid = std::min(bid * 1.01, 60.0);
  EXPECT_GT(greatest_gain(tails, bids), 1e-3);
}

TEST(ShotEquilibriumTest, AClassThatRunsOutBelowTheTop) {
  const Game game{
      {bidders(5, Uniform{40.0, 60.0}, 0.5), bidders(1, Uniform{40.0, 50.0}, 0.5), bidders(3, Triangular{30.0, 35.0, 40.0}, 0.5)},
      1,
      PricingRule::pay_as_bid,
      45.0};
  EXPECT_LT(greatest_gain(game, solved(game)), 1e-5);
}

TEST(ShotEquilibriumTest, ALoneBidderKeepsItsLastCostsAtTheCeiling) {
  const Game game{{bidders(1, Uniform{20.0, 40.0}), bidders(1, Pert{30.0, 33.0, 40.0}, 0.8)}, 1, PricingRule::pay_as_bid, 55.0};
  const Equilibrium bids = solved(game);
  EXPECT_LT(greatest_gain(game, bids), 1e-5);
  EXPECT_EQ(bid_at(bids.classes[0], 39.0), 55.0) << "with positive probability";
  EXPECT_LT(bids.classes[1].highest_bid_per_mwh, 55.0) << "just below it";
}

TEST(ShotEquilibriumTest, ABidderWhoseEveryCostBidsTheCeiling) {
  const Game game{{bidders(5, TruncatedNormal{25.0, 2.5, 20.0, 30.0}, 0.5), bidders(1, Uniform{40.0, 50.0})},
                  1,
                  PricingRule::pay_as_bid,
                  65.0};
  const Equilibrium bids = solved(game);
  EXPECT_LT(greatest_gain(game, bids), 1e-5);
  EXPECT_EQ(bids.classes[1].lowest_bid_per_mwh, 65.0) << "it wins if none of the others is there, once in 32 times";
  EXPECT_NEAR(bids.classes[1].award_probability, 1.0 / 32.0, 1e-6);
}

TEST(ShotEquilibriumTest, ALoneStrongBidderAmongUnlikeOnes) {
  const Game game{{bidders(1, Uniform{30.0, 40.0}, 0.5), bidders(1, Lognormal{50.0, 0.05}), bidders(5, Uniform{30.0, 50.0}),
                   bidders(1, TruncatedNormal{40.0, 2.5, 35.0, 45.0})},
                  1,
                  PricingRule::pay_as_bid,
                  55.0};
  EXPECT_LT(greatest_gain(game, solved(game)), 1e-5);
}

}  // namespace
}  // namespace sealedbid
