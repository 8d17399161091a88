#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auction/clear_round.hpp"

/// Small rounds for tests: prices are whole numbers of currency (price step 1), quantities MW.
namespace sealedbid {

/// A bid as people say it: 20 MW at 55, from a wind farm in the north.
struct PlainBid {
  double mw = 1.0;
  std::int64_t price = 0;
  BidAttributes attributes = {};
  double minimum_mw = 0.0;
  std::int64_t submission = 0, fee = 0;
};

struct RoundOfTest {
  Auction auction;
  std::string host_code = "DEU";
  std::vector<PlainBid> bids;

  /// Rules with a price step of 1 and a volume in MW (none if negative).
  static Auction rules(double volume_mw) {
    Auction auction;
    auction.price_step_per_mwh = 1.0;
    if (volume_mw >= 0.0) auction.volume_mw = Constant{volume_mw};
    return auction;
  }

  RoundPlan plan() const {
    std::vector<BidAttributes> attributes;
    for (const PlainBid& bid : bids) {
      attributes.push_back(bid.attributes);
      if (attributes.back().name.empty()) attributes.back().name = "bid_" + std::to_string(attributes.size());
    }
    return plan_round(auction, host_code, attributes);
  }

  /// Lots are drawn in the order of the list.
  ClearedRound clear() const {
    std::vector<RoundBid> round;
    for (const PlainBid& bid : bids) {
      round.push_back({bid.price, static_cast<std::int64_t>(bid.mw * 1000.0 + 0.5),
                       static_cast<std::int64_t>(bid.minimum_mw * 1000.0 + 0.5), bid.submission, bid.fee, round.size()});
    }
    RoundInput input{.bids = round, .volume_kw = {}, .ceiling_ticks = {}, .find_lots = FindLots::yes};
    if (auction.volume_mw) input.volume_kw = static_cast<std::int64_t>(lowest(*auction.volume_mw) * 1000.0 + 0.5);
    if (auction.ceiling_per_mwh) input.ceiling_ticks = static_cast<std::int64_t>(lowest(*auction.ceiling_per_mwh));
    return clear_round(plan(), input);
  }
};

/// Awards in MW, in the order of the bids.
inline std::vector<double> awards_mw(const ClearedRound& round) {
  std::vector<double> mw;
  for (const ClearedBid& bid : round.bids) mw.push_back(static_cast<double>(bid.awarded_kw) / 1000.0);
  return mw;
}

/// Prices paid, 0 for losers.
inline std::vector<std::int64_t> prices_paid(const ClearedRound& round) {
  std::vector<std::int64_t> prices;
  for (const ClearedBid& bid : round.bids) prices.push_back(bid.awarded_kw > 0 ? bid.price_ticks : 0);
  return prices;
}

}  // namespace sealedbid
