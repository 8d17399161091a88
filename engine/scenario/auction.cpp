#include "scenario/auction.hpp"

namespace sealedbid {

namespace {

bool is_plain(MarginalBidRule rule) {
  return rule == MarginalBidRule::award_in_full || rule == MarginalBidRule::partial || rule == MarginalBidRule::reject;
}

bool is_plain(TieRule rule) {
  return rule == TieRule::lottery || rule == TieRule::smaller_first;
}

bool has_plain_volume(const Auction& auction) {
  return auction.volume_mw && !auction.volume_mwh_per_year && !auction.budget_per_year &&
         auction.volume_response.rule == VolumeRule::as_offered && auction.packages.empty();
}

bool has_plain_admission(const Auction& auction) {
  return auction.minimum_bidders == 1 && !auction.minimum_bid_mw && !auction.maximum_bid_mw && auction.exclusions.empty() &&
         auction.ceilings.empty() && auction.ceiling_from_history.factor == 0.0 && !auction.floor_per_mwh;
}

bool has_plain_prices(const Auction& auction) {
  return auction.uniform_price_within == PriceScope::all && auction.pricing_exceptions.empty() &&
         auction.uncontested == Uncontested::normal_price;
}

}  // namespace

bool is_plain(const Auction& auction) {
  return auction.direction == Direction::procurement && auction.format == AuctionFormat::sealed_bid &&
         has_plain_volume(auction) && has_plain_admission(auction) && has_plain_prices(auction) && auction.ranking == Ranking{} &&
         auction.stages.empty() && auction.limits.empty() && is_plain(auction.marginal_bid) && is_plain(auction.ties);
}

}  // namespace sealedbid
