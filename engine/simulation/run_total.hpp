#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "market/market.hpp"
#include "simulation/block_record.hpp"
#include "simulation/convergence.hpp"
#include "simulation/count_bids.hpp"
#include "simulation/metric_table.hpp"
#include "simulation/strategies.hpp"
#include "simulation/tally.hpp"
#include "statistics/histogram.hpp"

/// From blocks to tallies: records added in block order, wherever the blocks were simulated.
namespace sealedbid {

struct PolicyMarket {
  std::string policy;
  Market market;
  Strategies strategies = {};  ///< found before; empty where no class's bids are solved for
};

/// Replications in a block: a function of the largest number of bidders of any policy alone, so that results never depend on
/// threads.
int block_size(std::span<const PolicyMarket> policies);

/// Blocks that so many replications take; the last may be ragged.
std::int64_t block_count(std::int64_t replications, int block_size);

/// What one policy's values and bids counted, in one round. Counts are exact, so histograms merge in any order.
struct PolicyHistograms {
  std::vector<QuantileHistogram> metrics;  ///< by column
  std::vector<ClassHistograms> classes;    ///< by class

  void merge(const PolicyHistograms& other);
};
using RunHistograms = std::vector<std::vector<PolicyHistograms>>;  ///< [round][policy]

/// Merges histogram by histogram; an empty `into` becomes the other.
void merge(RunHistograms& into, RunHistograms other);

/// The merged records of the first blocks of a run.
class RunTotal {
 public:
  /// @param policies outlive the object. @param replications of the whole run.
  RunTotal(std::span<const PolicyMarket> policies, std::int64_t replications);

  /// Takes the record of each round of the next block.
  void add(std::vector<BlockRecord> records);

  const std::vector<MetricTable>& tables() const { return tables_; }  ///< [policy]
  const std::vector<PlannedDifference>& planned_differences() const { return plan_; }
  std::size_t classes(std::size_t policy) const { return policies_[policy].market.classes.size(); }
  int rounds() const { return rounds_; }
  int replications_in(std::int64_t block) const;
  std::int64_t blocks() const { return block_count(replications_, block_size_); }  ///< of the whole run
  std::int64_t blocks_done() const { return blocks_done_; }
  std::int64_t done() const { return done_; }  ///< replications

  /// A tally a round. Throws RunError if nothing was added. @param histograms of all blocks that were added.
  std::vector<RunTally> tallies(const RunHistograms& histograms) const;

 private:
  RunTally tally(int round, const std::vector<PolicyHistograms>& histograms) const;
  PolicyTally policy_tally(std::size_t p, int round, const PolicyHistograms& histograms) const;
  void report_differences(RunTally& result) const;
  const BlockRecord& total(int round) const { return totals_[std::size_t(round - 1)]; }

  std::span<const PolicyMarket> policies_;
  std::int64_t replications_;
  int rounds_, block_size_;
  std::vector<MetricTable> tables_;
  std::vector<PlannedDifference> plan_;
  std::vector<BlockRecord> totals_;            ///< [round]
  std::vector<ConvergencePaths> convergence_;  ///< [round]
  std::int64_t blocks_done_ = 0, done_ = 0;
};

}  // namespace sealedbid
