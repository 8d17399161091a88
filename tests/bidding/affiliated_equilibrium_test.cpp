#include "bidding/affiliated_equilibrium.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "bidding/affiliated_games.hpp"
#include "bidding/affiliated_terms.hpp"
#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;
using enum PricingRule;

ClassEquilibrium bids_of(const Game& game) {
  const Equilibrium solved = solve_equilibrium(game);
  EXPECT_EQ(solved.status, EquilibriumStatus::solved) << solved.reason;
  EXPECT_LT(solved.residual, 1e-8 * std::abs(solved.classes[0].cost_per_mwh.front() - solved.classes[0].cost_per_mwh.back()));
  return solved.classes[0];
}

TEST(AffiliatedEquilibriumTest, MineralRightsAsInTheTextbook) {
  const ClassEquilibrium as_bid = bids_of(mineral_rights(3, pay_as_bid)),
                         rejected = bids_of(mineral_rights(3, uniform_lowest_rejected));
  for (const double x : {0.01, 0.25, 1.0, 1.9}) {
    EXPECT_NEAR(-bid_at(as_bid, -x), 2 - 8 / x + 16 / (x * x) * std::log1p(x / 2), 1e-8);
    EXPECT_NEAR(-bid_at(rejected, -x), 2 * x / (2 + x), 1e-9);
  }
  EXPECT_NEAR(as_bid.expected_payment_per_mwh, -0.364467666561 / 3, 1e-11);
  EXPECT_NEAR(rejected.expected_payment_per_mwh, -0.364467666561 / 3, 1e-11);
}

TEST(AffiliatedEquilibriumTest, OneLotAtTheHighestAcceptedPriceIsPaidAsBid) {
  const ClassEquilibrium accepted = bids_of(mean_of_two(uniform_highest_accepted));
  for (const double x : {0.1, 1.0, 1.7}) EXPECT_NEAR(bid_at(accepted, -x), -2 * x / 3, 1e-10);
  EXPECT_NEAR(accepted.expected_profit_per_mwh, 1.0 / 9, 1e-10);
}

/// Many bidders, and a cost that is vague beside the error: the equation is stiff.
TEST(AffiliatedEquilibriumTest, ManyBiddersAddTheWholeError) {
  for (const int n : {2, 10, 100}) {
    const ClassEquilibrium own = bids_of(estimated_cost(n, pay_as_bid));
    EXPECT_NEAR(bid_at(own, 20.0), 21.0 - 2.0 / (n + 1) * std::exp(-n / 2.0 * 19), 1e-8) << n;
    EXPECT_NEAR(bid_at(own, 38.5), 39.5 - 2.0 / (n + 1) * std::exp(-n / 2.0 * 0.5), 1e-6) << n;
    const auto row = std::ranges::lower_bound(own.cost_per_mwh, 20.0) - own.cost_per_mwh.begin();
    EXPECT_NEAR(own.interim_profit_per_mwh[static_cast<std::size_t>(row)], 2.0 / (n + 1) / n, 1e-6) << n;
  }
}

TEST(AffiliatedEquilibriumTest, WithoutAnythingInCommonBidsAreThoseOfPrivateCosts) {
  const CommonPart hardly{cost_law(Uniform{0, 1e-7}), EstimateForm::common_plus_own, TrueAmount::own_estimate};
  for (const PricingRule pricing : {pay_as_bid, uniform_lowest_rejected}) {
    const ClassEquilibrium own = bids_of(affiliated(5, pricing, hardly, cost_law(Uniform{0, 1}), 3));
    const Equilibrium independent = solve_equilibrium(uniform_game(5, 3, pricing));
    for (const double cost : {0.1, 0.4, 0.9}) EXPECT_NEAR(bid_at(own, cost), bid_at(independent.classes[0], cost), 2e-7);
    EXPECT_NEAR(own.expected_payment_per_mwh, independent.classes[0].expected_payment_per_mwh, 2e-7);
  }
}

TEST(AffiliatedEquilibriumTest, ACeilingKeepsOutWhoWouldLoseByWinning) {
  for (const PricingRule pricing : {pay_as_bid, uniform_lowest_rejected}) {
    Game game = affiliated(5, pricing, {cost_law(Normal{50, 5}), EstimateForm::common_plus_own, TrueAmount::common},
                           cost_law(Normal{0, 3}), 2);
    game.ceiling_per_mwh = 52.0;
    const Equilibrium solved = solve_equilibrium(game);
    const ClassEquilibrium& own = solved.classes[0];
    const double last = own.highest_cost_that_bids_per_mwh;
    const AffiliatedTerms terms = terms_at(affiliated_game(game), last, 12);
    EXPECT_NEAR(terms.win_cost, 52.0, 1e-8);
    EXPECT_NEAR(own.highest_bid_per_mwh, pricing == pay_as_bid ? 52.0 : terms.tie_cost, 1e-8);
    EXPECT_NEAR(own.interim_profit_per_mwh.back(), 0.0, 1e-6);
    EXPECT_GT(solved.award_probability, 5 * own.award_probability / 2);  // two lots
    EXPECT_LT(solved.award_probability, 1.0);
    game.ceiling_per_mwh = 20.0;
    EXPECT_NEAR(solve_equilibrium(game).award_probability, 0.0, 1e-6);
    game.ceiling_per_mwh = -50.0;
    EXPECT_EQ(solve_equilibrium(game).status, EquilibriumStatus::no_trade);
  }
}

TEST(AffiliatedEquilibriumTest, AShiftOfTheCommonPartShiftsBids) {
  const ClassEquilibrium here = bids_of(estimated_cost(3, pay_as_bid)), there = bids_of(estimated_cost(3, pay_as_bid, 60.0));
  for (const double estimate : {0.0, 20.0, 39.9}) EXPECT_NEAR(bid_at(there, estimate + 60), bid_at(here, estimate) + 60, 1e-9);
}

TEST(AffiliatedEquilibriumTest, ATariffIsAddedToBids) {
  Game game = estimated_cost(3, pay_as_bid);
  const ClassEquilibrium without = bids_of(game);
  game.classes[0].tariff_per_mwh = 2.0;
  const ClassEquilibrium taxed = bids_of(game);
  EXPECT_NEAR(bid_at(taxed, 20.0), bid_at(without, 20.0) + 2.0, 1e-9);
  EXPECT_NEAR(taxed.expected_profit_per_mwh, without.expected_profit_per_mwh, 1e-9);
}

TEST(AffiliatedEquilibriumTest, WhatIsBeyondItIsRefusedWithTheReason) {
  const auto reason_of = [](auto change) {
    Game game = estimated_cost(4, pay_as_bid);
    change(game);
    const Equilibrium answer = solve_equilibrium(game);
    EXPECT_EQ(answer.status, EquilibriumStatus::refused);
    return answer.reason;
  };
  EXPECT_NE(reason_of([](Game& g) { g.classes.push_back(g.classes[0]); }).find("unlike classes"), std::string::npos);
  EXPECT_NE(reason_of([](Game& g) { g.classes[0].presence_probability = 0.9; }).find("absent"), std::string::npos);
  EXPECT_NE(reason_of([](Game& g) { g.classes[0].entry_cost_per_mwh = 1; }).find("entry costs"), std::string::npos);
  EXPECT_NE(reason_of([](Game& g) { g.classes[0].utility = {UtilityFamily::cara, 1}; }).find("averse"), std::string::npos);
  EXPECT_NE(reason_of([](Game& g) { g.lots = 4; }).find("lots for all"), std::string::npos);
  EXPECT_NE(reason_of([](Game& g) {
              g.lots = 2;
              g.pricing = uniform_highest_accepted;
            }).find("highest accepted"),
            std::string::npos);
}

}  // namespace
}  // namespace sealedbid
