#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "simulation/learned_market.hpp"
#include "simulation/simulate.hpp"

/// Simulated worlds sorted by what is known of them, for bid functions that are learnt from rounds.
namespace sealedbid {

/// Bins of the public state and of the hidden ratio.
struct WorldBins {
  std::vector<double> state_edge;                  ///< ascending, between neighbouring bins of the public state; empty: one bin
  std::vector<double> hidden_edge;                 ///< the same of the hidden ratio
  double lowest_state = 0.0, highest_state = 0.0;  ///< that worlds have, where there are several bins
};

/// Prices within which bids decide anything, relative: from the lowest that solved bidders need to a tenth beyond the highest of
/// all.
std::pair<double, double> price_range(const LearnedMarket& learned);

/// Bins of 16,384 learning worlds: up to 10 of the hidden ratio, and up to 9 of the states whose ceiling limits bids, narrower
/// towards the ends; all other states are one bin. Their means take the places of the learned hidden states and nodes.
WorldBins bin_worlds(const PolicyMarket& policy, std::uint64_t seed, LearnedMarket& learned);

}  // namespace sealedbid
