#include "auction/marginal_price.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "reference/instances.hpp"

namespace sealedbid {
namespace {

using reference::Instance;
using reference::random_instance;
using reference::Tile;

/// The margin of one lane by trying every price that a bid has.
std::int32_t smallest_price_that_suffices(const Instance& instance) {
  std::int32_t best = no_margin;
  std::int64_t eligible_kw = 0;
  for (const Bid& bid : instance.bids) eligible_kw += bid.price_ticks <= *instance.ceiling_ticks ? bid.quantity_kw : 0;
  for (const Bid& candidate : instance.bids) {
    if (candidate.price_ticks > *instance.ceiling_ticks) continue;
    std::int64_t sum_kw = 0;
    for (const Bid& bid : instance.bids) sum_kw += bid.price_ticks <= candidate.price_ticks ? bid.quantity_kw : 0;
    const bool suffices = sum_kw >= std::min(instance.volume_kw, eligible_kw);
    if (suffices && (best == no_margin || candidate.price_ticks < best)) best = static_cast<std::int32_t>(candidate.price_ticks);
  }
  return best;
}

void expect_margins(const reference::Shape& shape, int tiles, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (int i = 0; i < tiles; ++i) {
    std::vector<Instance> lanes;
    for (int lane = 0; lane < lane_count; ++lane) lanes.push_back(random_instance(random, shape));
    const Tile tile(lanes);
    const BidTile bids = tile.view();
    Margin margin;
    find_margin(bids.price_ticks, bids.quantity_kw, bids.volume_kw, margin);
    for (int lane = 0; lane < lane_count; ++lane) {
      ASSERT_EQ(margin.price_ticks[lane], smallest_price_that_suffices(lanes[lane])) << "tile " << i << ", lane " << lane;
    }
  }
}

TEST(FindMarginTest, GivesTheSmallestPriceAtWhichTheQuantitySuffices) {
  expect_margins({.most_bids = 20, .highest_price_ticks = 30, .largest_kw = 9}, 300, 1);
}

TEST(FindMarginTest, HoldsAtTheEdgesOf32Bits) {
  expect_margins({.most_bids = 20, .highest_price_ticks = no_price - 2, .largest_kw = INT32_MAX}, 100, 2);
}

TEST(FindMarginTest, DescribesTheBidsAroundTheMargin) {
  const Tile tile(
      {Instance{{{"", 3, 4}, {"", 7, 5}, {"", 7, 6}, {"", 9, 2}, {"", 50, 1}}, 8, 40}, Instance{{{"", 3, 4}}, 1, 40}});
  const BidTile bids = tile.view();
  Margin margin;
  find_margin(bids.price_ticks, bids.quantity_kw, bids.volume_kw, margin);
  EXPECT_EQ(margin.bids[0], 4);
  EXPECT_EQ(margin.eligible_kw[0], 17);
  EXPECT_EQ(margin.lowest_price_ticks[0], 3);
  EXPECT_EQ(margin.price_ticks[0], 7);
  EXPECT_EQ(margin.below_kw[0], 4);
  EXPECT_EQ(margin.tied_kw[0], 11);
  EXPECT_EQ(margin.tied_bids[0], 2);
  EXPECT_EQ(margin.previous_price_ticks[0], 3);
  EXPECT_EQ(margin.next_price_ticks[0], 9);
  EXPECT_EQ(margin.previous_price_ticks[1], no_margin);
  EXPECT_EQ(margin.next_price_ticks[1], no_price);
  EXPECT_EQ(margin.price_ticks[2], no_margin);  // a lane without bids
  EXPECT_EQ(margin.lowest_price_ticks[2], no_price);
}

}  // namespace
}  // namespace sealedbid
