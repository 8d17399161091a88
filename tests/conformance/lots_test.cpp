#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "auction/clear_block.hpp"
#include "reference/instances.hpp"
#include "reference/plain_round.hpp"

/// Lots: fair where they decide, and without effect where they do not.
namespace sealedbid {
namespace {

using reference::Instance;
using reference::Tile;

using Counts = std::vector<std::int64_t>;

/// How often each of m equal bids, and each pair of them, wins one of k seats.
struct Inclusion {
  Counts single, pair;
};

Inclusion count_winners(int m, int k, int tiles, const Lottery& lottery) {
  std::vector<LaneIntegers> price(m), quantity(m);
  for (LaneIntegers& ticks : price) ticks.fill(7);
  for (LaneIntegers& kw : quantity) kw.fill(1000);
  BidTile bids{price, quantity, {}, {}};
  bids.volume_kw.fill(1000 * k);
  Inclusion counts{Counts(m), Counts(m * m)};
  ClearedTile cleared;
  for (int tile = 0; tile < tiles; ++tile) {
    clear_tile({}, bids, lottery, cleared);
    std::array<std::vector<int>, lane_count> winners;
    for (int slot = 0; slot < m; ++slot) {
      for (int lane = 0; lane < lane_count; ++lane) {
        if (cleared.awarded_kw[slot][lane] == 0) continue;
        ++counts.single[slot];
        for (const int earlier : winners[lane]) ++counts.pair[slot * m + earlier];
        winners[lane].push_back(slot);
      }
    }
  }
  return counts;
}

/// Largest distance of a count from n·p in its own standard errors.
double largest_z(const Inclusion& counts, int m, int k, double n) {
  const double p = double(k) / m, pair_p = p * (k - 1) / (m - 1);
  double z = 0;
  for (int a = 0; a < m; ++a) {
    z = std::max(z, std::abs(counts.single[a] - n * p) / std::sqrt(n * p * (1 - p)));
    for (int b = 0; b < a; ++b)
      z = std::max(z, std::abs(counts.pair[a * m + b] - n * pair_p) / std::sqrt(n * pair_p * (1 - pair_p)));
  }
  return z;
}

// 21 counts against the hypergeometric law, two-sided at z = 6: a fair lot fails once in 2·10⁷ seeds (21 · 2.0·10⁻⁹).
TEST(LotsTest, EachOfSixEqualBidsWinsOneOfTwoSeatsEquallyOften) {
  constexpr int tiles = 4000;
  std::mt19937_64 random(11);
  const Inclusion fair = count_winners(6, 2, tiles, [&](int, int) { return random(); });
  EXPECT_LT(largest_z(fair, 6, 2, tiles * lane_count), 6.0);
  // Must fail: lots of four bits are often equal, and then the order of the slots decides.
  const Inclusion coarse = count_winners(6, 2, tiles, [&](int, int) { return random() >> 60; });
  EXPECT_GT(largest_z(coarse, 6, 2, tiles * lane_count), 6.0);
  // Must fail: one lot for two neighbours makes them win together.
  std::uint64_t shared = 0;
  const Inclusion coupled = count_winners(6, 2, tiles, [&](int slot, int) { return slot % 2 == 0 ? shared = random() : shared; });
  EXPECT_GT(largest_z(coupled, 6, 2, tiles * lane_count), 6.0);
}

/// Σ (count − n·p)² / (n·p·(1 − p)) · (m − 1)/m, about χ² with m − 1 degrees of freedom.
double chi_square(const Counts& counts, double n, double p) {
  double sum = 0;
  for (const std::int64_t count : counts) sum += (count - n * p) * (count - n * p) / (n * p * (1 - p));
  return sum * (counts.size() - 1.0) / counts.size();
}

// χ² with 999 degrees of freedom against its mean plus 6 standard deviations, 1267: a fair lot fails once in 6·10⁷ seeds
// (Wilson–Hilferty). Each count expects 64.
TEST(LotsTest, ThousandEqualBidsHaveTheSameChanceOfTenSeats) {
  constexpr int tiles = 200;
  constexpr double n = tiles * lane_count, bound = 999 + 6 * 44.7;
  std::mt19937_64 random(12);
  const Inclusion fair = count_winners(1000, 10, tiles, [&](int, int) { return random(); });
  std::int64_t total = 0;
  for (const std::int64_t count : fair.single) total += count;
  EXPECT_EQ(total, 10 * tiles * lane_count) << "ten winners in every auction";
  EXPECT_LT(chi_square(fair.single, n, 0.01), bound);
  const Inclusion coarse = count_winners(1000, 10, tiles, [&](int, int) { return random() >> 60; });
  EXPECT_GT(chi_square(coarse.single, n, 0.01), bound);
}

std::vector<AuctionRules> rules_of_award() {
  std::vector<AuctionRules> rules;
  for (const MarginalBidRule marginal : {MarginalBidRule::award_in_full, MarginalBidRule::partial, MarginalBidRule::reject}) {
    for (const TieRule ties : {TieRule::lottery, TieRule::smaller_first})
      rules.push_back({.marginal_bid = marginal, .ties = ties});
  }
  return rules;
}

struct LotUse {
  int calls = 0;
  std::vector<LaneIntegers> awarded_kw;
};

LotUse clear_with_lots(const AuctionRules& rules, const Instance& instance, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  LotUse use;
  ClearedTile cleared;
  const Tile tile({instance});
  clear_tile(
      rules, tile.view(),
      [&](int, int) {
        ++use.calls;
        return random();
      },
      cleared);
  use.awarded_kw = cleared.awarded_kw;
  return use;
}

// The lot is drawn exactly where it can matter: never if all seeds give the same awards, and if it is drawn, some seed gives
// others (20 seeds; two bids that are drawn apart agree in all of them with probability 2⁻¹⁹, hence the allowance).
TEST(LotsTest, LotIsDrawnExactlyWhereSomeAwardDependsOnIt) {
  std::mt19937_64 random(13);
  int drawn = 0, drawn_in_vain = 0;
  for (const AuctionRules& rules : rules_of_award()) {
    for (int i = 0; i < 10'000; ++i) {
      const Instance instance = reference::random_instance(random, {.most_bids = 5, .highest_price_ticks = 2, .largest_kw = 3});
      const LotUse first = clear_with_lots(rules, instance, 0);
      bool changes = false;
      for (std::uint64_t seed = 1; seed < 20 && !changes; ++seed) {
        changes = clear_with_lots(rules, instance, seed).awarded_kw != first.awarded_kw;
      }
      ASSERT_FALSE(first.calls == 0 && changes) << "case " << i;
      drawn += first.calls > 0 ? 1 : 0;
      drawn_in_vain += first.calls > 0 && !changes ? 1 : 0;
    }
  }
  EXPECT_GT(drawn, 5'000);
  EXPECT_LE(drawn_in_vain, drawn / 1000);
}

TEST(LotsTest, ListAwardsAreTheSameForAllLotsWhereTheOrderCannotMatter) {
  const AuctionRules rules;
  for (std::uint64_t lot = 0; lot < 3; ++lot) {
    const ClearedList cleared = clear_list(rules, 5, {}, std::vector<Bid>{{"a", 4, 2, lot}, {"b", 4, 3, 1}, {"c", 5, 3, 0}});
    EXPECT_EQ(cleared.bids[0].awarded_kw, 2);
    EXPECT_EQ(cleared.bids[1].awarded_kw, 3);
    EXPECT_FALSE(cleared.bids[0].tie_decided_by_lottery);
  }
}

TEST(LotsTest, PricesTieExactlyWhereTheirTicksAreEqual) {
  const std::vector<Bid> tied = {{"a", 30, 1, 1}, {"b", 30, 1, 0}}, apart = {{"a", 30, 1, 1}, {"b", 31, 1, 0}};
  EXPECT_EQ(clear_list({}, 1, {}, tied).bids[1].awarded_kw, 1);
  EXPECT_EQ(clear_list({}, 1, {}, apart).bids[0].awarded_kw, 1);
}

TEST(LotsTest, CutBidIsExactBesideABidOfABillion) {
  const std::vector<Bid> bids = {{"huge", 1, 1'000'000'000, 0}, {"one", 2, 1, 0}, {"more", 3, 1'000'000'000, 0}};
  const ClearedList cleared = clear_list({.marginal_bid = MarginalBidRule::partial}, 1'000'000'002, {}, bids);
  EXPECT_EQ(cleared.bids[2].awarded_kw, 1);
  EXPECT_EQ(cleared.awarded_kw, 1'000'000'002);
}

TEST(LotsTest, PayAsBidPaysTheCutQuantityOnly) {
  const ClearedList cleared =
      clear_list({.marginal_bid = MarginalBidRule::partial}, 5, {}, std::vector<Bid>{{"a", 4, 2}, {"b", 7, 9}});
  std::int64_t paid = 0;
  for (const ClearedBid& bid : cleared.bids) paid += bid.price_ticks * bid.awarded_kw;
  EXPECT_EQ(paid, 4 * 2 + 7 * 3);
}

}  // namespace
}  // namespace sealedbid
