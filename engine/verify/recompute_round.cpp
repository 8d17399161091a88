#include "verify/recompute_round.hpp"

#include <set>

#include "verify/recompute_steps.hpp"

namespace sealedbid {
namespace {

JudgedRound begin_round(const Auction& auction, const std::string& host_code, const std::vector<BidAttributes>& attributes,
                        const std::vector<RoundBid>& bids) {
  JudgedRound round;
  round.auction = &auction;
  round.host_code = host_code;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    JudgedBid& bid = round.bids.emplace_back();
    bid.attributes = &attributes.at(i);
    bid.bid = &bids[i];
    bid.price = price_sign(auction) * bids[i].price_ticks;
  }
  return round;
}

std::vector<GroupPrice> prices_of(const JudgedRound& round) {
  std::set<std::string> groups;
  for (const JudgedBid& bid : round.bids) {
    if (bid.awarded_kw > 0) groups.insert(bid.price_group);
  }
  std::vector<GroupPrice> prices;
  for (const std::string& group : groups) prices.push_back({group, price_sign(*round.auction) * reported_price(round, group)});
  return prices;
}

RecomputedRound result_of(const JudgedRound& round) {
  RecomputedRound result;
  result.is_void = round.is_void;
  result.volume_kw = round.volume_kw;
  result.is_undersubscribed = round.volume_kw && round.eligible_kw < *round.volume_kw;
  for (const JudgedBid& bid : round.bids) {
    const std::int64_t price = price_sign(*round.auction) * bid.pays;
    result.bids.push_back({bid.is_admitted, bid.rank, bid.awarded_kw, price, bid.is_admitted ? bid.price_group : ""});
  }
  result.prices = prices_of(round);
  return result;
}

}  // namespace

RecomputedRound recompute_round(const Auction& auction, const std::string& host_code,
                                const std::vector<BidAttributes>& attributes, const std::vector<RoundBid>& bids,
                                std::optional<std::int64_t> volume_kw, std::optional<std::int64_t> ceiling_ticks) {
  JudgedRound round = begin_round(auction, host_code, attributes, bids);
  round.volume_kw = volume_kw;
  if (ceiling_ticks) round.ceiling = price_sign(auction) * *ceiling_ticks;
  judge_admission(round);
  judge_scores(round);
  judge_order(round);
  judge_competition(round);
  judge_volume(round);
  if (!round.is_void) {
    judge_awards(round);
    judge_prices(round);
  }
  return result_of(round);
}

}  // namespace sealedbid
