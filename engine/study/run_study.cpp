#include "study/run_study.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <optional>

#include "base/build_info.hpp"
#include "base/sha256.hpp"
#include "output/distributions.hpp"
#include "output/sample_files.hpp"
#include "output/summary.hpp"
#include "simulation/parallel.hpp"

namespace sealedbid {

namespace {

constexpr const char* resolved_name = "scenario.resolved.yaml";
constexpr const char* auction_samples_name = "samples_auctions.nc";
constexpr const char* bid_samples_name = "samples_bids.nc";

std::vector<PolicyMarket> build_markets(const ScenarioFile& file) {
  std::vector<PolicyMarket> markets;
  for (const PolicyScenario& policy : file.policies) markets.push_back({policy.policy, build_market(policy.scenario)});
  return markets;
}

/// The sample files that were asked for, open while the simulation runs.
class SampleFiles {
 public:
  SampleFiles(RunDirectory& directory, const StudyOptions& options, const std::vector<PolicyMarket>& markets)
      : directory_(directory) {
    std::vector<SampleColumns> columns;
    for (const PolicyMarket& market : markets) {
      SampleColumns& policy = columns.emplace_back();
      policy.policy = market.policy;
      policy.metrics = MetricTable(market.market).metrics();
      for (const ClassModel& bidder_class : market.market.classes) policy.classes.push_back(bidder_class.name);
    }
    if (options.keep_auction_samples) auctions_.emplace(directory.path_of(auction_samples_name), columns);
    if (options.keep_bid_samples) bids_.emplace(directory.path_of(bid_samples_name), columns, markets.front().market.currency);
  }

  SampleSink sink() {
    if (!auctions_ && !bids_) return {};
    return [this](const BlockSamples& block) {
      if (auctions_) auctions_->append(block);
      if (bids_) bids_->append(block);
    };
  }

  void close() {
    if (auctions_) {
      auctions_->close();
      directory_.add_file(auction_samples_name, auctions_->rows());
    }
    if (bids_) {
      bids_->close();
      directory_.add_file(bid_samples_name, bids_->rows());
    }
  }

 private:
  RunDirectory& directory_;
  std::optional<AuctionSampleFile> auctions_;
  std::optional<BidSampleFile> bids_;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Manifest describe(const ScenarioFile& file, const std::vector<PolicyMarket>& markets, const RunTally& tally) {
  const Scenario& scenario = file.policies.front().scenario;
  const BuildInfo build = build_info();
  Manifest manifest;
  manifest.program_version = build.version;
  manifest.git_commit = build.git_commit;
  manifest.compiler = build.compiler;
  manifest.build_type = build.build_type;
  manifest.scenario_name = scenario.name;
  manifest.scenario_title = scenario.title;
  manifest.currency = scenario.currency;
  manifest.price_year = static_cast<int>(scenario.price_year);
  manifest.scenario_sha256 = sha256_hex(file.resolved_yaml);
  manifest.seed = scenario.simulation.seed;
  manifest.replications_asked = tally.replications_asked;
  manifest.replications_done = tally.replications_done;
  manifest.interrupted = tally.replications_done < tally.replications_asked;
  manifest.block_size = block_size(markets);
  for (const PolicyMarket& market : markets) manifest.policies.push_back(market.policy);
  return manifest;
}

void write_tables(RunDirectory& directory, const ScenarioFile& file, const RunTally& tally) {
  const std::string& currency = file.policies.front().scenario.currency;
  const std::vector<SummaryRow> summary = summarise(tally, currency);
  const std::vector<DifferenceRow> pairs = differences(tally);
  directory.add_text(resolved_name, file.resolved_yaml);
  directory.add_text("summary.csv", summary_csv(summary), static_cast<std::int64_t>(summary.size()));
  directory.add_text("differences.csv", differences_csv(pairs), static_cast<std::int64_t>(pairs.size()));
  write_distributions(directory.path_of("distributions.nc"), {&tally, 1}, currency);
  directory.add_file("distributions.nc");
}

}  // namespace

StudyResult run_study(const ScenarioFile& file, const StudyOptions& options) {
  const std::string started_utc = fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)));
  const auto start = std::chrono::steady_clock::now();
  const std::vector<PolicyMarket> markets = build_markets(file);
  RunDirectory directory(options.output, options.overwrite);
  SampleFiles samples(directory, options, markets);

  const SimulationSettings& settings = file.policies.front().scenario.simulation;
  SimulationOptions simulation;
  simulation.replications = settings.replications;
  simulation.seed = settings.seed;
  simulation.threads = options.threads;
  simulation.progress = options.progress;
  simulation.stop = options.stop;
  simulation.samples = samples.sink();
  simulation.keep_bids = options.keep_bid_samples ? KeepBids::yes : KeepBids::no;

  const auto simulation_start = std::chrono::steady_clock::now();
  StudyResult result;
  result.tally = simulate(markets, simulation);
  result.simulation_seconds = seconds_since(simulation_start);
  result.threads = thread_count(options.threads);

  const auto output_start = std::chrono::steady_clock::now();
  samples.close();
  write_tables(directory, file, result.tally);
  Manifest manifest = describe(file, markets, result.tally);
  manifest.environment = {started_utc,
                          result.threads,
                          seconds_since(start),
                          {{"simulation", result.simulation_seconds}, {"output", seconds_since(output_start)}}};
  directory.commit(std::move(manifest));
  return result;
}

}  // namespace sealedbid
