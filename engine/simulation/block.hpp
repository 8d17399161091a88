#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "auction/clear_block.hpp"
#include "simulation/adaptive_bidders.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/count_bids.hpp"
#include "simulation/metric_table.hpp"
#include "simulation/round_clearing.hpp"
#include "simulation/samples.hpp"
#include "simulation/settlement_tile.hpp"
#include "simulation/tally_tile.hpp"
#include "simulation/winners_choice.hpp"

/// One block of replications of one policy: draw → cost → bid → clear → settle → tally, tile by tile. A block is a pure function
/// of (market, seed, range of replications).
namespace sealedbid {

enum class KeepBids { no, yes };

/// About how many plain bids a replication of a policy costs as much as: settlement follows paths, and required prices that are
/// searched for take longer.
double work_of(const Market& market);

/// Simulates blocks of one policy. Holds work space and the histograms, by round, of everything it has simulated, so one object a
/// thread.
class BlockSimulator {
 public:
  /// @param strategies outlives the object; null: no class's bids are solved for.
  BlockSimulator(const Market& market, std::uint64_t seed, KeepBids keep_bids, const Strategies* strategies = nullptr);

  /// Simulates a round of `replications` from `first_replication`; the result stays in values() and bids() until the next call.
  /// @param round from 1. A later round follows the call of the one before it for the same replications, whose published results
  /// its bidders know.
  void simulate(std::int64_t first_replication, int replications, std::uint32_t round);

  const ReplicationValues& values() const { return values_; }
  const std::vector<BidSample>& bids() const { return bids_; }
  /// Of all replications of a round, by class. @param round at most the market's, or the latest that was simulated.
  const std::vector<ClassHistograms>& histograms(std::uint32_t round = 1) const { return histograms_[round - 1]; }
  const MetricTable& table() const { return table_; }

 private:
  void simulate_tile(std::int64_t first_replication, std::uint32_t round, int first, int lanes);
  TileView clear(std::int64_t first_replication, std::uint32_t round);
  void clear_plain(const Lottery& lottery);
  void keep_bids(const TileView& tile, std::int64_t first_replication, int lanes);

  const Market* market_;
  KeepBids keep_bids_;
  AuctionRules rules_;
  MetricTable table_;
  BidDraws draws_;
  DrawnTile drawn_;
  std::optional<RoundClearing> round_clearing_;  ///< only for rules that are not plain
  RoundTile round_tile_;
  ClearedTile cleared_;
  LaneIntegers excluded_bids_{};
  LaneArray<std::int64_t> least_cost_ticks_kw_{};
  std::optional<WinnersChoice> choice_;  ///< only where costs may change
  RealisedTile realised_tile_;
  TileTally tile_tally_;
  std::optional<SettlementTile> settlement_;  ///< only where it is asked for
  ReplicationValues values_;
  AdaptiveBidders adaptive_bidders_;
  std::vector<PublishedTile> published_;                  ///< by tile
  std::vector<std::vector<ClassHistograms>> histograms_;  ///< [round][class]
  std::vector<BidSample> bids_;
};

}  // namespace sealedbid
