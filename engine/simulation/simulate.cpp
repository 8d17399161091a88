#include "simulation/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "base/issue.hpp"
#include "simulation/block_record.hpp"
#include "simulation/convergence.hpp"
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

/// The number of rounds that all policies hold.
int rounds_of(std::span<const PolicyMarket> policies, const SimulationOptions& options) {
  const int rounds = policies.front().market.auction.rounds;
  for (const PolicyMarket& policy : policies) {
    if (policy.market.auction.rounds != rounds) throw std::invalid_argument("policies differ in their rounds");
  }
  if (rounds > 1 && options.samples) throw std::invalid_argument("samples hold one round");
  return rounds;
}

class Run {
 public:
  Run(std::span<const PolicyMarket> policies, const SimulationOptions& options)
      : policies_(policies),
        options_(options),
        rounds_(rounds_of(policies, options)),
        threads_(thread_count(options.threads)),
        block_size_(block_size(policies)) {
    for (int thread = 0; thread < threads_; ++thread) workers_.emplace_back(policies, options);
    std::vector<const MetricTable*> tables;
    for (const auto& simulator : workers_.front().simulators) tables.push_back(&simulator->table());
    plan_ = plan_differences(tables);
    convergence_.assign(std::size_t(rounds_), ConvergencePaths(tables));
  }

  std::vector<RunTally> run() {
    const std::int64_t blocks = blocks_of_run();
    const int wave = wave_blocks();
    for (std::int64_t first = 0; first < blocks && !is_stopped(); first += wave) {
      run_wave(first, static_cast<int>(std::min<std::int64_t>(wave, blocks - first)));
      if (options_.progress) options_.progress(done_, options_.replications);
    }
    if (done_ == 0) throw RunError("interrupted before the first replications were finished; nothing to report");
    std::vector<RunTally> tallies;
    for (int round = 1; round <= rounds_; ++round) tallies.push_back(tally(round));
    return tallies;
  }

 private:
  bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  std::int64_t blocks_of_run() const { return (options_.replications + block_size_ - 1) / block_size_; }

  int wave_blocks() const {
    double bids_in_block = 1.0;
    for (const PolicyMarket& policy : policies_) bids_in_block += work_of(policy.market) * rounds_ * block_size_;
    const int a_thread =
        static_cast<int>(std::clamp(bids_in_wave_a_thread / bids_in_block, 1.0, double(most_blocks_in_wave_a_thread)));
    return threads_ * a_thread;
  }

  int replications_in(std::int64_t block) const {
    return static_cast<int>(std::min<std::int64_t>(block_size_, options_.replications - block * block_size_));
  }

  void run_wave(std::int64_t first_block, int blocks) {
    std::vector<std::vector<BlockRecord>> records(static_cast<std::size_t>(blocks));
    std::vector<std::vector<KeptSamples>> kept(options_.samples ? static_cast<std::size_t>(blocks) : 0);
    for_each_parallel(blocks, threads_, [&](int index, int thread) {
      records[std::size_t(index)] = run_block(first_block + index, workers_[std::size_t(thread)]);
      if (options_.samples) kept[std::size_t(index)] = keep_samples(workers_[std::size_t(thread)]);
    });
    for (int index = 0; index < blocks; ++index) {
      if (done_ == 0) {
        totals_ = std::move(records[std::size_t(index)]);
      } else {
        for (std::size_t round = 0; round < totals_.size(); ++round) totals_[round].merge(records[std::size_t(index)][round]);
      }
      if (options_.samples) hand_out_samples(first_block + index, kept[std::size_t(index)]);
      done_ += replications_in(first_block + index);
      if (!is_looked_at(first_block + index, blocks_of_run())) continue;
      for (std::size_t round = 0; round < totals_.size(); ++round) convergence_[round].look(done_, totals_[round]);
    }
  }

  /// One record a round.
  std::vector<BlockRecord> run_block(std::int64_t block, Worker& worker) const {
    std::vector<BlockRecord> records;
    for (int round = 1; round <= rounds_; ++round) records.push_back(run_round(block, std::uint32_t(round), worker));
    return records;
  }

  BlockRecord run_round(std::int64_t block, std::uint32_t round, Worker& worker) const {
    MetricHistograms& histograms = worker.histograms[round - 1];
    BlockRecord record;
    for (std::size_t p = 0; p < policies_.size(); ++p) {
      BlockSimulator& simulator = *worker.simulators[p];
      simulator.simulate(options_.first_replication + block * block_size_, replications_in(block), round);
      record.policies.push_back(PolicyRecord::of(simulator.values(), simulator.table()));
      for (std::size_t column = 0; column < histograms[p].size(); ++column) {
        count_values(simulator.table().metrics()[column], record.policies[p].metrics[column], simulator.values().metrics[column],
                     histograms[p][column]);
      }
    }
    for (const PlannedDifference& difference : plan_) {
      const auto& policy = worker.simulators[std::size_t(difference.policy)]->values().metrics;
      const auto& baseline = worker.simulators[std::size_t(difference.baseline)]->values().metrics;
      record.differences.push_back(
          difference_moments(policy[std::size_t(difference.policy_column)], baseline[std::size_t(difference.baseline_column)]));
    }
    return record;
  }

  static std::vector<KeptSamples> keep_samples(const Worker& worker) {
    std::vector<KeptSamples> kept;
    for (const auto& simulator : worker.simulators) kept.push_back({simulator->values().metrics, simulator->bids()});
    return kept;
  }

  void hand_out_samples(std::int64_t block, const std::vector<KeptSamples>& kept) const {
    for (std::size_t p = 0; p < kept.size(); ++p) {
      options_.samples({static_cast<int>(p), options_.first_replication + block * block_size_, replications_in(block),
                        kept[p].values, kept[p].bids});
    }
  }

  RunTally tally(int round) const {
    RunTally result;
    result.round = round;
    result.replications_asked = options_.replications;
    result.replications_done = done_;
    for (std::size_t p = 0; p < policies_.size(); ++p) result.policies.push_back(policy_tally(p, round));
    report_differences(result);
    return result;
  }

  /// The planned differences, each under every name that it is reported by.
  void report_differences(RunTally& result) const {
    for (std::size_t i = 0; i < plan_.size(); ++i) {
      const PlannedDifference& difference = plan_[i];
      const auto& baseline = table(std::size_t(difference.baseline)).reported_metrics();
      for (const ReportedMetric& reported : table(std::size_t(difference.policy)).reported_metrics()) {
        const bool is_in_baseline = std::any_of(baseline.begin(), baseline.end(), [&](const ReportedMetric& other) {
          return other.column == difference.baseline_column && other.metric.name == reported.metric.name &&
                 other.metric.group == reported.metric.group;
        });
        if (reported.column == difference.policy_column && is_in_baseline) {
          result.differences.push_back(
              {difference.policy, difference.baseline, reported.metric, total(result.round).differences[i]});
        }
      }
    }
  }

  const MetricTable& table(std::size_t policy) const { return workers_.front().simulators[policy]->table(); }

  const BlockRecord& total(int round) const { return totals_[std::size_t(round - 1)]; }

  PolicyTally policy_tally(std::size_t p, int round) const {
    const PolicyRecord& record = total(round).policies[p];
    const auto r = std::size_t(round - 1);
    PolicyTally tally;
    tally.policy = policies_[p].policy;
    tally.price_step_per_mwh = policies_[p].market.auction.price_step_per_mwh;
    for (const ReportedMetric& reported : table(p).reported_metrics()) {
      const auto column = std::size_t(reported.column);
      QuantileHistogram histogram = workers_.front().histograms[r][p][column];
      for (std::size_t w = 1; w < workers_.size(); ++w) histogram.merge(workers_[w].histograms[r][p][column]);
      tally.metrics.push_back({reported.metric, record.metrics[column], std::move(histogram)});
    }
    tally.convergence = convergence_[r].paths_of(p, done_, total(round));
    for (const ReportedGroup& reported : table(p).reported_groups()) {
      const auto g = std::size_t(reported.group);
      const MetricGroup& group = table(p).groups()[g];
      tally.bids.push_back(
          {"bid_per_mwh", reported.name, record.bid_ticks[g], group_histogram(p, round, group, &ClassHistograms::bids)});
      tally.bids.push_back({"awarded_bid_per_mwh", reported.name, record.awarded_bid_ticks[g],
                            group_histogram(p, round, group, &ClassHistograms::awarded_bids)});
    }
    return tally;
  }

  TickHistogram group_histogram(std::size_t p, int round, const MetricGroup& group, TickHistogram ClassHistograms::*which) const {
    TickHistogram histogram;
    for (const Worker& worker : workers_) {
      for (const int c : group.classes)
        histogram.merge(worker.simulators[p]->histograms(std::uint32_t(round))[std::size_t(c)].*which);
    }
    return histogram;
  }

  std::span<const PolicyMarket> policies_;
  const SimulationOptions& options_;
  int rounds_;
  int threads_;
  int block_size_;
  std::vector<Worker> workers_;
  std::vector<PlannedDifference> plan_;
  std::vector<BlockRecord> totals_;            ///< [round]
  std::vector<ConvergencePaths> convergence_;  ///< [round]
  std::int64_t done_ = 0;
};

}  // namespace

int block_size(std::span<const PolicyMarket> policies) {
  constexpr int usual_tiles = 16, bids_in_block = 1 << 20;
  int bidders = 1;
  for (const PolicyMarket& policy : policies) bidders = std::max(bidders, policy.market.total_bidders());
  return lane_count * std::clamp(bids_in_block / lane_count / bidders, 1, usual_tiles);
}

std::vector<RunTally> simulate(std::span<const PolicyMarket> policies, const SimulationOptions& options) {
  return Run(policies, options).run();
}

}  // namespace sealedbid
