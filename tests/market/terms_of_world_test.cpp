#include "market/terms_of_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

Scenario exporting_auction() {
  Scenario scenario = testing::solar_auction();
  ElectricityMarket home, abroad;
  home.name = "home";
  home.country = "AAA";
  home.mean_price_per_mwh = Uniform{20.0, 40.0};
  home.capture_rate_fraction["solar_pv"] = Constant{0.9};
  home.energy_at_negative_prices_fraction["solar_pv"] = Constant{0.05};
  abroad.name = "abroad";
  abroad.country = "CCC";
  abroad.mean_price_per_mwh = Constant{60.0};
  abroad.sd_of_change_fraction = 0.2;
  scenario.electricity_markets = {abroad, home};
  Corridor corridor;
  corridor.name = "line";
  corridor.destination = "CCC";
  corridor.market = "abroad";
  corridor.capacity_mw = Constant{60.0};
  corridor.available_from_year = Constant{2028.0};
  corridor.wheeling_per_mwh = Constant{3.0};
  corridor.cable_charge_per_mwh = Constant{4.0};
  scenario.exports.corridors = {corridor};
  scenario.exports.share_of_energy_fraction = Constant{0.3};
  return scenario;
}

ProjectTerms terms_of(const Market& market) {
  std::vector<LaneReals> shared(market.shared.size());
  for (std::size_t i = 0; i < shared.size(); ++i) shared[i].fill(middle(market.shared[i].quantity));
  ProjectTerms terms;
  project_terms(market, 0, shared, 5, terms);
  return terms;
}

TEST(TermsOfWorldTest, FindsTheHomeMarketByItsCountry) {
  const ProjectTerms terms = terms_of(build_market(exporting_auction()));
  EXPECT_TRUE(terms.has_home_market);
  EXPECT_EQ(terms.home.market, 1);
  EXPECT_NEAR(terms.home.mean_price_per_mwh, 30.0, 1e-12);
  EXPECT_EQ(terms.home.capture_rate_fraction, 0.9);
  EXPECT_EQ(terms.energy_at_negative_prices_fraction, 0.05);
  EXPECT_FALSE(terms_of(build_market(testing::solar_auction())).has_home_market);
}

TEST(TermsOfWorldTest, SharesACorridorByVolume) {
  Scenario scenario = exporting_auction();
  ProjectTerms terms = terms_of(build_market(scenario));
  ASSERT_EQ(terms.corridors.size(), 1u);
  EXPECT_EQ(terms.corridors[0].sale.market, 0);
  EXPECT_NEAR(terms.corridors[0].capacity_over_volume, 0.5, 1e-15);
  EXPECT_EQ(terms.corridors[0].charge_per_mwh, 7.0);
  EXPECT_EQ(terms.wanted_export_fraction, 0.3);
  scenario.exports.right = ExportRight::option;
  EXPECT_EQ(terms_of(build_market(scenario)).wanted_export_fraction, 1.0);
}

TEST(TermsOfWorldTest, CountsOnNothingOfAScarceCorridorThatIsAuctioned) {
  Scenario scenario = exporting_auction();
  scenario.exports.allocation = ExportAllocation::capacity_auction;
  EXPECT_EQ(terms_of(build_market(scenario)).corridors[0].capacity_over_volume, 0.0);
  scenario.exports.corridors[0].capacity_mw = Constant{240.0};
  EXPECT_NEAR(terms_of(build_market(scenario)).corridors[0].capacity_over_volume, 2.0, 1e-15);
}

TEST(TermsOfWorldTest, EveryNumberOfTheFileReachesTheProject) {
  Scenario scenario = exporting_auction();
  Technology& solar = scenario.technologies[0];
  solar.between_year_sd_fraction = 0.04;
  solar.decommissioning_fraction_of_capex = 0.05;
  solar.local_currency_fraction_of_opex = 0.6;
  HostCountry& host = scenario.host_country;
  host.depreciation_method = DepreciationMethod::declining_balance;
  host.declining_balance_factor = 1.5;
  host.exchange_rate.drift_fraction_per_year = -0.03;
  ElectricityMarket& home = scenario.electricity_markets[1];
  home.growth_fraction_per_year = 0.02;
  home.capture_rate_change_fraction_per_year["solar_pv"] = Constant{-0.01};
  scenario.tariff.type = TariffType::partially_merchant;
  scenario.tariff.term_years = Constant{18.0};
  scenario.tariff.indexation_fraction_per_year = Constant{0.015};
  scenario.tariff.cpi_indexed_fraction = 0.25;
  scenario.tariff.local_currency_fraction = 0.3;
  scenario.tariff.indexed_from = IndexedFrom::award;
  scenario.tariff.reference_period = ReferencePeriod::year;
  scenario.tariff.reference_price = ReferencePrice::baseload;
  scenario.tariff.merchant_fraction = 0.35;
  scenario.tariff.negative_prices = NegativePriceRule::unsupported;
  scenario.tariff.supported_hours_per_year = 1800.0;
  scenario.tariff.supported_hours_in_total = 30000.0;
  scenario.tariff.after_term.sale = AfterTermSale::home_market;
  scenario.exports.state_share_of_export_gain_fraction = 0.4;
  BidderClass& first = scenario.bidder_classes[0];
  first.project_debt = {.sizing = DebtSizing::cover_ratio,
                        .gearing_fraction = 0.7,
                        .interest_fraction = Constant{0.06},
                        .tenor_years = 14,
                        .repayment = Repayment::equal_principal,
                        .cover_ratio = 1.4,
                        .upfront_fee_fraction = 0.02};
  first.political_risk_cover = {.covered_fraction = 0.5, .premium_fraction_per_year = 0.01};
  const ProjectTerms terms = terms_of(build_market(scenario));
  EXPECT_EQ(terms.between_year_sd_fraction, 0.04);
  EXPECT_EQ(terms.decommissioning_fraction_of_capex, 0.05);
  EXPECT_EQ(terms.local_currency_fraction_of_opex, 0.6);
  EXPECT_EQ(terms.tax.depreciation_method, DepreciationMethod::declining_balance);
  EXPECT_EQ(terms.tax.declining_balance_factor, 1.5);
  EXPECT_EQ(terms.exchange_rate.drift_fraction_per_year, -0.03);
  EXPECT_EQ(terms.home.growth_fraction_per_year, 0.02);
  EXPECT_EQ(terms.home.capture_rate_change_fraction_per_year, -0.01);
  EXPECT_EQ(terms.tariff.type, TariffType::partially_merchant);
  EXPECT_EQ(terms.tariff.term_years, 18);
  EXPECT_EQ(terms.tariff.indexation_fraction_per_year, 0.015);
  EXPECT_EQ(terms.tariff.cpi_indexed_fraction, 0.25);
  EXPECT_EQ(terms.tariff.local_currency_fraction, 0.3);
  EXPECT_EQ(terms.tariff.indexed_from, IndexedFrom::award);
  EXPECT_EQ(terms.tariff.reference_period, ReferencePeriod::year);
  EXPECT_EQ(terms.tariff.reference_price, ReferencePrice::baseload);
  EXPECT_EQ(terms.tariff.merchant_fraction, 0.35);
  EXPECT_EQ(terms.tariff.negative_prices, NegativePriceRule::unsupported);
  EXPECT_EQ(terms.tariff.supported_hours_per_year, 1800.0);
  EXPECT_EQ(terms.tariff.supported_hours_in_total, 30000.0);
  EXPECT_EQ(terms.tariff.after_term_sale, AfterTermSale::home_market);
  EXPECT_EQ(terms.tariff.after_term_price_per_mwh, 25.0);
  EXPECT_EQ(terms.state_share_of_export_gain_fraction, 0.4);
  EXPECT_TRUE(terms.debt.exists);
  EXPECT_EQ(terms.debt.sizing, DebtSizing::cover_ratio);
  EXPECT_EQ(terms.debt.gearing_fraction, 0.7);
  EXPECT_EQ(terms.debt.interest_fraction, 0.06);
  EXPECT_EQ(terms.debt.tenor_years, 14);
  EXPECT_EQ(terms.debt.repayment, Repayment::equal_principal);
  EXPECT_EQ(terms.debt.cover_ratio, 1.4);
  EXPECT_EQ(terms.debt.upfront_fee_fraction, 0.02);
  EXPECT_NEAR(terms.cover_premium_fraction_of_capex_per_year, 0.005, 1e-15);
}

TEST(TermsOfWorldTest, ATermLastsAtMostTheLifetime) {
  Scenario scenario = testing::solar_auction();
  scenario.tariff.term_years = Constant{40.0};  // operation lasts 30
  EXPECT_EQ(terms_of(build_market(scenario)).tariff.term_years, 30);
  for (BidderClass& bidder : scenario.bidder_classes) {
    bidder.outward_investment = {.equity_limit = 1e6, .approval_delay_years = 2};
  }
  const Market market = build_market(scenario);
  std::vector<LaneReals> shared(market.shared.size());
  for (std::size_t i = 0; i < shared.size(); ++i) shared[i].fill(middle(market.shared[i].quantity));
  ProjectTerms delayed;
  project_terms(market, market.classes[0].delayed_profile, shared, 0, delayed);
  EXPECT_EQ(delayed.delay_years, 2);
  EXPECT_EQ(delayed.tariff.term_years, 32) << "of which the delay takes two";
}

TEST(TermsOfWorldTest, KeepsDrawsWithinThePhysicalRange) {
  Scenario scenario = testing::solar_auction();
  scenario.technologies[0].capacity_factor_fraction = Constant{1.4};
  scenario.technologies[0].lifetime_years = Constant{200.0};
  scenario.host_country.corporate_tax_fraction = Constant{0.99};
  const ProjectTerms terms = terms_of(build_market(scenario));
  EXPECT_EQ(terms.energy_mwh_per_kw, 8.76);
  EXPECT_EQ(terms.lifetime_years, 60);
  EXPECT_EQ(terms.tax.corporate_fraction, 0.95);
}

TEST(TermsOfWorldTest, AScheduleVariesWithTheMarketsThatTheProjectMeets) {
  const Market market = build_market(exporting_auction());
  const auto inputs = schedule_inputs(market, 0);
  const auto names_market = [&](const std::string& path) {
    return std::ranges::any_of(
        inputs, [&](SharedIndex index) { return index.exists() && market.shared[std::size_t(index.value)].key_path == path; });
  };
  EXPECT_TRUE(names_market("electricity_markets.home.mean_price_per_mwh"));
  EXPECT_TRUE(names_market("export.corridors.line.capacity_mw"));
  EXPECT_FALSE(names_market("technologies.solar_pv.capex_per_kw"));
  EXPECT_FALSE(names_market("technologies.solar_pv.capacity_factor_fraction"));
}

TEST(TermsOfWorldTest, AClassThatNeedsApprovalHasADelayedProfile) {
  Scenario scenario = testing::solar_auction();
  testing::class_named(scenario, "foreign").outward_investment = {.equity_limit = 1e6, .approval_delay_years = 2};
  const Market market = build_market(scenario);
  const ClassModel& foreign = market.classes[1];
  ASSERT_GE(foreign.delayed_profile, 0);
  EXPECT_EQ(market.profiles[std::size_t(foreign.delayed_profile)].delay_years, 2);
  EXPECT_EQ(market.profiles[std::size_t(foreign.profile)].delay_years, 0);
  EXPECT_EQ(market.classes[0].delayed_profile, -1);
}

}  // namespace
}  // namespace sealedbid
