#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulation/deviation_worlds.hpp"
#include "simulation/world_bins.hpp"

/// What own bids bring in simulated worlds with the real clearing: the outcome tables of a game whose rules have no closed law.
/// Money is in multiples of the public reference price.
namespace sealedbid {

/// The bids that a party tries in a world: `levels` of them, equally spaced from `low` to the ceiling that it knows, or to `high`
/// where that is lower.
struct BidLevels {
  double low = 0.0, high = 1.0;
  std::size_t levels = 129;
};

/// Sums over worlds of one party, [state bin][hidden bin][level].
struct OutcomeSums {
  std::size_t states = 1, hidden = 1, levels = 0;
  std::vector<double> worlds;  ///< [state · hidden + m]
  std::vector<double> award;   ///< [(state · hidden + m) · levels + level] awarded share of the own project
  /// What a higher bid leaves of the payment for it: the award less the awards, of all projects of the bidder, whose price the
  /// bid is. Of one project: the part that is paid more than the own bid.
  std::vector<double> above;
};

OutcomeSums empty_sums(const WorldBins& bins, std::size_t levels);

/// total ← (1 − weight)·total + weight·newest
void mix(const OutcomeSums& newest, double weight, OutcomeSums& total);
void add(const OutcomeSums& part, OutcomeSums& total);

/// The means of several sums over the same worlds.
OutcomeSums mean_of(const std::vector<const OutcomeSums*>& parts);

/// Adds the tile that `worlds` drew last, for member `turn` of a class; its other projects make way (see OtherProjects). The
/// award and whether more than the bid is paid change at few bids of a world; these are found by halving, at most 14 clearings in
/// all, between which the rest is interpolated.
void add_tile(const WorldBins& bins, const BidLevels& levels, int bidder_class, std::int64_t turn, double price_step_per_mwh,
              DeviationWorlds& worlds, OutcomeSums& sums);

}  // namespace sealedbid
