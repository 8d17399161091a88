#include "auction/clear_block.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <stdexcept>

#include "reference/clear_reference.hpp"
#include "reference/instances.hpp"

namespace sealedbid {
namespace {

using reference::draw;
using reference::Instance;
using reference::random_instance;
using reference::Shape;
using reference::Tile;

constexpr PricingRule all_pricing[] = {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted,
                                       PricingRule::uniform_lowest_rejected};
constexpr MarginalBidRule all_marginal[] = {MarginalBidRule::award_in_full, MarginalBidRule::partial, MarginalBidRule::reject};
constexpr TieRule all_ties[] = {TieRule::lottery, TieRule::smaller_first};

std::vector<AuctionRules> all_rules(std::int64_t minimum_bids) {
  std::vector<AuctionRules> rules;
  for (const PricingRule pricing : all_pricing) {
    for (const MarginalBidRule marginal : all_marginal) {
      for (const TieRule ties : all_ties) rules.push_back({pricing, marginal, ties, minimum_bids});
    }
  }
  return rules;
}

std::int64_t ticks_or_none(std::optional<std::int64_t> ticks) {
  return ticks.value_or(no_price);
}

/// Clears the instances side by side and holds every lane against the slow reference.
void expect_same_as_reference(const AuctionRules& rules, const std::vector<Instance>& lanes, ClearedTile& cleared) {
  const Tile tile(lanes);
  clear_tile(
      rules, tile.view(), [&](int slot, int lane) { return tile.lottery(slot, lane); }, cleared);
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    const Instance& instance = lanes[lane];
    const reference::Clearing expected = reference::clear(rules, instance.volume_kw, instance.ceiling_ticks, instance.bids);
    for (std::size_t slot = 0; slot < tile.slots(); ++slot) {
      const std::int64_t award = slot < instance.bids.size() ? expected.awarded_kw[slot] : 0;
      const bool is_absent = tile.view().price_ticks[slot][lane] == no_price;
      ASSERT_EQ(cleared.awarded_kw[slot][lane], is_absent ? 0 : award) << "lane " << lane << ", slot " << slot;
    }
    ASSERT_EQ(cleared.total_awarded_kw[lane], expected.total_awarded_kw);
    ASSERT_EQ(cleared.clearing_price_ticks[lane], ticks_or_none(expected.clearing_price_ticks));
    ASSERT_EQ(cleared.lowest_awarded_bid_ticks[lane], ticks_or_none(expected.lowest_awarded_ticks));
    ASSERT_EQ(cleared.highest_awarded_bid_ticks[lane], ticks_or_none(expected.highest_awarded_ticks));
    ASSERT_EQ(cleared.is_void[lane], expected.is_void ? 1 : 0);
  }
}

void expect_random_tiles_same(const Shape& shape, int tiles, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  ClearedTile cleared;
  for (const AuctionRules& rules : all_rules(2)) {
    for (int i = 0; i < tiles; ++i) {
      std::vector<Instance> lanes;
      for (int lane = 0; lane < lane_count; ++lane) lanes.push_back(random_instance(random, shape));
      expect_same_as_reference(rules, lanes, cleared);
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
}

/// Every bid list with n ≤ 4 bids, prices 0–3 and quantities 1–3, numbered.
Instance numbered_instance(int bids, int number) {
  constexpr std::uint64_t lots[] = {2, 0, 3, 1};
  Instance instance;
  for (int i = 0; i < bids; ++i, number /= 12) {
    instance.bids.push_back({"", number % 12 % 4, number % 12 / 4 + 1, lots[i]});
  }
  return instance;
}

TEST(ClearTileTest, AgreesWithReferenceOnEverySmallAuction) {
  ClearedTile cleared;
  for (const AuctionRules& rules : all_rules(1)) {
    std::vector<Instance> lanes;
    for (int bids = 0, numbers = 1; bids <= 4; ++bids, numbers *= 12) {
      for (int number = 0; number < numbers; ++number) {
        for (int volume = 1; volume <= 8; ++volume) {
          lanes.push_back(numbered_instance(bids, number));
          lanes.back().volume_kw = volume;
          lanes.back().ceiling_ticks = 2 + (number + volume) % 2;
          if (lanes.size() < lane_count) continue;
          ASSERT_NO_FATAL_FAILURE(expect_same_as_reference(rules, lanes, cleared));
          lanes.clear();
        }
      }
    }
    ASSERT_NO_FATAL_FAILURE(expect_same_as_reference(rules, lanes, cleared));
  }
}

// 18 rules × 320 tiles × 32 lanes = 10,240 auctions a rule.
TEST(ClearTileTest, AgreesWithReferenceWhereTiesAreCommon) {
  expect_random_tiles_same({.most_bids = 12, .highest_price_ticks = 6, .largest_kw = 5}, 320, 1);
}

TEST(ClearTileTest, AgreesWithReferenceOnLongLists) {
  expect_random_tiles_same({.most_bids = 200, .highest_price_ticks = 4000, .largest_kw = 250'000}, 4, 2);
  expect_random_tiles_same({.most_bids = 200, .highest_price_ticks = 30, .largest_kw = 3}, 4, 3);
}

TEST(ClearTileTest, AgreesWithReferenceWhereSumsExceed32Bits) {
  expect_random_tiles_same({.most_bids = 40, .highest_price_ticks = no_price - 2, .largest_kw = INT32_MAX}, 20, 4);
}

TEST(ClearTileTest, ExcludesNobodyAtThePriceJustBelowNoPrice) {
  ClearedTile cleared;
  expect_same_as_reference({}, {Instance{{{"", no_price - 1, 5, 0}, {"", 0, 5, 1}}, 7, std::nullopt}}, cleared);
  EXPECT_EQ(cleared.total_awarded_kw[0], 10);
}

TEST(ClearTileTest, ReportsBidsAndEligibleQuantityOfVoidLanesToo) {
  ClearedTile cleared;
  const Tile tile({Instance{{{"", 1, 5, 0}}, 3, 10}, Instance{{}, 3, 10}});
  clear_tile({.minimum_bids = 2}, tile.view(), {}, cleared);
  EXPECT_EQ(cleared.is_void[0], 1);
  EXPECT_EQ(cleared.bids[0], 1);
  EXPECT_EQ(cleared.eligible_kw[0], 5);
  EXPECT_EQ(cleared.awarded_kw[0][0], 0);
  EXPECT_EQ(cleared.clearing_price_ticks[0], no_price);
  EXPECT_EQ(cleared.bids[1], 0);
  EXPECT_EQ(cleared.lowest_awarded_bid_ticks[1], no_price);
}

TEST(ClearTileTest, AwardsNothingForNoVolume) {
  for (const AuctionRules& rules : all_rules(1)) {
    ClearedTile cleared;
    const Tile tile({Instance{{{"", 1, 5, 0}}, 0, 10}});
    clear_tile(rules, tile.view(), {}, cleared);
    EXPECT_EQ(cleared.total_awarded_kw[0], 0);
    EXPECT_EQ(cleared.clearing_price_ticks[0], no_price);
  }
}

TEST(ClearTileTest, ForgetsAnEarlierTile) {
  ClearedTile cleared;
  expect_same_as_reference({}, {Instance{{{"", 1, 1, 1}, {"", 1, 1, 0}, {"", 1, 1, 2}}, 2, 10}}, cleared);
  expect_same_as_reference({}, {Instance{{{"", 4, 2, 0}}, 2, 10}}, cleared);
  EXPECT_EQ(cleared.awarded_kw.size(), 1u);
}

TEST(ClearTileTest, RefusesArraysOfDifferentLength) {
  const std::vector<LaneIntegers> two(2), one(1);
  ClearedTile cleared;
  EXPECT_THROW(clear_tile({}, {two, one, {}, {}}, {}, cleared), std::invalid_argument);
}

/// Slots whose lot clear_tile asks for in one auction.
std::set<int> lots_asked_for(const AuctionRules& rules, const Instance& instance) {
  std::set<int> asked;
  ClearedTile cleared;
  const Tile tile({instance});
  clear_tile(
      rules, tile.view(),
      [&](int slot, int) {
        asked.insert(slot);
        return slot;
      },
      cleared);
  return asked;
}

TEST(ClearTileTest, DrawsLotsOnlyForTiesInWhichTheOrderMatters) {
  const std::vector<Bid> bids = {{"", 1, 2, 0}, {"", 5, 2, 0}, {"", 5, 3, 0}, {"", 5, 2, 0}, {"", 9, 1, 0}};
  using enum MarginalBidRule;
  EXPECT_EQ(lots_asked_for({.marginal_bid = award_in_full}, {bids, 6, {}}), (std::set{1, 2, 3}));
  EXPECT_EQ(lots_asked_for({.marginal_bid = award_in_full}, {bids, 9, {}}), std::set<int>{});    // all three fit
  EXPECT_EQ(lots_asked_for({.marginal_bid = award_in_full}, {bids, 8, {}}), std::set<int>{});    // whoever is last still crosses
  EXPECT_EQ(lots_asked_for({.marginal_bid = partial}, {bids, 8, {}}), (std::set{1, 2, 3}));      // whoever is last is cut
  EXPECT_EQ(lots_asked_for({.marginal_bid = reject}, {bids, 3, {}}), std::set<int>{});           // none of the three fits
  EXPECT_EQ(lots_asked_for({.ties = TieRule::smaller_first}, {bids, 3, {}}), (std::set{1, 3}));  // one of the small ones
  EXPECT_EQ(lots_asked_for({.ties = TieRule::smaller_first}, {bids, 7, {}}), std::set<int>{});   // the large one alone is last
}

TEST(LeastCostTest, AgreesWithReferenceOnRandomOffers) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 400; ++round) {
    const int slots = static_cast<int>(draw(random, 0, 30));
    const std::int64_t largest_kw = round % 2 == 0 ? 9 : INT32_MAX / 4;
    std::vector<LaneIntegers> cost(slots), quantity(slots);
    std::vector<std::vector<reference::Offer>> offers(lane_count);
    LaneArray<std::int64_t> needed{}, least;
    for (int lane = 0; lane < lane_count; ++lane) {
      std::int64_t offered_kw = 0;
      for (int slot = 0; slot < slots; ++slot) {
        const bool is_absent = draw(random, 0, 4) == 0;
        cost[slot][lane] = is_absent ? no_price : static_cast<std::int32_t>(draw(random, 0, 5 * (round + 1)));
        quantity[slot][lane] = static_cast<std::int32_t>(draw(random, 1, largest_kw));
        if (is_absent) continue;
        offers[lane].push_back({cost[slot][lane], quantity[slot][lane]});
        offered_kw += quantity[slot][lane];
      }
      needed[lane] = draw(random, 0, offered_kw + offered_kw / 8 + 1);
    }
    least_cost(cost, quantity, needed, least);
    for (int lane = 0; lane < lane_count; ++lane) {
      ASSERT_EQ(least[lane], reference::least_cost(needed[lane], offers[lane])) << "round " << round << ", lane " << lane;
    }
  }
}

TEST(LeastCostTest, SplitsTheLastOffer) {
  std::vector<LaneIntegers> cost(2), quantity(2);
  cost[0].fill(7), cost[1].fill(3), quantity[0].fill(10), quantity[1].fill(4);
  LaneArray<std::int64_t> needed{}, least;
  needed[1] = 6, needed[2] = 100;
  least_cost(cost, quantity, needed, least);
  EXPECT_EQ(least[0], 0);
  EXPECT_EQ(least[1], 4 * 3 + 2 * 7);
  EXPECT_EQ(least[2], 4 * 3 + 10 * 7);  // all there is
}

}  // namespace
}  // namespace sealedbid
