#pragma once

#include <cstdint>
#include <vector>

#include "simulation/export_rights.hpp"
#include "simulation/lane_paths.hpp"
#include "simulation/settle_winner.hpp"
#include "simulation/settlement_sums.hpp"

namespace sealedbid {

/// Settles the winners of cleared tiles that build on sampled paths, for markets whose settlement is asked for. Paths are the
/// same for every policy. Classes with a given required price have unknown costs: metrics of groups in which they win are not
/// defined. Holds work space, so one object a thread.
class SettlementTile {
 public:
  SettlementTile(const Market& market, const MetricTable& table, std::uint64_t seed, const std::vector<Slot>& slots);

  /// Writes the settlement columns of `lanes` replications (1 … lane_count) of a tile, from index `first` on.
  void write(const TileView& tile, const BidDraws& draws, std::int64_t first_replication, std::uint32_t round, int first,
             int lanes, ReplicationValues& values);

 private:
  /// A profile's project in one replication, before a bidder's own draws.
  struct World {
    ProjectTerms terms;
    std::vector<YearConditions> years;
    bool is_known = false;  ///< of the tile at hand
  };

  World& world_of(const TileView& tile, std::size_t slot, int lane);
  int prepare_worlds(const TileView& tile, int lanes);
  void allocate_rights(const TileView& tile, int lane);
  void discount_years(int years);
  void settle_slot(const TileView& tile, const BidDraws& draws, std::size_t slot, std::int64_t first_replication,
                   std::uint32_t round, int lanes);
  void settle_winner(const TileView& tile, std::size_t slot, int lane);
  void take_bonds(const TileView& tile, int lanes);
  void take_rights(std::size_t slot, int lane, double awarded_kw, ProjectTerms& terms);
  bool is_settled(std::size_t slot) const;

  const Market* market_;
  std::vector<Slot> slots_;
  LanePaths paths_;
  ExportRights rights_;
  WinnerSettlement settlement_;
  SettlementSums sums_;
  std::vector<World> worlds_;                       ///< [profile · lanes + lane]
  std::vector<LaneReals> yields_;                   ///< [year of operation], of the slot at hand
  std::vector<double> yield_factor_, discount_;     ///< of the winner at hand; of the state
  std::vector<double> corridor_rents_per_kw_year_;  ///< of the winner at hand
  std::vector<ExportClaim> claims_;                 ///< of the replication at hand
  WinnerOutcome outcome_;
};

}  // namespace sealedbid
