#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "market/better_of_two.hpp"
#include "market/black.hpp"
#include "market/expected_exchange_rate.hpp"
#include "market/option_table.hpp"
#include "market/yearly_mean_option.hpp"
#include "sampling/world_paths.hpp"

namespace sealedbid {
namespace {

constexpr int years = 25;

/// A benchmark of a wrong answer is worth nothing: stops the program.
void require(bool holds, const std::string& what) {
  if (holds) return;
  std::cerr << what << '\n';
  std::exit(1);
}

PriceLaw seasonal_law() {
  return {.persistence_fraction = 0.67,
          .sd_of_change_fraction = 0.2,
          .hourly_sd_fraction = 0.35,
          .seasonality_factor = {1.3, 1.2, 1.0, 0.9, 0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 1.1, 1.2}};
}

LaneReals some_prices() {
  LaneReals q;
  for (std::size_t lane = 0; lane < lane_count; ++lane) q[lane] = 0.6 + 0.03 * static_cast<double>(lane);
  return q;
}

/// Items are prices q of which value and slope are found.
void black_benchmark(benchmark::State& state) {
  const LaneReals q = some_prices();
  LaneReals value, slope;
  better_of_fixed_and_lognormal(q, 0.27, value, slope);
  require(value[3] == better_of_fixed_and_lognormal(q[3], 0.27).value, "lanes differ from single values");
  for (auto iteration : state) {
    better_of_fixed_and_lognormal(q, 0.27, value, slope);
    benchmark::DoNotOptimize(value);
    benchmark::DoNotOptimize(slope);
  }
  state.SetItemsProcessed(state.iterations() * lane_count);
}

void option_table_benchmark(benchmark::State& state, ReferencePeriod period) {
  const OptionTable table(seasonal_law(), period);
  const LaneReals q = some_prices();
  LaneReals value, slope;
  table.evaluate(q, value, slope);
  require(value[3] == table.value(q[3]) && slope[3] == table.slope(q[3]), "lanes differ from single values");
  for (auto iteration : state) {
    table.evaluate(q, value, slope);
    benchmark::DoNotOptimize(value);
    benchmark::DoNotOptimize(slope);
  }
  state.SetItemsProcessed(state.iterations() * lane_count);
}

/// Items are tables.
void make_table_benchmark(benchmark::State& state, ReferencePeriod period) {
  for (auto iteration : state) {
    const OptionTable table(seasonal_law(), period);
    benchmark::DoNotOptimize(table.value(1.0));
  }
  state.SetItemsProcessed(state.iterations());
}

/// Items are calls: twelve months with seasons of their own.
void better_of_two_benchmark(benchmark::State& state, double charge) {
  PriceLaw abroad{.persistence_fraction = 0.8, .sd_of_change_fraction = 0.25};
  const double free = better_of_two(abroad, 90.0, 0.0, seasonal_law(), 70.0, 0.5);
  require(std::fabs(better_of_two(abroad, 90.0, 1e-9, seasonal_law(), 70.0, 0.5) - free) < 1e-6, "not the limit of no charge");
  for (auto iteration : state) benchmark::DoNotOptimize(better_of_two(abroad, 90.0, charge, seasonal_law(), 70.0, 0.5));
  state.SetItemsProcessed(state.iterations());
}

void expected_exchange_rate_benchmark(benchmark::State& state, ExchangeRegime regime) {
  const ExchangeRate rate{regime, -0.03, 0.1, 0.08, 0.4};
  require(expected_exchange_rate(rate, 0.0) == 1.0, "not 1 at the award");
  double year = 20.0;
  for (auto iteration : state) {
    benchmark::DoNotOptimize(year);
    benchmark::DoNotOptimize(expected_exchange_rate(rate, year));
  }
  state.SetItemsProcessed(state.iterations());
}

/// Items are months of one replication in one market.
void draw_paths_benchmark(benchmark::State& state) {
  const auto markets = static_cast<std::size_t>(state.range(0));
  std::vector<NamedLaw> laws;
  std::vector<double> correlation;
  for (std::size_t i = 0; i < markets; ++i) {
    laws.push_back({"market " + std::to_string(i), seasonal_law()});
    for (std::size_t j = 0; j < markets; ++j) correlation.push_back(i == j ? 1.0 : 0.5);
  }
  const WorldPaths paths(1, laws, correlation, {.volatility_fraction_per_year = 0.1});
  PathTile tile;
  paths.draw(0, 1, years, tile);
  const LaneReals before = tile.price.back().back();
  std::int64_t replication = 0;
  for (auto iteration : state) {
    paths.draw(replication, 1, years, tile);
    replication += lane_count;
    benchmark::DoNotOptimize(tile);
  }
  paths.draw(0, 1, years, tile);
  require(tile.price.back().back() == before, "a path depends on what was drawn before");
  state.SetItemsProcessed(state.iterations() * lane_count * state.range(0) * years * months_per_year);
}

/// Items are years of one replication of one project.
void draw_yields_benchmark(benchmark::State& state) {
  std::vector<LaneReals> by_year(years);
  draw_yields({1, 2}, 0, 1, 3, 0.1, by_year);
  require(by_year[4][5] > 0.3 && by_year[4][5] < 1.7, "not a yield");
  std::int64_t replication = 0;
  for (auto iteration : state) {
    draw_yields({1, 2}, replication, 1, 3, 0.1, by_year);
    replication += lane_count;
    benchmark::DoNotOptimize(by_year);
  }
  state.SetItemsProcessed(state.iterations() * lane_count * years);
}

BENCHMARK(black_benchmark);
BENCHMARK_CAPTURE(option_table_benchmark, month, ReferencePeriod::month);
BENCHMARK_CAPTURE(option_table_benchmark, year, ReferencePeriod::year);
BENCHMARK_CAPTURE(make_table_benchmark, month, ReferencePeriod::month);
BENCHMARK_CAPTURE(make_table_benchmark, year, ReferencePeriod::year);
BENCHMARK_CAPTURE(better_of_two_benchmark, free, 0.0);
BENCHMARK_CAPTURE(better_of_two_benchmark, with_charge, 15.0);
BENCHMARK_CAPTURE(expected_exchange_rate_benchmark, floating, ExchangeRegime::floating);
BENCHMARK_CAPTURE(expected_exchange_rate_benchmark, pegged, ExchangeRegime::pegged);
BENCHMARK(draw_paths_benchmark)->Arg(1)->Arg(2)->Arg(4);
BENCHMARK(draw_yields_benchmark);

}  // namespace
}  // namespace sealedbid

BENCHMARK_MAIN();
