#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>

#include "market/terms_of_world.hpp"
#include "simulation/block.hpp"
#include "simulation/lane_paths.hpp"
#include "simulation/settle_winner.hpp"

/// Settlement of awarded projects: one project on one path, its finance and tax on top, the paths of a replication, and a block
/// of replications with and without settlement.
namespace sealedbid {
namespace {

enum class Counts { awards_only, settlement };
enum class Form { agreement, sliding_premium, hourly_premium, export_option, cover_ratio };

Technology solar() {
  Technology technology;
  technology.name = "solar_pv";
  technology.capex_per_kw = Constant{700.0};
  technology.opex_per_kw_year = Constant{12.0};
  technology.capacity_factor_fraction = Constant{0.25};
  technology.lifetime_years = Constant{25.0};
  technology.between_year_sd_fraction = 0.05;
  return technology;
}

ElectricityMarket place(const char* name, const char* country, double mean_price_per_mwh) {
  ElectricityMarket market;
  market.name = name;
  market.country = country;
  market.mean_price_per_mwh = Constant{mean_price_per_mwh};
  market.persistence_fraction = 0.67;
  market.sd_of_change_fraction = 0.2;
  market.hourly_sd_fraction = 0.4;
  return market;
}

BidderClass bidders(Form form) {
  BidderClass bidder;
  bidder.name = "bidders";
  bidder.origin = "AAA";
  bidder.technology = "solar_pv";
  bidder.bidders = 30;
  bidder.project_capacity_mw = Constant{50.0};
  bidder.capex_factor = Normal{1.0, 0.04};
  if (form == Form::cover_ratio) {
    bidder.cost_of_equity_fraction = Normal{0.11, 0.006};
    bidder.project_debt = {
        .sizing = DebtSizing::cover_ratio, .gearing_fraction = 0.75, .interest_fraction = Constant{0.05}, .tenor_years = 15};
  } else {
    bidder.wacc_fraction = Normal{0.07, 0.006};
  }
  return bidder;
}

Scenario scenario_of(Form form) {
  Scenario scenario;
  scenario.currency = "USD";
  scenario.host_country.code = "AAA";
  scenario.host_country.corporate_tax_fraction = Constant{0.2};
  scenario.technologies = {solar()};
  scenario.electricity_markets = {place("home", "AAA", 40.0), place("abroad", "BBB", 60.0)};
  scenario.bidder_classes = {bidders(form)};
  scenario.auction.volume_mw = Constant{500.0};
  scenario.auction.award_year = 2025;
  const bool is_premium = form == Form::sliding_premium || form == Form::hourly_premium;
  if (is_premium) scenario.tariff.type = TariffType::one_way_sliding_premium;
  if (form == Form::hourly_premium) scenario.tariff.reference_period = ReferencePeriod::hour;
  if (form == Form::export_option) {
    Corridor cable;
    cable.name = "cable";
    cable.destination = "BBB";
    cable.capacity_mw = Constant{100.0};
    cable.available_from_year = Constant{2028.0};
    cable.market = "abroad";
    scenario.exports.corridors = {cable};
    scenario.exports.right = ExportRight::option;
  }
  scenario.settlement.state_discount_fraction_per_year = 0.05;
  return scenario;
}

/// One project and its paths.
struct Project {
  explicit Project(Form form) : market(build_market(scenario_of(form))), paths(market, 1) {
    BidDraws draws(market, 1);
    DrawnTile drawn;
    draws.draw(0, 1, drawn);
    project_terms(market, 0, drawn.shared, 0, terms);
    terms.cost_of_capital_fraction = 0.07;
    years_to_settle(terms, years);
    const int horizon = years.back().years_from_award + 1;
    paths.draw(0, 1, horizon);
    for (int year = 0; year <= horizon; ++year) discount.push_back(std::pow(1.05, -year));
    yield_factor.assign(years.size(), 1.0);
    rents.assign(terms.corridors.size(), 0.0);
  }
  Winner winner(int lane) const {
    return {&terms, years, 45.0, 0.0, rents, {paths.markets(lane), paths.exchange_rate(lane), yield_factor}};
  }

  Market market;
  LanePaths paths;
  ProjectTerms terms;
  std::vector<YearConditions> years;
  std::vector<double> discount, yield_factor, rents;
};

void check(bool is_sound) {
  if (!is_sound) std::abort();
}

void settle_project_alone(benchmark::State& state, Form form) {
  const Project project(form);
  SettledProject settled;
  int lane = 0;
  for (auto _ : state) {
    const Winner winner = project.winner(lane);
    settle_project(project.terms, project.years, project.market.tables, 45.0, winner.paths, settled);
    benchmark::DoNotOptimize(settled.years.data());
    lane = (lane + 1) % lane_count;
  }
  check(settled.years.size() == 25 && settled.years[3].revenue_per_kw() > 0.0);
  state.SetItemsProcessed(state.iterations());
}

void settle_winner(benchmark::State& state, Form form) {
  const Project project(form);
  WinnerSettlement settlement;
  WinnerOutcome outcome;
  int lane = 0;
  for (auto _ : state) {
    settlement.settle(project.winner(lane), project.market.tables, {project.discount, 0.0}, outcome);
    benchmark::DoNotOptimize(outcome);
    lane = (lane + 1) % lane_count;
  }
  check(outcome.support_cost_per_kw > 0.0 && std::isfinite(outcome.return_fraction));
  state.SetItemsProcessed(state.iterations());
}

/// Items are paths: one replication, two markets, 26 years.
void draw_paths(benchmark::State& state) {
  const Market market = build_market(scenario_of(Form::export_option));
  LanePaths paths(market, 1);
  std::int64_t first_replication = 0;
  for (auto _ : state) {
    paths.draw(first_replication, 1, 26);
    first_replication += lane_count;
  }
  check(paths.markets(0)[1].by_month.size() == 26 * months_per_year);
  state.SetItemsProcessed(state.iterations() * lane_count);
}
BENCHMARK(draw_paths);

/// Items are replications, each with 30 bidders and 10 winners.
void block(benchmark::State& state, Form form, Counts counts) {
  Scenario scenario = scenario_of(form);
  if (counts == Counts::awards_only) scenario.settlement = {};
  const Market market = build_market(scenario);
  BlockSimulator simulator(market, 1, KeepBids::no);
  simulator.simulate(0, 512, 1);
  check(simulator.values().metrics.front().size() == 512);
  for (auto _ : state) simulator.simulate(0, 512, 1);
  state.SetItemsProcessed(state.iterations() * 512);
}

#define SEALEDBID_FORMS(kernel)                                      \
  BENCHMARK_CAPTURE(kernel, agreement, Form::agreement);             \
  BENCHMARK_CAPTURE(kernel, sliding_premium, Form::sliding_premium); \
  BENCHMARK_CAPTURE(kernel, hourly_premium, Form::hourly_premium);   \
  BENCHMARK_CAPTURE(kernel, export_option, Form::export_option);     \
  BENCHMARK_CAPTURE(kernel, cover_ratio, Form::cover_ratio)
SEALEDBID_FORMS(settle_project_alone);
SEALEDBID_FORMS(settle_winner);
BENCHMARK_CAPTURE(block, agreement_plain, Form::agreement, Counts::awards_only);
BENCHMARK_CAPTURE(block, agreement_settled, Form::agreement, Counts::settlement);
BENCHMARK_CAPTURE(block, option_plain, Form::export_option, Counts::awards_only);
BENCHMARK_CAPTURE(block, option_settled, Form::export_option, Counts::settlement);

}  // namespace
}  // namespace sealedbid

BENCHMARK_MAIN();
