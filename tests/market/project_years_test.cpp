#include "market/project_years.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace sealedbid {
namespace {

ProjectTerms plain_project() {
  ProjectTerms terms;
  terms.capex_per_kw = 700.0;
  terms.opex_per_kw_year = 12.0;
  terms.energy_mwh_per_kw = 2.0;
  terms.lifetime_years = 25;
  terms.construction_years = 2;
  terms.award_year = 2024.0;
  terms.tariff.term_years = 20;
  return terms;
}

std::vector<YearConditions> years_of_project(const ProjectTerms& terms) {
  std::vector<YearConditions> years;
  years_of(terms, years);
  return years;
}

TEST(ProjectYearsTest, CompoundsByWholeYears) {
  EXPECT_EQ(compounded(0.05, 0), 1.0);
  EXPECT_NEAR(compounded(0.05, 37), std::pow(1.05, 37), 1e-13);
  EXPECT_NEAR(compounded(-0.5, 60), std::pow(0.5, 60), 1e-30);
}

TEST(ProjectYearsTest, SupportsAllEnergyInTheTermAndNoneAfterIt) {
  const auto years = years_of_project(plain_project());
  ASSERT_EQ(years.size(), 25u);
  EXPECT_EQ(years[19].supported_fraction, 1.0);
  EXPECT_TRUE(years[19].is_in_term);
  EXPECT_EQ(years[20].supported_fraction, 0.0);
  EXPECT_FALSE(years[20].is_in_term);
  EXPECT_EQ(years[0].years_from_award, 2);
}

TEST(ProjectYearsTest, DelayShortensTheTermAndShiftsTheCalendar) {
  ProjectTerms terms = plain_project();
  terms.delay_years = 3;
  const auto years = years_of_project(terms);
  EXPECT_EQ(years[0].years_from_award, 5);
  EXPECT_EQ(years[16].supported_fraction, 1.0);
  EXPECT_EQ(years[17].supported_fraction, 0.0);
}

TEST(ProjectYearsTest, StopsAtNegativePricesAndExtendsTheTermByTheLostTime) {
  ProjectTerms terms = plain_project();
  terms.energy_at_negative_prices_fraction = 0.08;
  terms.tariff.negative_prices = NegativePriceRule::unsupported;
  auto years = years_of_project(terms);
  EXPECT_NEAR(years[0].energy, 0.92, 1e-15);
  EXPECT_NEAR(years[0].supported_fraction, 1.0, 1e-15);
  EXPECT_NEAR(years[20].energy, 1.0, 1e-15);
  terms.tariff.negative_prices = NegativePriceRule::unsupported_with_extension;
  years = years_of_project(terms);  // 0.08 · 20 = 1.6 years longer
  EXPECT_NEAR(years[20].supported_fraction * years[20].energy, 0.92, 1e-15);
  EXPECT_NEAR(years[21].supported_fraction * years[21].energy, 0.6 * 0.92, 1e-13);
  EXPECT_NEAR(years[21].energy, 1.0 - 0.6 * 0.08, 1e-13);
  EXPECT_EQ(years[22].supported_fraction, 0.0);
  EXPECT_FALSE(years[20].is_in_term);
}

TEST(ProjectYearsTest, LimitsSupportedHoursOfAYear) {
  ProjectTerms terms = plain_project();
  terms.tariff.supported_hours_per_year = 1500.0;
  EXPECT_NEAR(years_of_project(terms)[0].supported_fraction, 0.75, 1e-15);
  terms.tariff.supported_hours_per_year = 2000.0;
  terms.between_year_sd_fraction = 0.1;  // E[min(N(1, 0.1), 1)] = 1 − 0.1/√(2π)
  EXPECT_NEAR(years_of_project(terms)[0].supported_fraction, 1.0 - 0.1 / std::sqrt(2.0 * M_PI), 1e-12);
}

TEST(ProjectYearsTest, EndsSupportEarlyWhenTheHoursAreUsed) {
  ProjectTerms terms = plain_project();
  terms.degradation_fraction_per_year = 0.01;
  terms.tariff.supported_hours_in_total = 25000.0;
  double supported_mwh = 0.0;
  for (const YearConditions& year : years_of_project(terms)) {
    supported_mwh += 2.0 * year.energy * year.supported_fraction;
  }
  EXPECT_NEAR(supported_mwh, 25.0, 1e-12);
}

TEST(ProjectYearsTest, IndexesFromCommissioningOrFromTheAward) {
  ProjectTerms terms = plain_project();
  terms.inflation_fraction_per_year = 0.03;
  terms.tariff.indexation_fraction_per_year = 0.01;
  terms.tariff.cpi_indexed_fraction = 0.5;
  EXPECT_EQ(years_of_project(terms)[0].strike_index, 1.0);
  EXPECT_NEAR(years_of_project(terms)[3].strike_index, std::pow(1.01, 3) * (1.0 + 0.5 * (std::pow(1.03, 3) - 1.0)), 1e-13);
  terms.tariff.indexed_from = IndexedFrom::award;
  EXPECT_NEAR(years_of_project(terms)[3].strike_index, std::pow(1.01, 5) * (1.0 + 0.5 * (std::pow(1.03, 5) - 1.0)), 1e-13);
}

TEST(ProjectYearsTest, DepreciatesAllOfTheInvestmentByEitherMethod) {
  ProjectTerms terms = plain_project();
  for (const DepreciationMethod method : {DepreciationMethod::straight_line, DepreciationMethod::declining_balance}) {
    terms.tax.depreciation_method = method;
    const auto years = years_of_project(terms);
    const double sum = std::accumulate(years.begin(), years.end(), 0.0, [](double total, const YearConditions& year) {
      return total + year.depreciation_fraction;
    });
    EXPECT_NEAR(sum, 1.0, 1e-13);
  }
}

TEST(ProjectYearsTest, DecliningBalanceSwitchesToStraightLine) {
  ProjectTerms terms = plain_project();
  terms.tax.depreciation_years = 5;
  terms.tax.depreciation_method = DepreciationMethod::declining_balance;
  const auto years = years_of_project(terms);  // 200 % over 5 years: the table that every textbook has
  const double expected[] = {0.4, 0.24, 0.144, 0.108, 0.108, 0.0};
  for (std::size_t t = 0; t < 6; ++t) EXPECT_NEAR(years[t].depreciation_fraction, expected[t], 1e-14) << t;
}

TEST(ProjectYearsTest, UsesOpenCorridorsInProportionToTheirCapacity) {
  ProjectTerms terms = plain_project();
  terms.corridors.resize(2);
  terms.corridors[0].capacity_over_volume = 0.3;
  terms.corridors[1].capacity_over_volume = 0.1;
  terms.corridors[1].available_from_year = 2030.0;
  terms.wanted_export_fraction = 0.2;
  const auto years = years_of_project(terms);
  std::vector<double> fractions;
  export_fractions(terms, years[0], fractions);
  EXPECT_EQ(fractions, (std::vector<double>{0.2, 0.0}));
  export_fractions(terms, years[4], fractions);
  EXPECT_NEAR(fractions[0], 0.15, 1e-15);
  EXPECT_NEAR(fractions[1], 0.05, 1e-15);
  terms.wanted_export_fraction = 1.0;
  export_fractions(terms, years[4], fractions);
  EXPECT_NEAR(fractions[0] + fractions[1], 0.4, 1e-15);
}

TEST(ProjectYearsTest, CaptureRateFallsToAFloor) {
  SaleTerms sale;
  sale.mean_price_per_mwh = 60.0;
  sale.growth_fraction_per_year = 0.02;
  sale.capture_rate_fraction = 0.8;
  sale.capture_rate_change_fraction_per_year = -0.02;
  EXPECT_NEAR(captured_price_per_mwh(sale, 5), 60.0 * std::pow(1.02, 5) * 0.7, 1e-12);
  EXPECT_NEAR(captured_price_per_mwh(sale, 50), 60.0 * std::pow(1.02, 50) * 0.05, 1e-12);
  EXPECT_NEAR(baseload_price_per_mwh(sale, 5), 60.0 * std::pow(1.02, 5), 1e-12);
}

}  // namespace
}  // namespace sealedbid
