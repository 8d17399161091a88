#include "simulation/run_total.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/issue.hpp"
#include "base/lanes.hpp"

namespace sealedbid {

namespace {

/// The number of rounds that all policies hold.
int rounds_of(std::span<const PolicyMarket> policies) {
  const int rounds = policies.front().market.auction.rounds;
  for (const PolicyMarket& policy : policies) {
    if (policy.market.auction.rounds != rounds) throw std::invalid_argument("policies differ in their rounds");
  }
  return rounds;
}

std::vector<MetricTable> tables_of(std::span<const PolicyMarket> policies) {
  std::vector<MetricTable> tables;
  for (const PolicyMarket& policy : policies) tables.emplace_back(policy.market);
  return tables;
}

TickHistogram group_histogram(const PolicyHistograms& histograms, const MetricGroup& group,
                              TickHistogram ClassHistograms::*which) {
  TickHistogram histogram;
  for (const int c : group.classes) histogram.merge(histograms.classes[std::size_t(c)].*which);
  return histogram;
}

}  // namespace

int block_size(std::span<const PolicyMarket> policies) {
  constexpr int usual_tiles = 16, bids_in_block = 1 << 20;
  int bidders = 1;
  for (const PolicyMarket& policy : policies) bidders = std::max(bidders, policy.market.total_bidders());
  return lane_count * std::clamp(bids_in_block / lane_count / bidders, 1, usual_tiles);
}

std::int64_t block_count(std::int64_t replications, int block_size) {
  return (replications + block_size - 1) / block_size;
}

void PolicyHistograms::merge(const PolicyHistograms& other) {
  for (std::size_t column = 0; column < metrics.size(); ++column) metrics[column].merge(other.metrics[column]);
  for (std::size_t c = 0; c < classes.size(); ++c) {
    classes[c].bids.merge(other.classes[c].bids);
    classes[c].awarded_bids.merge(other.classes[c].awarded_bids);
  }
}

void merge(RunHistograms& into, RunHistograms other) {
  if (into.empty()) {
    into = std::move(other);
    return;
  }
  for (std::size_t round = 0; round < into.size(); ++round) {
    for (std::size_t p = 0; p < into[round].size(); ++p) into[round][p].merge(other[round][p]);
  }
}

RunTotal::RunTotal(std::span<const PolicyMarket> policies, std::int64_t replications)
    : policies_(policies),
      replications_(replications),
      rounds_(rounds_of(policies)),
      block_size_(block_size(policies)),
      tables_(tables_of(policies)) {
  std::vector<const MetricTable*> tables;
  for (const MetricTable& table : tables_) tables.push_back(&table);
  plan_ = plan_differences(tables);
  convergence_.assign(std::size_t(rounds_), ConvergencePaths(tables));
}

int RunTotal::replications_in(std::int64_t block) const {
  return static_cast<int>(std::min<std::int64_t>(block_size_, replications_ - block * block_size_));
}

void RunTotal::add(std::vector<BlockRecord> records) {
  const std::int64_t block = blocks_done_++;
  if (block == 0) {
    totals_ = std::move(records);
  } else {
    for (std::size_t round = 0; round < totals_.size(); ++round) totals_[round].merge(records[round]);
  }
  done_ += replications_in(block);
  if (!is_looked_at(block, blocks())) return;
  for (std::size_t round = 0; round < totals_.size(); ++round) convergence_[round].look(done_, totals_[round]);
}

std::vector<RunTally> RunTotal::tallies(const RunHistograms& histograms) const {
  if (done_ == 0) throw RunError("interrupted before the first replications were finished; nothing to report");
  std::vector<RunTally> result;
  for (int round = 1; round <= rounds_; ++round) result.push_back(tally(round, histograms[std::size_t(round - 1)]));
  return result;
}

RunTally RunTotal::tally(int round, const std::vector<PolicyHistograms>& histograms) const {
  RunTally result;
  result.round = round;
  result.replications_asked = replications_;
  result.replications_done = done_;
  for (std::size_t p = 0; p < policies_.size(); ++p) result.policies.push_back(policy_tally(p, round, histograms[p]));
  report_differences(result);
  return result;
}

/// The planned differences, each under every name that it is reported by.
void RunTotal::report_differences(RunTally& result) const {
  for (std::size_t i = 0; i < plan_.size(); ++i) {
    const PlannedDifference& difference = plan_[i];
    const auto& baseline = tables_[std::size_t(difference.baseline)].reported_metrics();
    for (const ReportedMetric& reported : tables_[std::size_t(difference.policy)].reported_metrics()) {
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

PolicyTally RunTotal::policy_tally(std::size_t p, int round, const PolicyHistograms& histograms) const {
  const PolicyRecord& record = total(round).policies[p];
  const MetricTable& table = tables_[p];
  PolicyTally tally;
  tally.policy = policies_[p].policy;
  tally.price_step_per_mwh = policies_[p].market.auction.price_step_per_mwh;
  for (const ReportedMetric& reported : table.reported_metrics()) {
    const auto column = std::size_t(reported.column);
    tally.metrics.push_back({reported.metric, record.metrics[column], histograms.metrics[column]});
  }
  tally.convergence = convergence_[std::size_t(round - 1)].paths_of(p, done_, total(round));
  for (const ReportedGroup& reported : table.reported_groups()) {
    const auto g = std::size_t(reported.group);
    const MetricGroup& group = table.groups()[g];
    tally.bids.push_back(
        {"bid_per_mwh", reported.name, record.bid_ticks[g], group_histogram(histograms, group, &ClassHistograms::bids)});
    tally.bids.push_back({"awarded_bid_per_mwh", reported.name, record.awarded_bid_ticks[g],
                          group_histogram(histograms, group, &ClassHistograms::awarded_bids)});
  }
  return tally;
}

}  // namespace sealedbid
