#include "auction/clear_list.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace sealedbid {
namespace {

/// Positions in the list of bids, best first.
using Ranking = std::vector<std::size_t>;

struct State {
  std::int64_t remaining_kw = 0;
  bool is_closed = false;
};

Ranking eligible_positions(std::span<const Bid> bids, std::optional<std::int64_t> ceiling_ticks, ClearedList& out) {
  Ranking eligible;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (ceiling_ticks && bids[i].price_ticks > *ceiling_ticks) {
      out.bids[i].outcome = BidOutcome::above_ceiling;
      continue;
    }
    eligible.push_back(i);
    out.eligible_kw += bids[i].quantity_kw;
  }
  return eligible;
}

/// What ranks a bid before the lot is drawn.
auto merit(const Bid& bid, TieRule ties) {
  return std::tuple(bid.price_ticks, ties == TieRule::smaller_first ? bid.quantity_kw : 0);
}

void rank(Ranking& ranking, std::span<const Bid> bids, TieRule ties, ClearedList& out) {
  std::stable_sort(ranking.begin(), ranking.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(merit(bids[a], ties), bids[a].lottery) < std::tuple(merit(bids[b], ties), bids[b].lottery);
  });
  for (std::size_t position = 0; position < ranking.size(); ++position) {
    out.bids[ranking[position]].rank = static_cast<int>(position) + 1;
  }
}

/// True if some order of the tied bids, which together offer `tied_kw`, would give this one another award.
bool lot_decides(MarginalBidRule rule, const Bid& bid, std::int64_t tied_kw, const State& state) {
  if (state.is_closed || tied_kw == bid.quantity_kw) return false;
  switch (rule) {
    case MarginalBidRule::award_in_full:
      return tied_kw - bid.quantity_kw >= state.remaining_kw;
    case MarginalBidRule::partial:
      return tied_kw > state.remaining_kw;
    case MarginalBidRule::reject:
      return tied_kw > state.remaining_kw && bid.quantity_kw <= state.remaining_kw;
  }
  throw std::logic_error("unknown marginal bid rule");
}

void award(MarginalBidRule rule, const Bid& bid, State& state, ClearedBid& out) {
  if (state.is_closed) {
    out.outcome = BidOutcome::rejected;
    return;
  }
  if (bid.quantity_kw <= state.remaining_kw) {
    out.outcome = BidOutcome::awarded;
    out.awarded_kw = bid.quantity_kw;
  } else {
    switch (rule) {
      case MarginalBidRule::award_in_full:
        out.outcome = BidOutcome::awarded_as_marginal;
        out.awarded_kw = bid.quantity_kw;
        break;
      case MarginalBidRule::partial:
        out.outcome = BidOutcome::awarded_in_part;
        out.awarded_kw = state.remaining_kw;
        break;
      case MarginalBidRule::reject:
        out.outcome = BidOutcome::rejected_as_marginal;
        break;
    }
  }
  state.is_closed = bid.quantity_kw >= state.remaining_kw;
  state.remaining_kw -= out.awarded_kw;
}

void award_down_the_ranking(const AuctionRules& rules, std::int64_t volume_kw, std::span<const Bid> bids, const Ranking& ranking,
                            ClearedList& out) {
  State state{volume_kw, volume_kw == 0};
  for (std::size_t first = 0; first < ranking.size();) {
    const auto same_merit = merit(bids[ranking[first]], rules.ties);
    std::size_t last = first;
    std::int64_t tied_kw = 0;
    for (; last < ranking.size() && merit(bids[ranking[last]], rules.ties) == same_merit; ++last) {
      tied_kw += bids[ranking[last]].quantity_kw;
    }
    const State before = state;
    for (; first < last; ++first) {
      const std::size_t i = ranking[first];
      out.bids[i].tie_decided_by_lottery = lot_decides(rules.marginal_bid, bids[i], tied_kw, before);
      award(rules.marginal_bid, bids[i], state, out.bids[i]);
      out.awarded_kw += out.bids[i].awarded_kw;
    }
  }
}

void price(PricingRule rule, std::optional<std::int64_t> ceiling_ticks, std::span<const Bid> bids, const Ranking& ranking,
           ClearedList& out) {
  std::optional<std::int64_t> highest_awarded, lowest_rejected;
  for (const std::size_t i : ranking) {
    if (out.bids[i].awarded_kw > 0) {
      highest_awarded = bids[i].price_ticks;
    } else if (!lowest_rejected) {
      lowest_rejected = bids[i].price_ticks;
    }
  }
  if (!highest_awarded) return;
  out.clearing_price_ticks = highest_awarded;
  if (rule == PricingRule::uniform_lowest_rejected) {
    out.price_is_ceiling = !lowest_rejected;
    out.clearing_price_ticks = lowest_rejected ? lowest_rejected : ceiling_ticks;
  }
  for (const std::size_t i : ranking) {
    if (out.bids[i].awarded_kw == 0) continue;
    out.bids[i].price_ticks = rule == PricingRule::pay_as_bid ? bids[i].price_ticks : *out.clearing_price_ticks;
  }
}

}  // namespace

ClearedList clear_list(const AuctionRules& rules, std::int64_t volume_kw, std::optional<std::int64_t> ceiling_ticks,
                       std::span<const Bid> bids) {
  if (volume_kw < 0) throw std::invalid_argument("clear_list: the volume is negative");
  if (rules.pricing == PricingRule::uniform_lowest_rejected && !ceiling_ticks) {
    throw std::invalid_argument("clear_list: uniform_lowest_rejected needs a ceiling (the price where no bid is rejected)");
  }
  ClearedList out;
  out.bids.resize(bids.size());
  Ranking ranking = eligible_positions(bids, ceiling_ticks, out);
  rank(ranking, bids, rules.ties, out);
  out.is_undersubscribed = out.eligible_kw < volume_kw;
  out.is_void = static_cast<std::int64_t>(ranking.size()) < rules.minimum_bids;
  if (out.is_void) {
    for (const std::size_t i : ranking) out.bids[i].outcome = BidOutcome::round_void;
    return out;
  }
  award_down_the_ranking(rules, volume_kw, bids, ranking, out);
  price(rules.pricing, ceiling_ticks, bids, ranking, out);
  return out;
}

}  // namespace sealedbid
