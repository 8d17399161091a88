#pragma once

#include <cstdint>
#include <vector>

#include "bidding/equilibrium.hpp"
#include "statistics/moments.hpp"

namespace sealedbid {

/// Results of one bidder of a class before presence and cost are known; one value a world, the mean over the class's bidders.
struct SampledClassOutcome {
  Moments award, payment_per_mwh, profit_per_mwh;  ///< means as in ClassEquilibrium; profit net of tariff and entry cost
};
struct SampledOutcome {
  std::vector<SampledClassOutcome> classes;  ///< in the order of Game::classes
  Moments awarded_lots, payment_per_mwh;     ///< of the auction: lots, and the sum of all payments
};

/// The auction played by all bidders with their tables in `worlds` (≥ 2) drawn worlds, cleared by plain sorting: a check of
/// expectations found by integration. Deterministic for a seed.
/// @throws std::invalid_argument as drawn_game(), and where there is no price: lots left at the lowest rejected price, no
/// ceiling.
SampledOutcome sample_outcomes(const Game& game, const Equilibrium& equilibrium, std::int64_t worlds, std::uint64_t seed = 1);

}  // namespace sealedbid
