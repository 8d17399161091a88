#pragma once

#include "bidding/deviation_gain.hpp"

/// The certificate of games in which bidders have several projects. It knows the game and the tables of bids, nothing of how they
/// were found: docs/methods/step-bids.md.
namespace sealedbid {

/// Searches for better ascending bids of a bidder for all of its projects together, at many draws of their costs: every score of
/// a grid for each step, no bid for the last ones, then golden-section search. Gains and money are those of a bidder, all of its
/// projects together; `at_cost_per_mwh` and the bids are those of the project whose bid changes most. Where own and rivals' bids
/// are level, the award counts as midway between coming before and after all of them. Deterministic.
/// @param options costs: equally spaced and by quantiles, where projects have one cost; five times as many draws of a sequence of
/// low
///   discrepancy where each has its own.
/// @throws std::invalid_argument if the tables do not fit the game, or a later step bids below an earlier one at the same cost.
DeviationGains step_deviations(const Game& game, const Equilibrium& equilibrium, const DeviationOptions& options = {});

}  // namespace sealedbid
