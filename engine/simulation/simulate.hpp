#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "market/market.hpp"
#include "simulation/block.hpp"
#include "simulation/tally.hpp"

/// The loop: blocks of replications in parallel, each policy on the same draws, records merged in block order.
namespace sealedbid {

struct PolicyMarket {
  std::string policy;
  Market market;
  Strategies strategies = {};  ///< found before; empty where no class's bids are solved for
};

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

/// Replications in a block: a function of the largest number of bidders of any policy alone, so that results never depend on
/// threads.
int block_size(std::span<const PolicyMarket> policies);

/// Simulates all rounds of all policies, which have as many; one tally a round, in their order. The result is a function of
/// (policies, seed, first_replication, replications): the same bits for any number of threads. Memory depends on metrics,
/// policies, rounds and threads, not on replications. Throws what a block throws, RunError if nothing was simulated before a
/// stop, and std::invalid_argument where policies differ in their rounds, or samples are asked for of several rounds.
std::vector<RunTally> simulate(std::span<const PolicyMarket> policies, const SimulationOptions& options);

}  // namespace sealedbid
