#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>

#include "market/cash_flow.hpp"

/// The required price of a tile of bidders: taxes, thirty years, tail revenue. Items are bids.
namespace sealedbid {
namespace {

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
  return scenario;
}

std::vector<LaneReals> draws_of(const Market& market, int varying_lane_years) {
  std::vector<LaneReals> values(market.shared.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Constant* constant = std::get_if<Constant>(&market.shared[i].quantity);
    values[i].fill(constant ? constant->value : 20.0 + varying_lane_years);
  }
  return values;
}

void required_price_of_a_tile(benchmark::State& state) {
  const Market market = build_market(solar_project());
  CashFlow flow(market, 0);
  flow.update(draws_of(market, 0));
  BidderCostTile bidder;
  bidder.capex_factor.fill(1.0);
  bidder.yield_estimate_error_fraction.fill(0.0);
  for (int lane = 0; lane < lane_count; ++lane) bidder.wacc_fraction[std::size_t(lane)] = 0.05 + 0.001 * lane;
  RequiredPriceTile price;
  required_price(flow, bidder, price);
  if (!(price.believed[0] > 25.0 && price.believed[0] < price.believed[31])) std::abort();
  for (auto _ : state) {
    required_price(flow, bidder, price);
    benchmark::DoNotOptimize(price);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * lane_count);
}
BENCHMARK(required_price_of_a_tile);

/// A schedule that differs from world to world is built anew for each tile. Items are tiles.
void schedule_of_a_tile(benchmark::State& state) {
  Scenario scenario = solar_project();
  scenario.tariff.term_years = Empirical{{20.0, 25.0}, {0.6, 0.4}};
  const Market market = build_market(scenario);
  const std::vector<LaneReals> draws = draws_of(market, 5);
  CashFlow flow(market, 0);
  for (auto _ : state) {
    flow.update(draws);
    benchmark::DoNotOptimize(flow);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(schedule_of_a_tile);

}  // namespace
}  // namespace sealedbid

BENCHMARK_MAIN();
