#include "auction/clock.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <tuple>

#include "auction/exact.hpp"
#include "auction/fee_clock.hpp"
#include "auction/score.hpp"
#include "auction/uniform_clock.hpp"

namespace sealedbid {
namespace {

constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();

/// Whether the first bid that exceeds what is left gets something, and whether awards end with it.
struct Crossing {
  bool is_awarded = false;
  bool ends = true;
};

Crossing cross(MarginalBidRule rule, const RoundBid& bid, std::int64_t left_kw) {
  switch (rule) {
    case MarginalBidRule::award_in_full:
    case MarginalBidRule::partial:
      return {true, true};
    case MarginalBidRule::reject:
      return {false, true};
    case MarginalBidRule::reject_and_skip:
      return {false, false};
    case MarginalBidRule::partial_above_minimum:
      return left_kw >= bid.minimum_kw ? Crossing{true, true} : Crossing{false, false};
    case MarginalBidRule::reject_delivery_year:
      break;
  }
  throw std::invalid_argument("run_clock: reject_delivery_year needs delivery years, which a clock does not know");
}

/// Offers of the bidders that follow the clock, and the rounds in which they lower them.
class DescendingClock {
 public:
  DescendingClock(const Auction& auction, const ClockInput& input, std::int64_t step_ticks, ClockResult& result)
      : auction_(auction), input_(input), step_(step_ticks), result_(result), offers_(result.price_ticks) {
    for (std::size_t i = 0; i < offers_.size(); ++i) {
      if (!result.is_admitted[i]) continue;
      order_.push_back(static_cast<int>(i));
    }
    has_left_.assign(offers_.size(), 0);
  }

  /// Rounds, with those that only repeat earlier ones jumped over: a stretch of rounds is compared with the offers at its start;
  /// a stretch that does not repeat is given up for one of twice the length.
  void run() {
    std::vector<std::int64_t> start = offers_;
    std::int64_t played = 0, longest = 1;
    while (play_round()) {
      const std::int64_t repeats = count_repeats(start, ++played);
      if (repeats > 0) {
        for (const int i : order_) offers_[i] -= repeats * (start[i] - offers_[i]);
        result_.rounds += repeats * played;
        longest = 1;
      } else if (played == longest) {
        longest *= 2;
      } else {
        continue;
      }
      played = 0;
      start = offers_;
    }
  }

 private:
  std::int64_t limit(int i) const { return std::max(input_.limit_ticks[i], input_.floor_ticks.value_or(input_.limit_ticks[i])); }

  void rank() {
    const auto key = [&](int i) {
      return std::tuple(offers_[i], tie_key(auction_.ties, input_.bids[i]), input_.bids[i].lottery, i);
    };
    std::sort(order_.begin(), order_.end(), [&](int a, int b) { return key(a) < key(b); });
  }

  /// Every bidder that would get nothing lowers its offer. False where nobody does.
  bool play_round() {
    rank();
    losers_.clear();
    std::int64_t left_kw = input_.volume_kw;
    bool is_closed = left_kw <= 0;
    for (const int i : order_) {
      const RoundBid& bid = input_.bids[i];
      bool is_awarded = !is_closed && bid.quantity_kw <= left_kw;
      if (is_awarded) {
        left_kw -= bid.quantity_kw;
        is_closed = left_kw == 0;
      } else if (!is_closed) {
        const Crossing crossing = cross(auction_.marginal_bid, bid, left_kw);
        is_awarded = crossing.is_awarded;
        is_closed = crossing.ends;
      }
      if (!is_awarded) losers_.push_back(i);
    }
    return lower_losers();
  }

  bool lower_losers() {
    bool has_moved = false;
    for (const int i : losers_) {
      if (offers_[i] - step_ >= limit(i)) {
        offers_[i] -= step_;
        has_moved = true;
      } else if (!has_left_[i]) {
        has_left_[i] = 1;
        result_.exits.push_back({i, result_.rounds, offers_[i]});
      }
    }
    if (has_moved) ++result_.rounds;
    return has_moved;
  }

  /// How often the last `played` rounds can be repeated as they were. Who moves depends on the order of the offers and on the
  /// limits alone. Bidders that moved equally keep their order; those that moved differently keep it as long as they are more
  /// than `played` steps apart at the start; and a limit stops nobody who is more than `played` steps above it.
  std::int64_t count_repeats(const std::vector<std::int64_t>& start, std::int64_t played) {
    by_start_ = order_;
    std::sort(by_start_.begin(), by_start_.end(), [&](int a, int b) { return start[a] < start[b]; });
    const std::int64_t reach = played * step_;
    std::int64_t repeats = unbounded;
    int below = -1;
    for (const int i : by_start_) {
      const std::int64_t fall = start[i] - offers_[i];
      if (fall > 0) repeats = std::min(repeats, (start[i] - reach - limit(i)) / fall);
      if (below >= 0) {
        const std::int64_t approach = fall - (start[below] - offers_[below]);
        const std::int64_t room = start[i] - start[below] - reach - 1;
        if (approach != 0 && room < 0) return 0;
        if (approach > 0) repeats = std::min(repeats, room / approach);
      }
      if (repeats <= 0) return 0;
      below = i;
    }
    return repeats;
  }

  const Auction& auction_;
  const ClockInput& input_;
  std::int64_t step_;
  ClockResult& result_;
  std::vector<std::int64_t>& offers_;
  std::vector<int> order_, losers_, by_start_;
  std::vector<std::uint8_t> has_left_;
};

/// The lowest sealed prices until their quantity reaches the multiple of the volume, with all bids of the last price.
void admit_best(std::int64_t ppm, const ClockInput& input, ClockResult& result) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < input.bids.size(); ++i) {
    if (result.is_admitted[i]) order.push_back(i);
  }
  std::ranges::sort(order, {}, [&](std::size_t i) { return input.bids[i].price_ticks; });
  Int128 before_kw = 0, here_kw = 0;  // of the prices below this one, and up to it
  for (std::size_t k = 0; k < order.size(); ++k) {
    const RoundBid& bid = input.bids[order[k]];
    if (k == 0 || bid.price_ticks != input.bids[order[k - 1]].price_ticks) before_kw = here_kw;
    here_kw += bid.quantity_kw;
    if (before_kw * 1'000'000 >= Int128{ppm} * input.volume_kw && before_kw > 0) result.is_admitted[order[k]] = 0;
  }
}

void check(const ClockInput& input, std::int64_t step) {
  if (input.limit_ticks.size() != input.bids.size()) throw std::invalid_argument("run_clock: as many limits as bids are needed");
  if (step < 1) throw std::invalid_argument("run_clock: the clock's step is smaller than a price step");
  if (input.volume_kw < 0) throw std::invalid_argument("run_clock: the volume is negative");
  for (std::size_t i = 0; i < input.bids.size(); ++i) {
    if (input.bids[i].quantity_kw > 0 && input.limit_ticks[i] > input.bids[i].price_ticks) {
      throw std::invalid_argument("run_clock: a limit is above its sealed price");
    }
  }
}

}  // namespace

ClockResult run_clock(const Auction& auction, const ClockInput& input) {
  ClockResult result;
  for (const RoundBid& bid : input.bids) {
    result.price_ticks.push_back(bid.price_ticks);
    result.fees.push_back(bid.fee);
    result.lot_of_bid.push_back(-1);
    result.is_admitted.push_back(bid.quantity_kw > 0);
  }
  if (auction.format == AuctionFormat::sealed_bid) return result;
  const std::int64_t step = std::llround(auction.clock.step_per_mwh / auction.price_step_per_mwh);
  check(input, step);
  if (auction.format == AuctionFormat::descending_clock_then_sealed) {
    stop_uniform_clock(auction, input, step, result);
    return result;
  }
  if (auction.format == AuctionFormat::descending_clock_then_fee) {
    play_fee_clocks(auction, input, step, result);
    return result;
  }
  const std::int64_t ppm = millionths(auction.clock.admitted_over_volume_fraction);
  if (ppm > 0) admit_best(ppm, input, result);
  DescendingClock(auction, input, step, result).run();
  return result;
}

}  // namespace sealedbid
