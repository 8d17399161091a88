#pragma once

#include <vector>

#include "auction/clear_block.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/metric_table.hpp"

/// From a cleared tile to the values of its replications: settlement in the first year, metrics, histograms.
namespace sealedbid {

/// Values of a block of replications.
struct ReplicationValues {
  std::vector<std::vector<double>> metrics;            ///< [MetricTable column][replication]; NaN: not defined
  std::vector<std::vector<double>> bid_ticks;          ///< [group][replication]: Σ eligible bids
  std::vector<std::vector<double>> awarded_bid_ticks;  ///< [group][replication]: Σ awarded bids

  /// Makes room for `replications` values in every column of the table.
  void resize(const MetricTable& table, int replications);
};

/// Sums over the winners of one class or group that build what they were awarded.
struct RealisedSums {
  LaneReals built_kw{};
  LaneReals paid_ticks_kw{};    ///< Σ price paid · built kW
  LaneReals forfeited_bonds{};  ///< currency, of winners that do not build
};

/// What winners made of their awards, where costs may change after them. Lists are [slot][lane].
struct RealisedTile {
  std::vector<LaneIntegers> built_kw;  ///< awarded kW, or 0
  std::vector<LaneReals> settled_cost_per_mwh, capex_change_fraction;
  std::vector<RealisedSums> classes;  ///< [class]
};

/// A tile after clearing, as the tally reads it.
struct TileView {
  const DrawnTile& drawn;
  const ClearedTile& cleared;
  const LaneIntegers& excluded_bids;
  const LaneArray<std::int64_t>& least_cost_ticks_kw;
  const std::vector<LaneIntegers>* paid_ticks = nullptr;  ///< [slot][lane] price paid; null: by the pricing rule
  const RealisedTile* realised = nullptr;                 ///< null: all that is awarded is built, at the cost it was bid for
};

/// [slot][lane] price paid in ticks; null where all winners are paid the clearing price.
const std::vector<LaneIntegers>* own_prices(const Market& market, const TileView& tile);

/// Price that a winner is paid, in a sale: pays.
double price_paid_per_mwh(const Market& market, const TileView& tile, std::size_t slot, int lane);

/// Sums over the slots of one class or group, exact in doubles (whole numbers below 2⁵³) except margin and the money sums.
struct GroupSums {
  LaneReals bids{}, awards{}, awarded_kw{};
  LaneReals bid_ticks{}, awarded_bid_ticks{};
  LaneReals paid_ticks_kw{};  ///< Σ price paid · awarded kW
  LaneReals cost_ticks_kw{};  ///< Σ realised required price (grid) · awarded kW
  LaneReals margin_kw{};  ///< Σ (price paid − realised required price) · awarded kW, in currency per MWh · kW; a sale: −
  LaneReals payments{}, profit{};  ///< currency a year; NaN for classes without a technology; payments of a sale are negative
  LaneReals exported_mwh{};
};

/// Turns tiles into values. Holds work space, so one object a thread.
class TileTally {
 public:
  TileTally(const Market& market, const MetricTable& table);

  /// Writes the values of `lanes` replications (1 … lane_count) of a tile to the columns, from index `first` on.
  void write(const TileView& tile, const BidDraws& draws, int first, int lanes, ReplicationValues& values);

 private:
  void sum_classes(const TileView& tile, const BidDraws& draws);
  void write_auction_metrics(const TileView& tile, int first, int lanes, ReplicationValues& values) const;
  void write_realisation(const TileView& tile, int first, int lanes, ReplicationValues& values) const;
  void write_group_metrics(int group, const GroupSums& sums, int first, int lanes, ReplicationValues& values) const;

  const Market* market_;
  const MetricTable* table_;
  std::vector<GroupSums> classes_;
  GroupSums all_;
};

}  // namespace sealedbid
