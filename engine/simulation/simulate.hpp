#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "simulation/block.hpp"
#include "simulation/run_total.hpp"
#include "simulation/tally.hpp"

/// The loop: blocks of replications in parallel, each policy on the same draws, records merged in block order.
namespace sealedbid {

struct SimulationOptions {
  std::int64_t first_replication = 0;
  std::int64_t replications = 0;  ///< ≥ 1
  std::uint64_t seed = 0;
  int threads = 0;                                                      ///< 0: one a core
  std::function<void(std::int64_t done, std::int64_t asked)> progress;  ///< called from the calling thread, a few times a second
  const std::atomic<bool>* stop = nullptr;  ///< when it becomes true, the run ends within a second with the blocks done so far
  SampleSink samples;                       ///< may be empty, and is where there are several rounds
  KeepBids keep_bids = KeepBids::no;        ///< whether samples carry single bids
};

/// Simulates all rounds of all policies, which have as many; one tally a round, in their order. The result is a function of
/// (policies, seed, first_replication, replications): the same bits for any number of threads. Memory depends on metrics,
/// policies, rounds and threads, not on replications. Throws what a block throws, RunError if nothing was simulated before a
/// stop, and std::invalid_argument where policies differ in their rounds, or samples are asked for of several rounds.
std::vector<RunTally> simulate(std::span<const PolicyMarket> policies, const SimulationOptions& options);

/// Some blocks of a run, simulated by themselves, perhaps in another process.
struct RunPart {
  std::int64_t first_block = 0;
  std::vector<std::vector<BlockRecord>> records;  ///< [block][round]
  RunHistograms histograms;                       ///< of all these blocks
};

/// Simulates blocks of the run that `options` describes; RunTotal and `merge` put parts together to what `simulate` gives, to the
/// bit. Holds a record a block in memory. Throws what a block throws, RunError where it was stopped, and std::invalid_argument
/// where the run has no such blocks or samples are asked for.
RunPart simulate_part(std::span<const PolicyMarket> policies, const SimulationOptions& options, std::int64_t first_block,
                      std::int64_t blocks);

}  // namespace sealedbid
