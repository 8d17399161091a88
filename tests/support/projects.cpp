#include "support/projects.hpp"

namespace sealedbid::testing {

MarketTables two_markets(ReferencePeriod period) {
  PriceLaw home, abroad;
  home.persistence_fraction = abroad.persistence_fraction = 0.67;
  home.sd_of_change_fraction = 0.2;
  home.hourly_sd_fraction = 0.3;
  abroad.sd_of_change_fraction = 0.15;
  for (int month = 0; month < months_per_year; ++month) home.seasonality_factor[std::size_t(month)] = 0.89 + 0.02 * month;
  MarketTables tables;
  tables.laws = {home, abroad};
  for (const PriceLaw& law : tables.laws) {
    tables.reference.emplace_back(law, period);
    tables.monthly.emplace_back(law, ReferencePeriod::month);
  }
  tables.shock_correlation = tables.level_correlation = {1.0, 0.4, 0.4, 1.0};
  return tables;
}

void add_home_market(ProjectTerms& terms, double price_per_mwh) {
  terms.has_home_market = true;
  terms.home.market = 0;
  terms.home.mean_price_per_mwh = price_per_mwh;
  terms.home.capture_rate_fraction = 0.9;
}

void add_corridor(ProjectTerms& terms, int market, double price_per_mwh, double capacity_over_volume) {
  CorridorTerms corridor;
  corridor.sale.market = market;
  corridor.sale.mean_price_per_mwh = price_per_mwh;
  corridor.capacity_over_volume = capacity_over_volume;
  corridor.loss_fraction = 0.05;
  corridor.charge_per_mwh = 6.0;
  terms.corridors.push_back(corridor);
  terms.wanted_export_fraction = 1.0;
}

ProjectTerms plain_project() {
  ProjectTerms terms;
  terms.capex_per_kw = 700.0;
  terms.opex_per_kw_year = 12.0;
  terms.energy_mwh_per_kw = 2.2;
  terms.lifetime_years = terms.tariff.term_years = 20;
  terms.cost_of_capital_fraction = 0.07;
  return terms;
}

ProjectTerms with_debt(ProjectTerms terms, DebtSizing sizing, double gearing_fraction) {
  terms.debt = {true, sizing, Repayment::annuity, gearing_fraction, 0.05, 1.3, 0.01, 12};
  terms.tax.corporate_fraction = 0.2;
  terms.cost_of_capital_fraction = 0.1;
  return terms;
}

ProjectTerms rich_project(DebtSizing sizing) {
  ProjectTerms terms = with_debt(plain_project(), sizing, 0.7);
  terms.inflation_fraction_per_year = 0.02;
  terms.lifetime_years = 25;
  terms.tariff.after_term_price_per_mwh = 20.0;
  terms.tax.withholding_fraction = 0.05;
  terms.cover_premium_fraction_of_capex_per_year = 0.002;
  terms.export_right = ExportRight::option;
  terms.state_share_of_export_gain_fraction = 0.2;
  add_corridor(terms, 1, 45.0, 0.4);
  return terms;
}

ProjectTile tile_of(const std::vector<ProjectTerms>& projects, const MarketTables& tables, double yield_error) {
  ProjectTile tile;
  YearlyFlowsRoom room;
  tile.bidder.capex_factor.fill(1.0);
  tile.bidder.yield_estimate_error_fraction.fill(yield_error);
  for (int lane = 0; lane < lane_count; ++lane) {
    const ProjectTerms& terms = projects[static_cast<std::size_t>(lane) % projects.size()];
    set_lane(terms, tables, lane, room, tile.flows);
    tile.bidder.wacc_fraction[static_cast<std::size_t>(lane)] = terms.cost_of_capital_fraction;
  }
  finish(LaneWeights::differ, tile.flows);
  return tile;
}

RequiredPriceTile prices_of(const std::vector<ProjectTerms>& projects, const MarketTables& tables, double yield_error) {
  const ProjectTile tile = tile_of(projects, tables, yield_error);
  RequiredPriceTile price;
  required_price(tile.flows, tile.bidder, price);
  return price;
}

double price_of(const ProjectTerms& terms) {
  return prices_of({terms}, two_markets(terms.tariff.reference_period)).realised[9];
}

namespace {

void draw_plant(Draws& draw, ProjectTerms& terms) {
  terms.capex_per_kw = draw.between(400.0, 1500.0);
  terms.opex_per_kw_year = draw.between(0.0, 40.0);
  terms.energy_mwh_per_kw = draw.between(1.2, 4.0);
  terms.degradation_fraction_per_year = draw.between(0.0, 0.01);
  terms.curtailment_fraction = draw.one_in(2) ? draw.between(0.0, 0.1) : 0.0;
  terms.between_year_sd_fraction = draw.between(0.0, 0.1);
  terms.lifetime_years = draw.whole(10, 35);
  terms.construction_years = draw.whole(0, 4);
  terms.delay_years = draw.one_in(3) ? draw.whole(1, 3) : 0;
  terms.decommissioning_fraction_of_capex = draw.one_in(2) ? draw.between(0.0, 0.1) : 0.0;
  terms.cover_premium_fraction_of_capex_per_year = draw.one_in(3) ? draw.between(0.0, 0.01) : 0.0;
  terms.local_currency_fraction_of_opex = draw.one_in(2) ? draw.between(0.0, 1.0) : 0.0;
  terms.inflation_fraction_per_year = draw.between(0.0, 0.04);
  terms.exchange_rate.drift_fraction_per_year = draw.between(-0.05, 0.01);
  terms.cost_of_capital_fraction = draw.between(0.04, 0.15);
}

void draw_tax(Draws& draw, TaxTerms& tax) {
  tax.corporate_fraction = draw.between(0.0, 0.35);
  tax.relief_fraction = draw.between(0.0, 1.0);
  tax.relief_years = draw.whole(0, 10);
  tax.depreciation_years = draw.whole(5, 25);
  if (draw.one_in(2)) tax.depreciation_method = DepreciationMethod::declining_balance;
  tax.withholding_fraction = draw.one_in(2) ? draw.between(0.0, 0.15) : 0.0;
}

void draw_tariff(Draws& draw, ProjectTerms& terms) {
  TariffTerms& tariff = terms.tariff;
  tariff.type = TariffType(draw.whole(0, 6));
  tariff.term_years = draw.whole(5, terms.lifetime_years);
  tariff.indexation_fraction_per_year = draw.one_in(2) ? draw.between(-0.01, 0.02) : 0.0;
  tariff.cpi_indexed_fraction = draw.one_in(3) ? 0.5 : 0.0;
  tariff.local_currency_fraction = draw.one_in(3) ? 0.3 : 0.0;
  tariff.indexed_from = IndexedFrom(draw.whole(0, 1));
  tariff.reference_price = ReferencePrice(draw.whole(0, 1));
  tariff.merchant_fraction = draw.between(0.1, 0.6);
  tariff.after_term_price_per_mwh = draw.between(10.0, 40.0);
  tariff.after_term_sale = AfterTermSale(draw.whole(0, 1));
  add_home_market(terms, draw.between(15.0, 45.0));
  terms.home.growth_fraction_per_year = draw.one_in(2) ? draw.between(-0.01, 0.01) : 0.0;
  terms.energy_at_negative_prices_fraction = draw.between(0.0, 0.1);
  tariff.negative_prices = NegativePriceRule(draw.whole(0, 2));
  const bool may_do_without = tariff.type == TariffType::power_purchase_agreement || tariff.type == TariffType::two_way_cfd;
  if (may_do_without && draw.one_in(2)) {
    terms.has_home_market = false;
    tariff.after_term_sale = AfterTermSale::fixed_price;
    tariff.reference_price = ReferencePrice::captured;
  }
  if (draw.one_in(4)) tariff.supported_hours_per_year = draw.between(1000.0, 4000.0);
  if (draw.one_in(4)) tariff.supported_hours_in_total = draw.between(10000.0, 80000.0);
}

void draw_export(Draws& draw, ProjectTerms& terms) {
  TariffTerms& tariff = terms.tariff;
  if (draw.one_in(2)) return;
  terms.export_right = ExportRight(draw.whole(0, 2));
  const bool is_strike = tariff.type == TariffType::power_purchase_agreement || tariff.type == TariffType::two_way_cfd;
  if (terms.export_right == ExportRight::option) {
    if (!is_strike) tariff.type = TariffType::power_purchase_agreement;
    tariff.reference_price = ReferencePrice::captured;
    tariff.supported_hours_per_year = tariff.supported_hours_in_total = std::nullopt;
  }
  add_corridor(terms, 1, draw.between(30.0, 70.0), draw.between(0.05, 0.4));
  if (draw.one_in(2)) add_corridor(terms, SaleTerms::none, draw.between(30.0, 70.0), draw.between(0.05, 0.4));
  terms.corridors.back().available_from_year = draw.between(0.0, 10.0);
  if (terms.export_right == ExportRight::share) terms.wanted_export_fraction = draw.between(0.0, 0.9);
  const bool pays_the_strike = tariff.type == TariffType::payment_by_bidder;  // what lies above it is then no gain to share
  if (draw.one_in(2) && !pays_the_strike) terms.state_share_of_export_gain_fraction = draw.between(0.0, 1.0);
}

}  // namespace

std::vector<ProjectTerms> random_projects(Draws& draw, int count) {
  DebtTerms debt;
  debt.exists = !draw.one_in(4);
  debt.sizing = DebtSizing(draw.whole(0, 1));
  debt.repayment = Repayment(draw.whole(0, 1));
  debt.gearing_fraction = draw.between(0.2, 0.9);
  debt.cover_ratio = draw.between(1.1, 1.6);
  debt.upfront_fee_fraction = draw.between(0.0, 0.02);
  debt.tenor_years = draw.whole(5, 20);
  std::vector<ProjectTerms> projects(static_cast<std::size_t>(count));
  for (ProjectTerms& terms : projects) {
    draw_plant(draw, terms);
    draw_tax(draw, terms.tax);
    draw_tariff(draw, terms);
    draw_export(draw, terms);
    terms.debt = debt;
    terms.debt.interest_fraction = draw.one_in(8) ? 0.0 : draw.between(0.01, 0.1);
  }
  return projects;
}

}  // namespace sealedbid::testing
