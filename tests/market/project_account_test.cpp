#include "market/project_account.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace sealedbid {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::Optional;

/// Three years, capex 900, no inflation, nothing optional.
ProjectTerms three_years() {
  ProjectTerms terms;
  terms.capex_per_kw = 900.0;
  terms.opex_per_kw_year = 20.0;
  terms.energy_mwh_per_kw = 2.0;
  terms.lifetime_years = 3;
  terms.tariff.term_years = 2;
  terms.tax.corporate_fraction = 0.25;
  terms.tax.depreciation_years = 3;
  terms.cost_of_capital_fraction = 0.08;
  return terms;
}

ProjectAccount account_with(const ProjectTerms& terms, const std::vector<double>& revenue_per_kw) {
  std::vector<YearConditions> years;
  years_of(terms, years);
  OperatingFlows flows{revenue_per_kw, {}};
  expected_opex(terms, years, flows.opex_per_kw);
  ProjectAccount account;
  account_of(terms, years, flows, account);
  return account;
}

std::vector<double> column(const ProjectAccount& account, double AccountYear::*member) {
  std::vector<double> values;
  column_of(account, member, values);
  return values;
}

TEST(ProjectAccountTest, WithoutDebtIsRevenueLessCostsLessTax) {
  const ProjectAccount account = account_with(three_years(), {420.0, 420.0, 220.0});
  EXPECT_THAT(column(account, &AccountYear::corporate_tax_per_kw), ElementsAre(0.0, 25.0, 25.0, -25.0));
  EXPECT_THAT(column(account, &AccountYear::project_cash_flow_per_kw), ElementsAre(-900.0, 375.0, 375.0, 225.0));
  EXPECT_EQ(column(account, &AccountYear::project_cash_flow_per_kw), column(account, &AccountYear::equity_cash_flow_per_kw));
}

TEST(ProjectAccountTest, ConstructionIsPaidInEqualPartsUntilCommissioning) {
  ProjectTerms terms = three_years();
  terms.construction_years = 3;
  const ProjectAccount account = account_with(terms, {420.0, 420.0, 220.0});
  EXPECT_EQ(account.years.front().year, -2);
  EXPECT_THAT(column(account, &AccountYear::investment_per_kw), ElementsAre(300.0, 300.0, 300.0, 0.0, 0.0, 0.0));
  const double expected =
      -300.0 * (1.0 + 1.08 + 1.08 * 1.08) + 375.0 / 1.08 + 375.0 / std::pow(1.08, 2) + 225.0 / std::pow(1.08, 3);
  EXPECT_NEAR(npv_per_kw(account, &AccountYear::project_cash_flow_per_kw, 0.08), expected, 1e-10);
}

TEST(ProjectAccountTest, TheEndAndTheCoverCostMoneyBeforeTax) {
  ProjectTerms terms = three_years();
  terms.decommissioning_fraction_of_capex = 0.1;
  terms.cover_premium_fraction_of_capex_per_year = 0.01;
  terms.inflation_fraction_per_year = 0.1;
  const ProjectAccount account = account_with(terms, {420.0, 420.0, 220.0});
  EXPECT_THAT(column(account, &AccountYear::opex_per_kw),
              ElementsAre(0.0, 20.0, DoubleNear(22.0, 1e-12), DoubleNear(24.2, 1e-12)));
  EXPECT_THAT(column(account, &AccountYear::cover_premium_per_kw), ElementsAre(0.0, 9.0, 9.0, 0.0));  // in the term
  EXPECT_NEAR(account.years[1].equity_cash_flow_per_kw, 391.0 - 0.25 * (391.0 - 300.0), 1e-10);  // 420 − 20 − 9 before tax
  EXPECT_THAT(account.available_for_debt_per_kw, ElementsAre(391.0, DoubleNear(389.0, 1e-12), DoubleNear(195.8, 1e-12)));
  EXPECT_NEAR(account.years.back().decommissioning_per_kw, 90.0 * 1.331, 1e-10);
  EXPECT_NEAR(account.years.back().corporate_tax_per_kw, 0.25 * (220.0 - 24.2 - 90.0 * 1.331 - 300.0), 1e-10);
  EXPECT_NEAR(account.years.back().equity_cash_flow_per_kw,
              220.0 - 24.2 - 90.0 * 1.331 - account.years.back().corporate_tax_per_kw, 1e-10);
}

TEST(ProjectAccountTest, WithholdingTakesItsShareOfWhatCorporateTaxLeaves) {
  ProjectTerms terms = three_years();
  terms.tax.withholding_fraction = 0.1;
  const ProjectAccount account = account_with(terms, {420.0, 420.0, 220.0});
  EXPECT_THAT(column(account, &AccountYear::withholding_tax_per_kw), ElementsAre(0.0, 7.5, 7.5, -7.5));
  EXPECT_THAT(column(account, &AccountYear::equity_cash_flow_per_kw), ElementsAre(-900.0, 367.5, 367.5, 232.5));
  EXPECT_NEAR(account.years[1].project_cash_flow_per_kw, 367.5, 1e-10);
}

TEST(ProjectAccountTest, OpexInLocalCurrencyFollowsTheExchangeRate) {
  ProjectTerms terms = three_years();
  terms.local_currency_fraction_of_opex = 0.5;
  terms.exchange_rate.drift_fraction_per_year = -0.1;
  const ProjectAccount account = account_with(terms, {420.0, 420.0, 220.0});  // construction of one year: a_1 = 1
  EXPECT_NEAR(account.years[2].opex_per_kw, 20.0 * (0.5 + 0.5 * 0.9 * 0.9), 1e-12);
}

TEST(ProjectAccountTest, DebtMovesCashBetweenYearsAndSavesTax) {
  ProjectTerms terms = three_years();
  terms.debt = {true, DebtSizing::gearing, Repayment::equal_principal, 0.5, 0.1, 1.3, 0.02, 2};
  const ProjectAccount account = account_with(terms, {420.0, 420.0, 220.0});
  EXPECT_THAT(column(account, &AccountYear::debt_drawn_per_kw), ElementsAre(450.0, 0.0, 0.0, 0.0));
  EXPECT_THAT(column(account, &AccountYear::interest_per_kw), ElementsAre(0.0, 45.0, 22.5, 0.0));
  EXPECT_THAT(column(account, &AccountYear::debt_per_kw), ElementsAre(450.0, 225.0, 0.0, 0.0));
  EXPECT_THAT(column(account, &AccountYear::equity_cash_flow_per_kw),
              ElementsAre(-459.0, DoubleNear(375.0 - 270.0 + 11.25, 1e-10), DoubleNear(375.0 - 247.5 + 5.625, 1e-10), 225.0));
}

/// Whatever the debt: valued at its own interest it is worth its price, so that equity gains the tax it saves and loses the fee.
TEST(ProjectAccountTest, AtTheCostOfDebtOnlyTaxSavingAndFeeMatter) {
  std::mt19937 random(7);
  const auto draw = [&](double low, double high) { return low + (high - low) * double(random()) / 4294967295.0; };
  for (int i = 0; i < 100; ++i) {
    ProjectTerms terms = three_years();
    terms.lifetime_years = 20;
    terms.construction_years = i % 4;
    terms.tax.withholding_fraction = draw(0.0, 0.2);
    terms.decommissioning_fraction_of_capex = draw(0.0, 0.1);
    terms.debt = {true,
                  i % 2 ? DebtSizing::gearing : DebtSizing::cover_ratio,
                  i % 3 ? Repayment::annuity : Repayment::equal_principal,
                  draw(0.2, 0.9),
                  draw(0.01, 0.12),
                  draw(1.05, 2.0),
                  draw(0.0, 0.03),
                  1 + i % 20};
    std::vector<double> revenue_per_kw(20);
    for (double& revenue : revenue_per_kw) revenue = draw(0.0, 200.0);
    const ProjectAccount account = account_with(terms, revenue_per_kw);
    const double interest = terms.debt.interest_fraction;
    const double saved = 1.0 - 0.75 * (1.0 - terms.tax.withholding_fraction);
    const double expected = npv_per_kw(account, &AccountYear::project_cash_flow_per_kw, interest) +
                            saved * npv_per_kw(account, &AccountYear::interest_per_kw, interest) -
                            account.debt.upfront_fee_per_kw;
    EXPECT_NEAR(npv_per_kw(account, &AccountYear::equity_cash_flow_per_kw, interest), expected, 1e-8) << i;
    EXPECT_NEAR(account.years.back().debt_per_kw, 0.0, 1e-9) << i;
    EXPECT_NEAR(account.years[account.years.size() - 21].debt_per_kw, account.debt.at_commissioning_per_kw, 1e-9) << i;
  }
}

TEST(ProjectAccountTest, AnOutcomeKeepsTheDebtThatExpectationsGave) {
  ProjectTerms terms = three_years();
  terms.debt = {true, DebtSizing::cover_ratio, Repayment::annuity, 0.9, 0.05, 1.3, 0.0, 2};
  ProjectAccount account = account_with(terms, {420.0, 420.0, 220.0});
  const double debt_per_kw = account.debt.at_commissioning_per_kw;
  const AccountYear expected = account.years[1];
  std::vector<YearConditions> years;
  years_of(terms, years);
  account_of_outcome(terms, years, {{100.0, 420.0, 220.0}, {20.0, 20.0, 20.0}}, account);
  EXPECT_EQ(account.debt.at_commissioning_per_kw, debt_per_kw);
  EXPECT_NEAR(account.years[1].equity_cash_flow_per_kw, expected.equity_cash_flow_per_kw - 0.75 * 320.0, 1e-10);
}

TEST(ProjectAccountTest, ReturnsAreTheRatesOfTextbookFlows) {
  EXPECT_THAT(irr_fraction(std::vector{-100.0, 110.0}), Optional(DoubleNear(0.1, 1e-12)));
  EXPECT_THAT(irr_fraction(std::vector{-100.0, 60.0, 60.0}),
              Optional(DoubleNear((60.0 + std::sqrt(3600.0 + 24000.0)) / 200.0 - 1.0, 1e-12)));
  EXPECT_THAT(irr_fraction(std::vector{-100.0, 20.0, 30.0}),
              Optional(DoubleNear((20.0 + std::sqrt(400.0 + 12000.0)) / 200.0 - 1.0, 1e-12)));
}

TEST(ProjectAccountTest, FlowsThatNeverPayBackHaveNoReturn) {
  EXPECT_THAT(irr_fraction(std::vector{-100.0, -1.0, 0.0}), Eq(std::nullopt));
  EXPECT_THAT(irr_fraction(std::vector{10.0, 1.0, 2.0}), Eq(std::nullopt));
  EXPECT_THAT(irr_fraction(std::vector{100.0, -60.0, -60.0}), Eq(std::nullopt));  // a loan: its value rises with the rate
}

TEST(ProjectAccountTest, OfTwoRatesTheReturnIsTheOneAboveWhichTheProjectLoses) {
  // Zero at 10 %, where the costs of the end weigh less and less, and at 50 %.
  EXPECT_THAT(irr_fraction(std::vector{-100.0, 260.0, -165.0}), Optional(DoubleNear(0.5, 1e-12)));
  // Zero at 10, 20 and 30 %: two such rates.
  EXPECT_THAT(irr_fraction(std::vector{-1.0, 3.6, -4.31, 1.716}), Eq(std::nullopt));
}

}  // namespace
}  // namespace sealedbid
