#include "bidding/deviation_gain.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "bidding/closed_forms.hpp"

// Must-fail twins stand beside the equilibria: bids a little off, bids of another game. Gains worked out by hand are compared as
// numbers, so that the search can neither overlook nor exaggerate.
namespace sealedbid {
namespace {

using namespace closed_forms;

double gain_of(const Game& game, std::vector<ClassEquilibrium> tables) {
  return deviation_gains(game, with_tables(std::move(tables))).greatest_gain_per_mwh;
}

TEST(DeviationGainTest, FirstPriceEquilibriaHaveNone) {
  for (const int n : {2, 3, 5, 10}) {
    EXPECT_LT(gain_of(uniform_game(n), {tabulated(0.0, 1.0, [n](double c) { return first_price(c, n); })}), 1e-12) << n;
  }
}

TEST(DeviationGainTest, ACeilingIsPartOfTheGame) {
  // β = c + [(1 − c)^n − (1 − r)^n] / [n (1 − c)^(n−1)], costs up to r bid.
  const int n = 3;
  const double r = 0.6;
  const auto bid = [&](double c) { return c + (std::pow(1 - c, n) - std::pow(1 - r, n)) / (n * std::pow(1 - c, n - 1)); };
  const DeviationGains gains =
      deviation_gains(uniform_game(n, 1, PricingRule::pay_as_bid, r), with_tables({tabulated(0.0, r, bid)}));
  EXPECT_LT(gains.greatest_gain_per_mwh, 1e-9);
  EXPECT_NEAR(3.0 * gains.classes[0].award_probability, 0.936, 1e-8);
  EXPECT_NEAR(3.0 * gains.classes[0].expected_payment_per_mwh, 0.4104, 1e-8);
  EXPECT_GT(gain_of(uniform_game(n, 1, PricingRule::pay_as_bid, 0.65), {tabulated(0.0, r, bid)}), 1e-3) << "another ceiling";
}

TEST(DeviationGainTest, AversionToRiskIsPartOfTheGame) {
  // CRRA: β = c + (1 − c) ρ / (n − 1 + ρ).
  Game game = uniform_game(3);
  game.classes[0].utility = {UtilityFamily::crra, 0.5};
  EXPECT_LT(gain_of(game, {tabulated(0.0, 1.0, [](double c) { return c + (1.0 - c) * 0.2; })}), 1e-12);
  EXPECT_GT(gain_of(game, {tabulated(0.0, 1.0, [](double c) { return first_price(c, 3); })}), 1e-3) << "the risk-neutral bids";
}

TEST(DeviationGainTest, AsymmetricEquilibriaHaveNone) {
  const DeviationGains gains = deviation_gains(weak_and_strong_game(), weak_and_strong_tables());
  EXPECT_LT(gains.greatest_gain_per_mwh, 1e-9 * 100.0);
  EXPECT_NEAR(gains.classes[0].award_probability, 1.0 / 3.0, 1e-8);
  EXPECT_NEAR(gains.classes[0].expected_profit_per_mwh, 3.87733898, 1e-7);
  EXPECT_NEAR(gains.classes[1].expected_profit_per_mwh, 20.2758932, 1e-7);
  EXPECT_NEAR(gains.classes[0].expected_payment_per_mwh + gains.classes[1].expected_payment_per_mwh, 81.6397977719, 1e-6);
  EXPECT_GT(gain_of(weak_and_strong_game(), {weak_and_strong_tables().classes[0],
                                             tabulated(20.0, 100.0, [](double c) { return 100.0 - (100.0 - c) / 2.0; })}),
            0.1)
      << "the strong bidder as if its rival were as strong";
}

TEST(DeviationGainTest, LinearEquilibriaOfTwoClassesHaveNone) {
  // Costs 100 − a U^(1/k), b = 100 − s (100 − c), s = K/(K + 1). Source: Cheng (2006). Here 1 bidder k = 2, a = 60 and 4
  // bidders k = 1, a = 57.6.
  GameClass one = uniform_class(0.0, 1.0, 1), four = uniform_class(100.0 - 57.6, 100.0, 4);
  one.cost = cost_law(Beta{1.0, 2.0, 40.0, 100.0});
  const double s_one = 4.0 / 5.0, s_four = 5.0 / 6.0;
  const auto line = [](double low, double slope) {
    return tabulated(low, 100.0, [=](double c) { return 100.0 - slope * (100.0 - c); });
  };
  const Game game{{one, four}, 1, PricingRule::pay_as_bid, std::nullopt};
  const DeviationGains gains = deviation_gains(game, with_tables({line(40.0, s_one), line(42.4, s_four)}));
  EXPECT_LT(gains.greatest_gain_per_mwh, 1e-10 * 100.0);
  EXPECT_NEAR(gains.classes[0].award_probability, 1.0 / 3.0, 1e-9);
  EXPECT_NEAR(gains.classes[0].expected_profit_per_mwh, 24.0 / 7.0, 1e-7);
  EXPECT_NEAR(gains.classes[1].expected_profit_per_mwh, 9.6 / 7.0, 1e-7);
}

TEST(DeviationGainTest, ManyLotsPayAsBid) {
  // β'(0) = 0: the density of bids is infinite at the lowest, which costs the table some digits there.
  EXPECT_LT(gain_of(uniform_game(3, 2), {tabulated(0.0, 1.0, three_for_two)}), 1e-7);
  ClassEquilibrium with_slopes = tabulated(0.0, 1.0, three_for_two, 257);
  for (const double c : with_slopes.cost_per_mwh) {
    with_slopes.bid_slope.push_back(1.0 - (3.0 + 2.0 * c + c * c) / (3.0 * (1.0 + c) * (1.0 + c)));
  }
  EXPECT_LT(gain_of(uniform_game(3, 2), {with_slopes}), 1e-10) << "slopes in the table bring them back";
  EXPECT_GT(gain_of(uniform_game(4, 2), {tabulated(0.0, 1.0, three_for_two)}), 1e-2) << "the bids against two rivals";
}

TEST(DeviationGainTest, ManyLotsHighestAccepted) {
  // β = c + (1 − c) / (n − k + 1). Source: Mezzetti & Tsetlin (2009).
  for (const auto& [n, k] : {std::pair{3, 2}, {4, 2}, {5, 3}}) {
    const Game game = uniform_game(n, k, PricingRule::uniform_highest_accepted);
    EXPECT_LT(gain_of(game, {tabulated(0.0, 1.0, [m = n - k + 1](double c) { return first_price(c, m); })}), 1e-12) << n << k;
  }
}

/// Highest accepted, 3 bidders, 2 lots, U[0, 1], ceiling r: β' = (β − c)·2c / M, β(r) = r, by Runge and Kutta's method from the
/// top. M = P(the own bid is the price) = 2c(1 − c) + P(both rivals cost more than r), in which case it is the only bid.
ClassEquilibrium three_for_two_below_a_ceiling(double r, double probability_alone) {
  const auto slope = [&](double c, double b) { return (b - c) * 2.0 * c / (2.0 * c * (1.0 - c) + probability_alone); };
  ClassEquilibrium table = tabulated(0.0, r, [r](double) { return r; });
  for (std::size_t m = table.cost_per_mwh.size() - 1; m-- > 0;) {
    const double c = table.cost_per_mwh[m + 1], b = table.bid_per_mwh[m + 1], h = table.cost_per_mwh[m] - c;
    const double first = slope(c, b), second = slope(c + h / 2, b + h / 2 * first);
    const double third = slope(c + h / 2, b + h / 2 * second), fourth = slope(c + h, b + h * third);
    table.bid_per_mwh[m] = b + h / 6 * (first + 2 * second + 2 * third + fourth);
  }
  return table;
}

TEST(DeviationGainTest, WhoMayBeTheOnlyBidderSetsItsOwnPrice) {
  const double r = 0.7;
  Game game = uniform_game(3, 2, PricingRule::uniform_highest_accepted, r);
  game.unsold_lots = UnsoldLots::pay_highest_accepted;
  EXPECT_LT(gain_of(game, {three_for_two_below_a_ceiling(r, 0.09)}), 1e-7);
  // First price among n − k + 1 = 2 bidders, which forgets that case: β = c + [(1 − c)² − (1 − r)²] / [2 (1 − c)].
  const auto forgetful = [r](double c) { return c + ((1 - c) * (1 - c) - (1 - r) * (1 - r)) / (2.0 * (1 - c)); };
  EXPECT_NEAR(three_for_two_below_a_ceiling(r, 1e-9).bid_per_mwh[512], forgetful(r / 2.0), 1e-6);
  EXPECT_GT(gain_of(game, {tabulated(0.0, r, forgetful)}), 1e-3);
  game.unsold_lots = UnsoldLots::pay_ceiling;  // then nobody who is alone sets a price, and it is right
  EXPECT_LT(gain_of(game, {tabulated(0.0, r, forgetful)}), 1e-7);
  EXPECT_GT(gain_of(game, {three_for_two_below_a_ceiling(r, 0.09)}), 1e-3);
}

TEST(DeviationGainTest, TruthIsBestAtTheLowestRejectedPrice) {
  const auto truth = tabulated(0.0, 1.0, [](double c) { return c; });
  for (const Utility& utility : {Utility{}, Utility{UtilityFamily::crra, 0.5}, Utility{UtilityFamily::cara, 3.0}}) {
    Game game = uniform_game(4, 2, PricingRule::uniform_lowest_rejected, 1.0);
    game.classes[0].utility = utility;
    EXPECT_LT(gain_of(game, {truth}), 1e-9);
    EXPECT_GT(gain_of(game, {tabulated(0.0, 1.0, [](double c) { return first_price(c, 4); })}), 1e-3);
  }
}

TEST(DeviationGainTest, ChanceOfAbsenceIsPartOfTheGame) {
  // 2 bidders, ceiling 1, present with ½: (β − c)(1 − c/2) = ∫_c^1 (1 − t/2) dt.
  Game game = uniform_game(2, 1, PricingRule::pay_as_bid, 1.0);
  game.classes[0].presence_probability = 0.5;
  const auto bid = [](double c) { return c + (0.75 - c + 0.25 * c * c) / (1.0 - 0.5 * c); };
  EXPECT_LT(gain_of(game, {tabulated(0.0, 1.0, bid)}), 1e-11);
  game.classes[0].presence_probability = 0.6;
  EXPECT_GT(gain_of(game, {tabulated(0.0, 1.0, bid)}), 1e-3);
}

TEST(DeviationGainTest, EntryCostsKeepSomeAway) {
  // 2 bidders, ceiling 1, entry e = .1: costs up to 1 − √e bid β = c + (1 − c)/2 + e/(2(1 − c)). Source: Samuelson (1985).
  Game game = uniform_game(2, 1, PricingRule::pay_as_bid, 1.0);
  game.classes[0].entry_cost_per_mwh = 0.1;
  const auto bid = [](double c) { return std::min(1.0, c + (1.0 - c) / 2.0 + 0.05 / (1.0 - c)); };
  const double last = 1.0 - std::sqrt(0.1);
  EXPECT_LT(gain_of(game, {tabulated(0.0, last, bid)}), 1e-10);
  // If costs up to .7 bid the ceiling as well, .7 shares it with the mass √e − .3: .3·(√e − (√e − .3)/2) − e < 0.
  ClassEquilibrium late = tabulated(0.0, last, bid);
  late.cost_per_mwh.push_back(0.7);
  late.bid_per_mwh.push_back(1.0);
  const DeviationGains gains = deviation_gains(game, with_tables({late}));
  EXPECT_NEAR(gains.greatest_gain_per_mwh, 0.1 - 0.15 * (std::sqrt(0.1) + 0.3), 1e-12);
  EXPECT_EQ(gains.classes[0].at_cost_per_mwh, 0.7);
  EXPECT_TRUE(std::isnan(gains.classes[0].better_bid_per_mwh)) << "not to bid is better";
  // Stopping at .6: a cost just above gains (1 − .6)·(1 − .6) − .1 = .06 by bidding the ceiling.
  const DeviationGains early = deviation_gains(game, with_tables({tabulated(0.0, 0.6, bid)}));
  EXPECT_NEAR(early.greatest_gain_per_mwh, 0.06, 1e-12);
  EXPECT_TRUE(std::isnan(early.classes[0].table_bid_per_mwh));
}

TEST(DeviationGainTest, ScoresArePartOfTheGame) {
  const DeviationGains gains = deviation_gains(preference_game(), preference_tables());
  EXPECT_LT(gains.greatest_gain_per_mwh, 1e-9);
  EXPECT_NEAR(gains.classes[0].award_probability, 0.541666667, 1e-8);
  EXPECT_NEAR(gains.classes[0].expected_profit_per_mwh, 0.205377358, 1e-8);
  EXPECT_NEAR(gains.classes[1].expected_profit_per_mwh, 0.137719754, 1e-8);
  Game plain = preference_game();
  plain.classes[1].score_factor = 1.0;
  EXPECT_GT(deviation_gains(plain, preference_tables()).greatest_gain_per_mwh, 1e-3) << "the bids without the preference";
}

TEST(DeviationGainTest, TruthUnderPayAsBidCostsWhatTheoryWorksOut) {
  // 2 bidders: (b − c)(1 − b) is greatest at (1 + c)/2: gain (1 − c)²/4, greatest at 0, 1/12 in the mean; the table earns
  // nothing.
  const DeviationGains gains = deviation_gains(uniform_game(2), with_tables({tabulated(0.0, 1.0, [](double c) { return c; })}));
  EXPECT_NEAR(gains.greatest_gain_per_mwh, 0.25, 1e-12);
  EXPECT_EQ(gains.classes[0].at_cost_per_mwh, 0.0);
  EXPECT_NEAR(gains.classes[0].better_bid_per_mwh, 0.5, 1e-6);
  EXPECT_NEAR(gains.classes[0].average_gain_per_mwh, 1.0 / 12.0, 1e-4);
}

TEST(DeviationGainTest, BidsOnePercentTooHighCostWhatTheoryWorksOut) {
  // 2 bidders, 1.01 β: rivals U[.505, 1.01], best bid (1.01 + c)/2, gain (1/2.02 − .495) c².
  const auto high = tabulated(0.0, 1.0, [](double c) { return 1.01 * first_price(c, 2); });
  const DeviationGains gains = deviation_gains(uniform_game(2), with_tables({high}));
  EXPECT_NEAR(gains.greatest_gain_per_mwh, 1.0 / 2.02 - 0.495, 1e-12);
  EXPECT_EQ(gains.classes[0].at_cost_per_mwh, 1.0);
}

TEST(DeviationGainTest, BidsForARivalTooManyCostWhatTheoryWorksOut) {
  // 2 bidders who bid as if they were 3: gain (1 − c)²/24, E profit of a bidder E[(1 − c)²]/3 = 1/9.
  const auto wrong = tabulated(0.0, 1.0, [](double c) { return first_price(c, 3); });
  const DeviationGains gains = deviation_gains(uniform_game(2), with_tables({wrong}));
  EXPECT_NEAR(gains.greatest_gain_per_mwh, 1.0 / 24.0, 1e-12);
  EXPECT_NEAR(gains.classes[0].better_bid_per_mwh, 0.5, 1e-6);
  EXPECT_NEAR(gains.classes[0].gain_share, 9.0 / 24.0, 1e-9);
}

TEST(DeviationGainTest, BidsOfTheOtherPricingRuleCostWhatTheoryWorksOut) {
  // Truth, highest accepted, 3 for 2 lots: b = (1 + c)/2 gains d²/2 − 5d³/12 with d = 1 − c, most at d = .8.
  const Game highest_accepted = uniform_game(3, 2, PricingRule::uniform_highest_accepted);
  const auto truth = tabulated(0.0, 1.0, [](double c) { return c; });
  EXPECT_NEAR(gain_of(highest_accepted, {truth}), 8.0 / 75.0, 1e-12);
  // Pay-as-bid's bids at the highest accepted price: by Simpson's rule, the lowest bid is best, worst at .3553014.
  const DeviationGains gains = deviation_gains(highest_accepted, with_tables({tabulated(0.0, 1.0, three_for_two)}));
  EXPECT_NEAR(gains.greatest_gain_per_mwh, 0.02250261, 2e-5) << "costs are 1/100 apart";
  EXPECT_NEAR(gains.classes[0].at_cost_per_mwh, 0.3553, 0.005);
  EXPECT_NEAR(gains.classes[0].better_bid_per_mwh, 2.0 / 3.0, 1e-3);
}

TEST(DeviationGainTest, ASharedBidIsUndercut) {
  // Both bid the ceiling and share the lot: ½(1 − c); a hair less wins for sure.
  const auto flat = tabulated(
      0.0, 1.0, [](double) { return 1.0; }, 5);
  const DeviationGains gains = deviation_gains(uniform_game(2, 1, PricingRule::pay_as_bid, 1.0), with_tables({flat}));
  EXPECT_NEAR(gains.greatest_gain_per_mwh, 0.5, 1e-9);
  EXPECT_NEAR(gains.classes[0].expected_profit_per_mwh, 0.25, 1e-12);
  EXPECT_EQ(gain_of(uniform_game(2, 2, PricingRule::pay_as_bid, 1.0), {flat}), 0.0) << "a lot for each: nothing is better";
}

TEST(DeviationGainTest, WithoutRivalsOrCeilingTheGainHasNoBound) {
  const auto table = tabulated(0.0, 1.0, [](double c) { return first_price(c, 2); });
  EXPECT_TRUE(std::isinf(gain_of(uniform_game(1), {table})));
  EXPECT_NEAR(gain_of(uniform_game(1, 1, PricingRule::pay_as_bid, 2.0), {table}), 1.5, 1e-12) << "the ceiling instead of ½";
}

TEST(DeviationGainTest, WhoNeverBidsMayGainByBidding) {
  const DeviationGains gains = deviation_gains(uniform_game(2, 1, PricingRule::pay_as_bid, 0.8), with_tables({{}}));
  EXPECT_NEAR(gains.greatest_gain_per_mwh, 0.8, 1e-12);
  EXPECT_TRUE(std::isinf(gains.classes[0].gain_share));
  Game dear = uniform_game(2, 1, PricingRule::pay_as_bid, -0.1);
  EXPECT_EQ(gain_of(dear, {{}}), 0.0) << "no cost below the ceiling: no trade is an equilibrium";
}

TEST(DeviationGainTest, TablesThatDoNotFitTheGameAreRefused) {
  const auto table = tabulated(0.0, 1.0, [](double c) { return first_price(c, 2); });
  EXPECT_THROW(gain_of(uniform_game(2), {}), std::invalid_argument);
  EXPECT_THROW(gain_of(uniform_game(2, 1, PricingRule::pay_as_bid, 0.9), {table}), std::invalid_argument);
  EXPECT_THROW(gain_of(uniform_game(2, 2, PricingRule::uniform_lowest_rejected), {table}), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
