#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>

#include "scenario/read_scenario.hpp"
#include "simulation/simulate.hpp"

/// The whole loop on bench/twin.yaml: draws, costs, bids, clearing, all metrics and histograms. Items are bidder slots (bidders ×
/// replications), so that items per second compare across numbers of bidders.
namespace sealedbid {
namespace {

std::vector<PolicyMarket> market_with(std::int64_t bidders) {
  const std::string path = std::string(SEALEDBID_SOURCE_DIR) + "/bench/twin.yaml";
  ScenarioFile file = read_scenario(path);
  Scenario& scenario = file.policies.front().scenario;
  const auto classes = static_cast<std::int64_t>(scenario.bidder_classes.size());
  for (BidderClass& bidder_class : scenario.bidder_classes) bidder_class.bidders = bidders / classes;
  scenario.auction.volume_mw = Constant{12.0 * static_cast<double>(bidders)};
  return {{"twin", build_market(scenario)}};
}

void check(const RunTally& tally, std::int64_t replications) {
  const MetricTally& price = tally.policies.front().metrics.front();
  const bool is_sound = tally.replications_done == replications && price.moments.count > 0 && std::isfinite(price.moments.mean);
  if (!is_sound) std::abort();
}

void whole_run(benchmark::State& state) {
  const std::int64_t bidders = state.range(0);
  const std::vector<PolicyMarket> policies = market_with(bidders);
  SimulationOptions options;
  options.seed = 1;
  options.threads = static_cast<int>(state.range(1));
  options.replications = std::max<std::int64_t>(16384, 16'000'000 / bidders);
  check(simulate(policies, options).front(), options.replications);
  for (auto _ : state) benchmark::DoNotOptimize(simulate(policies, options).front());
  state.SetItemsProcessed(state.iterations() * options.replications * bidders);
}
BENCHMARK(whole_run)
    ->ArgNames({"bidders", "threads"})
    ->ArgsProduct({{10, 30, 100, 1000}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sealedbid

BENCHMARK_MAIN();
