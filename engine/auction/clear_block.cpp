#include "auction/clear_block.hpp"

#include <algorithm>
#include <stdexcept>

#include "auction/marginal_price.hpp"

namespace sealedbid {
namespace {

/// What each lane gives to its bids at the marginal price.
struct MarginalAward {
  LaneIntegers limit_kw{};      ///< most that a bid there gets
  LaneIntegers is_contested{};  ///< 1 where several bids share the price and do not all fit: decided bid by bid
  LaneArray<std::int64_t> awarded_kw{};
  LaneIntegers some_get_nothing{};
};

void mark_void_lanes(const AuctionRules& rules, const BidTile& bids, Margin& margin, ClearedTile& out) {
  out.bids = margin.bids;
  out.eligible_kw = margin.eligible_kw;
  for (int lane = 0; lane < lane_count; ++lane) {
    out.is_void[lane] = margin.bids[lane] < rules.minimum_bids ? 1 : 0;
    const bool awards_nothing = out.is_void[lane] != 0 || bids.volume_kw[lane] <= 0;
    if (awards_nothing) margin.price_ticks[lane] = no_margin;
  }
}

/// What a single bid that crosses the volume gets: its quantity, or what is left, as far as the rule's mask lets through.
struct CrossingAward {
  std::int32_t quantity_mask = 0, remaining_mask = 0;
};

CrossingAward crossing_award(MarginalBidRule rule) {
  switch (rule) {
    case MarginalBidRule::award_in_full:
      return {.quantity_mask = -1};
    case MarginalBidRule::partial:
      return {.remaining_mask = -1};
    case MarginalBidRule::reject:
      return {};
    case MarginalBidRule::reject_and_skip:
    case MarginalBidRule::partial_above_minimum:
    case MarginalBidRule::reject_delivery_year:
      break;
  }
  throw std::logic_error("not a marginal bid rule of a plain round");
}

/// Without branches: what happens at the margin differs from lane to lane, which no processor predicts.
SEALEDBID_CLONES void decide_margins(const CrossingAward crossing, const LaneArray<std::int64_t>& volume_kw, const Margin& margin,
                                     MarginalAward& award) {
  for (int lane = 0; lane < lane_count; ++lane) {
    const std::int64_t remaining_kw = volume_kw[lane] - margin.below_kw[lane], tied_kw = margin.tied_kw[lane];
    const std::int32_t has_margin = margin.price_ticks[lane] != no_margin, all_fit = tied_kw <= remaining_kw;
    const std::int32_t is_single = margin.tied_bids[lane] == 1;
    const std::int32_t crosses = has_margin & (1 - all_fit) & is_single;
    const auto crossing_kw =
        static_cast<std::int32_t>((tied_kw & crossing.quantity_mask) | (remaining_kw & crossing.remaining_mask));
    const std::int32_t limit_kw = (INT32_MAX & -(has_margin & all_fit)) | (crossing_kw & -crosses);
    award.limit_kw[lane] = limit_kw;
    award.awarded_kw[lane] = (tied_kw & -std::int64_t{has_margin & all_fit}) | (crossing_kw & -crosses);
    award.some_get_nothing[lane] = crosses & (limit_kw == 0);
    award.is_contested[lane] = has_margin & (1 - all_fit) & (1 - is_single);
  }
}

/// Awards that need no look at single bids; contested bids get 0 for now.
SEALEDBID_CLONES void award_uncontested(const LaneIntegers* price, const LaneIntegers* quantity, std::size_t slots,
                                        const LaneIntegers& margin_price, const LaneIntegers& limit_kw, LaneIntegers* awarded) {
  for (std::size_t slot = 0; slot < slots; ++slot) {
    for (int lane = 0; lane < lane_count; ++lane) {
      const std::int32_t bid = price[slot][lane], marginal = margin_price[lane], offered = quantity[slot][lane];
      const std::int32_t at_margin = std::min(offered, limit_kw[lane]);
      const std::int32_t is_below = bid < marginal, is_at = bid == marginal;
      awarded[slot][lane] = (offered & -is_below) | (at_margin & -is_at);
    }
  }
}

/// The contested bids of all lanes in one sequential pass, in the end lane by lane.
void gather_tied_bids(const BidTile& bids, const Margin& margin, const MarginalAward& award, std::vector<TiedBid>& tied) {
  tied.clear();
  LaneIntegers contested_price;
  for (int lane = 0; lane < lane_count; ++lane) {
    contested_price[lane] = award.is_contested[lane] != 0 ? margin.price_ticks[lane] : no_margin;
  }
  for (std::size_t slot = 0; slot < bids.price_ticks.size(); ++slot) {
    std::int32_t matches = 0;
    for (int lane = 0; lane < lane_count; ++lane) matches |= bids.price_ticks[slot][lane] == contested_price[lane] ? 1 : 0;
    if (matches == 0) continue;
    for (int lane = 0; lane < lane_count; ++lane) {
      if (bids.price_ticks[slot][lane] != contested_price[lane]) continue;
      tied.push_back({.lane = lane, .slot = static_cast<std::int32_t>(slot), .quantity_kw = bids.quantity_kw[slot][lane]});
    }
  }
  std::ranges::sort(tied, {}, &TiedBid::lane);
}

void award_contested(const AuctionRules& rules, const BidTile& bids, const Margin& margin, const Lottery& lottery,
                     MarginalAward& award, ClearedTile& out) {
  gather_tied_bids(bids, margin, award, out.tied_bids);
  const std::span<TiedBid> all = out.tied_bids;
  for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
    const int lane = all[first].lane;
    while (last < all.size() && all[last].lane == lane) ++last;
    const std::span<TiedBid> tied = all.subspan(first, last - first);
    award_tied_bids(rules, bids.volume_kw[lane] - margin.below_kw[lane], lottery, tied);
    for (const TiedBid& bid : tied) {
      out.awarded_kw[bid.slot][lane] = bid.awarded_kw;
      award.awarded_kw[lane] += bid.awarded_kw;
      if (bid.awarded_kw == 0) award.some_get_nothing[lane] = 1;
    }
  }
}

std::int32_t lowest_rejected_price(const BidTile& bids, const Margin& margin, const MarginalAward& award, int lane) {
  if (award.some_get_nothing[lane] != 0) return margin.price_ticks[lane];
  return margin.next_price_ticks[lane] != no_price ? margin.next_price_ticks[lane] : bids.ceiling_ticks[lane];
}

void price_lanes(const AuctionRules& rules, const BidTile& bids, const Margin& margin, const MarginalAward& award,
                 ClearedTile& out) {
  for (int lane = 0; lane < lane_count; ++lane) {
    const bool has_margin = margin.price_ticks[lane] != no_margin;
    out.total_awarded_kw[lane] = has_margin ? margin.below_kw[lane] + award.awarded_kw[lane] : 0;
    if (out.total_awarded_kw[lane] == 0) {
      out.clearing_price_ticks[lane] = out.lowest_awarded_bid_ticks[lane] = out.highest_awarded_bid_ticks[lane] = no_price;
      continue;
    }
    const bool margin_gets_nothing = award.awarded_kw[lane] == 0;
    out.lowest_awarded_bid_ticks[lane] = margin.lowest_price_ticks[lane];
    out.highest_awarded_bid_ticks[lane] = margin_gets_nothing ? margin.previous_price_ticks[lane] : margin.price_ticks[lane];
    out.clearing_price_ticks[lane] = rules.pricing == PricingRule::uniform_lowest_rejected
                                         ? lowest_rejected_price(bids, margin, award, lane)
                                         : out.highest_awarded_bid_ticks[lane];
  }
}

SEALEDBID_CLONES void cost_below(const LaneIntegers* cost, const LaneIntegers* quantity, std::size_t slots,
                                 const LaneIntegers& margin_price, LaneArray<std::int64_t>& out) {
  LaneArray<std::int64_t> sum{};
  for (std::size_t slot = 0; slot < slots; ++slot) {
    for (int lane = 0; lane < lane_count; ++lane) {
      const std::int32_t offer_kw = quantity[slot][lane], offer_cost = cost[slot][lane];
      const std::int32_t is_below = offer_cost < margin_price[lane];
      sum[lane] += static_cast<std::int64_t>(offer_kw & -is_below) * offer_cost;
    }
  }
  out = sum;
}

}  // namespace

void clear_tile(const AuctionRules& rules, const BidTile& bids, const Lottery& lottery, ClearedTile& out) {
  const std::size_t slots = bids.price_ticks.size();
  if (bids.quantity_kw.size() != slots) throw std::invalid_argument("clear_tile: prices and quantities differ in length");
  out.awarded_kw.resize(slots);
  Margin margin;
  find_margin(bids.price_ticks, bids.quantity_kw, bids.volume_kw, margin);
  mark_void_lanes(rules, bids, margin, out);
  MarginalAward award;
  decide_margins(crossing_award(rules.marginal_bid), bids.volume_kw, margin, award);
  award_uncontested(bids.price_ticks.data(), bids.quantity_kw.data(), slots, margin.price_ticks, award.limit_kw,
                    out.awarded_kw.data());
  if (std::ranges::find(award.is_contested, 1) != award.is_contested.end()) {
    award_contested(rules, bids, margin, lottery, award, out);
  }
  price_lanes(rules, bids, margin, award, out);
}

void least_cost(std::span<const LaneIntegers> cost_ticks, std::span<const LaneIntegers> quantity_kw,
                const LaneArray<std::int64_t>& needed_kw, LaneArray<std::int64_t>& cost_ticks_kw) {
  const std::size_t slots = cost_ticks.size();
  if (quantity_kw.size() != slots) throw std::invalid_argument("least_cost: costs and quantities differ in length");
  Margin margin;
  find_margin(cost_ticks, quantity_kw, needed_kw, margin);
  cost_below(cost_ticks.data(), quantity_kw.data(), slots, margin.price_ticks, cost_ticks_kw);
  for (int lane = 0; lane < lane_count; ++lane) {
    const std::int64_t bought_kw = std::clamp<std::int64_t>(needed_kw[lane], 0, margin.eligible_kw[lane]);
    const std::int64_t at_margin_kw = std::max<std::int64_t>(bought_kw - margin.below_kw[lane], 0);
    cost_ticks_kw[lane] += at_margin_kw * margin.price_ticks[lane];
  }
}

}  // namespace sealedbid
