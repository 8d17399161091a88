#include "auction/tied_bids.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace sealedbid {
namespace {

/// Awards in the given order; returns what is left for the bids after these (0 once the auction is closed).
std::int64_t award_in_order(MarginalBidRule rule, std::int64_t remaining_kw, std::span<TiedBid> bids) {
  for (TiedBid& bid : bids) {
    if (remaining_kw <= 0) {
      bid.awarded_kw = 0;
    } else if (bid.quantity_kw <= remaining_kw || rule == MarginalBidRule::award_in_full) {
      bid.awarded_kw = bid.quantity_kw;
      remaining_kw -= bid.quantity_kw;
    } else {
      bid.awarded_kw = rule == MarginalBidRule::partial ? static_cast<std::int32_t>(remaining_kw) : 0;
      remaining_kw = 0;
    }
  }
  return remaining_kw;
}

void order_by_lot(const Lottery& lottery, std::span<TiedBid> bids) {
  for (TiedBid& bid : bids) bid.lottery = lottery(bid.slot, bid.lane);
  std::sort(bids.begin(), bids.end(),
            [](const TiedBid& a, const TiedBid& b) { return std::tie(a.lottery, a.slot) < std::tie(b.lottery, b.slot); });
}

}  // namespace

bool order_matters(MarginalBidRule rule, std::size_t bids, std::int64_t tied_kw, std::int64_t smallest_kw,
                   std::int64_t remaining_kw) {
  if (bids < 2) return false;
  switch (rule) {
    case MarginalBidRule::award_in_full:
      return tied_kw - smallest_kw >= remaining_kw;
    case MarginalBidRule::partial:
      return tied_kw > remaining_kw;
    case MarginalBidRule::reject:
      return tied_kw > remaining_kw && smallest_kw <= remaining_kw;
    case MarginalBidRule::reject_and_skip:
    case MarginalBidRule::partial_above_minimum:
    case MarginalBidRule::reject_delivery_year:
      break;
  }
  throw std::logic_error("not a marginal bid rule of a plain round");
}

void award_tied_bids(const AuctionRules& rules, std::int64_t remaining_kw, const Lottery& lottery, std::span<TiedBid> bids) {
  const bool smaller_first = rules.ties == TieRule::smaller_first;
  if (smaller_first) std::ranges::sort(bids, {}, &TiedBid::quantity_kw);
  for (std::size_t first = 0; first < bids.size();) {
    std::size_t last = first;
    std::int64_t tied_kw = 0, smallest_kw = INT64_MAX;
    for (; last < bids.size() && (!smaller_first || bids[last].quantity_kw == bids[first].quantity_kw); ++last) {
      tied_kw += bids[last].quantity_kw;
      smallest_kw = std::min<std::int64_t>(smallest_kw, bids[last].quantity_kw);
    }
    const std::span<TiedBid> tied = bids.subspan(first, last - first);
    if (remaining_kw > 0 && order_matters(rules.marginal_bid, tied.size(), tied_kw, smallest_kw, remaining_kw)) {
      order_by_lot(lottery, tied);
    }
    remaining_kw = award_in_order(rules.marginal_bid, remaining_kw, tied);
    first = last;
  }
}

}  // namespace sealedbid
