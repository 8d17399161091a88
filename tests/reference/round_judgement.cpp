#include "reference/round_judgement.hpp"

#include <fmt/format.h>

#include <map>

namespace sealedbid::reference {
namespace {

bool is_admitted(const ClearedBid& bid) {
  return bid.outcome != BidOutcome::absent && bid.outcome != BidOutcome::not_admitted && bid.outcome != BidOutcome::above_ceiling;
}

class Differences {
 public:
  template <class Value>
  void compare(const std::string& what, const Value& cleared, const Value& recomputed) {
    if (cleared != recomputed) lines_.push_back(fmt::format("{}: cleared {}, recomputed {}", what, cleared, recomputed));
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::vector<std::string> lines_;
};

/// Leaves out the elements of a list one by one.
template <class Element>
bool shorten(RoundCase& round, std::vector<Element> Auction::*list, const std::function<bool(const RoundCase&)>& is_wrong) {
  for (std::size_t i = 0; i < (round.auction.*list).size(); ++i) {
    RoundCase shorter = round;
    (shorter.auction.*list).erase((shorter.auction.*list).begin() + static_cast<std::ptrdiff_t>(i));
    if (!is_wrong(shorter)) continue;
    round = std::move(shorter);
    return true;
  }
  return false;
}

bool leave_out_bid(RoundCase& round, const std::function<bool(const RoundCase&)>& is_wrong) {
  for (std::size_t i = 0; i < round.bids.size(); ++i) {
    RoundCase shorter = round;
    shorter.bids.erase(shorter.bids.begin() + static_cast<std::ptrdiff_t>(i));
    shorter.attributes.erase(shorter.attributes.begin() + static_cast<std::ptrdiff_t>(i));
    if (!is_wrong(shorter)) continue;
    round = std::move(shorter);
    return true;
  }
  return false;
}

/// Puts single rules back to their defaults.
void simplify(RoundCase& round, const std::function<bool(const RoundCase&)>& is_wrong) {
  const Auction plain;
  const auto reset = [&](auto member) {
    RoundCase simpler = round;
    simpler.auction.*member = plain.*member;
    const bool is_legal = simpler.auction.ties != TieRule::shared || simpler.auction.marginal_bid == MarginalBidRule::partial;
    if (is_legal && is_wrong(simpler)) round = std::move(simpler);
  };
  reset(&Auction::volume_mwh_per_year), reset(&Auction::budget_per_year), reset(&Auction::volume_response);
  reset(&Auction::minimum_bids), reset(&Auction::minimum_bidders), reset(&Auction::minimum_bid_mw);
  reset(&Auction::maximum_bid_mw), reset(&Auction::ceiling_from_history), reset(&Auction::floor_per_mwh);
  reset(&Auction::ranking), reset(&Auction::pricing), reset(&Auction::uniform_price_within), reset(&Auction::uncontested);
  reset(&Auction::ties), reset(&Auction::marginal_bid), reset(&Auction::direction);
  for (std::size_t i = 0; i < round.attributes.size(); ++i) {
    for (std::string BidAttributes::*text :
         {&BidAttributes::bidder, &BidAttributes::owner_group, &BidAttributes::origin, &BidAttributes::technology,
          &BidAttributes::zone, &BidAttributes::segment, &BidAttributes::lot, &BidAttributes::delivery_year}) {
      RoundCase simpler = round;
      (simpler.attributes[i].*text).clear();
      if (is_wrong(simpler)) round = std::move(simpler);
    }
  }
}

}  // namespace

ClearedRound cleared(const RoundCase& round) {
  const RoundPlan plan = plan_round(round.auction, round.host_code, round.attributes);
  return clear_round(plan, {.bids = round.bids, .volume_kw = round.volume_kw, .ceiling_ticks = round.ceiling_ticks});
}

RecomputedRound recomputed(const RoundCase& round) {
  return recompute_round(round.auction, round.host_code, round.attributes, round.bids, round.volume_kw, round.ceiling_ticks);
}

std::vector<std::string> differences(const ClearedRound& cleared, const RecomputedRound& recomputed) {
  Differences differences;
  differences.compare("void", cleared.is_void, recomputed.is_void);
  differences.compare("undersubscribed", cleared.is_undersubscribed, recomputed.is_undersubscribed);
  differences.compare("volume_kw", cleared.volume_kw.value_or(-1), recomputed.volume_kw.value_or(-1));
  for (std::size_t i = 0; i < cleared.bids.size(); ++i) {
    const ClearedBid& engine = cleared.bids[i];
    const RecomputedBid& judge = recomputed.bids.at(i);
    const std::string bid = fmt::format("bid{}.", i);
    differences.compare(bid + "is_admitted", is_admitted(engine), judge.is_admitted);
    differences.compare(bid + "rank", engine.rank, judge.rank);
    differences.compare(bid + "awarded_kw", engine.awarded_kw, judge.awarded_kw);
    if (engine.awarded_kw == 0 || judge.awarded_kw == 0) continue;
    differences.compare(bid + "price_ticks", engine.price_ticks, judge.price_ticks);
    const auto group = static_cast<std::size_t>(engine.price_group);
    differences.compare(bid + "price_group", cleared.prices.at(group).name, judge.price_group);
  }
  std::map<std::string, std::int64_t> engine_prices, judge_prices;
  for (const ClearedPrice& price : cleared.prices) {
    if (price.price_ticks) engine_prices[price.name] = *price.price_ticks;
  }
  for (const GroupPrice& price : recomputed.prices) judge_prices[price.group] = price.price_ticks;
  differences.compare("number of price groups", engine_prices.size(), judge_prices.size());
  for (const auto& [group, price] : judge_prices) {
    if (engine_prices.contains(group)) differences.compare("price of group '" + group + "'", engine_prices[group], price);
  }
  return differences.take();
}

RoundCase smallest(RoundCase round, const std::function<bool(const RoundCase&)>& is_wrong) {
  for (bool got_smaller = true; got_smaller;) {
    got_smaller = leave_out_bid(round, is_wrong) || shorten(round, &Auction::stages, is_wrong) ||
                  shorten(round, &Auction::limits, is_wrong) || shorten(round, &Auction::exclusions, is_wrong) ||
                  shorten(round, &Auction::ceilings, is_wrong) || shorten(round, &Auction::pricing_exceptions, is_wrong);
  }
  simplify(round, is_wrong);
  return round;
}

}  // namespace sealedbid::reference
