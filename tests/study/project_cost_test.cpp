#include "study/project_cost.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "market/required_strike.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using ::testing::DoubleNear;
using ::testing::Optional;

constexpr int domestic = 0, foreign = 1;

ProjectCost cost_of(const Scenario& scenario, int bidder_class = domestic, std::optional<double> strike_per_mwh = std::nullopt) {
  return project_cost(build_market(scenario), bidder_class, strike_per_mwh);
}

BidderClass& with_debt(BidderClass& bidder) {
  bidder.wacc_fraction.reset();
  bidder.cost_of_equity_fraction = Constant{0.12};
  bidder.project_debt.gearing_fraction = 0.7;
  bidder.project_debt.interest_fraction = Constant{0.06};
  bidder.project_debt.tenor_years = 15;
  return bidder;
}

TEST(ProjectCostTest, TakesEveryDrawAtItsMedian) {
  Scenario scenario = testing::solar_auction();
  scenario.bidder_classes[domestic].capex_factor = Lognormal{1.1, 0.5};
  scenario.host_country.country_risk_premium_shift_fraction = Constant{0.01};
  const ProjectCost cost = cost_of(scenario);
  EXPECT_EQ(cost.class_name, "domestic");
  EXPECT_EQ(cost.technology, "solar_pv");
  EXPECT_NEAR(cost.terms.capex_per_kw, 700.0 * 1.1, 1e-6);
  EXPECT_NEAR(cost.terms.cost_of_capital_fraction, 0.08, 1e-9);
  EXPECT_EQ(cost.terms.lifetime_years, 30);
}

TEST(ProjectCostTest, AtTheRequiredStrikeTheReturnIsTheCostOfCapital) {
  Scenario scenario = testing::solar_auction();
  with_debt(scenario.bidder_classes[foreign]);
  for (const int bidder_class : {domestic, foreign}) {
    const ProjectCost cost = cost_of(scenario, bidder_class);
    ASSERT_TRUE(cost.at_strike.has_value());
    EXPECT_EQ(cost.at_strike->strike_per_mwh, cost.required_strike_per_mwh);
    EXPECT_NEAR(cost.at_strike->npv_per_kw, 0.0, 1e-8);
    EXPECT_THAT(cost.at_strike->equity_irr_fraction, Optional(DoubleNear(cost.terms.cost_of_capital_fraction, 1e-9)));
  }
}

TEST(ProjectCostTest, AnotherStrikeMovesValueAndReturnsButNotTheRequiredOne) {
  const ProjectCost cost = cost_of(testing::solar_auction()), higher = cost_of(testing::solar_auction(), domestic, 60.0);
  EXPECT_EQ(higher.required_strike_per_mwh, cost.required_strike_per_mwh);
  EXPECT_EQ(higher.at_strike->strike_per_mwh, 60.0);
  EXPECT_GT(higher.at_strike->npv_per_kw, 50.0);
  EXPECT_GT(higher.at_strike->project_irr_fraction.value(), cost.terms.cost_of_capital_fraction);
}

TEST(ProjectCostTest, DebtIsCoveredAtLeastByItsRatio) {
  Scenario scenario = testing::solar_auction();
  ProjectDebt& debt = with_debt(scenario.bidder_classes[foreign]).project_debt;
  debt.sizing = DebtSizing::cover_ratio;
  debt.gearing_fraction = 0.95;
  debt.cover_ratio = 1.4;
  const CostAtStrike at_strike = cost_of(scenario, foreign).at_strike.value();
  EXPECT_GT(at_strike.account.debt.at_commissioning_per_kw, 100.0);
  EXPECT_THAT(at_strike.lowest_cover_ratio, Optional(DoubleNear(1.4, 1e-9)));
  EXPECT_EQ(cost_of(scenario, domestic).at_strike->lowest_cover_ratio, std::nullopt);
}

TEST(ProjectCostTest, AClassWithAGivenPriceHasNoCashFlow) {
  Scenario scenario = testing::solar_auction();
  scenario.bidder_classes[domestic].required_price_per_mwh = Uniform{30.0, 50.0};
  const ProjectCost cost = cost_of(scenario);
  EXPECT_THAT(cost.given_required_price_per_mwh, Optional(DoubleNear(40.0, 1e-9)));
  EXPECT_FALSE(cost.at_strike.has_value());
}

TEST(ProjectCostTest, SaysWhereNoStrikeIsRequiredOrNoneSuffices) {
  Scenario scenario = testing::solar_auction();
  scenario.tariff.type = TariffType::one_way_sliding_premium;
  scenario.tariff.after_term.sale = AfterTermSale::home_market;
  ElectricityMarket home;
  home.name = "home";
  home.country = "AAA";
  home.mean_price_per_mwh = Constant{200.0};
  scenario.electricity_markets = {home};
  EXPECT_EQ(cost_of(scenario).search, StrikeSearch::any_price_is_enough);
  EXPECT_FALSE(cost_of(scenario).at_strike.has_value());
  EXPECT_TRUE(cost_of(scenario, domestic, 40.0).at_strike.has_value());

  // A partly merchant project whose share at the strike is nothing.
  scenario.tariff.type = TariffType::partially_merchant;
  scenario.tariff.merchant_fraction = 1.0;
  scenario.electricity_markets[0].mean_price_per_mwh = Constant{5.0};
  EXPECT_EQ(cost_of(scenario).search, StrikeSearch::no_price_is_enough);
}

TEST(ProjectCostTest, EquityAbroadThatNeedsApprovalDelaysTheProject) {
  Scenario scenario = testing::solar_auction();
  OutwardInvestment& rule = scenario.bidder_classes[foreign].outward_investment;
  rule.approval_delay_years = 1;
  rule.equity_limit = 1e9;
  const double in_time = cost_of(scenario, foreign).required_strike_per_mwh.value();
  rule.equity_limit = 1e6;
  const ProjectCost delayed = cost_of(scenario, foreign);
  EXPECT_EQ(delayed.terms.delay_years, 1);
  EXPECT_GT(delayed.required_strike_per_mwh.value(), in_time);
}

TEST(ProjectCostTest, DutyOnImportsIsPartOfTheInvestment) {
  Scenario scenario = testing::solar_auction();
  scenario.technologies[0].imported_fraction_of_capex = 0.5;
  scenario.host_country.import_duty_fraction = Constant{0.1};
  EXPECT_NEAR(cost_of(scenario).terms.capex_per_kw, 700.0 * 1.05, 1e-3);
}

}  // namespace
}  // namespace sealedbid
