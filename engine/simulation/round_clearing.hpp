#pragma once

#include <vector>

#include "auction/clear_block.hpp"
#include "auction/clear_round.hpp"
#include "market/market.hpp"
#include "sampling/sampler.hpp"
#include "sampling/stream.hpp"
#include "simulation/bid_draws.hpp"

/// Clearing of a tile under rules that the block clearing does not know: each lane is a round of its own.
namespace sealedbid {

/// A tile cleared lane by lane.
struct RoundTile {
  /// clearing_price_ticks is the highest price of any group; lowest and highest awarded are prices paid.
  ClearedTile cleared;
  std::vector<LaneIntegers> paid_ticks;  ///< [slot][lane], price paid; meaningful where something is awarded
  LaneIntegers excluded_bids{};
};

/// The highest bid in ticks that a rule other than the general ceiling lets a class make; nothing where the general ceiling
/// holds. What a bidder knows of a disclosed ceiling.
std::optional<std::int64_t> own_ceiling_ticks(const Market& market, const ClassModel& model);

/// Clears tiles of one policy. Holds work space, so one object a thread.
class RoundClearing {
 public:
  RoundClearing(const Market& market, std::uint64_t seed, const std::vector<Slot>& slots);

  /// Bids that are not admitted become absent in `drawn`; its volume becomes the one that has reacted to the bids (0 where there
  /// is none in MW).
  void clear(std::int64_t first_replication, std::uint32_t round, const Lottery& lottery, const BidDraws& draws, DrawnTile& drawn,
             RoundTile& out);

 private:
  /// A number that the bids of one class carry.
  struct NumberDraws {
    int bidder_class = 0;
    std::string key;  ///< of the number, or the criterion
    bool is_criterion = false;
    StreamKey stream;
    Sampler values;
    std::vector<LaneReals> drawn;  ///< [member]
  };

  void add_number(int bidder_class, const std::string& key, bool is_criterion, std::uint64_t seed, const Quantity& quantity);
  void draw_numbers(std::int64_t first_replication, std::uint32_t round);
  void take_lane(int lane, const Lottery& lottery, const BidDraws& draws, const DrawnTile& drawn);
  void store_lane(int lane, const ClearedRound& cleared, DrawnTile& drawn, RoundTile& out) const;

  const Market* market_;
  std::vector<Slot> slots_;
  std::vector<BidAttributes> attributes_;  ///< [slot]
  RoundPlan plan_;
  bool needs_hours_ = false;
  std::vector<NumberDraws> numbers_;
  std::vector<RoundBid> bids_;  ///< [slot], of the lane at hand
};

}  // namespace sealedbid
