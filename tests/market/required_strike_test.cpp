#include "market/required_strike.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

namespace sealedbid {
namespace {

using ::testing::DoubleNear;
using ::testing::Eq;
using ::testing::Optional;

ProjectTerms solar() {
  ProjectTerms terms;
  terms.capex_per_kw = 800.0;
  terms.opex_per_kw_year = 15.0;
  terms.energy_mwh_per_kw = 2.0;
  terms.degradation_fraction_per_year = 0.005;
  terms.lifetime_years = 25;
  terms.tariff.term_years = 25;
  terms.inflation_fraction_per_year = 0.02;
  terms.tax.corporate_fraction = 0.25;
  terms.cost_of_capital_fraction = 0.08;
  return terms;
}

double npv_at(const ProjectTerms& terms, double strike_per_mwh) {
  const std::vector<YearConditions> years = years_of(terms);
  ProjectAccount account;
  account_of(terms, years, flows_at_strike(terms, years, expected_revenues(terms, years, {}), strike_per_mwh), account);
  return npv_per_kw(account, &AccountYear::equity_cash_flow_per_kw, terms.cost_of_capital_fraction);
}

TEST(RequiredStrikeTest, IsTheAnnuityWithoutTaxes) {
  ProjectTerms terms = solar();
  terms.degradation_fraction_per_year = terms.inflation_fraction_per_year = terms.tax.corporate_fraction = 0.0;
  const double recovery = 0.08 / (1.0 - std::pow(1.08, -25));
  EXPECT_THAT(required_strike_per_mwh(terms, {}), Optional(DoubleNear((800.0 * recovery + 15.0) / 2.0, 1e-10)));
}

TEST(RequiredStrikeTest, LeavesNothingOverTheCostOfCapital) {
  ProjectTerms terms = solar();
  terms.tariff.term_years = 15;
  terms.tariff.after_term_price_per_mwh = 20.0;
  terms.tariff.indexation_fraction_per_year = 0.01;
  for (const DebtSizing sizing : {DebtSizing::gearing, DebtSizing::cover_ratio}) {
    terms.debt = {true, sizing, Repayment::annuity, 0.7, 0.06, 1.3, 0.01, 12};
    const std::optional<double> strike = required_strike_per_mwh(terms, {});
    ASSERT_TRUE(strike.has_value());
    EXPECT_NEAR(npv_at(terms, *strike), 0.0, 1e-9);
    EXPECT_GT(npv_at(terms, *strike + 1.0), 1.0);
  }
}

TEST(RequiredStrikeTest, OfATariffThatPaysAllEnergyAlikeIsTheLevelisedCost) {
  ProjectTerms terms = solar();
  const double strike = required_strike_per_mwh(terms, {}).value();
  EXPECT_THAT(lcoe_nominal_per_mwh(terms), Optional(DoubleNear(strike, 1e-10)));
  terms.tariff.indexation_fraction_per_year = terms.inflation_fraction_per_year;
  EXPECT_THAT(lcoe_real_per_mwh(terms), Optional(DoubleNear(required_strike_per_mwh(terms, {}).value(), 1e-10)));
}

TEST(RequiredStrikeTest, LevelisedCostDoesNotDependOnTheTariff) {
  ProjectTerms terms = solar();
  const std::optional<double> lcoe = lcoe_nominal_per_mwh(terms);
  terms.tariff.term_years = 10;
  terms.tariff.after_term_price_per_mwh = 70.0;
  EXPECT_EQ(lcoe_nominal_per_mwh(terms), lcoe);
  EXPECT_GT(std::abs(required_strike_per_mwh(terms, {}).value() - *lcoe), 1.0);
}

TEST(RequiredStrikeTest, IsNegativeWhereTheRestPaysForMoreThanAll) {
  ProjectTerms terms = solar();
  terms.tariff.term_years = 1;
  terms.tariff.after_term_price_per_mwh = 300.0;
  const std::optional<double> strike = required_strike_per_mwh(terms, {});
  ASSERT_TRUE(strike.has_value());
  EXPECT_LT(*strike, 0.0);
  EXPECT_NEAR(npv_at(terms, *strike), 0.0, 1e-8);
}

TEST(RequiredStrikeTest, ABidderWhoPaysNeedsAPriceBelowTheMarket) {
  ProjectTerms terms = solar();
  terms.tariff.type = TariffType::payment_by_bidder;
  terms.has_home_market = true;
  terms.home.mean_price_per_mwh = 70.0;
  const double lcoe = lcoe_nominal_per_mwh(terms).value();
  EXPECT_THAT(required_strike_per_mwh(terms, {}), Optional(DoubleNear(70.0 - lcoe, 1e-9)));
}

TEST(RequiredStrikeTest, DoesNotExistWhereTheStrikeIsNeverPaid) {
  ProjectTerms terms = solar();
  terms.delay_years = terms.tariff.term_years;
  EXPECT_THAT(required_strike_per_mwh(terms, {}), Eq(std::nullopt));
}

}  // namespace
}  // namespace sealedbid
