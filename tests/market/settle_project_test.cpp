#include "market/settle_project.hpp"

#include <gtest/gtest.h>

#include "support/settled_paths.hpp"

namespace sealedbid {
namespace {

using testing::OnePath;
using testing::project_with_markets;

constexpr double strike = 50.0;

SettledProject settled(const ProjectTerms& terms, const OnePath& path, double strike_per_mwh = strike) {
  std::vector<YearConditions> years;
  years_to_settle(terms, years);
  SettledProject project;
  settle_project(terms, years, testing::tables_of(terms.tariff), strike_per_mwh, path.view(), project);
  return project;
}

/// A plant of 2 MWh a year per kW for two years: the first in the term, the second after it.
ProjectTerms two_year_plant(TariffType type) {
  ProjectTerms terms = project_with_markets();
  terms.energy_mwh_per_kw = 2.0;
  terms.degradation_fraction_per_year = terms.curtailment_fraction = terms.energy_at_negative_prices_fraction = 0.0;
  terms.lifetime_years = 2;
  terms.tariff = {};
  terms.tariff.type = type;
  terms.tariff.term_years = 1;
  terms.tariff.after_term_price_per_mwh = 20.0;
  terms.home = {.market = 0, .mean_price_per_mwh = 40.0, .capture_rate_fraction = 0.75};
  terms.corridors.clear();
  return terms;
}

TEST(SettleProjectTest, PaysEachTariffByHand) {
  OnePath path = testing::flat_path(4);
  path.set_price(0, 1, 1.2);  // captured 36, baseload 48 in the first year of operation, a year after the award
  path.yield_factor = {1.1, 0.9};
  struct Expected {
    TariffType type;
    double payment, revenue, received;  // a MWh
  };
  for (const auto& [type, payment, revenue, received] : {Expected{TariffType::power_purchase_agreement, 50.0, 50.0, 36.0},
                                                         {TariffType::two_way_cfd, 14.0, 50.0, 0.0},
                                                         {TariffType::one_way_sliding_premium, 14.0, 50.0, 0.0},
                                                         {TariffType::fixed_premium, 50.0, 86.0, 0.0},
                                                         {TariffType::partially_merchant, 0.75 * 14.0, 0.75 * 50.0 + 9.0, 0.0},
                                                         {TariffType::capability_cfd, 14.0 / 0.8, 36.0 + 14.0 / 0.8, 0.0},
                                                         {TariffType::payment_by_bidder, -50.0, -14.0, 0.0}}) {
    ProjectTerms terms = two_year_plant(type);
    if (type == TariffType::partially_merchant) terms.tariff.merchant_fraction = 0.25;
    if (type == TariffType::capability_cfd) terms.curtailment_fraction = 0.2;
    const SettledProject project = settled(terms, path);
    const double energy = 2.2 * (1.0 - terms.curtailment_fraction);
    const SettledYear& year = project.years[0];
    EXPECT_NEAR(year.supported_mwh_per_kw, energy, 1e-12);
    EXPECT_NEAR(year.payment_by_state_per_kw, energy * payment, 1e-12) << int(type);
    EXPECT_NEAR(year.revenue_per_kw(), energy * revenue, 1e-12) << int(type);
    EXPECT_NEAR(year.received_energy_value_per_kw, energy * received, 1e-12) << int(type);
    const SettledYear& after = project.years[1];
    EXPECT_EQ(after.supported_mwh_per_kw, 0.0);
    EXPECT_NEAR(after.revenue_per_kw(), 0.9 * 2.0 * (1.0 - terms.curtailment_fraction) * 20.0, 1e-12);
    EXPECT_EQ(after.support_per_kw(), 0.0);
  }
}

TEST(SettleProjectTest, RefersToTheBaseloadPriceOrTheYearWhereAsked) {
  OnePath path = testing::flat_path(4);
  for (int month = 12; month < 18; ++month) path.by_month[0][std::size_t(month)] = 1.5;
  for (int month = 18; month < 24; ++month) path.by_month[0][std::size_t(month)] = 0.5;
  path.update_years();
  ProjectTerms terms = two_year_plant(TariffType::one_way_sliding_premium);
  terms.tariff.reference_price = ReferencePrice::baseload;  // 60 and 20 around a mean of 40
  EXPECT_NEAR(settled(terms, path).years[0].payment_by_state_per_kw, 2.0 * 0.5 * 30.0, 1e-12);
  terms.tariff.reference_period = ReferencePeriod::year;
  EXPECT_NEAR(settled(terms, path).years[0].payment_by_state_per_kw, 2.0 * 10.0, 1e-12);
}

TEST(SettleProjectTest, AnOptionExportsInTheMonthsInWhichItPays) {
  OnePath path = testing::flat_path(4);
  for (int month = 12; month < 15; ++month) path.by_month[1][std::size_t(month)] = 2.0;
  path.update_years();
  ProjectTerms terms = two_year_plant(TariffType::power_purchase_agreement);
  terms.export_right = ExportRight::option;
  terms.wanted_export_fraction = 1.0;
  terms.state_share_of_export_gain_fraction = 0.25;
  terms.corridors = {{.sale = {.market = 1, .mean_price_per_mwh = 40.0},
                      .capacity_over_volume = 0.5,
                      .loss_fraction = 0.1,
                      .charge_per_mwh = 2.0}};
  const SettledYear year = settled(terms, path).years[0];
  const double exported = 2.0 * 0.5 * 0.25, gain = 2.0 * 40.0 * 0.9 - 2.0 - strike;
  EXPECT_NEAR(year.exported_mwh_per_kw, exported, 1e-12);
  EXPECT_NEAR(year.export_revenue_per_kw, exported * (strike + 0.75 * gain), 1e-12);
  EXPECT_NEAR(year.state_export_gain_per_kw, exported * 0.25 * gain, 1e-12);
  EXPECT_NEAR(year.supported_mwh_per_kw, 2.0 - exported, 1e-12);
  EXPECT_NEAR(year.supported_revenue_per_kw, (2.0 - exported) * strike, 1e-12);
  EXPECT_NEAR(year.received_energy_value_per_kw, (2.0 - exported) * 30.0, 1e-12);
  const SettledYear after = settled(terms, path).years[1];
  EXPECT_NEAR(after.exported_mwh_per_kw, 1.0, 1e-12) << "34 abroad, 20 at home";
  EXPECT_EQ(after.state_export_gain_per_kw, 0.0);
}

TEST(SettleProjectTest, LimitsOnHoursHoldForTheRealisedYield) {
  OnePath path = testing::flat_path(4);
  path.yield_factor = {1.25, 0.5};
  ProjectTerms terms = two_year_plant(TariffType::fixed_premium);
  terms.tariff.term_years = 2;
  terms.between_year_sd_fraction = 0.2;
  terms.tariff.supported_hours_per_year = 1500.0;
  SettledProject project = settled(terms, path);
  EXPECT_NEAR(project.years[0].supported_mwh_per_kw, 1.5, 1e-12);
  EXPECT_NEAR(project.years[0].unsupported_revenue_per_kw, 1.0 * 30.0, 1e-12) << "sold at the market price in the term";
  EXPECT_NEAR(project.years[1].supported_mwh_per_kw, 1.0, 1e-12);
  terms.tariff.supported_hours_per_year.reset();
  terms.tariff.supported_hours_in_total = 3200.0;
  project = settled(terms, path);
  EXPECT_NEAR(project.years[0].supported_mwh_per_kw, 2.5, 1e-12);
  EXPECT_NEAR(project.years[1].supported_mwh_per_kw, 0.7, 1e-12);
}

TEST(SettleProjectTest, PaysTheLocalPartOfTheStrikeAtTheExchangeRateOfThePath) {
  OnePath path = testing::flat_path(4);
  path.exchange_rate = {1.0, 0.5, 0.25, 0.25};
  ProjectTerms terms = two_year_plant(TariffType::power_purchase_agreement);
  terms.tariff.local_currency_fraction = 0.4;
  EXPECT_NEAR(settled(terms, path).years[0].revenue_per_kw(), 2.0 * strike * (0.6 + 0.4 * 0.5), 1e-12);
}

/// Laws on random paths.
TEST(SettleProjectTest, TwoWayContractOnCapturedPricesPaysLikeAPowerPurchaseAgreement) {
  testing::PathDraws draws(7);
  for (int i = 0; i < 20; ++i) {
    const OnePath path = draws.next(project_with_markets());
    ProjectTerms terms = project_with_markets();
    terms.tariff.type = TariffType::power_purchase_agreement;
    const SettledProject agreement = settled(terms, path);
    terms.tariff.type = TariffType::two_way_cfd;
    const SettledProject contract = settled(terms, path);
    terms.tariff.type = TariffType::one_way_sliding_premium;
    const SettledProject premium = settled(terms, path);
    bool differs = false;
    for (std::size_t t = 0; t < agreement.years.size(); ++t) {
      const double scale = 1e-12 * std::abs(agreement.years[t].revenue_per_kw());
      EXPECT_NEAR(contract.years[t].revenue_per_kw(), agreement.years[t].revenue_per_kw(), scale);
      EXPECT_NEAR(contract.years[t].support_per_kw(), agreement.years[t].support_per_kw(), scale);
      EXPECT_GE(premium.years[t].support_per_kw(), contract.years[t].support_per_kw() - scale);
      differs = differs || premium.years[t].support_per_kw() > contract.years[t].support_per_kw() + scale;
    }
    EXPECT_TRUE(differs) << "prices rise above the strike on every path";
  }
}

TEST(SettleProjectTest, MoneyScalesWithTheCurrency) {
  testing::PathDraws draws(8);
  ProjectTerms terms = project_with_markets(), doubled = terms;
  doubled.home.mean_price_per_mwh *= 2.0;
  doubled.tariff.after_term_price_per_mwh *= 2.0;
  for (CorridorTerms& corridor : doubled.corridors) {
    corridor.sale.mean_price_per_mwh *= 2.0;
    corridor.charge_per_mwh *= 2.0;
  }
  const OnePath path = draws.next(terms);
  const SettledProject once = settled(terms, path), twice = settled(doubled, path, 2.0 * strike);
  for (std::size_t t = 0; t < once.years.size(); ++t) {
    EXPECT_EQ(twice.years[t].revenue_per_kw(), 2.0 * once.years[t].revenue_per_kw());
    EXPECT_EQ(twice.years[t].support_per_kw(), 2.0 * once.years[t].support_per_kw());
    EXPECT_EQ(twice.years[t].exported_mwh_per_kw, once.years[t].exported_mwh_per_kw);
  }
}

}  // namespace
}  // namespace sealedbid
