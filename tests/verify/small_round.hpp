#pragma once

#include <string>
#include <vector>

#include "verify/recompute_round.hpp"

namespace sealedbid {

/// A round worked out by hand: price step 1, quantities in kW, host country DEU.
struct SmallRound {
  struct Entry {
    std::int64_t kw = 0, price = 0;
    BidAttributes attributes = {};
    RoundBid more = {};  ///< minimum, submission, fee, lot
  };

  explicit SmallRound(std::optional<std::int64_t> volume_kw, std::vector<Entry> entries = {})
      : volume(volume_kw), bids(std::move(entries)) {
    auction.price_step_per_mwh = 1.0;
  }

  RecomputedRound recompute() const {
    std::vector<BidAttributes> attributes;
    std::vector<RoundBid> round_bids;
    for (const Entry& entry : bids) {
      attributes.push_back(entry.attributes);
      if (attributes.back().name.empty()) attributes.back().name = "bid" + std::to_string(attributes.size());
      round_bids.push_back(entry.more);
      round_bids.back().price_ticks = entry.price;
      round_bids.back().quantity_kw = entry.kw;
    }
    return recompute_round(auction, "DEU", attributes, round_bids, volume, ceiling);
  }
  std::vector<std::int64_t> awards() const {
    std::vector<std::int64_t> kw;
    for (const RecomputedBid& bid : recompute().bids) kw.push_back(bid.awarded_kw);
    return kw;
  }
  /// 0 for bids without an award.
  std::vector<std::int64_t> prices() const {
    std::vector<std::int64_t> ticks;
    for (const RecomputedBid& bid : recompute().bids) ticks.push_back(bid.price_ticks);
    return ticks;
  }
  /// 0 for bids that are not admitted.
  std::vector<int> ranks() const {
    std::vector<int> ranks;
    for (const RecomputedBid& bid : recompute().bids) ranks.push_back(bid.rank);
    return ranks;
  }

  Auction auction;
  std::optional<std::int64_t> volume, ceiling;
  std::vector<Entry> bids;
};

/// Attributes of which one text is set.
inline BidAttributes with(std::string BidAttributes::*text, const std::string& value) {
  BidAttributes attributes;
  attributes.*text = value;
  return attributes;
}

/// The bids with this text in one of the filter's lists.
inline BidFilter only(std::vector<std::string> BidFilter::*list, const std::string& text) {
  BidFilter filter;
  filter.*list = {text};
  return filter;
}
inline BidFilter only(OriginFilter origin) {
  BidFilter filter;
  filter.origin = origin;
  return filter;
}

}  // namespace sealedbid
