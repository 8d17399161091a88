#pragma once

#include <cstdint>
#include <functional>
#include <span>

#include "auction/rules.hpp"

/// Bids that share the marginal price of their auction.
namespace sealedbid {

/// Rank of a bid among bids tied in all else, smaller first; called only for the bids of a tie in which some award depends on the
/// order.
using Lottery = std::function<std::uint64_t(int slot, int lane)>;

struct TiedBid {
  std::int32_t lane = 0;
  std::int32_t slot = 0;
  std::int32_t quantity_kw = 0;
  std::int32_t awarded_kw = 0;
  std::uint64_t lottery = 0;
};

/// True if some award among bids that are tied in all but the lot depends on their order.
/// @param bids their number. @param tied_kw, smallest_kw their sum and the smallest of them. @param remaining_kw what is left for
/// them, > 0.
bool order_matters(MarginalBidRule rule, std::size_t bids, std::int64_t tied_kw, std::int64_t smallest_kw,
                   std::int64_t remaining_kw);

/// Fills in `awarded_kw` of one lane's bids at the marginal price, in the order (quantity if smaller_first, lottery, slot);
/// reorders `bids`.
void award_tied_bids(const AuctionRules& rules, std::int64_t remaining_kw, const Lottery& lottery, std::span<TiedBid> bids);

}  // namespace sealedbid
