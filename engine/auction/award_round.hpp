#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "auction/clear_round.hpp"

/// The heart of clear_round: who gets how much, down the ranking, stage by stage, under every limit.
namespace sealedbid {

/// A round whose bids are admitted and ranked.
struct RankedRound {
  std::span<const RoundBid> bids;
  std::vector<std::int64_t> price_ticks;    ///< [bid] as planned
  std::vector<std::int64_t> ceiling_ticks;  ///< [bid], no_ceiling where there is none
  std::vector<std::uint8_t> takes_part;     ///< [bid]
  std::vector<std::size_t> order;           ///< bids that take part, best first
  std::vector<std::size_t> tie_ends;        ///< [position in order]: one past the last bid that is equal in all but the lot
  std::int64_t volume_kw = 0;               ///< after it reacted to the bids; for what is given in MW
  std::optional<Int128> energy;             ///< the round's volume of energy after its reaction, in the unit of the plan
  FindLots find_lots = FindLots::no;
};

inline constexpr std::int64_t no_ceiling = INT64_MAX;

struct AwardedRound {
  std::vector<std::uint8_t> has_closed;              ///< [limit of the plan]: some instance was used up or closed
  std::vector<std::vector<std::uint8_t>> is_closed;  ///< [limit][instance]
  bool was_anything_exceeded = false;
};

/// Sets outcome, rule, stage, tie_decided_by_lottery and awarded_kw of every bid that takes part.
AwardedRound award_round(const RoundPlan& plan, const RankedRound& round, std::vector<ClearedBid>& bids);

}  // namespace sealedbid
