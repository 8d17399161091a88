#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "bidding/bid_surface.hpp"
#include "bidding/equilibrium.hpp"
#include "market/market.hpp"

/// How the classes of a policy bid where that is a table: given by the user, or found before the simulation runs.
namespace sealedbid {

/// What is known of the solution of one public state.
struct SolvedState {
  double ceiling_over_reference = 0.0;  ///< the public state, in the money of the world; 0: there is none
  EquilibriumStatus status = EquilibriumStatus::solved;
  std::string reason;
  double residual = 0.0;  ///< see TabulatedEquilibrium: a share of the expected profit
  int iterations = 0;
};

/// How the bid functions of a policy were found.
struct StrategySolution {
  std::string
      method;  ///< "damped best response"; "best response to simulated rounds"; "truthful"; empty: nothing had to be solved
  std::vector<SolvedState> states;
  double base_per_mwh = 0.0, reference_per_mwh = 1.0;  ///< means of the money of the learning worlds, see WorldMoney
  double seconds = 0.0;
};

struct Strategies {
  std::vector<std::optional<BidSurface>> surfaces;  ///< [class]; nothing where Market's own strategy says all
  /// The public reference price is the mean of the classes' required prices at the middle of their own draws, by these weights;
  /// all 0: the reference is 1 (absolute tables).
  std::vector<double> reference_weight;  ///< [class]
  StrategySolution solution;

  bool are_needed() const { return !surfaces.empty(); }
};

/// Finds the bid functions of a policy before it is simulated. A function of (market, seed) alone: not of threads.
/// @throws InputError, with the place, for rules that the method does not know.
/// Throws RunError, within a second, where `stop` (may be null) becomes true.
Strategies find_strategies(const Market& market, std::uint64_t seed, int threads, const std::atomic<bool>* stop = nullptr);

}  // namespace sealedbid
