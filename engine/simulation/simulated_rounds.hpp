#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "bidding/tabulated_game.hpp"
#include "simulation/learned_market.hpp"
#include "simulation/strategies.hpp"

/// Bid functions under any rules: best replies to what simulated rounds say of every bid.
namespace sealedbid {

struct SimulatedRoundsOptions {
  int iterations = 60;
  std::int64_t worlds = 2048;               ///< of an iteration; a multiple of 32
  const std::atomic<bool>* stop = nullptr;  ///< where it becomes true, RunError is thrown; may be null
};

/// Solves for the bids of all classes with strategy equilibrium (against one another) and best_response (against required
/// prices with mark-up). In the fresh worlds of each iteration one member of each class tries many bids while all others bid by
/// their functions of the moment; the awards, averaged over the last few iterations, give its best replies
/// (smoothed_replies.hpp), towards which its functions move; projects of one bidder together, so that their bids ascend
/// (ascending_replies.hpp). The answer is the mean of the second half of the iterations, in which ripples and noise cancel.
/// Limits: where another price than the own bid is paid, the own bid is taken to move that price by its rank alone. The residual,
/// the same at all states, is the greatest mean gain of a party's best replies over its expected profit, as last worlds show it
/// without smoothing: noise counts as gain. Solved: at most a tenth; the certificate is the judge. Deterministic for (market,
/// learned, weights, seed, options). Cost: about 10 clearings a world, class and iteration.
/// @param learned of the market; its hidden states and nodes are replaced by bins of worlds.
/// @param found reference_weight is read; surfaces and solution are filled.
void solve_by_simulated_rounds(const Market& market, LearnedMarket learned, std::uint64_t seed, int threads,
                               const SimulatedRoundsOptions& options, Strategies& found);

}  // namespace sealedbid
