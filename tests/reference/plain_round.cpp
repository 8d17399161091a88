#include "plain_round.hpp"

#include <map>
#include <tuple>

namespace sealedbid {

namespace {

/// Plans do not depend on prices and quantities; laws clear millions of small rounds.
const RoundPlan& plan_of(const AuctionRules& rules, std::size_t bids) {
  static std::map<std::tuple<PricingRule, MarginalBidRule, TieRule, std::int64_t, std::size_t>, RoundPlan> plans;
  const std::tuple key(rules.pricing, rules.marginal_bid, rules.ties, rules.minimum_bids, bids);
  if (const auto known = plans.find(key); known != plans.end()) return known->second;
  Auction auction;
  auction.volume_mw = Constant{1.0};  // the volume of the round comes with the input
  auction.pricing = rules.pricing;
  auction.marginal_bid = rules.marginal_bid;
  auction.ties = rules.ties;
  auction.minimum_bids = rules.minimum_bids;
  std::vector<BidAttributes> attributes(bids);
  for (std::size_t b = 0; b < bids; ++b) attributes[b].name = "bid_" + std::to_string(b);
  return plans.emplace(key, plan_round(auction, "", attributes)).first->second;
}

}  // namespace

ClearedList clear_list(const AuctionRules& rules, std::int64_t volume_kw, std::optional<std::int64_t> ceiling_ticks,
                       std::span<const Bid> bids, FindLots find_lots) {
  std::vector<RoundBid> round;
  for (const Bid& bid : bids) {
    round.push_back({.price_ticks = bid.price_ticks, .quantity_kw = bid.quantity_kw, .lottery = bid.lottery});
  }
  const ClearedRound cleared =
      clear_round(plan_of(rules, bids.size()),
                  {.bids = round, .volume_kw = volume_kw, .ceiling_ticks = ceiling_ticks, .find_lots = find_lots});
  ClearedList out;
  out.eligible_kw = cleared.eligible_kw;
  out.awarded_kw = cleared.awarded_kw;
  out.is_void = cleared.is_void;
  out.is_undersubscribed = cleared.is_undersubscribed;
  if (!cleared.prices.empty()) {
    out.clearing_price_ticks = cleared.prices.front().price_ticks;
    out.price_is_ceiling = cleared.prices.front().is_ceiling;
  }
  out.bids = cleared.bids;
  return out;
}

}  // namespace sealedbid
