#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "auction/clear_block.hpp"
#include "bidding/game.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/round_clearing.hpp"
#include "simulation/simulate.hpp"

/// Simulated worlds in which one bidder of a class bids otherwise while all others keep to their strategies.
namespace sealedbid {

/// No limit to bids.
inline constexpr std::int32_t unlimited_ticks = (1 << 30) - 1;

/// How a class values a profit.
Utility class_utility(const ClassModel& model);

/// The policy as bidders with strategy best_response imagine it: they and those with strategy equilibrium, the bidder itself
/// excepted, bid their required price with their mark-up.
PolicyMarket imagined_by_best_response(const PolicyMarket& policy);

/// The bidder of a class that deviates, in each lane of a tile.
struct Deviators {
  int bidder_class = 0;
  LaneIntegers slot{};            ///< −1: nobody of the class could bid in this world
  LaneIntegers bid_ticks{};       ///< by its strategy; no_price: it does not bid
  LaneIntegers required_ticks{};  ///< believed required price, rounded up
  LaneIntegers highest_ticks{};   ///< the highest bid that it knows to be admissible; unlimited_ticks if there is none
  LaneReals estimate_per_mwh{};   ///< believed required price
  LaneReals base_per_mwh{};       ///< 0 where bids were not solved in the money of the world
  LaneReals reference_per_mwh{};  ///< 1 where bids were not solved as multiples of one
  LaneReals state{};              ///< public state
};

/// What the other projects of a deviator bid.
enum class OtherProjects : std::int32_t {
  keep,      ///< as by its strategy
  follow,    ///< moved by as many ticks as the deviating bid; as that where the strategy does not bid, or that stays away
  make_way,  ///< so that bids ascend with the project: those before at least a tick below, those after at least a tick above
};

/// Bids that deviators try. Bids are on the grid; no_price: no bid.
struct TriedBids {
  LaneIntegers ticks{};
  LaneArray<OtherProjects> others{};
};

/// What a bid comes to for the deviators, before the entry cost; 0 where nobody of the class could bid.
struct DeviatorOutcome {
  /// Awarded share of the project × utility of (price paid − realised required price), or × what the award is worth on average
  /// where costs may change after it. Of all projects of the deviator together, per MWh of the one whose bid deviates.
  LaneReals utility{};
  LaneReals share{};          ///< awarded share of the project whose bid deviates
  LaneReals moved_share{};    ///< awarded shares, of all projects in multiples of that one, whose price that bid is
  LaneIntegers paid_ticks{};  ///< price paid, where something of the project is awarded
};

/// Draws and clears tiles by the rules of a policy. Holds work space, so one object a thread.
class DeviationWorlds {
 public:
  /// @param imagined the policy as best-response bidders imagine it; null where there are none. Both policies have to outlive
  ///   the object.
  DeviationWorlds(const PolicyMarket& policy, const PolicyMarket* imagined, std::uint64_t seed);

  /// Draws the worlds first_world … + lane_count − 1 of a round.
  void draw(std::int64_t first_world, std::uint32_t round);

  /// In the tile drawn last: member `turn` (modulo its size) of the class; in a ring the one who bids for it, where that is a
  /// member of this class.
  Deviators deviators(int bidder_class, std::int64_t turn) const;

  /// In the tile drawn last: what bidders in the middle of their draws need at the true yields, in the money of the world
  /// (see WorldMoney): 1 where nothing is hidden. Only where strategies are needed.
  void hidden_ratio(LaneReals& ratio);

  /// Clears the tile drawn last with other bids of the deviators.
  void clear(const Deviators& deviators, const TriedBids& tried, DeviatorOutcome& outcome);

 private:
  /// One policy's bids and clearing.
  struct Arena {
    const Market* market;
    BidDraws draws;
    std::optional<RoundClearing> round_clearing;  ///< only for rules that are not plain
    DrawnTile drawn;
    std::vector<LaneIntegers> strategy_ticks;  ///< [slot]: bids by the strategies; those in `drawn` are the last tried
    std::vector<LaneIntegers> admitted_ticks;  ///< [slot]: of them, bids that the auction takes
    LaneArray<std::int64_t> volume_kw{};
    ClearedTile cleared;
    RoundTile round_tile;

    Arena(const PolicyMarket& policy, std::uint64_t seed);
  };

  static void draw(Arena& arena, std::int64_t first_world, std::uint32_t round);
  void clear(Arena& arena) const;
  void place_bids(const Deviators& deviators, const TriedBids& tried, Arena& arena) const;
  void add_outcome(const Deviators& deviators, const TriedBids& tried, const Arena& arena, std::size_t lane,
                   DeviatorOutcome& outcome) const;
  int slot_of_ring(const ClassModel& model, std::size_t lane) const;

  Arena policy_;
  std::optional<Arena> imagined_;
  bool are_relative_;  ///< strategies hold multiples of a reference price
  std::int64_t first_world_ = 0;
  std::uint32_t round_ = 1;
};

}  // namespace sealedbid
