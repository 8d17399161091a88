#include "study/run_in_parts.hpp"

#include "base/issue.hpp"
#include "base/sha256.hpp"
#include "simulation/part_bytes.hpp"
#include "study/solve_strategies.hpp"

namespace sealedbid {

namespace {

constexpr const char* task_name = "task of a run";

const StudyOptions& without_samples(const StudyOptions& options) {
  if (!options.keep_auction_samples && !options.keep_bid_samples) return options;
  throw InputError(
      Issue{{}, "samples", "are not kept of a run that several processes simulate", "Run without samples, or in one process."});
}

std::string task_of(const ScenarioFile& file, const std::vector<PolicyMarket>& markets) {
  ByteWriter writer;
  writer.text(file.resolved_yaml);
  for (const PolicyMarket& market : markets) write(writer, market.strategies);
  return sealed(writer.bytes());
}

}  // namespace

RunInParts::RunInParts(const ScenarioFile& file, const StudyOptions& options)
    : study_(file, without_samples(options)),
      total_(study_.markets(), study_.simulation().replications),
      task_(task_of(file, study_.markets())),
      digest_(sha256_hex(task_)) {}

void RunInParts::add(std::string_view bytes) {
  RunPart part = part_of(bytes, digest_, total_);
  const auto end = total_.blocks_done() + static_cast<std::int64_t>(part.records.size());
  if (part.first_block != total_.blocks_done() || end > total_.blocks()) {
    throw InputError(Issue{
        {},
        "part of a run",
        "begins with block " + std::to_string(part.first_block) + ", and the next one is " + std::to_string(total_.blocks_done()),
        ""});
  }
  for (std::vector<BlockRecord>& records : part.records) total_.add(std::move(records));
  merge(histograms_, std::move(part.histograms));
}

StudyResult RunInParts::finish() {
  return study_.finish(total_.tallies(histograms_));
}

PartSimulator::PartSimulator(std::string_view task) : digest_(sha256_hex(task)) {
  ByteReader reader(unsealed(task, task_name), task_name);
  const ScenarioFile file = read_scenario_text(reader.text(), task_name, {});
  markets_ = build_policies(file);
  for (PolicyMarket& market : markets_) market.strategies = read_strategies(reader, market.market.classes.size());
  reader.expect_end();
  const SimulationSettings& settings = file.policies.front().scenario.simulation;
  simulation_.replications = settings.replications;
  simulation_.seed = settings.seed;
}

std::string PartSimulator::simulate(std::int64_t first_block, std::int64_t blocks, int threads,
                                    const std::atomic<bool>* stop) const {
  SimulationOptions simulation = simulation_;
  simulation.threads = threads;
  simulation.stop = stop;
  return bytes_of(simulate_part(markets_, simulation, first_block, blocks), digest_);
}

}  // namespace sealedbid
