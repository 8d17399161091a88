#include "simulation/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/issue.hpp"
#include "simulation/block_record.hpp"
#include "simulation/parallel.hpp"

namespace sealedbid {

namespace {

/// Bids that a wave (the blocks between two looks at the stop flag) may hold: a few tenths of a second for plain ones.
constexpr double bids_in_wave_a_thread = 4e6;
constexpr int most_blocks_in_wave_a_thread = 32;

/// About how many plain bids a replication of a policy costs as much as: settlement follows paths, and required prices that are
/// searched for take longer.
double work_of(const Market& market) {
  constexpr double searched = 20.0, settled = 25.0, paths = 100.0;
  const bool is_searched = market.tariff.tariff.type == TariffType::one_way_sliding_premium ||
                           market.exports.right == ExportRight::option ||
                           market.exports.state_share_of_export_gain_fraction > 0.0;
  const double bidders = market.total_bidders();
  const double settlement = market.settlement.is_asked ? paths + settled * bidders : 0.0;
  return bidders * (is_searched ? searched : 1.0) + settlement;
}

/// A block's values, copied because they go to the sample sink after the wave.
struct KeptSamples {
  std::vector<std::vector<double>> values;
  std::vector<BidSample> bids;
};

/// Everything one thread owns: a simulator and the metric histograms of each policy.
struct Worker {
  std::vector<std::unique_ptr<BlockSimulator>> simulators;
  std::vector<std::vector<QuantileHistogram>> histograms;  ///< [policy][column]

  Worker(std::span<const PolicyMarket> policies, const SimulationOptions& options) {
    const KeepBids keep = options.samples ? options.keep_bids : KeepBids::no;
    for (const PolicyMarket& policy : policies) {
      simulators.push_back(std::make_unique<BlockSimulator>(policy.market, options.seed, keep));
      std::vector<QuantileHistogram>& list = histograms.emplace_back();
      for (const Metric& metric : simulators.back()->table().metrics()) list.emplace_back(metric.grid_step);
    }
  }
};

/// Whole numbers that are told apart by comparing all values with each of them, which is faster than looking up the bin of each.
constexpr double most_whole_numbers = 12.0;

SEALEDBID_CLONES
std::uint64_t count_of(const double* values, std::size_t size, double value) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < size; ++i) count += values[i] == value ? 1 : 0;
  return count;
}

/// Adds a block's values to a histogram; where the block's moments tell the counts, no value is looked at.
void count_values(const Metric& metric, const Moments& moments, const std::vector<double>& values, QuantileHistogram& histogram) {
  if (moments.count == 0) return;
  auto rest = static_cast<std::uint64_t>(moments.count);
  const bool is_whole = metric.grid_step == 1.0;
  if (metric.kind == MetricKind::probability && moments.minimum < moments.maximum) {
    const auto ones = static_cast<std::uint64_t>(std::llround(moments.mean * static_cast<double>(moments.count)));
    histogram.add(1.0, ones);
    histogram.add(0.0, rest - ones);
  } else if (moments.minimum == moments.maximum || (is_whole && moments.maximum - moments.minimum <= most_whole_numbers)) {
    for (double number = moments.minimum; number < moments.maximum; number += 1.0) {
      const std::uint64_t count = count_of(values.data(), values.size(), number);
      histogram.add(number, count);
      rest -= count;
    }
    histogram.add(moments.maximum, rest);
  } else {
    histogram.add(values);
  }
}

class Run {
 public:
  Run(std::span<const PolicyMarket> policies, const SimulationOptions& options)
      : policies_(policies), options_(options), threads_(thread_count(options.threads)), block_size_(block_size(policies)) {
    for (int thread = 0; thread < threads_; ++thread) workers_.emplace_back(policies, options);
    std::vector<const MetricTable*> tables;
    for (const auto& simulator : workers_.front().simulators) tables.push_back(&simulator->table());
    plan_ = plan_differences(tables);
  }

  RunTally run() {
    const std::int64_t blocks = (options_.replications + block_size_ - 1) / block_size_;
    const int wave = wave_blocks();
    for (std::int64_t first = 0; first < blocks && !is_stopped(); first += wave) {
      run_wave(first, static_cast<int>(std::min<std::int64_t>(wave, blocks - first)));
      if (options_.progress) options_.progress(done_, options_.replications);
    }
    if (done_ == 0) throw RunError("interrupted before the first replications were finished; nothing to report");
    return tally();
  }

 private:
  bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(std::memory_order_relaxed); }

  int wave_blocks() const {
    double bids_in_block = 1.0;
    for (const PolicyMarket& policy : policies_) bids_in_block += work_of(policy.market) * block_size_;
    const int a_thread =
        static_cast<int>(std::clamp(bids_in_wave_a_thread / bids_in_block, 1.0, double(most_blocks_in_wave_a_thread)));
    return threads_ * a_thread;
  }

  int replications_in(std::int64_t block) const {
    return static_cast<int>(std::min<std::int64_t>(block_size_, options_.replications - block * block_size_));
  }

  void run_wave(std::int64_t first_block, int blocks) {
    std::vector<BlockRecord> records(static_cast<std::size_t>(blocks));
    std::vector<std::vector<KeptSamples>> kept(options_.samples ? static_cast<std::size_t>(blocks) : 0);
    for_each_parallel(blocks, threads_, [&](int index, int thread) {
      records[std::size_t(index)] = run_block(first_block + index, workers_[std::size_t(thread)]);
      if (options_.samples) kept[std::size_t(index)] = keep_samples(workers_[std::size_t(thread)]);
    });
    for (int index = 0; index < blocks; ++index) {
      if (done_ == 0) {
        total_ = std::move(records[std::size_t(index)]);
      } else {
        total_.merge(records[std::size_t(index)]);
      }
      if (options_.samples) hand_out_samples(first_block + index, kept[std::size_t(index)]);
      done_ += replications_in(first_block + index);
    }
  }

  BlockRecord run_block(std::int64_t block, Worker& worker) const {
    BlockRecord record;
    for (std::size_t p = 0; p < policies_.size(); ++p) {
      BlockSimulator& simulator = *worker.simulators[p];
      simulator.simulate(options_.first_replication + block * block_size_, replications_in(block), std::uint32_t(options_.round));
      record.policies.push_back(PolicyRecord::of(simulator.values(), simulator.table()));
      for (std::size_t column = 0; column < worker.histograms[p].size(); ++column) {
        count_values(simulator.table().metrics()[column], record.policies[p].metrics[column], simulator.values().metrics[column],
                     worker.histograms[p][column]);
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

  RunTally tally() {
    RunTally result;
    result.round = options_.round;
    result.replications_asked = options_.replications;
    result.replications_done = done_;
    for (std::size_t p = 0; p < policies_.size(); ++p) result.policies.push_back(policy_tally(p));
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
          result.differences.push_back({difference.policy, difference.baseline, reported.metric, total_.differences[i]});
        }
      }
    }
  }

  const MetricTable& table(std::size_t policy) const { return workers_.front().simulators[policy]->table(); }

  PolicyTally policy_tally(std::size_t p) const {
    PolicyTally tally;
    tally.policy = policies_[p].policy;
    tally.price_step_per_mwh = policies_[p].market.auction.price_step_per_mwh;
    for (const ReportedMetric& reported : table(p).reported_metrics()) {
      const auto column = std::size_t(reported.column);
      QuantileHistogram histogram = workers_.front().histograms[p][column];
      for (std::size_t w = 1; w < workers_.size(); ++w) histogram.merge(workers_[w].histograms[p][column]);
      tally.metrics.push_back({reported.metric, total_.policies[p].metrics[column], std::move(histogram)});
    }
    for (const ReportedGroup& reported : table(p).reported_groups()) {
      const auto g = std::size_t(reported.group);
      const MetricGroup& group = table(p).groups()[g];
      tally.bids.push_back(
          {"bid_per_mwh", reported.name, total_.policies[p].bid_ticks[g], group_histogram(p, group, &ClassHistograms::bids)});
      tally.bids.push_back({"awarded_bid_per_mwh", reported.name, total_.policies[p].awarded_bid_ticks[g],
                            group_histogram(p, group, &ClassHistograms::awarded_bids)});
    }
    return tally;
  }

  TickHistogram group_histogram(std::size_t p, const MetricGroup& group, TickHistogram ClassHistograms::*which) const {
    TickHistogram histogram;
    for (const Worker& worker : workers_) {
      for (const int c : group.classes) histogram.merge(worker.simulators[p]->histograms()[std::size_t(c)].*which);
    }
    return histogram;
  }

  std::span<const PolicyMarket> policies_;
  const SimulationOptions& options_;
  int threads_;
  int block_size_;
  std::vector<Worker> workers_;
  std::vector<PlannedDifference> plan_;
  BlockRecord total_;
  std::int64_t done_ = 0;
};

}  // namespace

int block_size(std::span<const PolicyMarket> policies) {
  constexpr int usual_tiles = 16, bids_in_block = 1 << 20;
  int bidders = 1;
  for (const PolicyMarket& policy : policies) bidders = std::max(bidders, policy.market.total_bidders());
  return lane_count * std::clamp(bids_in_block / lane_count / bidders, 1, usual_tiles);
}

RunTally simulate(std::span<const PolicyMarket> policies, const SimulationOptions& options) {
  return Run(policies, options).run();
}

}  // namespace sealedbid
