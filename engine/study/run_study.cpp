#include "study/run_study.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>
#include <optional>
#include <span>

#include "base/build_info.hpp"
#include "base/sha256.hpp"
#include "output/distributions.hpp"
#include "output/sample_files.hpp"
#include "output/strategy_tables.hpp"
#include "output/summary.hpp"
#include "output/typical_auctions.hpp"
#include "simulation/parallel.hpp"
#include "study/solve_strategies.hpp"

namespace sealedbid {

namespace {

constexpr const char* resolved_name = "scenario.resolved.yaml";
constexpr const char* auction_samples_name = "samples_auctions.nc";
constexpr const char* bid_samples_name = "samples_bids.nc";

void refuse_samples_of_rounds(const ScenarioFile& file, const StudyOptions& options) {
  const Scenario& scenario = file.policies.front().scenario;
  if (scenario.auction.rounds == 1 || !(options.keep_auction_samples || options.keep_bid_samples)) return;
  throw InputError(Issue{scenario.place_of("auction.rounds"), "auction.rounds",
                         "samples are kept of one round, and there are " + std::to_string(scenario.auction.rounds),
                         "Run without --samples, or with --set auction.rounds=1."});
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

std::vector<ManifestEquilibrium> equilibria_of(const SolvedPolicies& solved) {
  std::vector<ManifestEquilibrium> list;
  for (std::size_t p = 0; p < solved.markets.size(); ++p) {
    if (!has_solved_bids(solved.certificates[p])) continue;
    const StrategySolution& solution = solved.markets[p].strategies.solution;
    list.push_back({solved.markets[p].policy, solution.method, std::string(status_name(worst_status(solution))),
                    solved.markets[p].market.equilibrium.tolerance, solved.certificates[p].greatest_upper_bound_share});
  }
  return list;
}

Manifest describe(const ScenarioFile& file, const SolvedPolicies& solved, const RunTally& tally) {
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
  manifest.block_size = block_size(solved.markets);
  manifest.equilibria = equilibria_of(solved);
  for (const PolicyMarket& market : solved.markets) manifest.policies.push_back(market.policy);
  return manifest;
}

void write_strategies(RunDirectory& directory, const SolvedPolicies& solved) {
  if (std::ranges::none_of(solved.certificates, has_solved_bids)) return;
  const StrategyTable found = equilibrium_table(solved.markets, solved.certificates);
  const StrategyTable bids = bid_function_table(solved.markets);
  directory.add_text("equilibrium.csv", found.csv, found.rows);
  directory.add_text("bid_functions.csv", bids.csv, bids.rows);
}

void write_tables(RunDirectory& directory, const ScenarioFile& file, std::span<const RunTally> rounds) {
  const std::string& currency = file.policies.front().scenario.currency;
  std::vector<SummaryRow> summary;
  std::vector<DifferenceRow> pairs;
  for (const RunTally& tally : rounds) {
    std::ranges::move(summarise(tally, currency), std::back_inserter(summary));
    std::ranges::move(differences(tally), std::back_inserter(pairs));
  }
  std::vector<ConvergenceRow> paths;
  for (const RunTally& tally : rounds) std::ranges::move(convergence(tally), std::back_inserter(paths));
  directory.add_text(resolved_name, file.resolved_yaml);
  directory.add_text("summary.csv", summary_csv(summary), static_cast<std::int64_t>(summary.size()));
  directory.add_text("differences.csv", differences_csv(pairs), static_cast<std::int64_t>(pairs.size()));
  directory.add_text("convergence.csv", convergence_csv(paths), static_cast<std::int64_t>(paths.size()));
  write_distributions(directory.path_of("distributions.nc"), rounds, currency);
  directory.add_file("distributions.nc");
}

void write_typical_auctions(RunDirectory& directory, const SolvedPolicies& solved, std::uint64_t seed,
                            std::span<const RunTally> rounds) {
  const std::vector<TypicalBidRow> rows = typical_bids(solved.markets, seed, rounds);
  directory.add_text("typical_auctions.csv", typical_auctions_csv(rows), static_cast<std::int64_t>(rows.size()));
}

SimulationOptions simulation_options(const ScenarioFile& file, const StudyOptions& options, SampleSink samples) {
  const SimulationSettings& settings = file.policies.front().scenario.simulation;
  SimulationOptions simulation;
  simulation.replications = settings.replications;
  simulation.seed = settings.seed;
  simulation.threads = options.threads;
  simulation.progress = options.progress;
  simulation.stop = options.stop;
  simulation.samples = std::move(samples);
  simulation.keep_bids = options.keep_bid_samples ? KeepBids::yes : KeepBids::no;
  return simulation;
}

}  // namespace

struct StudyInProgress::State {
  const ScenarioFile& file;
  const StudyOptions& options;
  std::string started_utc = fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)));
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now(), simulation_start = {};
  std::optional<RunDirectory> directory = {};
  SolvedPolicies solved = {};
  std::optional<SampleFiles> samples = {};
  SimulationOptions simulation = {};
};

StudyInProgress::StudyInProgress(const ScenarioFile& file, const StudyOptions& options) : state_(new State{file, options}) {
  State& state = *state_;
  std::vector<PolicyMarket> markets = build_policies(file);
  refuse_samples_of_rounds(file, options);
  state.directory.emplace(options.output, options.overwrite);
  state.solved = solve_policies(file, std::move(markets), options.threads, options.stop);
  state.samples.emplace(*state.directory, options, state.solved.markets);
  state.simulation = simulation_options(file, options, state.samples->sink());
  state.simulation_start = std::chrono::steady_clock::now();
}

StudyInProgress::~StudyInProgress() = default;

const std::vector<PolicyMarket>& StudyInProgress::markets() const {
  return state_->solved.markets;
}

const SimulationOptions& StudyInProgress::simulation() const {
  return state_->simulation;
}

StudyResult StudyInProgress::finish(std::vector<RunTally> rounds) {
  State& state = *state_;
  const SolvedPolicies& solved = state.solved;
  StudyResult result;
  result.simulation_seconds = seconds_since(state.simulation_start);
  result.threads = thread_count(state.options.threads);
  result.certificates = certificate_lines(solved);
  result.shortfall = shortfall_of(solved);

  const auto output_start = std::chrono::steady_clock::now();
  state.samples->close();
  write_tables(*state.directory, state.file, rounds);
  write_typical_auctions(*state.directory, solved, state.simulation.seed, rounds);
  result.tally = std::move(rounds.back());
  write_strategies(*state.directory, solved);
  Manifest manifest = describe(state.file, solved, result.tally);
  manifest.environment = {state.started_utc,
                          result.threads,
                          seconds_since(state.start),
                          {{"strategies", solved.solving_seconds},
                           {"certificate", solved.certificate_seconds},
                           {"simulation", result.simulation_seconds},
                           {"output", seconds_since(output_start)}}};
  state.directory->commit(std::move(manifest));
  return result;
}

StudyResult run_study(const ScenarioFile& file, const StudyOptions& options) {
  StudyInProgress study(file, options);
  return study.finish(simulate(study.markets(), study.simulation()));
}

}  // namespace sealedbid
