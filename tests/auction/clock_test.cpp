#include "auction/clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "auction/clock_reference.hpp"

namespace sealedbid {
namespace {

using namespace testing;

TEST(ClockTest, GivesWhatTheClockGivesTickByTick) {
  std::mt19937_64 random(1);
  std::int64_t rounds = 0;
  for (int trial = 0; trial < 20000; ++trial) {
    const ClockCase c = random_clock_case(random, 8, trial % 2 ? 12 : 2000, trial % 3 ? 5 : 1);
    const ClockResult fast = run(c);
    const TickByTick slow = tick_by_tick(c);
    ASSERT_EQ(fast.price_ticks, slow.prices) << "trial " << trial;
    ASSERT_EQ(fast.rounds, slow.rounds) << "trial " << trial;
    rounds += slow.rounds;
  }
  EXPECT_GT(rounds, 2000000);
}

TEST(ClockTest, JumpsOverABillionSteps) {
  std::mt19937_64 random(2);
  ClockCase c;
  for (int i = 0; i < 60; ++i) {
    c.limits.push_back(draw(random, 0, 1'000'000'000));
    c.bids.push_back(bid(draw(random, 2'000'000'000, 3'000'000'000), draw(random, 1, 50), random()));
    c.volume_kw += c.bids.back().quantity_kw / 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const ClockResult result = run(c);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  EXPECT_GT(result.rounds, 1'000'000'000);
  EXPECT_LT(seconds.count(), 5.0);
  const std::vector<bool> wins = winners(c, result.price_ticks);
  for (std::size_t i = 0; i < wins.size(); ++i) EXPECT_TRUE(wins[i] || result.price_ticks[i] == c.limits[i]) << i;
}

TEST(ClockTest, TwoBiddersFollowTheClockToTheHigherLimit) {
  // One project. A would go down to 10, B to 20; A wins the lot among equals. B: 99, A: 99, B: 98, … B: 20, A: 20; B stays.
  const ClockCase c{.bids = {bid(100, 1, 0), bid(100, 1, 1)}, .limits = {10, 20}, .volume_kw = 1};
  const ClockResult result = run(c);
  EXPECT_EQ(result.price_ticks, (Prices{20, 20}));
  ASSERT_EQ(result.exits.size(), 1u);
  EXPECT_EQ(result.exits[0].bid, 1);
  EXPECT_EQ(result.exits[0].price_ticks, 20);
  EXPECT_EQ(result.exits[0].round, 160);  // 80 steps of each, then B can't
}

struct SealedRound {
  std::vector<bool> wins;
  std::optional<std::int64_t> lowest_rejected;
};

/// A sealed-bid round of the limits, each rounded up to a price that its bidder can reach by whole steps.
SealedRound sealed_round_of_limits(const ClockCase& c) {
  Prices limits;
  for (std::size_t i = 0; i < c.bids.size(); ++i) {
    limits.push_back(c.bids[i].price_ticks - (c.bids[i].price_ticks - c.limits[i]) / c.step * c.step);
  }
  SealedRound round{winners(c, limits), {}};
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (!round.wins[i]) round.lowest_rejected = std::min(round.lowest_rejected.value_or(limits[i]), limits[i]);
  }
  return round;
}

/// The law of clock.hpp for bids of equal size. @return whether it holds.
bool clock_is_sealed_bid_within_a_step(const ClockCase& c, const Prices& final_prices) {
  const SealedRound sealed = sealed_round_of_limits(c);
  if (winners(c, final_prices) != sealed.wins) return false;
  for (std::size_t i = 0; i < c.bids.size(); ++i) {
    if (!sealed.wins[i] || !sealed.lowest_rejected) continue;
    const bool has_moved = final_prices[i] < c.bids[i].price_ticks;
    if (final_prices[i] > *sealed.lowest_rejected) return false;
    if (has_moved && final_prices[i] < *sealed.lowest_rejected - c.step) return false;
  }
  return true;
}

/// Calls `visit` with every case of three bids of 1 kW: prices 3 or 4, limits 0 to 3, all volumes, two steps, two orders of lots.
template <class Visit>
void for_all_small_cases(const Visit& visit) {
  for (int code = 0; code < 8 * 64 * 3 * 2 * 2 * 2; ++code) {
    int rest = code;
    const auto take = [&](int choices) {
      const int taken = rest % choices;
      rest /= choices;
      return taken;
    };
    ClockCase c;
    for (int i = 0; i < 3; ++i) {
      c.bids.push_back(bid(3 + take(2), 1, static_cast<std::uint64_t>(i)));
      c.limits.push_back(take(4));
    }
    c.volume_kw = 1 + take(3);
    c.step = 1 + take(2);
    if (take(2)) std::swap(c.bids[0].lottery, c.bids[2].lottery);
    c.marginal_bid = take(2) ? MarginalBidRule::partial : MarginalBidRule::reject;
    visit(c);
  }
}

TEST(ClockTest, EqualBidsWinAsInASealedBidRoundAndPayTheLowestRejectedLimitWithinAStep) {
  int undercut = 0;
  for_all_small_cases([&](const ClockCase& c) {
    const ClockResult result = run(c);
    ASSERT_TRUE(clock_is_sealed_bid_within_a_step(c, result.price_ticks));
    undercut += result.rounds > 0;
  });
  EXPECT_GT(undercut, 3000);
  std::mt19937_64 random(3);
  for (int trial = 0; trial < 5000; ++trial) {
    ClockCase c = random_clock_case(random, 7, 30, 1);
    const std::int64_t kw = draw(random, 1, 4);
    for (RoundBid& b : c.bids) b.quantity_kw = kw;
    c.volume_kw = draw(random, 1, 30);
    if (c.marginal_bid == MarginalBidRule::partial_above_minimum) c.marginal_bid = MarginalBidRule::partial;
    ASSERT_TRUE(clock_is_sealed_bid_within_a_step(c, run(c).price_ticks)) << "trial " << trial;
  }
}

TEST(ClockTest, TheCheckOfTheLawSeesAPriceTwoStepsOff) {
  int caught = 0, tried = 0;
  for_all_small_cases([&](const ClockCase& c) {
    Prices prices = run(c).price_ticks;
    const std::vector<bool> wins = winners(c, prices);
    for (std::size_t i = 0; i < prices.size(); ++i) {
      if (!wins[i] || prices[i] == c.bids[i].price_ticks || !sealed_round_of_limits(c).lowest_rejected) continue;
      prices[i] -= 2 * c.step;
      caught += !clock_is_sealed_bid_within_a_step(c, prices);
      ++tried;
      break;
    }
  });
  EXPECT_GT(tried, 1000);
  EXPECT_EQ(caught, tried);
}

TEST(ClockTest, UnequalBidsMayWinOtherwiseThanInASealedBidRound) {
  // Volume 2. Sealed: B's limit of 1 fills the volume alone. Clock: both are awarded at 2 (B crosses), so nobody moves.
  const ClockCase c{.bids = {bid(2, 1, 0), bid(2, 2, 1)}, .limits = {2, 1}, .volume_kw = 2};
  const ClockResult result = run(c);
  EXPECT_EQ(result.rounds, 0);
  EXPECT_EQ(winners(c, result.price_ticks), (std::vector<bool>{true, true}));
  EXPECT_EQ(sealed_round_of_limits(c).wins, (std::vector<bool>{false, true}));
}

TEST(ClockTest, AdmitsTheBestSealedBidsAndAllOfTheLastPrice) {
  ClockCase c{.bids = {bid(10, 5, 0), bid(20, 5, 1), bid(20, 5, 2), bid(30, 5, 3), bid(20, 0, 4)},
              .limits = {9, 19, 19, 1, 0},
              .volume_kw = 5};
  using Flags = std::vector<std::uint8_t>;
  EXPECT_EQ(run(c).is_admitted, (Flags{1, 1, 1, 1, 0}));
  c.admitted_over_volume_fraction = 1.0;  // 5 kW: reached by the first bid
  EXPECT_EQ(run(c).is_admitted, (Flags{1, 0, 0, 0, 0}));
  c.admitted_over_volume_fraction = 1.2;  // 6 kW: reached by either bid at 20
  const ClockResult result = run(c);
  EXPECT_EQ(result.is_admitted, (Flags{1, 1, 1, 0, 0}));
  EXPECT_EQ(result.price_ticks, (Prices{10, 19, 19, 30, 20}));  // the losers go to their limits
}

TEST(ClockTest, NobodyGoesBelowTheFloor) {
  const ClockCase c{.bids = {bid(9, 1, 0), bid(9, 1, 1)}, .limits = {1, 2}, .volume_kw = 1};
  const Auction auction = auction_of(c);
  const ClockResult result =
      run_clock(auction, {.bids = c.bids, .limit_ticks = c.limits, .volume_kw = 1, .floor_ticks = std::int64_t{5}});
  EXPECT_EQ(result.price_ticks, (Prices{5, 5}));
}

TEST(ClockTest, SealedBidsComeBackAsTheyAre) {
  const ClockCase c{.bids = {bid(9, 1, 0)}, .limits = {}};
  EXPECT_EQ(run_clock(Auction{}, {.bids = c.bids, .limit_ticks = {}, .volume_kw = 1}).price_ticks, (Prices{9}));
}

TEST(ClockTest, RefusesWhatCannotBe) {
  ClockCase c{.bids = {bid(9, 2, 0), bid(9, 2, 1)}, .limits = {1, 10}, .volume_kw = 1};
  EXPECT_THROW(run(c), std::invalid_argument);
  c.limits = {1};
  EXPECT_THROW(run(c), std::invalid_argument);
  c.limits = {1, 1};
  c.step = 0;
  EXPECT_THROW(run(c), std::invalid_argument);
  c.step = 1;
  c.marginal_bid = MarginalBidRule::reject_delivery_year;
  EXPECT_THROW(run(c), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
