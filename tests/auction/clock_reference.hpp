#pragma once

#include <cstdint>
#include <random>
#include <tuple>
#include <vector>

#include "auction/clock.hpp"

/// The descending clock tick by tick, and random auctions for it.
namespace sealedbid::testing {

using Prices = std::vector<std::int64_t>;

struct ClockCase {
  std::vector<RoundBid> bids;
  Prices limits;
  std::int64_t volume_kw = 1;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  TieRule ties = TieRule::lottery;
  std::int64_t step = 1;
  double admitted_over_volume_fraction = 0.0;
};

inline Auction auction_of(const ClockCase& c) {
  Auction auction;
  auction.format = AuctionFormat::sealed_then_descending_clock;
  auction.price_step_per_mwh = 1.0;
  auction.clock.step_per_mwh = static_cast<double>(c.step);
  auction.clock.admitted_over_volume_fraction = c.admitted_over_volume_fraction;
  auction.marginal_bid = c.marginal_bid;
  auction.ties = c.ties;
  return auction;
}

inline ClockResult run(const ClockCase& c) {
  return run_clock(auction_of(c), {.bids = c.bids, .limit_ticks = c.limits, .volume_kw = c.volume_kw});
}

inline RoundBid bid(std::int64_t price, std::int64_t kw, std::uint64_t lot) {
  return {.price_ticks = price, .quantity_kw = kw, .lottery = lot};
}

/// Who gets something at these prices: takes the best bid that is left, again and again.
inline std::vector<bool> winners(const ClockCase& c, const Prices& prices) {
  std::vector<bool> done(prices.size()), wins(prices.size());
  std::int64_t left = c.volume_kw;
  for (std::size_t turn = 0; turn < prices.size() && left > 0; ++turn) {
    const auto key = [&](std::size_t i) {
      const std::int64_t tie = c.ties == TieRule::smaller_first  ? c.bids[i].quantity_kw
                               : c.ties == TieRule::larger_first ? -c.bids[i].quantity_kw
                                                                 : 0;
      return std::tuple(prices[i], tie, c.bids[i].lottery, i);
    };
    std::size_t best = prices.size();
    for (std::size_t i = 0; i < prices.size(); ++i) {
      if (!done[i] && (best == prices.size() || key(i) < key(best))) best = i;
    }
    done[best] = true;
    const RoundBid& b = c.bids[best];
    if (b.quantity_kw <= left) {
      wins[best] = true;
      left -= b.quantity_kw;
    } else if (c.marginal_bid == MarginalBidRule::award_in_full || c.marginal_bid == MarginalBidRule::partial ||
               (c.marginal_bid == MarginalBidRule::partial_above_minimum && left >= b.minimum_kw)) {
      wins[best] = true;
      left = 0;
    } else if (c.marginal_bid == MarginalBidRule::reject) {
      left = 0;
    }
  }
  return wins;
}

/// The clock tick by tick: losers lower their price by a step until nobody can.
struct TickByTick {
  Prices prices;
  std::int64_t rounds = 0;
};

inline TickByTick tick_by_tick(const ClockCase& c) {
  TickByTick result;
  for (const RoundBid& b : c.bids) result.prices.push_back(b.price_ticks);
  for (bool moves = true; moves; result.rounds += moves) {
    moves = false;
    const std::vector<bool> wins = winners(c, result.prices);
    for (std::size_t i = 0; i < wins.size(); ++i) {
      if (wins[i] || result.prices[i] - c.step < c.limits[i]) continue;
      result.prices[i] -= c.step;
      moves = true;
    }
  }
  return result;
}

inline std::int64_t draw(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

inline ClockCase random_clock_case(std::mt19937_64& random, std::int64_t most_bids, std::int64_t highest_price,
                                   std::int64_t largest_kw) {
  ClockCase c;
  const std::int64_t count = draw(random, 1, most_bids);
  for (std::int64_t i = 0; i < count; ++i) {
    c.limits.push_back(draw(random, 0, highest_price));
    c.bids.push_back(bid(draw(random, c.limits.back(), highest_price), draw(random, 1, largest_kw), random()));
    c.bids.back().minimum_kw = draw(random, 0, c.bids.back().quantity_kw);
  }
  c.volume_kw = draw(random, 1, largest_kw * count);
  c.step = draw(random, 1, 3);
  constexpr MarginalBidRule rules[] = {MarginalBidRule::award_in_full, MarginalBidRule::partial, MarginalBidRule::reject,
                                       MarginalBidRule::reject_and_skip, MarginalBidRule::partial_above_minimum};
  c.marginal_bid = rules[random() % 5];
  constexpr TieRule ties[] = {TieRule::lottery, TieRule::smaller_first, TieRule::larger_first};
  c.ties = ties[random() % 3];
  return c;
}

}  // namespace sealedbid::testing
