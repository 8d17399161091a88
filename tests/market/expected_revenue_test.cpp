#include "market/expected_revenue.hpp"

#include <gtest/gtest.h>

#include "market/better_of_two.hpp"

namespace sealedbid {
namespace {

/// A market at home (0) and one abroad (1), both varying.
MarketTables two_markets(ReferencePeriod period = ReferencePeriod::month) {
  PriceLaw home;
  home.persistence_fraction = 0.6;
  home.sd_of_change_fraction = 0.2;
  PriceLaw abroad = home;
  abroad.sd_of_change_fraction = 0.3;
  MarketTables tables;
  for (const PriceLaw& law : {home, abroad}) {
    tables.laws.push_back(law);
    tables.reference.emplace_back(law, period);
    tables.monthly.emplace_back(law, ReferencePeriod::month);
  }
  tables.level_correlation = {1.0, 0.4, 0.4, 1.0};
  return tables;
}

ProjectTerms project(TariffType type) {
  ProjectTerms terms;
  terms.energy_mwh_per_kw = 2.0;
  terms.lifetime_years = 25;
  terms.tariff.type = type;
  terms.tariff.term_years = 20;
  terms.tariff.after_term_price_per_mwh = 25.0;
  terms.has_home_market = true;
  terms.home = {.market = 0, .mean_price_per_mwh = 40.0, .capture_rate_fraction = 0.9};
  return terms;
}

void add_corridor(ProjectTerms& terms, ExportRight right, double part) {
  CorridorTerms corridor;
  corridor.sale = {.market = 1, .mean_price_per_mwh = 60.0, .capture_rate_fraction = 0.8};
  corridor.capacity_over_volume = part;
  corridor.loss_fraction = 0.1;
  corridor.charge_per_mwh = 5.0;  // net mean 60 · 0.8 · 0.9 − 5 = 38.2
  terms.corridors = {corridor};
  terms.export_right = right;
  terms.wanted_export_fraction = 1.0;
}

double revenue(const ProjectTerms& terms, const MarketTables& tables, int t, double strike) {
  std::vector<YearConditions> years;
  years_of(terms, years);
  ExpectedRevenue revenue;
  expected_revenue(terms, years[std::size_t(t - 1)], tables, revenue);
  return revenue_per_mwh(revenue, strike);
}

TEST(ExpectedRevenueTest, EachTariffPaysByItsFormula) {
  const MarketTables tables = two_markets();
  EXPECT_NEAR(revenue(project(TariffType::power_purchase_agreement), tables, 1, 50.0), 50.0, 1e-12);
  EXPECT_NEAR(revenue(project(TariffType::two_way_cfd), tables, 1, 50.0), 50.0, 1e-12);
  EXPECT_NEAR(revenue(project(TariffType::fixed_premium), tables, 1, 10.0), 46.0, 1e-12);
  EXPECT_NEAR(revenue(project(TariffType::payment_by_bidder), tables, 1, 10.0), 26.0, 1e-12);
  ProjectTerms merchant = project(TariffType::partially_merchant);
  merchant.tariff.merchant_fraction = 0.25;
  EXPECT_NEAR(revenue(merchant, tables, 1, 50.0), 0.75 * 50.0 + 0.25 * 36.0, 1e-12);
  ProjectTerms capability = project(TariffType::capability_cfd);
  capability.curtailment_fraction = 0.1;
  EXPECT_NEAR(revenue(capability, tables, 1, 50.0), 0.9 * 36.0 + (50.0 - 36.0), 1e-12);
}

TEST(ExpectedRevenueTest, BaseloadReferenceLeavesTheCaptureRisk) {
  ProjectTerms terms = project(TariffType::two_way_cfd);
  terms.tariff.reference_price = ReferencePrice::baseload;
  EXPECT_NEAR(revenue(terms, two_markets(), 1, 50.0), 50.0 + 36.0 - 40.0, 1e-12);
}

TEST(ExpectedRevenueTest, OneWayPremiumIsAPurchaseAgreementAtHighStrikesAndTheMarketAtLowOnes) {
  const MarketTables tables = two_markets();
  const ProjectTerms terms = project(TariffType::one_way_sliding_premium);
  EXPECT_NEAR(revenue(terms, tables, 1, 400.0), 400.0, 1e-9);
  EXPECT_NEAR(revenue(terms, tables, 1, 0.0), 36.0, 1e-9);
  EXPECT_GT(revenue(terms, tables, 1, 36.0), 36.5);
  EXPECT_NEAR(revenue(terms, tables, 1, 36.0), 36.0 * tables.monthly[0].value(1.0), 1e-12);
}

TEST(ExpectedRevenueTest, TheReferencePeriodDecidesWhatTheFloorIsWorth) {
  const ProjectTerms terms = project(TariffType::one_way_sliding_premium);
  const double month = revenue(terms, two_markets(ReferencePeriod::month), 1, 36.0);
  const double year = revenue(terms, two_markets(ReferencePeriod::year), 1, 36.0);
  EXPECT_NEAR(year, 36.0 * two_markets(ReferencePeriod::year).reference[0].value(1.0), 1e-12);
  EXPECT_GT(month, year + 0.5) << "a year's mean varies less";
}

TEST(ExpectedRevenueTest, AfterTheTermSellsAtTheFixedPriceOrTheMarket) {
  ProjectTerms terms = project(TariffType::two_way_cfd);
  EXPECT_NEAR(revenue(terms, two_markets(), 21, 50.0), 25.0, 1e-12);
  terms.tariff.after_term_sale = AfterTermSale::home_market;
  EXPECT_NEAR(revenue(terms, two_markets(), 21, 50.0), 36.0, 1e-12);
}

TEST(ExpectedRevenueTest, BeyondALimitSellsAtTheMarketIfThereIsOne) {
  ProjectTerms terms = project(TariffType::power_purchase_agreement);
  terms.tariff.supported_hours_per_year = 1000.0;
  EXPECT_NEAR(revenue(terms, two_markets(), 1, 50.0), 0.5 * 50.0 + 0.5 * 36.0, 1e-12);
  terms.has_home_market = false;
  EXPECT_NEAR(revenue(terms, two_markets(), 1, 50.0), 0.5 * 50.0 + 0.5 * 25.0, 1e-12);
}

TEST(ExpectedRevenueTest, AnObligationEarnsTheNetExportPrice) {
  ProjectTerms terms = project(TariffType::power_purchase_agreement);
  add_corridor(terms, ExportRight::obligation, 0.4);
  EXPECT_NEAR(revenue(terms, two_markets(), 1, 50.0), 0.6 * 50.0 + 0.4 * 38.2, 1e-12);
  EXPECT_NEAR(revenue(terms, two_markets(), 21, 50.0), 0.6 * 25.0 + 0.4 * 38.2, 1e-12);
}

TEST(ExpectedRevenueTest, AnOptionIsWorthTheBetterOfStrikeAndExport) {
  const MarketTables tables = two_markets();
  ProjectTerms terms = project(TariffType::power_purchase_agreement);
  add_corridor(terms, ExportRight::option, 0.4);
  const double scale = 60.0 * 0.8 * 0.9;
  const double better = scale * tables.monthly[1].value((38.2 + 5.0) / scale) - 5.0;
  EXPECT_NEAR(revenue(terms, tables, 1, 38.2), 0.6 * 38.2 + 0.4 * better, 1e-12);
  EXPECT_GT(better, 38.2 + 1.0);
  EXPECT_NEAR(revenue(terms, tables, 1, 1000.0), 1000.0, 1e-9) << "an option worth nothing changes nothing";
}

TEST(ExpectedRevenueTest, AnOptionAfterTheTermIsWorthTheBetterOfBothMarkets) {
  const MarketTables tables = two_markets();
  ProjectTerms terms = project(TariffType::power_purchase_agreement);
  terms.tariff.after_term_sale = AfterTermSale::home_market;
  add_corridor(terms, ExportRight::option, 1.0);
  const double value = better_of_two(tables.laws[1], 60.0 * 0.8 * 0.9, 5.0, tables.laws[0], 36.0, 0.4);
  EXPECT_NEAR(revenue(terms, tables, 21, 50.0), value, 1e-12);
  EXPECT_GT(value, 38.2 + 1.0);
  terms.tariff.after_term_sale = AfterTermSale::fixed_price;
  const double scale = 60.0 * 0.8 * 0.9;
  EXPECT_NEAR(revenue(terms, tables, 21, 50.0), scale * tables.monthly[1].value((25.0 + 5.0) / scale) - 5.0, 1e-12);
}

TEST(ExpectedRevenueTest, TheStateTakesItsShareOfTheGain) {
  const MarketTables tables = two_markets();
  for (const ExportRight right : {ExportRight::share, ExportRight::option}) {
    ProjectTerms all = project(TariffType::power_purchase_agreement);
    add_corridor(all, right, 1.0);
    ProjectTerms half = all;
    half.state_share_of_export_gain_fraction = 0.5;
    const double scale = 60.0 * 0.8 * 0.9;
    const double gain = scale * tables.monthly[1].value(45.0 / scale) - 45.0;  // E(X − 40)⁺
    EXPECT_NEAR(revenue(all, tables, 1, 40.0) - revenue(half, tables, 1, 40.0), 0.5 * gain, 1e-11);
    EXPECT_NEAR(revenue(all, tables, 21, 40.0), revenue(half, tables, 21, 40.0), 1e-12) << "only in the term";
  }
}

TEST(ExpectedRevenueTest, AKnownExportPriceIsTakenOrLeft) {
  ProjectTerms terms = project(TariffType::power_purchase_agreement);
  add_corridor(terms, ExportRight::option, 1.0);
  terms.corridors[0].sale.market = SaleTerms::none;
  EXPECT_NEAR(revenue(terms, two_markets(), 1, 38.0), 38.2, 1e-12);
  EXPECT_NEAR(revenue(terms, two_markets(), 1, 39.0), 39.0, 1e-12);
}

TEST(ExpectedRevenueTest, LocalCurrencyEarnsTheExpectedExchangeRate) {
  ProjectTerms terms = project(TariffType::power_purchase_agreement);
  terms.construction_years = 2;
  terms.exchange_rate = {.regime = ExchangeRegime::floating, .drift_fraction_per_year = -0.1};
  terms.tariff.local_currency_fraction = 0.4;
  EXPECT_NEAR(revenue(terms, two_markets(), 2, 50.0), 50.0 * (0.6 + 0.4 * 0.9 * 0.9 * 0.9), 1e-12);
}

}  // namespace
}  // namespace sealedbid
