#include "auction/match_bids.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "auction/exact.hpp"

namespace sealedbid {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return list.empty() || std::ranges::find(list, text) != list.end();
}

/// The last bits of the division must not decide on which side of a multiple a price lies.
constexpr double slack = 1e-12;

std::int64_t ticks_below(double price, double step) {
  const double ticks = price / step;
  return static_cast<std::int64_t>(std::floor(ticks + std::fabs(ticks) * slack));
}

}  // namespace

bool is_foreign(const BidAttributes& bid, const std::string& host_code) {
  return !bid.origin.empty() && bid.origin != host_code;
}

std::int64_t foreign_share_1e6(const BidAttributes& bid, const std::string& host_code) {
  return millionths(bid.foreign_share_fraction.value_or(is_foreign(bid, host_code) ? 1.0 : 0.0));
}

bool matches(const BidFilter& filter, const BidAttributes& bid, const std::string& host_code) {
  if (filter.origin == OriginFilter::foreign && !is_foreign(bid, host_code)) return false;
  if (filter.origin == OriginFilter::domestic && is_foreign(bid, host_code)) return false;
  return contains(filter.technologies, bid.technology) && contains(filter.zones, bid.zone) &&
         contains(filter.segments, bid.segment) && contains(filter.lots, bid.lot) &&
         contains(filter.delivery_years, bid.delivery_year);
}

const std::string& bidder_of(const BidAttributes& bid) {
  return bid.bidder.empty() ? bid.name : bid.bidder;
}

const std::string& owner_group_of(const BidAttributes& bid) {
  return bid.owner_group.empty() ? bidder_of(bid) : bid.owner_group;
}

std::string scope_text(LimitScope scope, const BidAttributes& bid) {
  switch (scope) {
    case LimitScope::all:
      return "all";
    case LimitScope::bid:
      return bid.name;
    case LimitScope::bidder:
      return bidder_of(bid);
    case LimitScope::owner_group:
      return owner_group_of(bid);
    case LimitScope::technology:
      return bid.technology;
    case LimitScope::zone:
      return bid.zone;
    case LimitScope::segment:
      return bid.segment;
    case LimitScope::lot:
      return bid.lot;
    case LimitScope::delivery_year:
      return bid.delivery_year;
    case LimitScope::origin:
      return bid.origin;
  }
  return "";
}

std::int64_t ceiling_ticks(const Auction& auction, double ceiling_per_mwh) {
  const bool is_sale = auction.direction == Direction::sale;
  return ticks_below(is_sale ? -ceiling_per_mwh : ceiling_per_mwh, auction.price_step_per_mwh);
}

std::int64_t floor_ticks(const Auction& auction, double floor_per_mwh) {
  const bool is_sale = auction.direction == Direction::sale;
  return -ticks_below(is_sale ? floor_per_mwh : -floor_per_mwh, auction.price_step_per_mwh);
}

}  // namespace sealedbid
