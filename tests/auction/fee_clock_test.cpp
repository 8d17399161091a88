#include "auction/fee_clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <random>
#include <stdexcept>

#include "auction/clear_round.hpp"

namespace sealedbid {
namespace {

constexpr std::int64_t floor_ticks = 20;

/// One round of two lots, as the clock gets it.
struct Lots {
  std::vector<RoundBid> bids;
  std::vector<std::int64_t> limits;
  std::vector<std::int32_t> lots;
  Auction auction;
};

Auction with_steps(double price_step, std::int64_t fee_step, IntermediateBids intermediate) {
  Auction auction;
  auction.format = AuctionFormat::descending_clock_then_fee;
  auction.price_step_per_mwh = 1.0;
  auction.floor_per_mwh = static_cast<double>(floor_ticks);
  auction.clock.step_per_mwh = price_step;
  auction.clock.fee_step_per_mw = fee_step;
  auction.clock.intermediate_fees = intermediate;
  auction.ties = TieRule::higher_fee_first;
  auction.limits.emplace_back();
  auction.limits.back().per = LimitScope::lot;
  auction.limits.back().awards = 1;
  return auction;
}

Lots random_lots(std::mt19937_64& random) {
  const auto draw = [&](int low, int high) { return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1)); };
  Lots round;
  for (int b = draw(1, 7); b > 0; --b) {
    round.limits.push_back(draw(5, 45));
    const std::int64_t price = std::max<std::int64_t>(floor_ticks, round.limits.back()) + draw(0, 12);
    round.bids.push_back({.price_ticks = price, .quantity_kw = draw(1, 5), .fee = draw(0, 60), .lottery = random()});
    round.lots.push_back(draw(0, 1));
  }
  const auto intermediate = draw(0, 1) == 1 ? IntermediateBids::allowed : IntermediateBids::none;
  round.auction = with_steps(draw(1, 6), draw(1, 15), intermediate);
  return round;
}

ClockResult played(const Lots& round) {
  return run_clock(round.auction,
                   {.bids = round.bids, .limit_ticks = round.limits, .floor_ticks = floor_ticks, .lots = round.lots});
}

/// The bids cleared as sealed ones.
ClearedRound cleared(const Lots& round, const std::vector<std::int64_t>& prices, const std::vector<std::int64_t>& fees) {
  std::vector<RoundBid> bids = round.bids;
  std::vector<BidAttributes> attributes(bids.size());
  for (std::size_t b = 0; b < bids.size(); ++b) {
    bids[b].price_ticks = prices[b];
    bids[b].fee = fees[b];
    attributes[b].name = std::to_string(b);
    attributes[b].lot = std::to_string(round.lots[b]);
  }
  return clear_round(plan_round(round.auction, "", attributes),
                     {.bids = bids, .volume_kw = {}, .ceiling_ticks = {}, .find_lots = FindLots::no});
}

/// Call by call, as people would do it: who is left of a lot, at which price, with which fee.
struct CallByCall {
  std::vector<int> left;
  std::int64_t price = 0, fee = 0;

  CallByCall(const Lots& round, std::int32_t lot) {
    for (std::size_t b = 0; b < round.bids.size(); ++b) {
      if (round.lots[b] != lot) continue;
      price = left.empty() ? round.bids[b].price_ticks : std::min(price, round.bids[b].price_ticks);
      left.push_back(static_cast<int>(b));
    }
    keep([&](int b) { return round.limits[b] <= price; });
    const auto step = static_cast<std::int64_t>(round.auction.clock.step_per_mwh);
    while (left.size() > 1 && price > floor_ticks) {
      const std::int64_t next = std::max(floor_ticks, price - step);
      if (!keep([&](int b) { return round.limits[b] <= next; })) return;
      price = next;
    }
    if (left.size() > 1) raise_fee(round);
  }

  /// Those who accept; false, and nobody goes, where nobody does.
  template <class Accepts>
  bool keep(const Accepts& accepts) {
    std::vector<int> accepted;
    std::ranges::copy_if(left, std::back_inserter(accepted), accepts);
    if (!accepted.empty()) left = accepted;
    return !accepted.empty();
  }

  void raise_fee(const Lots& round) {
    const auto highest = [&](int b) { return round.bids[b].fee; };
    const std::int64_t step = round.auction.clock.fee_step_per_mw;
    while (left.size() > 1 && keep([&](int b) { return highest(b) >= fee + step; })) fee += step;
    if (left.size() == 1 || round.auction.clock.intermediate_fees == IntermediateBids::none) return;
    for (const int b : left) fee = std::max(fee, highest(b));
    keep([&](int b) { return highest(b) == fee; });
  }
};

TEST(FeeClockTest, EndsEachLotAsCallByCallAndItsFinalBidsRankTheWinnerFirst) {
  std::mt19937_64 random(21);
  int with_fee = 0, by_lot = 0;
  for (int trial = 0; trial < 20000; ++trial) {
    const Lots round = random_lots(random);
    const ClockResult result = played(round);
    const ClearedRound awards = cleared(round, result.price_ticks, result.fees);
    for (const LotClock& lot : result.lots) {
      const std::int32_t number = round.lots[lot.winner];
      const CallByCall slow(round, number);
      const int winner = *std::ranges::min_element(slow.left, {}, [&](int b) { return round.bids[b].lottery; });
      ASSERT_EQ(lot.winner, winner) << "trial " << trial;
      ASSERT_EQ(result.price_ticks[winner], slow.price) << "trial " << trial;
      ASSERT_EQ(result.fees[winner], slow.fee) << "trial " << trial;
      ASSERT_EQ(lot.is_decided_by_lottery, slow.left.size() > 1) << "trial " << trial;
      for (std::size_t b = 0; b < round.bids.size(); ++b) {
        if (round.lots[b] != number) continue;
        ASSERT_EQ(result.lot_of_bid[b], &lot - result.lots.data());
        ASSERT_EQ(awards.bids[b].awarded_kw > 0, static_cast<int>(b) == winner) << "trial " << trial << ", bid " << b;
        ASSERT_LE(result.price_ticks[b], round.bids[b].price_ticks);
        ASSERT_GE(result.price_ticks[b], std::max(floor_ticks, round.limits[b]));
        ASSERT_LE(result.fees[b], round.bids[b].fee);
      }
      with_fee += slow.fee > 0;
      by_lot += slow.left.size() > 1;
    }
  }
  EXPECT_GT(with_fee, 2000);
  EXPECT_GT(by_lot, 500);
}

/// What a sealed-bid round of the limits gives one lot: its winner, and the best loser.
struct SealedLot {
  int winner = -1, runner_up = -1;
};

SealedLot sealed_lot(const Lots& round, std::int32_t lot) {
  std::vector<std::int64_t> prices, fees;
  for (std::size_t b = 0; b < round.bids.size(); ++b) {
    prices.push_back(std::max(floor_ticks, round.limits[b]));
    fees.push_back(prices.back() == floor_ticks ? round.bids[b].fee : 0);
  }
  const ClearedRound sealed = cleared(round, prices, fees);
  SealedLot found;
  int best_rank = 0;
  for (std::size_t b = 0; b < round.bids.size(); ++b) {
    if (round.lots[b] != lot) continue;
    if (sealed.bids[b].awarded_kw > 0) {
      found.winner = static_cast<int>(b);
    } else if (found.runner_up < 0 || sealed.bids[b].rank < best_rank) {
      found.runner_up = static_cast<int>(b);
      best_rank = sealed.bids[b].rank;
    }
  }
  return found;
}

/// Whether a result is within one step of the sealed-bid round of limits: its winner is the sealed one or at most a step worse,
/// and pays what the best loser would have taken, within a step.
bool is_within_a_step(const Lots& round, const LotClock& lot, int winner, std::int64_t price, std::int64_t fee) {
  const SealedLot sealed = sealed_lot(round, round.lots[lot.winner]);
  if (sealed.runner_up < 0) return price == lot.opening_ticks && fee == 0;
  const auto step = static_cast<std::int64_t>(round.auction.clock.step_per_mwh);
  const std::int64_t fee_step = round.auction.clock.fee_step_per_mw;
  const auto accepts = [&](int b) { return std::max(floor_ticks, round.limits[b]); };
  if (accepts(winner) - accepts(sealed.winner) >= step) return false;
  if (accepts(sealed.runner_up) > floor_ticks) {
    const std::int64_t second = std::min(accepts(sealed.runner_up), lot.opening_ticks);
    return fee == 0 && price >= second - step && price < second + step;
  }
  const auto offers = [&](int b) { return round.bids[b].fee; };
  return price == floor_ticks && offers(sealed.winner) - offers(winner) < fee_step &&
         std::abs(fee - offers(sealed.runner_up)) <= fee_step;
}

TEST(FeeClockTest, EqualsTheSealedRoundOfLimitsUpToAStep) {
  std::mt19937_64 random(22);
  int found_out = 0;
  for (int trial = 0; trial < 20000; ++trial) {
    const Lots round = random_lots(random);
    const ClockResult result = played(round);
    for (const LotClock& lot : result.lots) {
      const std::int64_t price = result.price_ticks[lot.winner], fee = result.fees[lot.winner];
      ASSERT_TRUE(is_within_a_step(round, lot, lot.winner, price, fee)) << "trial " << trial;
      // The must-fail twin: a winner that pays all that it would.
      found_out += is_within_a_step(round, lot, lot.winner, price, round.bids[lot.winner].fee) ? 0 : 1;
    }
  }
  EXPECT_GT(found_out, 5000);
}

TEST(FeeClockTest, AWinnerPaysTheLevelThatTheOtherRefuses) {
  Lots round{.bids = {{.price_ticks = 40, .quantity_kw = 1, .fee = 900}, {.price_ticks = 35, .quantity_kw = 1, .fee = 720}},
             .limits = {10, 20},
             .lots = {0, 0},
             .auction = with_steps(4, 100, IntermediateBids::none)};
  EXPECT_EQ(played(round).fees, (std::vector<std::int64_t>{800, 700}));
  EXPECT_EQ(played(round).price_ticks, (std::vector<std::int64_t>{20, 20}));
  round.auction.clock.intermediate_fees = IntermediateBids::allowed;
  EXPECT_EQ(played(round).fees, (std::vector<std::int64_t>{800, 720}));
  round.limits[1] = 24;  // 35, 31, 27, 23
  EXPECT_EQ(played(round).price_ticks, (std::vector<std::int64_t>{23, 27}));
  EXPECT_EQ(played(round).fees, (std::vector<std::int64_t>{0, 0}));
}

TEST(FeeClockTest, NeedsLotsAndAFloor) {
  const Lots round{.bids = {{.price_ticks = 40, .quantity_kw = 1}},
                   .limits = {10},
                   .lots = {0},
                   .auction = with_steps(1, 1, IntermediateBids::none)};
  EXPECT_THROW(run_clock(round.auction, {.bids = round.bids, .limit_ticks = round.limits, .lots = round.lots}),
               std::invalid_argument);
  EXPECT_THROW(run_clock(round.auction, {.bids = round.bids, .limit_ticks = round.limits, .floor_ticks = floor_ticks}),
               std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
