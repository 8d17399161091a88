#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "auction/clear_block.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/count_bids.hpp"
#include "simulation/metric_table.hpp"
#include "simulation/round_clearing.hpp"
#include "simulation/samples.hpp"
#include "simulation/settlement_tile.hpp"
#include "simulation/tally_tile.hpp"

/// One block of replications of one policy: draw → cost → bid → clear → settle → tally, tile by tile. A block is a pure function
/// of (market, seed, range of replications).
namespace sealedbid {

enum class KeepBids { no, yes };

/// Simulates blocks of one policy. Holds work space and the histograms of everything it has simulated, so one object a thread.
class BlockSimulator {
 public:
  BlockSimulator(const Market& market, std::uint64_t seed, KeepBids keep_bids);

  /// Simulates `replications` from `first_replication`; the result stays in values() and bids() until the next call.
  void simulate(std::int64_t first_replication, int replications, std::uint32_t round);

  const ReplicationValues& values() const { return values_; }
  const std::vector<BidSample>& bids() const { return bids_; }
  const std::vector<ClassHistograms>& histograms() const { return histograms_; }
  const MetricTable& table() const { return table_; }

 private:
  TileView clear(std::int64_t first_replication, std::uint32_t round);
  void clear_plain(const Lottery& lottery);
  void keep_bids(const ClearedTile& cleared, std::int64_t first_replication, int lanes);

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
  TileTally tile_tally_;
  std::optional<SettlementTile> settlement_;  ///< only where it is asked for
  ReplicationValues values_;
  std::vector<ClassHistograms> histograms_;
  std::vector<BidSample> bids_;
};

}  // namespace sealedbid
