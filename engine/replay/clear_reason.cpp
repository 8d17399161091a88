#include "replay/clear_reason.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "auction/match_bids.hpp"
#include "base/number_text.hpp"
#include "replay/open_phase.hpp"
#include "replay/rule_text.hpp"

namespace sealedbid {
namespace {

using Kind = DecidingRule::Kind;

std::string mw_text(std::int64_t kw) {
  return decimal_text(kw, 3) + " MW";
}

std::string size_reason(const Auction& auction, const RoundBid& bid) {
  const std::string size = "not admitted: " + mw_text(bid.quantity_kw) + " is ";
  const bool is_small = auction.minimum_bid_mw && static_cast<double>(bid.quantity_kw) < *auction.minimum_bid_mw * 1000.0;
  return is_small ? size + "below minimum_bid_mw " + number_text(*auction.minimum_bid_mw)
                  : size + "above maximum_bid_mw " + number_text(auction.maximum_bid_mw.value());
}

std::string ceiling_reason(const ClearedFile& cleared, std::size_t b) {
  const Auction& auction = cleared.rules.auction;
  const bool is_sale = auction.direction == Direction::sale;
  const BidCeiling ceiling = ceiling_of(cleared, b);
  std::string text =
      is_sale ? "not admitted: the price is below the reserve price" : "not admitted: the price is above the ceiling";
  if (ceiling.ticks) text += " of " + price_text(cleared, *ceiling.ticks);
  if (ceiling.ceiling_rule >= 0) text += " for " + auction.ceilings[static_cast<std::size_t>(ceiling.ceiling_rule)].name;
  text += source_text(auction, {Kind::ceiling, ceiling.ceiling_rule});
  for (std::size_t s = 0; s < auction.stages.size(); ++s) {
    const PlannedStage& stage = cleared.plan.stages[s];
    if (stage.admits[b] == 0 || !stage.ceiling_ticks) continue;
    const std::string price = price_text(cleared, is_sale ? -*stage.ceiling_ticks : *stage.ceiling_ticks);
    text += " and the " + price + " of " + stage_text(auction, static_cast<int>(s)) +
            source_text(auction, {Kind::stage, static_cast<int>(s)});
  }
  return text;
}

std::string band_reason(const ClearedFile& cleared, const ClearedBid& bid) {
  std::int64_t lowest = bid.score;
  for (const ClearedBid& other : cleared.round.bids) {
    if (other.rank > 0) lowest = std::min(lowest, other.score);
  }
  const double percent = *cleared.rules.auction.ranking.band_above_lowest_fraction * 100.0;
  return "not admitted: " + score_text(cleared, bid.score) + " is more than " + display_text(percent, 8) + " % above the lowest" +
         (cleared.clock ? " after the open phase, " : ", ") + score_text(cleared, lowest);
}

std::string void_reason(const ClearedFile& cleared) {
  const Auction& auction = cleared.rules.auction;
  std::int64_t bids = 0;
  std::set<std::int32_t> bidders;
  for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
    if (cleared.round.bids[b].rank == 0) continue;
    ++bids;
    bidders.insert(cleared.plan.bidder[b]);
  }
  if (bids < auction.minimum_bids) return "round void: fewer than " + std::to_string(auction.minimum_bids) + " admitted bids";
  return "round void: fewer than " + std::to_string(auction.minimum_bidders) + " bidders with admitted bids";
}

std::string not_admitted_reason(const ClearedFile& cleared, std::size_t b) {
  const Auction& auction = cleared.rules.auction;
  const ClearedBid& bid = cleared.round.bids[b];
  const std::string source = source_text(auction, bid.rule);
  if (bid.rule.kind == Kind::size) return size_reason(auction, cleared.bids[b]) + source;
  if (bid.rule.kind == Kind::band) return band_reason(cleared, bid) + source;
  if (bid.rule.kind == Kind::floor) {
    const bool is_sale = auction.direction == Direction::sale;
    return "not admitted: the price is " + std::string(is_sale ? "above the highest admissible of " : "below the floor of ") +
           number_text(auction.floor_per_mwh.value()) + source;
  }
  return "not admitted: " + rule_text(cleared, bid.rule, b) + source;
}

/// "the volume of 300 MW", "limit north_area (258 MW)".
std::string with_amount(const ClearedFile& cleared, const AwardTurn& turn, const LimitAtTurn& limit) {
  const PlannedLimit& planned = cleared.plan.limits[static_cast<std::size_t>(limit.limit)];
  const std::string amount = amount_text(cleared, planned.measure, limit.amount);
  if (planned.rule.kind == Kind::volume) return (planned.rule.index == 2 ? "the budget of " : "the volume of ") + amount;
  return rule_text(cleared, planned.rule, turn.bid) + " (" + amount + ")";
}

class Reasons {
 public:
  explicit Reasons(const ClearedFile& cleared) : cleared_(cleared), auction_(cleared.rules.auction) {}

  std::string of_turn(const AwardTurn& turn) const {
    const ClearedBid& bid = cleared_.round.bids[turn.bid];
    const LimitAtTurn* limit = find_limit(cleared_, turn, bid.rule);
    const std::string stage = stage_text(auction_, bid.stage);
    if (bid.outcome == BidOutcome::awarded) return "awarded in full" + (stage.empty() ? "" : " in " + stage);
    if (bid.rule.kind == Kind::delivery_year) {
      return "rejected: a bid of " + rule_text(cleared_, bid.rule, turn.bid) +
             " that ranks before it did not fit, and the year is closed";
    }
    if (limit == nullptr) throw std::logic_error("a bid is decided by a limit that does not concern it");
    return decided_by(turn, *limit, bid) + source_text(auction_, bid.rule);
  }

 private:
  std::string decided_by(const AwardTurn& turn, const LimitAtTurn& limit, const ClearedBid& bid) const {
    const PlannedLimit& planned = cleared_.plan.limits[static_cast<std::size_t>(limit.limit)];
    const std::string whole = with_amount(cleared_, turn, limit);
    const std::string left = amount_text(cleared_, planned.measure, limit.left_before) + " left of " + whole;
    switch (bid.outcome) {
      case BidOutcome::awarded_as_marginal:
        return "marginal bid, awarded in full: it exceeds the " + left;
      case BidOutcome::awarded_in_part:
        if (shares(turn.bid)) return "awarded in part: bids of equal rank share what was left of " + whole;
        return "marginal bid, awarded in part: " + amount_text(cleared_, planned.measure, limit.left_before) + " were left of " +
               whole;
      case BidOutcome::rejected_as_marginal:
        return "marginal bid, rejected: " + misfit(turn, planned, limit, left);
      case BidOutcome::rejected:
        return "rejected: " + closed(planned, limit, whole);
      case BidOutcome::absent:
      case BidOutcome::not_admitted:
      case BidOutcome::above_ceiling:
      case BidOutcome::round_void:
      case BidOutcome::awarded:
        break;
    }
    throw std::logic_error("no limit decides on this outcome");
  }

  std::string misfit(const AwardTurn& turn, const PlannedLimit& planned, const LimitAtTurn& limit,
                     const std::string& left) const {
    const RoundBid& bid = cleared_.bids[turn.bid];
    const bool is_whole_capacity = planned.measure == LimitMeasure::power && limit.wanted == Int128{bid.quantity_kw} * 1'000'000;
    std::string text = "it does not fit into the " + left;
    if (!is_whole_capacity) text += ", of which it would take " + amount_text(cleared_, planned.measure, limit.wanted);
    if (planned.is_valued_at_clearing_price) text += " with its group paid the clearing price that it would set";
    switch (planned.marginal_bid) {
      case MarginalBidRule::reject:
        return text + (planned.rule.kind == Kind::volume ? ", and awards end there" : ", which is closed with it");
      case MarginalBidRule::reject_delivery_year:
        return text + ", and its delivery year is closed with it";
      case MarginalBidRule::partial_above_minimum:
        return "the " + left + " are less than its minimum of " + mw_text(bid.minimum_kw);
      case MarginalBidRule::award_in_full:
      case MarginalBidRule::partial:
      case MarginalBidRule::reject_and_skip:
        return text;
    }
    throw std::logic_error("unknown rule for marginal bids");
  }

  std::string closed(const PlannedLimit& planned, const LimitAtTurn& limit, const std::string& whole) const {
    const bool is_volume = planned.rule.kind == Kind::volume;
    // Shares are rounded down, so that a few kW may be left after them.
    const bool is_full = limit.left_before <= 0 || auction_.ties == TieRule::shared;
    if (is_full) return is_volume ? "bids that rank before it fill " + whole : whole + " is used up";
    return "a bid that ranks before it did not fit into " + whole + (is_volume ? ", and awards end there" : ", which is closed");
  }

  bool shares(std::size_t b) const {
    const std::vector<ClearedBid>& bids = cleared_.round.bids;
    const auto is_equal = [&](const ClearedBid& other) { return other.rank > 0 && other.score == bids[b].score; };
    return auction_.ties == TieRule::shared && std::ranges::count_if(bids, is_equal) > 1;
  }

  const ClearedFile& cleared_;
  const Auction& auction_;
};

}  // namespace

BidCeiling ceiling_of(const ClearedFile& cleared, std::size_t bid) {
  if (cleared.plan.has_general_ceiling[bid] != 0) return {cleared.ceiling_ticks, -1};
  const Auction& auction = cleared.rules.auction;
  const std::int64_t sign = auction.direction == Direction::sale ? -1 : 1;
  BidCeiling ceiling{sign * cleared.plan.ceiling_ticks[bid].value(), -1};
  const auto rule = std::ranges::find_if(auction.ceilings, [&](const CeilingRule& candidate) {
    return matches(candidate.bids, cleared.list.bids[bid].attributes, cleared.rules.host_code);
  });
  if (rule != auction.ceilings.end()) ceiling.ceiling_rule = static_cast<int>(rule - auction.ceilings.begin());
  return ceiling;
}

std::vector<std::string> clear_reasons(const ClearedFile& cleared) {
  std::vector<std::string> reasons(cleared.bids.size());
  const Reasons by_turn(cleared);
  for (const AwardTurn& turn : replay_awards(cleared)) reasons[turn.bid] = by_turn.of_turn(turn);
  for (std::size_t b = 0; b < reasons.size(); ++b) {
    const ClearedBid& bid = cleared.round.bids[b];
    if (bid.outcome == BidOutcome::not_admitted) reasons[b] = not_admitted_reason(cleared, b);
    if (bid.outcome == BidOutcome::absent) reasons[b] = gone_reason(cleared, b);
    if (bid.outcome == BidOutcome::above_ceiling) reasons[b] = ceiling_reason(cleared, b);
    if (bid.outcome == BidOutcome::round_void) reasons[b] = void_reason(cleared);
    if (const std::string offer = last_offer_text(cleared, b); !offer.empty()) reasons[b] += "; it " + offer;
    if (bid.tie_decided_by_lottery) reasons[b] += " (the lot decided among equal bids)";
  }
  return reasons;
}

}  // namespace sealedbid
