#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "auction/rules.hpp"

/// Clearing of one list of bids, with the reason for each outcome: what a regulator checks a real round with. The simulation uses
/// clear_block, which gives the same awards and prices (tests hold the two against each other and against a slow reference).
namespace sealedbid {

struct Bid {
  std::string name;
  std::int64_t price_ticks = 0;
  std::int64_t quantity_kw = 0;
  std::uint64_t lottery = 0;  ///< rank among bids that are tied in all else: smaller first, then the order of the list
};

enum class BidOutcome {
  above_ceiling,  ///< excluded
  round_void,     ///< fewer eligible bids than the minimum
  awarded,
  awarded_as_marginal,   ///< awarded in full although it crosses the volume
  awarded_in_part,       ///< the marginal bid, cut to the remaining volume
  rejected_as_marginal,  ///< would cross the volume; it and all after it are rejected
  rejected,              ///< the volume was filled by bids that rank before it
};

struct ClearedBid {
  BidOutcome outcome = BidOutcome::rejected;
  int rank = 0;                         ///< from 1 among eligible bids; 0 if not eligible
  bool tie_decided_by_lottery = false;  ///< true if the lot decided whether this bid was awarded
  std::int64_t awarded_kw = 0;
  std::int64_t price_ticks = 0;  ///< price paid a MWh; meaningful where awarded_kw > 0
};

struct ClearedList {
  std::vector<ClearedBid> bids;  ///< in the order of the list
  bool is_void = false;
  bool is_undersubscribed = false;  ///< the eligible quantity is below the volume
  std::int64_t eligible_kw = 0, awarded_kw = 0;
  /// Uniform pricing: the price paid. Pay-as-bid: the highest awarded bid. Nothing if nothing is awarded.
  std::optional<std::int64_t> clearing_price_ticks;
  bool price_is_ceiling = false;  ///< lowest rejected bid asked for, but none was rejected
};

/// Ranks by price, then (ties: smaller_first) by quantity, then by lottery, then by position; awards down the ranking until the
/// volume is first reached or exceeded.
///
/// * award_in_full: the bid that reaches or crosses the volume is awarded whole (EEG 2023 § 32 (1)).
/// * partial: it is cut to what is left.
/// * reject: it and everything after it is rejected, unless it fits exactly.
///
/// A price above the ceiling excludes a bid; a price equal to it does not (EEG 2023 § 33). uniform_lowest_rejected pays the
/// lowest eligible bid that got nothing, or the ceiling if there is none.
/// @param volume_kw ≥ 0. @param ceiling_ticks needed for uniform_lowest_rejected; throws std::invalid_argument without it.
ClearedList clear_list(const AuctionRules& rules, std::int64_t volume_kw, std::optional<std::int64_t> ceiling_ticks,
                       std::span<const Bid> bids);

}  // namespace sealedbid
