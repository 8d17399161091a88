#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auction/bid.hpp"
#include "scenario/auction.hpp"

/// A second, independent clearing of a round: slow, in exact fractions, written to be read beside the rules. It judges what the
/// engine's clearing awarded, and shares no code with it.
namespace sealedbid {

struct RecomputedBid {
  bool is_admitted = false;
  int rank = 0;  ///< from 1 among admitted bids; 0 if not admitted
  std::int64_t awarded_kw = 0;
  std::int64_t price_ticks = 0;  ///< paid to (in a sale: by) a bid with an award; otherwise 0
  std::string price_group;       ///< of an admitted bid; see GroupPrice
};

/// The price of the bids that share one. Groups are named after what they have in common: nothing for the whole round, the text
/// of the attribute, the stage or "remainder", or "limit NAME" under a binding limit with its own price.
struct GroupPrice {
  std::string group;
  std::int64_t price_ticks = 0;  ///< uniform pricing: the price before ceilings of single bids; pay-as-bid: the highest award
};

struct RecomputedRound {
  bool is_void = false;
  bool is_undersubscribed = false;
  std::optional<std::int64_t> volume_kw;  ///< after its reaction to bids; nothing where the round has no volume in MW
  std::vector<RecomputedBid> bids;        ///< in the order of the input
  std::vector<GroupPrice> prices;         ///< of groups with an award, by name
};

/// Clears a round by the text of its rules: admission, competition, volume, order, awards, prices.
/// @param host_code code of the host country; other origins are foreign.
/// @param attributes, bids the same bids in the same order.
/// @param volume_kw, ceiling_ticks the round's own (auction.volume_mw and auction.ceiling_per_mwh may be distributions).
/// Throws InputError where a bid lacks what the rules ask of it.
/// Cost: grows with the square of the number of bids at worst; for checking, not for simulating.
RecomputedRound recompute_round(const Auction& auction, const std::string& host_code,
                                const std::vector<BidAttributes>& attributes, const std::vector<RoundBid>& bids,
                                std::optional<std::int64_t> volume_kw, std::optional<std::int64_t> ceiling_ticks);

}  // namespace sealedbid
