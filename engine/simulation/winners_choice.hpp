#pragma once

#include <cstdint>
#include <vector>

#include "sampling/sampler.hpp"
#include "simulation/tally_tile.hpp"

namespace sealedbid {

/// Draws how winners' investment costs change after the award, and lets each winner choose whether it builds. Only for markets in
/// which costs may change. One object a thread.
class WinnersChoice {
 public:
  WinnersChoice(const Market& market, const std::vector<Slot>& slots);

  /// @param tile cleared. A winner that builds needs its realised price at the changed cost; of one that does not, the cost that
  /// is settled is the price it was promised and the bond on top, so that its margin is minus the bond.
  void decide(const TileView& tile, const BidDraws& draws, std::int64_t first_replication, std::uint32_t round,
              RealisedTile& out) const;

 private:
  void decide_slot(const TileView& tile, const LaneReals& change_fraction, std::size_t slot, RealisedTile& out) const;
  void sum_class(const TileView& tile, std::size_t slot, RealisedSums& sums, const RealisedTile& out) const;

  const Market* market_;
  std::vector<Slot> slots_;
  std::vector<Sampler> change_;  ///< [class]
};

}  // namespace sealedbid
