#pragma once

#include <cstdint>
#include <vector>

#include "bidding/adaptive_bid.hpp"
#include "simulation/tally_tile.hpp"

/// Bidders who learn from what earlier rounds of the same replication published.
namespace sealedbid {

/// What was published last, a replication a lane.
struct PublishedTile {
  LaneIntegers bids{};           ///< valid bids; 0: no round has had any
  LaneIntegers awards{};         ///< of the last round that made one; 0: none has
  LaneReals mean_bid_per_mwh{};  ///< of the valid bids, each weighed by its capacity
};

/// Adds what a cleared round publishes. A round without valid bids publishes nothing, and one without an award no number of
/// awards: what was known before stays.
void publish(const Market& market, const TileView& tile, PublishedTile& published);

/// Bids of the classes with strategy adaptive. Holds tables of chances that it has needed, so one object a thread; what it gives
/// does not depend on them.
class AdaptiveBidders {
 public:
  explicit AdaptiveBidders(const Market& market);

  /// True where somebody's bids depend on what is published. Where the lowest rejected bid is the price, all bid their required
  /// price.
  bool are_there() const { return !groups_.empty(); }

  /// Replaces the bids of adaptive bidders, which are their required prices, in a tile as drawn. Those who stay away do so still.
  /// @param round from 1.
  void bid(const PublishedTile& published, std::uint32_t round, DrawnTile& drawn);

 private:
  struct Group {
    int first_slot = 0, slots = 0;
    AdaptiveBidding beliefs;
    NormalRivals first_rivals;
    std::int32_t own_ceiling_ticks = 0;  ///< instead of the general ceiling; no_price where that holds
  };

  const NormalRivals& rivals_of(int bids, int awards);
  void bid_lane(const Group& group, const PublishedTile& published, std::uint32_t round, std::size_t lane, DrawnTile& drawn);

  const Market* market_;
  std::vector<Group> groups_;
  std::vector<NormalRivals> known_;  ///< each at a place that its numbers decide
};

}  // namespace sealedbid
