#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "statistics/moments.hpp"
#include "support/settled_paths.hpp"

/// What projects earn on sampled paths, against what bidders expect: the mean over paths of the settled revenue, in the term and
/// after it, must be expected_revenue for every tariff, reference and right to export.
namespace sealedbid {
namespace {

using testing::PathDraws;
using testing::project_with_markets;

constexpr double strike = 52.0;
constexpr int paths = 3000;
/// False alarms: below 2e-6 a comparison (two-sided normal), so below 5e-4 for all of about 200 together.
constexpr double most_standard_errors = 4.75;

/// Mean revenue per kw in the term and after it less its expectation, in standard errors; the larger of the two.
double deviation(const ProjectTerms& believed, const ProjectTerms& actual, PathDraws draws, double strike_paid = strike) {
  const MarketTables tables = testing::tables_of(believed.tariff);
  std::vector<YearConditions> years, settled_years;
  years_of(believed, years);
  years_to_settle(actual, settled_years);
  double expected[2] = {};
  ExpectedRevenue revenue;
  for (const YearConditions& year : years) {
    expected_revenue(believed, year, tables, revenue);
    expected[year.is_in_term ? 0 : 1] += believed.energy_mwh_per_kw * revenue_per_mwh(revenue, strike);
  }
  std::vector<double> sums[2];
  SettledProject project;
  for (int i = 0; i < paths; ++i) {
    const testing::OnePath path = draws.next(actual);
    settle_project(actual, settled_years, tables, strike_paid, path.view(), project);
    double sum[2] = {};
    for (std::size_t t = 0; t < years.size(); ++t) sum[years[t].is_in_term ? 0 : 1] += project.years[t].revenue_per_kw();
    for (int part : {0, 1}) sums[part].push_back(sum[part]);
  }
  double largest = 0.0;
  for (int part : {0, 1}) {
    const Moments moments = Moments::of(sums[part]);
    const double error = std::abs(moments.mean - expected[part]);
    if (error > 1e-11 * std::abs(expected[part])) largest = std::max(largest, error / moments.standard_error());
  }
  return largest;
}

struct Case {
  std::string name;
  ProjectTerms terms;
};

constexpr TariffType all_types[] = {TariffType::power_purchase_agreement, TariffType::two_way_cfd,
                                    TariffType::one_way_sliding_premium,  TariffType::fixed_premium,
                                    TariffType::partially_merchant,       TariffType::capability_cfd,
                                    TariffType::payment_by_bidder};

bool allows_option(const TariffTerms& tariff) {
  const bool is_plain = tariff.type == TariffType::power_purchase_agreement || tariff.type == TariffType::two_way_cfd;
  return is_plain && tariff.reference_price == ReferencePrice::captured && tariff.reference_period != ReferencePeriod::year;
}

/// Every type × period × reference price × right that a scenario may have, alternating what follows the term.
std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const TariffType type : all_types) {
    for (const ReferencePeriod period : {ReferencePeriod::hour, ReferencePeriod::month, ReferencePeriod::year}) {
      for (const ReferencePrice price : {ReferencePrice::captured, ReferencePrice::baseload}) {
        for (const ExportRight right : {ExportRight::share, ExportRight::obligation, ExportRight::option}) {
          ProjectTerms terms = project_with_markets();
          terms.tariff.type = type;
          terms.tariff.reference_period = period;
          terms.tariff.reference_price = price;
          terms.tariff.merchant_fraction = 0.3;
          terms.export_right = right;
          if (right != ExportRight::share) terms.wanted_export_fraction = 1.0;
          if (cases.size() % 2 == 0) terms.tariff.after_term_sale = AfterTermSale::home_market;
          if (cases.size() % 3 == 0) terms.tariff.negative_prices = NegativePriceRule::unsupported_with_extension;
          if (right == ExportRight::option && !allows_option(terms.tariff)) continue;
          cases.push_back({std::to_string(int(type)) + "/" + std::to_string(int(period)) + "/" + std::to_string(int(price)) +
                               "/" + std::to_string(int(right)),
                           terms});
        }
      }
    }
  }
  return cases;
}

TEST(SettlementAgainstExpectation, EveryTariffReferenceAndRight) {
  std::uint64_t seed = 100;
  for (const Case& each : all_cases()) {
    EXPECT_LT(deviation(each.terms, each.terms, PathDraws(seed++)), most_standard_errors) << each.name;
  }
}

TEST(SettlementAgainstExpectation, LimitsLocalCurrencyAndDelay) {
  ProjectTerms hours = project_with_markets();
  hours.tariff.type = TariffType::fixed_premium;
  hours.tariff.supported_hours_per_year = 2000.0;
  EXPECT_LT(deviation(hours, hours, PathDraws(1)), most_standard_errors);

  ProjectTerms in_total = project_with_markets();
  in_total.tariff.type = TariffType::one_way_sliding_premium;
  in_total.tariff.supported_hours_in_total = 6000.0;
  in_total.between_year_sd_fraction = 0.0;  // with varying yields the hours run out at another time
  EXPECT_LT(deviation(in_total, in_total, PathDraws(2)), most_standard_errors);

  ProjectTerms local = project_with_markets();
  local.tariff.local_currency_fraction = 0.5;
  local.state_share_of_export_gain_fraction = 0.0;
  local.exchange_rate.drift_fraction_per_year = -0.04;
  local.exchange_rate.volatility_fraction_per_year = 0.1;
  local.delay_years = 2;
  EXPECT_LT(deviation(local, local, PathDraws(3)), most_standard_errors);
}

/// Must-fail twins: a defect of one part in one of the two is seen.
TEST(SettlementAgainstExpectation, SeesPlantedDefects) {
  ProjectTerms premium = project_with_markets();
  premium.tariff.type = TariffType::one_way_sliding_premium;
  EXPECT_GT(deviation(premium, premium, PathDraws(4, 0.7)), most_standard_errors) << "too little variation of prices";
  EXPECT_GT(deviation(premium, premium, PathDraws(4), 1.02 * strike), most_standard_errors) << "another strike";

  ProjectTerms period = premium;
  period.tariff.reference_period = ReferencePeriod::hour;
  EXPECT_GT(deviation(premium, period, PathDraws(5)), most_standard_errors) << "hours instead of months";

  ProjectTerms option = project_with_markets();
  option.export_right = ExportRight::option;
  option.wanted_export_fraction = 1.0;
  ProjectTerms without_share = option;
  without_share.state_share_of_export_gain_fraction = 0.0;
  EXPECT_GT(deviation(option, without_share, PathDraws(6)), most_standard_errors) << "another share of the state";

  ProjectTerms hours = project_with_markets(), unlimited = hours;
  hours.tariff.type = unlimited.tariff.type = TariffType::fixed_premium;
  hours.tariff.supported_hours_per_year = 2000.0;
  EXPECT_GT(deviation(hours, unlimited, PathDraws(7)), most_standard_errors) << "no limit on the hours";

  ProjectTerms delayed = project_with_markets(), punctual = delayed;
  delayed.delay_years = 1;
  punctual.tariff.term_years -= 1;
  EXPECT_GT(deviation(delayed, punctual, PathDraws(8)), most_standard_errors) << "prices of another year";
}

}  // namespace
}  // namespace sealedbid
