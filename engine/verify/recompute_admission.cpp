#include <algorithm>
#include <set>

#include "verify/recompute_steps.hpp"

namespace sealedbid {
namespace {

bool admits(const std::vector<std::string>& list, const std::string& text) {
  return list.empty() || std::ranges::find(list, text) != list.end();
}

bool is_foreign(const JudgedRound& round, const JudgedBid& bid) {
  return !bid.attributes->origin.empty() && bid.attributes->origin != round.host_code;
}

/// A joint venture's share as stated; otherwise all or nothing by origin.
Exact foreign_share(const JudgedRound& round, const JudgedBid& bid) {
  if (bid.attributes->foreign_share_fraction) return to_six_decimals(*bid.attributes->foreign_share_fraction);
  return is_foreign(round, bid) ? 1 : 0;
}

/// min(at most, factor × mean of the highest awards of the last rounds, rounded half up).
Exact ceiling_from_history(const Auction& auction) {
  const CeilingFromHistory& rule = auction.ceiling_from_history;
  const std::vector<double>& awards = auction.history.highest_award_per_mwh;
  const std::size_t rounds = std::min(static_cast<std::size_t>(rule.rounds), awards.size());
  Exact sum = 0;
  for (std::size_t i = awards.size() - rounds; i < awards.size(); ++i) sum += to_six_decimals(awards[i]);
  const Exact grid = to_six_decimals(rule.rounded_to_per_mwh);
  Exact ceiling = grid * round_half_up(to_six_decimals(rule.factor) * sum / rounds / grid);
  if (rule.at_most_per_mwh) ceiling = std::min(ceiling, to_six_decimals(*rule.at_most_per_mwh));
  return ceiling;
}

bool uses_history(const Auction& auction) {
  return auction.ceiling_from_history.factor > 0.0 && !auction.history.highest_award_per_mwh.empty();
}

std::optional<std::int64_t> own_ceiling(const JudgedRound& round, const JudgedBid& bid) {
  for (const CeilingRule& rule : round.auction->ceilings) {
    if (matches(rule.bids, round, bid)) return ceiling_on_grid(*round.auction, to_six_decimals(rule.ceiling_per_mwh));
  }
  return round.ceiling;
}

bool is_excluded(const JudgedRound& round, const JudgedBid& bid) {
  return std::ranges::any_of(round.auction->exclusions, [&](const Exclusion& rule) { return matches(rule.bids, round, bid); });
}

bool has_admitted_size(const Auction& auction, std::int64_t quantity_kw) {
  if (auction.minimum_bid_mw && quantity_kw < to_kw(*auction.minimum_bid_mw)) return false;
  return !auction.maximum_bid_mw || quantity_kw <= to_kw(*auction.maximum_bid_mw);
}

bool is_below_floor(const Auction& auction, std::int64_t price) {
  if (!auction.floor_per_mwh) return false;
  return price <
         round_up(price_sign(auction) * to_six_decimals(*auction.floor_per_mwh) / to_six_decimals(auction.price_step_per_mwh));
}

/// Some stage, or the remainder, would take a bid at this price.
bool is_taken_somewhere(const JudgedRound& round, const JudgedBid& bid) {
  if (is_within(bid.price, bid.ceiling)) return true;
  const std::vector<Stage>& stages = round.auction->stages;
  for (std::size_t stage = 0; stage < stages.size(); ++stage) {
    if (matches(stages[stage].bids, round, bid) && is_within(bid.price, ceiling_in_stage(round, bid, stage))) return true;
  }
  return false;
}

}  // namespace

int price_sign(const Auction& auction) {
  return auction.direction == Direction::sale ? -1 : 1;
}

bool matches(const BidFilter& filter, const JudgedRound& round, const JudgedBid& bid) {
  const BidAttributes& has = *bid.attributes;
  if (filter.origin == OriginFilter::foreign && !is_foreign(round, bid)) return false;
  if (filter.origin == OriginFilter::domestic && is_foreign(round, bid)) return false;
  return admits(filter.technologies, has.technology) && admits(filter.zones, has.zone) && admits(filter.segments, has.segment) &&
         admits(filter.lots, has.lot) && admits(filter.delivery_years, has.delivery_year);
}

const std::string& bidder_of(const JudgedBid& bid) {
  return bid.attributes->bidder.empty() ? bid.attributes->name : bid.attributes->bidder;
}

const std::string& owner_group_of(const JudgedBid& bid) {
  return bid.attributes->owner_group.empty() ? bidder_of(bid) : bid.attributes->owner_group;
}

std::optional<std::int64_t> ceiling_in_stage(const JudgedRound& round, const JudgedBid& bid, std::size_t stage) {
  const std::vector<Stage>& stages = round.auction->stages;
  if (stage >= stages.size() || !stages[stage].ceiling_per_mwh) return bid.ceiling;
  return ceiling_on_grid(*round.auction, to_six_decimals(*stages[stage].ceiling_per_mwh));
}

std::int64_t ceiling_on_grid(const Auction& auction, const Exact& per_mwh) {
  return round_down(price_sign(auction) * per_mwh / to_six_decimals(auction.price_step_per_mwh));
}

bool is_within(std::int64_t price, const std::optional<std::int64_t>& ceiling) {
  return !ceiling || price <= *ceiling;
}

void judge_admission(JudgedRound& round) {
  const Auction& auction = *round.auction;
  if (uses_history(auction)) round.ceiling = ceiling_on_grid(auction, ceiling_from_history(auction));
  for (JudgedBid& bid : round.bids) {
    bid.foreign_share = foreign_share(round, bid);
    bid.ceiling = own_ceiling(round, bid);
    bid.is_admitted = bid.bid->quantity_kw > 0 && !is_excluded(round, bid) && has_admitted_size(auction, bid.bid->quantity_kw) &&
                      !is_below_floor(auction, bid.price) && is_taken_somewhere(round, bid);
  }
}

void judge_competition(JudgedRound& round) {
  std::int64_t admitted = 0;
  std::set<std::string> bidders;
  for (const JudgedBid& bid : round.bids) {
    if (!bid.is_admitted) continue;
    ++admitted;
    bidders.insert(bidder_of(bid));
  }
  round.is_void = admitted < round.auction->minimum_bids || std::ssize(bidders) < round.auction->minimum_bidders;
}

}  // namespace sealedbid
