#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "auction/clear_round.hpp"
#include "auction/rules.hpp"

/// A round of one volume in MW, ranked by price, in few words: what laws are stated about.
namespace sealedbid {

struct Bid {
  std::string name;
  std::int64_t price_ticks = 0;
  std::int64_t quantity_kw = 0;
  std::uint64_t lottery = 0;  ///< rank among bids that are tied in all else: smaller first, then the order of the list
};

struct ClearedList {
  std::vector<ClearedBid> bids;  ///< in the order of the list; price 0 where nothing is awarded
  std::int64_t eligible_kw = 0, awarded_kw = 0;
  bool is_void = false, is_undersubscribed = false, price_is_ceiling = false;
  std::optional<std::int64_t> clearing_price_ticks;  ///< pay-as-bid: the highest awarded bid; nothing if nothing is awarded
};

/// clear_round under plain rules.
ClearedList clear_list(const AuctionRules& rules, std::int64_t volume_kw, std::optional<std::int64_t> ceiling_ticks,
                       std::span<const Bid> bids, FindLots find_lots = FindLots::no);

}  // namespace sealedbid
