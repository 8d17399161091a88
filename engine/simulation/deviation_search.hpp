#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "simulation/simulate.hpp"

/// The certificate of a run: what bidders could gain by other bids, searched for in simulated worlds of its own, with the real
/// clearing. It knows the strategies' tables and the auction, nothing of how the tables were found.
namespace sealedbid {

/// Rounds whose worlds the certificate takes; no run simulates them, no strategy is learned in them.
inline constexpr std::uint32_t searching_round = 1'000'002, judging_round = 1'000'003;

struct DeviationSearchOptions {
  std::int64_t searching_worlds = 1 << 16;  ///< in which the deviations are chosen
  std::int64_t judging_worlds = 1 << 18;    ///< others, in which those chosen are judged
  std::uint64_t seed = 0;                   ///< of the run; worlds come from rounds that no run simulates
  int threads = 0;
  const std::atomic<bool>* stop = nullptr;  ///< where it becomes true, RunError is thrown; may be null
};

/// What a bidder of a class could gain. Money is its own; per MWh of its whole project; utilities as certainty equivalents.
/// Where bidders have several projects, each has an entry: profits are those of all of them together, gains those of other bids
/// for that project, of the first one also those of a shift of all. The greatest share is of the sum over a bidder's projects.
struct SearchedDeviation {
  std::string bidder_class;
  double expected_profit_per_mwh = 0.0;  ///< of a bidder that is present, at the table's bids
  double gain_per_mwh = 0.0;             ///< mean over its estimates, of the best deviations found; may be negative by chance
  double standard_error = 0.0;
  double upper_bound_per_mwh = 0.0;  ///< 99 %, one-sided, all classes together (Bonferroni); ≥ 0
  double gain_share = 0.0;           ///< gain over expected profit, at least a tenth of the bidders' mean
  double upper_bound_share = 0.0;
  /// The cell (own estimate relative to the reference, public state) where most can be gained.
  double at_estimate_per_mwh = 0.0;  ///< mean estimate of the cell [currency/MWh]
  double gain_there_per_mwh = 0.0;   ///< mean gain in that cell
  /// Mean change of the bid that gains there, over the reference price; NaN: to stay away, or to come where the strategy does
  /// not.
  double better_bid_change_fraction = 0.0;
};

struct StrategyCertificate {
  std::string policy;
  std::vector<SearchedDeviation> classes;  ///< those whose strategy is solved for
  double greatest_upper_bound_share = 0.0;
  double seconds = 0.0;
};

/// Searches deviations of every class that bids by a solved surface. Rivals keep to their strategies; those of a class with
/// strategy best_response do what it imagines: they bid their required price with their mark-up. Deterministic for (policy,
/// options but threads), seconds aside. Cost: about 40 clearings a searching world and class, two a judging world and class.
StrategyCertificate search_deviations(const PolicyMarket& policy, const DeviationSearchOptions& options);

}  // namespace sealedbid
