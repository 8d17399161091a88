#include "simulation/settle_winner.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/settled_paths.hpp"

namespace sealedbid {
namespace {

using testing::OnePath;

/// Outcome of a plant on a path, with the state's interest at 4 %.
WinnerOutcome outcome_of(const ProjectTerms& terms, const OnePath& path, double strike_per_mwh,
                         std::vector<double> rents = {0.0, 0.0}, double avoided_cost_per_mwh = 0.0) {
  std::vector<YearConditions> years;
  years_to_settle(terms, years);
  std::vector<double> discount;
  for (int year = 0; year <= years.back().years_from_award + 1; ++year) discount.push_back(std::pow(1.04, -year));
  WinnerSettlement settlement;
  WinnerOutcome outcome;
  settlement.settle({&terms, years, strike_per_mwh, 0.05, rents, path.view()}, testing::tables_of(terms.tariff),
                    {discount, avoided_cost_per_mwh}, outcome);
  return outcome;
}

ProjectTerms plain_plant() {
  ProjectTerms terms = testing::project_with_markets();
  terms.cost_of_capital_fraction = 0.08;
  terms.between_year_sd_fraction = 0.0;
  return terms;
}

TEST(SettleWinnerTest, TheExpectedYearsGiveTheRequiredStrikeItsCostOfCapital) {
  ProjectTerms terms = plain_plant();
  terms.corridors.clear();
  terms.has_home_market = false;
  terms.lifetime_years = terms.tariff.term_years;
  // Revenue, cost and tax are linear in the strike, so two outcomes give the price of zero present value.
  const OnePath path = testing::flat_path(12);
  const double low = outcome_of(terms, path, 50.0, {}).net_present_value_per_kw;
  const double high = outcome_of(terms, path, 150.0, {}).net_present_value_per_kw;
  const double strike = 50.0 - 100.0 * low / (high - low);
  EXPECT_NEAR(outcome_of(terms, path, strike, {}).net_present_value_per_kw, 0.0, 1e-9);
  EXPECT_NEAR(outcome_of(terms, path, strike, {}).return_fraction, 0.08, 1e-11);
  EXPECT_GT(outcome_of(terms, path, 1.01 * strike, {}).return_fraction, 0.08);
  EXPECT_TRUE(std::isnan(outcome_of(terms, path, 0.0, {}).return_fraction)) << "nothing ever comes back";
}

TEST(SettleWinnerTest, AYearMoreExpensiveForTheProjectIsAsMuchMoreForTheState) {
  const ProjectTerms terms = plain_plant();
  const OnePath path = testing::flat_path(12);
  const WinnerOutcome without = outcome_of(terms, path, 60.0), with = outcome_of(terms, path, 60.0, {0.0, 2.5});
  double rent = 0.0;  // open from the first year of operation, one year after the award, for eight years
  for (int t = 1; t <= 8; ++t) rent += 2.5 * std::pow(1.04, -(t + 1));
  EXPECT_NEAR(with.state_revenue_per_kw - without.state_revenue_per_kw, rent, 1e-10) << "no tax that rents would lower";
  EXPECT_LT(with.net_present_value_per_kw, without.net_present_value_per_kw);
  EXPECT_EQ(with.export_revenue_per_kw, without.export_revenue_per_kw) << "before rents";
}

TEST(SettleWinnerTest, TaxMovesMoneyFromTheOwnersToTheState) {
  ProjectTerms terms = plain_plant();
  terms.cost_of_capital_fraction = 0.04;  // as the state discounts, so that sums can be compared
  const OnePath path = testing::flat_path(12);
  const WinnerOutcome untaxed = outcome_of(terms, path, 60.0);
  terms.tax.corporate_fraction = 0.25;
  terms.tax.withholding_fraction = 0.1;
  terms.tax.depreciation_years = 8;
  const WinnerOutcome taxed = outcome_of(terms, path, 60.0);
  const double of_owners = untaxed.net_present_value_per_kw - taxed.net_present_value_per_kw;  // at commissioning, a year later
  EXPECT_NEAR(taxed.state_revenue_per_kw - untaxed.state_revenue_per_kw, of_owners / 1.04, 1e-9);
  EXPECT_GT(std::abs(of_owners), 1.0);
}

TEST(SettleWinnerTest, ConsumersPayTheStrikeAndSaveTheAvoidedCost) {
  ProjectTerms terms = plain_plant();
  terms.corridors.clear();
  const OnePath path = testing::flat_path(12);
  const WinnerOutcome outcome = outcome_of(terms, path, 60.0, {}, 75.0);
  const WinnerOutcome at_no_gain = outcome_of(terms, path, 60.0, {}, 0.0);
  EXPECT_NEAR(at_no_gain.consumer_cost_over_avoided_cost_per_kw - outcome.consumer_cost_over_avoided_cost_per_kw,
              75.0 * outcome.supported_mwh_per_kw, 1e-9);
  terms.tariff.indexation_fraction_per_year = 0.0;
  EXPECT_NEAR(outcome_of(terms, path, 60.0, {}, 60.0).consumer_cost_over_avoided_cost_per_kw, 0.0, 1e-9);
}

TEST(SettleWinnerTest, DebtOfACoverRatioRestsOnWhatWasExpected) {
  ProjectTerms terms = plain_plant();
  terms.tariff.type = TariffType::fixed_premium;
  terms.debt = {.exists = true,
                .sizing = DebtSizing::cover_ratio,
                .gearing_fraction = 0.8,
                .interest_fraction = 0.05,
                .cover_ratio = 1.4,
                .tenor_years = 5};
  const OnePath usual = testing::flat_path(12);
  OnePath bad = usual;
  for (int year = 0; year < 12; ++year) bad.set_price(0, year, 0.5);
  const WinnerOutcome expected = outcome_of(terms, usual, 60.0), realised = outcome_of(terms, bad, 60.0);
  terms.debt.exists = false;
  const double lost_with_debt = expected.net_present_value_per_kw - realised.net_present_value_per_kw;
  const double lost_without =
      outcome_of(terms, usual, 60.0).net_present_value_per_kw - outcome_of(terms, bad, 60.0).net_present_value_per_kw;
  EXPECT_NEAR(lost_with_debt, lost_without, 1e-9) << "lenders are paid whatever comes";
}

TEST(SettleWinnerTest, BiddersPaymentsAreRevenueOfTheState) {
  ProjectTerms terms = plain_plant();
  terms.corridors.clear();
  terms.tariff.type = TariffType::payment_by_bidder;
  const OnePath path = testing::flat_path(12);
  const WinnerOutcome outcome = outcome_of(terms, path, 10.0, {}), free = outcome_of(terms, path, 0.0, {});
  EXPECT_LT(outcome.support_cost_per_kw, 0.0);
  EXPECT_NEAR(outcome.state_revenue_per_kw - free.state_revenue_per_kw, -outcome.support_cost_per_kw, 1e-9);
}

}  // namespace
}  // namespace sealedbid
