#include "simulation/simulate.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/issue.hpp"
#include "simulation/block_record.hpp"
#include "simulation/parallel.hpp"

namespace sealedbid {

namespace {

/// Bids that a wave (the blocks between two looks at the stop flag) may hold: a few tenths of a second for plain ones.
constexpr double bids_in_wave_a_thread = 4e6;
constexpr int most_blocks_in_wave_a_thread = 32;

/// A block's values, copied because they go to the sample sink after the wave.
struct KeptSamples {
  std::vector<std::vector<double>> values;
  std::vector<BidSample> bids;
};

/// The metric histograms of one round, [policy][column].
using MetricHistograms = std::vector<std::vector<QuantileHistogram>>;

/// Everything one thread owns: a simulator of each policy and the metric histograms of each round.
struct Worker {
  std::vector<std::unique_ptr<BlockSimulator>> simulators;
  std::vector<MetricHistograms> histograms;  ///< [round]

  Worker(std::span<const PolicyMarket> policies, const SimulationOptions& options) {
    const KeepBids keep = options.samples ? options.keep_bids : KeepBids::no;
    MetricHistograms of_round;
    for (const PolicyMarket& policy : policies) {
      simulators.push_back(std::make_unique<BlockSimulator>(policy.market, options.seed, keep, &policy.strategies));
      std::vector<QuantileHistogram>& list = of_round.emplace_back();
      for (const Metric& metric : simulators.back()->table().metrics()) list.emplace_back(metric.grid_step);
    }
    histograms.assign(std::size_t(policies.front().market.auction.rounds), of_round);
  }
};

/// Simulates blocks on all threads, in waves, and hands their records on in block order.
class BlockRunner {
 public:
  /// @param total of the run that the blocks belong to; outlives the object.
  BlockRunner(std::span<const PolicyMarket> policies, const SimulationOptions& options, const RunTotal& total)
      : policies_(policies),
        options_(options),
        total_(total),
        threads_(thread_count(options.threads)),
        block_size_(block_size(policies)) {
    if (total.rounds() > 1 && options.samples) throw std::invalid_argument("samples hold one round");
    for (int thread = 0; thread < threads_; ++thread) workers_.emplace_back(policies, options);
  }

  /// @param take gets the records of a block, one a round.
  void run(std::int64_t first_block, std::int64_t blocks, const std::function<void(std::vector<BlockRecord>)>& take) {
    const std::int64_t end = first_block + blocks;
    const std::int64_t asked = std::min(options_.replications, end * block_size_) - first_block * block_size_;
    const int wave = wave_blocks();
    std::int64_t done = 0;
    for (std::int64_t first = first_block; first < end && !is_stopped(); first += wave) {
      done += run_wave(first, static_cast<int>(std::min<std::int64_t>(wave, end - first)), take);
      if (options_.progress) options_.progress(done, asked);
    }
  }

  /// Of everything that was simulated.
  RunHistograms histograms() const {
    RunHistograms result;
    for (const Worker& worker : workers_) merge(result, histograms_of(worker));
    return result;
  }

 private:
  bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  int wave_blocks() const {
    double bids_in_block = 1.0;
    for (const PolicyMarket& policy : policies_) bids_in_block += work_of(policy.market) * total_.rounds() * block_size_;
    const int a_thread =
        static_cast<int>(std::clamp(bids_in_wave_a_thread / bids_in_block, 1.0, double(most_blocks_in_wave_a_thread)));
    return threads_ * a_thread;
  }

  /// The number of replications done.
  std::int64_t run_wave(std::int64_t first_block, int blocks, const std::function<void(std::vector<BlockRecord>)>& take) {
    std::vector<std::vector<BlockRecord>> records(static_cast<std::size_t>(blocks));
    std::vector<std::vector<KeptSamples>> kept(options_.samples ? static_cast<std::size_t>(blocks) : 0);
    for_each_parallel(blocks, threads_, [&](int index, int thread) {
      records[std::size_t(index)] = run_block(first_block + index, workers_[std::size_t(thread)]);
      if (options_.samples) kept[std::size_t(index)] = keep_samples(workers_[std::size_t(thread)]);
    });
    std::int64_t done = 0;
    for (int index = 0; index < blocks; ++index) {
      take(std::move(records[std::size_t(index)]));
      if (options_.samples) hand_out_samples(first_block + index, kept[std::size_t(index)]);
      done += total_.replications_in(first_block + index);
    }
    return done;
  }

  /// One record a round.
  std::vector<BlockRecord> run_block(std::int64_t block, Worker& worker) const {
    std::vector<BlockRecord> records;
    for (int round = 1; round <= total_.rounds(); ++round) records.push_back(run_round(block, std::uint32_t(round), worker));
    return records;
  }

  BlockRecord run_round(std::int64_t block, std::uint32_t round, Worker& worker) const {
    MetricHistograms& histograms = worker.histograms[round - 1];
    BlockRecord record;
    for (std::size_t p = 0; p < policies_.size(); ++p) {
      BlockSimulator& simulator = *worker.simulators[p];
      simulator.simulate(options_.first_replication + block * block_size_, total_.replications_in(block), round);
      record.policies.push_back(PolicyRecord::of(simulator.values(), simulator.table()));
      for (std::size_t column = 0; column < histograms[p].size(); ++column) {
        count_values(simulator.table().metrics()[column], record.policies[p].metrics[column], simulator.values().metrics[column],
                     histograms[p][column]);
      }
    }
    for (const PlannedDifference& difference : total_.planned_differences()) {
      const auto& policy = worker.simulators[std::size_t(difference.policy)]->values().metrics;
      const auto& baseline = worker.simulators[std::size_t(difference.baseline)]->values().metrics;
      record.differences.push_back(
          difference_moments(policy[std::size_t(difference.policy_column)], baseline[std::size_t(difference.baseline_column)]));
    }
    return record;
  }

  static RunHistograms histograms_of(const Worker& worker) {
    RunHistograms result;
    for (std::size_t r = 0; r < worker.histograms.size(); ++r) {
      std::vector<PolicyHistograms>& round = result.emplace_back();
      for (std::size_t p = 0; p < worker.simulators.size(); ++p) {
        round.push_back({worker.histograms[r][p], worker.simulators[p]->histograms(std::uint32_t(r + 1))});
      }
    }
    return result;
  }

  static std::vector<KeptSamples> keep_samples(const Worker& worker) {
    std::vector<KeptSamples> kept;
    for (const auto& simulator : worker.simulators) kept.push_back({simulator->values().metrics, simulator->bids()});
    return kept;
  }

  void hand_out_samples(std::int64_t block, const std::vector<KeptSamples>& kept) const {
    for (std::size_t p = 0; p < kept.size(); ++p) {
      options_.samples({static_cast<int>(p), options_.first_replication + block * block_size_, total_.replications_in(block),
                        kept[p].values, kept[p].bids});
    }
  }

  std::span<const PolicyMarket> policies_;
  const SimulationOptions& options_;
  const RunTotal& total_;
  int threads_;
  int block_size_;
  std::vector<Worker> workers_;
};

}  // namespace

std::vector<RunTally> simulate(std::span<const PolicyMarket> policies, const SimulationOptions& options) {
  RunTotal total(policies, options.replications);
  BlockRunner runner(policies, options, total);
  runner.run(0, total.blocks(), [&](std::vector<BlockRecord> records) { total.add(std::move(records)); });
  return total.tallies(runner.histograms());
}

RunPart simulate_part(std::span<const PolicyMarket> policies, const SimulationOptions& options, std::int64_t first_block,
                      std::int64_t blocks) {
  if (options.samples) throw std::invalid_argument("parts keep no samples");
  const RunTotal total(policies, options.replications);
  if (first_block < 0 || blocks < 1 || blocks > total.blocks() - first_block) throw std::invalid_argument("no such blocks");
  BlockRunner runner(policies, options, total);
  RunPart part;
  part.first_block = first_block;
  runner.run(first_block, blocks, [&](std::vector<BlockRecord> records) { part.records.push_back(std::move(records)); });
  if (static_cast<std::int64_t>(part.records.size()) < blocks) throw RunError("interrupted; nothing to report");
  part.histograms = runner.histograms();
  return part;
}

}  // namespace sealedbid
