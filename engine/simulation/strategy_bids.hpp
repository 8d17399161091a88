#pragma once

#include <vector>

#include "bidding/bid_function.hpp"
#include "market/market.hpp"
#include "simulation/strategies.hpp"
#include "simulation/world_reference.hpp"

/// What the classes of a tile bid by their strategies, tables and solved surfaces alike.
namespace sealedbid {

/// Which bidder a slot of the tile belongs to.
struct Slot {
  int bidder_class = 0;  ///< index into Market::classes
  int member = 0;        ///< index within the class
};

/// Which of the lottery's numbers of its class as written a slot has.
inline std::uint32_t lottery_number(const Market& market, const Slot& slot) {
  const ClassModel& model = market.classes[std::size_t(slot.bidder_class)];
  return static_cast<std::uint32_t>(slot.member + model.project * model.bidders);
}

/// Ceilings below count as this: nobody can bid there.
inline constexpr double least_relative_ceiling = 1e-3;

/// What every bidder of a tile sees; see DrawnTile.
struct SeenByAll {
  const LaneReals& base_per_mwh;
  const LaneReals& reference_per_mwh;
  const LaneReals& public_state;
};

/// True for strategies whose bid functions are found before a simulation runs.
bool is_solved_for(Strategy strategy);

/// The ceiling of which the public state is made, where a rule gives it and not the general ceiling: the own ceiling of the first
/// class that has one. Nothing where there is a general one, or none at all.
std::optional<std::int32_t> state_ceiling_ticks(const Market& market);

/// state[lane] = the ceiling in the money of the world, at least 1e-3; 1 where there is no ceiling, or where bidders do not know
/// it.
void find_public_state(const Market& market, const LaneIntegers& ceiling_ticks, const WorldMoney& money, LaneReals& state);

/// Bids of one slot in ticks, before rings are heard; see bid_prices() for what ceilings do. Who bids by a solved surface bids
/// what that says and stays away where it says nothing.
/// @param strategies null: no class's bids are solved for.
/// @throws std::logic_error if a class whose bids must be solved for has no solution.
void strategy_bids(const Market& market, std::size_t bidder_class, const Strategies* strategies,
                   const LaneReals& believed_per_mwh, const LaneReals& markup_fraction, const LaneIntegers& is_present,
                   const SeenByAll& seen, const BidGrid& grid, LaneIntegers& bid_ticks);

/// Of the bids of a ring's members only that with the lowest believed required price stays (the first of equals).
/// @param believed_per_mwh [slot]. @param bid_ticks [slot]; silenced bids become no_price.
void silence_rings(const Market& market, const std::vector<Slot>& slots, const std::vector<LaneReals>& believed_per_mwh,
                   std::vector<LaneIntegers>& bid_ticks);

}  // namespace sealedbid
