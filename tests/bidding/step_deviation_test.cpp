#include "bidding/step_deviation.hpp"

#include <gtest/gtest.h>

#include "bidding/step_games.hpp"

namespace sealedbid {
namespace {

using namespace testing;

double truth(double cost) {
  return cost;
}

double mean_share(const DeviationGains& gains) {
  return gains.classes[0].average_gain_per_mwh / gains.classes[0].expected_value_per_mwh;
}

/// T10 of multi-unit demand: both hold the later project back, and each wins one lot at the ceiling.
TEST(StepDeviationTest, ExtremeDemandReductionIsAnEquilibrium) {
  const Game game = step_game(2, 2, 2, PricingRule::uniform_lowest_rejected);
  const DeviationGains gains = step_deviations(game, step_tables(truth, [](double) { return 1.0; }));
  EXPECT_LT(gains.classes[0].gain_per_mwh, 1e-9);
  EXPECT_NEAR(gains.classes[0].award_probability, 1.0, 1e-9);
  EXPECT_NEAR(gains.classes[0].later_award_probabilities[0], 0.0, 1e-9);
  EXPECT_NEAR(gains.classes[0].expected_payment_per_mwh, 1.0, 1e-9);
  EXPECT_NEAR(gains.classes[0].expected_profit_per_mwh, 0.5, 1e-6);
}

/// Krishna (2010), chapter 13, mirrored: values v bid v1 and v2², so costs bid c1 and 1 − (1 − c2)².
TEST(StepDeviationTest, TheKnownBidsForThreeLotsAreAnEquilibrium) {
  const Game game = step_game(2, 2, 3, PricingRule::uniform_lowest_rejected, ProjectCosts::independent);
  const DeviationGains gains = step_deviations(game, step_tables(truth, [](double c) { return 1.0 - (1.0 - c) * (1.0 - c); }));
  EXPECT_LT(gains.classes[0].gain_per_mwh, 1e-6);
}

TEST(StepDeviationTest, OneCostForAllLotsPaysAsBidAsForASingleOne) {
  const Game game = step_game(2, 2, 2, PricingRule::pay_as_bid);
  const auto bid = [](double c) { return c + 0.5 * (1.0 - c); };
  const DeviationGains gains = step_deviations(game, step_tables(bid, bid));
  EXPECT_LT(gains.classes[0].gain_per_mwh, 1e-6);
  EXPECT_NEAR(gains.classes[0].expected_profit_per_mwh, 2.0 / 6.0, 1e-5);
}

/// The twin that has to fail: truth for all projects, under each rule.
TEST(StepDeviationTest, TruthForAllProjectsIsRefuted) {
  for (const ProjectCosts costs : {ProjectCosts::same, ProjectCosts::independent}) {
    for (const PricingRule pricing :
         {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted, PricingRule::uniform_lowest_rejected}) {
      const DeviationGains gains = step_deviations(step_game(3, 2, 3, pricing, costs), step_tables(truth, truth));
      EXPECT_GT(mean_share(gains), 0.01) << static_cast<int>(pricing);
    }
  }
}

/// Under truth at the lowest rejected price the first project has no better bid: the better ones are the second's, and higher.
TEST(StepDeviationTest, NamesTheProjectThatIsHeldBack) {
  const Game game = step_game(3, 2, 3, PricingRule::uniform_lowest_rejected, ProjectCosts::independent);
  const ClassDeviation found = step_deviations(game, step_tables(truth, truth)).classes[0];
  EXPECT_EQ(found.project, 2);
  EXPECT_GT(found.better_bid_per_mwh, found.table_bid_per_mwh);
}

TEST(StepDeviationTest, TablesThatCrossAreRefused) {
  const Game game = step_game(2, 2, 2, PricingRule::pay_as_bid);
  const auto high = [](double c) { return c + 0.5 * (1.0 - c); };
  EXPECT_THROW(step_deviations(game, step_tables(high, truth)), std::invalid_argument);
  Equilibrium lacking = step_tables(truth, high);
  lacking.classes[0].later_projects.clear();
  EXPECT_THROW(step_deviations(game, lacking), std::invalid_argument);
}

/// With one project a bidder the two certificates agree.
TEST(StepDeviationTest, AgreesWithTheCertificateOfSingleProjects) {
  for (const PricingRule pricing : {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted}) {
    const Game game = step_game(3, 1, 2, pricing);
    Equilibrium bids;
    bids.classes = {step_table([](double c) { return c + 0.4 * (1.0 - c); })};
    const ClassDeviation steps = step_deviations(game, bids).classes[0], one = deviation_gains(game, bids).classes[0];
    EXPECT_NEAR(steps.gain_per_mwh, one.gain_per_mwh, 1e-6);
    EXPECT_NEAR(steps.average_gain_per_mwh, one.average_gain_per_mwh, 1e-5);
    EXPECT_NEAR(steps.expected_profit_per_mwh, one.expected_profit_per_mwh, 1e-6);
    EXPECT_NEAR(steps.expected_payment_per_mwh, one.expected_payment_per_mwh, 1e-6);
  }
}

}  // namespace
}  // namespace sealedbid
