#pragma once

#include <cstdint>

#include "scenario/scenario.hpp"

/// The rules of one sealed-bid auction in the auction's own units: prices in ticks (multiples of the price step), quantities in
/// kW.
namespace sealedbid {

/// A price that no bid has: an absent bid, or no price at all.
inline constexpr std::int32_t no_price = INT32_MAX;

struct AuctionRules {
  PricingRule pricing = PricingRule::pay_as_bid;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  TieRule ties = TieRule::lottery;
  std::int64_t minimum_bids = 1;  ///< fewer eligible bids: the round is void
};

}  // namespace sealedbid
