#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <functional>

#include "market/cash_flow.hpp"
#include "market/required_price.hpp"
#include "market/required_strike.hpp"
#include "market/terms_of_world.hpp"

/// The required price of a tile of bidders: taxes, thirty years, a tail after the term of twenty. Items are bids.
namespace sealedbid {
namespace {

using Change = std::function<void(Scenario&)>;

Scenario solar_project() {
  Scenario scenario;
  scenario.host_country.code = "AAA";
  scenario.host_country.corporate_tax_fraction = Constant{0.2};
  scenario.host_country.tax_relief = {Constant{0.5}, Constant{7.0}};
  scenario.host_country.inflation_fraction_per_year = Constant{0.02};
  scenario.tariff.after_term.price_per_mwh = Constant{25.0};
  scenario.auction.volume_mw = Constant{100.0};
  Technology solar;
  solar.name = "solar_pv";
  solar.capex_per_kw = Constant{700.0};
  solar.opex_per_kw_year = Constant{12.0};
  solar.capacity_factor_fraction = Constant{0.25};
  solar.degradation_fraction_per_year = Constant{0.004};
  solar.lifetime_years = Constant{30.0};
  solar.construction_years = Constant{2.0};
  scenario.technologies = {solar};
  BidderClass bidder;
  bidder.name = "bidders";
  bidder.origin = "AAA";
  bidder.bidders = 1;
  bidder.technology = "solar_pv";
  bidder.project_capacity_mw = Constant{50.0};
  bidder.wacc_fraction = Constant{0.07};
  scenario.bidder_classes = {bidder};
  return scenario;
}

/// The price in the home market grows, so that each year has an option of its own.
void add_home_market(Scenario& scenario) {
  ElectricityMarket home;
  home.name = "home";
  home.country = "AAA";
  home.mean_price_per_mwh = Constant{32.0};
  home.growth_fraction_per_year = 0.01;
  home.persistence_fraction = 0.67;
  home.sd_of_change_fraction = 0.2;
  home.capture_rate_fraction["solar_pv"] = Constant{0.9};
  scenario.electricity_markets.push_back(home);
}

void add_export_option(Scenario& scenario) {
  ElectricityMarket abroad;
  abroad.name = "abroad";
  abroad.country = "BBB";
  abroad.mean_price_per_mwh = Constant{60.0};
  abroad.persistence_fraction = 0.67;
  abroad.sd_of_change_fraction = 0.2;
  scenario.electricity_markets.push_back(abroad);
  Corridor corridor;
  corridor.name = "line";
  corridor.destination = "BBB";
  corridor.capacity_mw = Constant{40.0};
  corridor.available_from_year = Constant{0.0};
  corridor.loss_fraction = Constant{0.05};
  corridor.wheeling_per_mwh = Constant{6.0};
  corridor.market = "abroad";
  scenario.exports.corridors = {corridor};
  scenario.exports.right = ExportRight::option;
}

void add_debt(Scenario& scenario, DebtSizing sizing) {
  BidderClass& bidder = scenario.bidder_classes.front();
  bidder.cost_of_equity_fraction = Constant{0.1};
  bidder.project_debt.sizing = sizing;
  bidder.project_debt.gearing_fraction = 0.7;
  bidder.project_debt.interest_fraction = Constant{0.05};
  bidder.project_debt.tenor_years = 15;
  bidder.project_debt.upfront_fee_fraction = 0.01;
}

void one_way_premium(Scenario& scenario) {
  add_home_market(scenario);
  scenario.tariff.type = TariffType::one_way_sliding_premium;
}

/// Constants as they are, listed values in turn, and other draws as 20, 20.2, 20.4 … in the lanes.
std::vector<LaneReals> draws_of(const Market& market) {
  std::vector<LaneReals> draws(market.shared.size());
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const Quantity& quantity = market.shared[i].quantity;
    const Constant* constant = std::get_if<Constant>(&quantity);
    const Empirical* listed = std::get_if<Empirical>(&quantity);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double other = listed ? listed->values[lane % listed->values.size()] : 20.0 + 0.2 * static_cast<double>(lane);
      draws[i][lane] = constant ? constant->value : other;
    }
  }
  return draws;
}

BidderCostTile bidders(double yield_error) {
  BidderCostTile bidder;
  bidder.capex_factor.fill(1.0);
  bidder.yield_estimate_error_fraction.fill(yield_error);
  for (std::size_t lane = 0; lane < lane_count; ++lane) bidder.wacc_fraction[lane] = 0.06 + 0.001 * static_cast<double>(lane);
  return bidder;
}

void check(const Market& market, const std::vector<LaneReals>& draws, const BidderCostTile& bidder,
           const RequiredPriceTile& price) {
  for (const int lane : {0, lane_count - 1}) {
    ProjectTerms terms;
    project_terms(market, 0, draws, lane, terms);
    terms.cost_of_capital_fraction = bidder.wacc_fraction[std::size_t(lane)];
    const std::optional<double> expected = required_strike_per_mwh(terms, market.tables);
    if (!expected || std::abs(price.realised[std::size_t(lane)] / *expected - 1.0) > 1e-9) std::abort();
  }
}

void required_price_of_a_tile(benchmark::State& state, const Change& change, double yield_error) {
  Scenario scenario = solar_project();
  change(scenario);
  const Market market = build_market(scenario);
  const std::vector<LaneReals> draws = draws_of(market);
  CashFlow flow(market, 0);
  flow.update(draws);
  const BidderCostTile bidder = bidders(yield_error);
  RequiredPriceTile price;
  required_price(flow, bidder, price);
  check(market, draws, bidder, price);
  for (auto _ : state) {
    required_price(flow, bidder, price);
    benchmark::DoNotOptimize(price);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * lane_count);
}

void purchase_agreement(Scenario&) {}
void two_way_cfd(Scenario& scenario) {
  add_home_market(scenario);
  scenario.tariff.type = TariffType::two_way_cfd;
}
void varying_term(Scenario& scenario) {
  scenario.tariff.term_years = Uniform{20.0, 26.4};
}
void option_and_debt(Scenario& scenario) {
  add_export_option(scenario);
  add_debt(scenario, DebtSizing::cover_ratio);
}
void fixed_gearing(Scenario& scenario) {
  add_debt(scenario, DebtSizing::gearing);
}
void cover_ratio(Scenario& scenario) {
  add_debt(scenario, DebtSizing::cover_ratio);
}
BENCHMARK_CAPTURE(required_price_of_a_tile, purchase_agreement, purchase_agreement, 0.03);
BENCHMARK_CAPTURE(required_price_of_a_tile, varying_term, varying_term, 0.03);
BENCHMARK_CAPTURE(required_price_of_a_tile, two_way_cfd, two_way_cfd, 0.03);
BENCHMARK_CAPTURE(required_price_of_a_tile, fixed_gearing, fixed_gearing, 0.03);
BENCHMARK_CAPTURE(required_price_of_a_tile, cover_ratio, cover_ratio, 0.03);
BENCHMARK_CAPTURE(required_price_of_a_tile, one_way_premium, one_way_premium, 0.03);
BENCHMARK_CAPTURE(required_price_of_a_tile, one_way_premium_known_yield, one_way_premium, 0.0);
BENCHMARK_CAPTURE(required_price_of_a_tile, export_option, add_export_option, 0.03);
BENCHMARK_CAPTURE(required_price_of_a_tile, option_and_cover_ratio, option_and_debt, 0.03);

/// Flows that differ from world to world are built anew for each tile. Items are lanes.
void schedule_of_a_tile(benchmark::State& state, const Change& change) {
  Scenario scenario = solar_project();
  change(scenario);
  const Market market = build_market(scenario);
  const std::vector<LaneReals> draws = draws_of(market);
  CashFlow flow(market, 0);
  for (auto _ : state) {
    flow.update(draws);
    benchmark::DoNotOptimize(flow);
  }
  state.SetItemsProcessed(state.iterations() * lane_count);
}

void varying_tail_price(Scenario& scenario) {
  scenario.tariff.after_term.price_per_mwh = Uniform{20.0, 26.4};
}
void two_terms(Scenario& scenario) {
  scenario.tariff.term_years = Empirical{{20.0, 25.0}, {0.6, 0.4}};
}
void varying_market(Scenario& scenario) {
  one_way_premium(scenario);
  scenario.electricity_markets.front().mean_price_per_mwh = Uniform{20.0, 26.4};
}
BENCHMARK_CAPTURE(schedule_of_a_tile, constant, purchase_agreement);
BENCHMARK_CAPTURE(schedule_of_a_tile, varying_term, varying_term);
BENCHMARK_CAPTURE(schedule_of_a_tile, two_terms, two_terms);
BENCHMARK_CAPTURE(schedule_of_a_tile, varying_tail_price, varying_tail_price);
BENCHMARK_CAPTURE(schedule_of_a_tile, varying_market, varying_market);

}  // namespace
}  // namespace sealedbid

BENCHMARK_MAIN();
