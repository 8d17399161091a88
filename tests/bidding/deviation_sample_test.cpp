#include "bidding/deviation_sample.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "bidding/affiliated_games.hpp"
#include "bidding/closed_forms.hpp"
#include "bidding/deviation_gain.hpp"

namespace sealedbid {
namespace {

using namespace closed_forms;
using enum PricingRule;

TEST(DeviationSampleTest, AnEquilibriumIsNotRefuted) {
  for (const SampledDeviation& deviation : sample_deviations(weak_and_strong_game(), weak_and_strong_tables())) {
    EXPECT_EQ(deviation.lower_bound_per_mwh, 0.0);
    EXPECT_LT(deviation.upper_bound_per_mwh, 0.15) << "of a profit of 4 to 20";
  }
  const Game lots = uniform_game(5, 3, uniform_highest_accepted);
  const auto deviations = sample_deviations(lots, with_tables({tabulated(0.0, 1.0, [](double c) { return first_price(c, 3); })}));
  EXPECT_EQ(deviations[0].lower_bound_per_mwh, 0.0);
  EXPECT_LT(deviations[0].upper_bound_per_mwh, 2e-3);
}

TEST(DeviationSampleTest, TheBoundHoldsAsOftenAsItSays) {
  // The same equilibrium in 300 samples: true gains of all selected bids are ≤ 0, so that a positive lower bound is an error of
  // at most 1 %. More than 10 errors have a probability below 1e-3; the interpolation of the table is exact.
  const Equilibrium line = with_tables({tabulated(
      0.0, 1.0, [](double c) { return first_price(c, 3); }, 3)});
  int refuted = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const DeviationSampleOptions options{seed, 4000, 9, 32};
    refuted += sample_deviations(uniform_game(3), line, options)[0].lower_bound_per_mwh > 0.0 ? 1 : 0;
  }
  EXPECT_LE(refuted, 10);
}

TEST(DeviationSampleTest, TruthUnderPayAsBidIsRefutedByTheRightAmount) {
  // Gain (1 − c)²/4, greatest at 0.
  const Equilibrium truth = with_tables({tabulated(
      0.0, 1.0, [](double c) { return c; }, 2)});
  const SampledDeviation deviation = sample_deviations(uniform_game(2), truth)[0];
  EXPECT_EQ(deviation.at_cost_per_mwh, 0.0);
  EXPECT_NEAR(deviation.gain_per_mwh, 0.25, 5.0 * deviation.standard_error + 1e-4) << "bids are 1/128 apart";
  EXPECT_LT(deviation.lower_bound_per_mwh, 0.25);
  EXPECT_GT(deviation.lower_bound_per_mwh, 0.24);
  EXPECT_GT(deviation.upper_bound_per_mwh, 0.25);
}

TEST(DeviationSampleTest, WrongBidsAreRefuted) {
  const auto third = tabulated(0.0, 1.0, [](double c) { return first_price(c, 3); });
  EXPECT_GT(sample_deviations(uniform_game(2), with_tables({third}))[0].lower_bound_per_mwh, 0.03) << "a rival too many";
  const Game highest_accepted = uniform_game(3, 2, uniform_highest_accepted);
  EXPECT_GT(sample_deviations(highest_accepted, with_tables({tabulated(0.0, 1.0, three_for_two)}))[0].lower_bound_per_mwh, 0.015)
      << "the bids of pay-as-bid";
}

TEST(DeviationSampleTest, LotsThatMayBeLeftMatter) {
  // Highest accepted, 3 for 2 lots below a ceiling: first-price bids among 2 forget that one may be the only bidder.
  const double r = 0.7;
  const auto forgetful = [r](double c) { return c + ((1 - c) * (1 - c) - (1 - r) * (1 - r)) / (2.0 * (1 - c)); };
  Game game = uniform_game(3, 2, uniform_highest_accepted, r);
  EXPECT_LE(sample_deviations(game, with_tables({tabulated(0.0, r, forgetful)}))[0].lower_bound_per_mwh, 0.0);
  game.unsold_lots = UnsoldLots::pay_highest_accepted;
  EXPECT_GT(sample_deviations(game, with_tables({tabulated(0.0, r, forgetful)}))[0].lower_bound_per_mwh, 1e-3);
}

/// Tables that are no equilibrium of a game with scores, tariffs, absence, entry costs and ties.
Equilibrium far_off_tables() {
  return with_tables({tabulated(
                          0.0, 0.9, [](double c) { return 0.5 + std::max(0.0, c - 0.3); }, 10),
                      tabulated(
                          0.2, 1.2, [](double c) { return std::min(1.3, 0.4 + 0.9 * c); }, 21)});
}
Game far_off_game(PricingRule pricing, const Utility& utility) {
  Game game{{uniform_class(0.0, 1.0, 3), uniform_class(0.2, 1.2, 2)}, 2, pricing, 1.3};
  game.classes[1].presence_probability = 0.7;
  game.classes[1].score_factor = 1.1;
  game.classes[1].tariff_per_mwh = -0.05;
  game.classes[1].entry_cost_per_mwh = 0.02;
  for (GameClass& bidders : game.classes) bidders.utility = utility;
  return game;
}

TEST(DeviationSampleTest, DrawnAndIntegratedGainsAgree) {
  const Utility utilities[] = {{}, {UtilityFamily::crra, 0.5}, {UtilityFamily::cara, 2.0}};
  for (const PricingRule pricing : {pay_as_bid, uniform_highest_accepted, uniform_lowest_rejected}) {
    for (const Utility& utility : utilities) {
      const Game game = far_off_game(pricing, utility);
      const DeviationGains exact = deviation_gains(game, far_off_tables(), {.costs = 41});
      const auto drawn = sample_deviations(game, far_off_tables(), {.seed = 5, .worlds = 40000, .costs = 41, .bids = 64});
      for (std::size_t i = 0; i < 2; ++i) {
        SCOPED_TRACE(testing::Message() << "pricing " << static_cast<int>(pricing) << ", utility "
                                        << static_cast<int>(utility.family) << ", class " << i);
        const double gain = exact.classes[i].gain_per_mwh;
        EXPECT_GT(gain, 1e-3);
        EXPECT_NEAR(drawn[i].gain_per_mwh, gain, 5.0 * drawn[i].standard_error + 0.05 * gain) << "the bids tried are coarse";
        EXPECT_LT(drawn[i].lower_bound_per_mwh, gain);
      }
    }
  }
}

TEST(DeviationSampleTest, StayingAwayIsADeviation) {
  Game game = uniform_game(2, 1, pay_as_bid, 1.0);
  game.classes[0].entry_cost_per_mwh = 0.3;
  const auto deviation =
      sample_deviations(game, with_tables({tabulated(0.0, 1.0, [](double c) { return first_price(c, 2); })}))[0];
  EXPECT_NEAR(deviation.gain_per_mwh, 0.3, 1e-3) << "the highest cost wins nothing and pays .3";
  EXPECT_TRUE(std::isnan(deviation.better_bid_per_mwh));
}

TEST(DeviationSampleTest, TooSmallASampleIsRefused) {
  const Equilibrium truth = with_tables({tabulated(
      0.0, 1.0, [](double c) { return c; }, 2)});
  EXPECT_THROW(sample_deviations(uniform_game(2), truth, {1, 3, 9, 32}), std::invalid_argument);
  EXPECT_THROW(sample_deviations(uniform_game(2), truth, {1, 100, 1, 32}), std::invalid_argument);
}

TEST(DeviationSampleTest, WithACommonValueTheNaiveAreRefutedAndTheEquilibriumIsNot) {
  const DeviationSampleOptions options{1, 1 << 13, 9, 64};
  for (const PricingRule pricing : {pay_as_bid, uniform_lowest_rejected}) {
    const Game game = mineral_rights(3, pricing);
    const SampledDeviation of_equilibrium = sample_deviations(game, solve_equilibrium(game), options)[0];
    EXPECT_EQ(of_equilibrium.lower_bound_per_mwh, 0.0);
    EXPECT_LT(of_equilibrium.upper_bound_per_mwh, 0.02);
    EXPECT_GT(sample_deviations(game, naive(-2, 0), options)[0].lower_bound_per_mwh, 0.02);
  }
  const SampledDeviation cursed = sample_deviations(estimated_cost(5, pay_as_bid), naive(-1, 41), options)[0];
  EXPECT_GT(cursed.lower_bound_per_mwh, 0.1);
}

}  // namespace
}  // namespace sealedbid
