#include "auction/uniform_clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "auction/clock_reference.hpp"

namespace sealedbid {
namespace {

using namespace testing;

Auction uniform_clock(double stops_at) {
  Auction auction;
  auction.format = AuctionFormat::descending_clock_then_sealed;
  auction.price_step_per_mwh = 0.5;
  auction.clock.step_per_mwh = 1.5;  // 3 ticks
  auction.clock.stops_at_supply_over_volume_fraction = stops_at;
  return auction;
}

TEST(UniformClockTest, StopsWhereSupplyIsSmallEnoughAndTakesSealedBidsUpToThere) {
  // Levels 100, 97, 94, 91, … Supply 40 at 100 (E's limit is above it), 30 at 97 (D left), 20 from 91 (C's 92 is below 94).
  const std::vector<RoundBid> bids = {bid(60, 10, 0), bid(99, 10, 1), bid(95, 10, 2), bid(99, 10, 3), bid(120, 10, 4)};
  const Prices limits = {50, 70, 92, 98, 110};
  const ClockInput input{.bids = bids, .limit_ticks = limits, .volume_kw = 20, .start_ticks = std::int64_t{100}};
  const ClockResult result = run_clock(uniform_clock(1.0), input);
  EXPECT_EQ(result.stop_ticks, 91);
  EXPECT_EQ(result.rounds, 3);
  EXPECT_EQ(result.is_admitted, (std::vector<std::uint8_t>{1, 1, 0, 0, 0}));
  EXPECT_EQ(result.price_ticks[0], 60);
  EXPECT_EQ(result.price_ticks[1], 91);
  EXPECT_EQ(run_clock(uniform_clock(1.5), input).stop_ticks, 97);
  EXPECT_EQ(run_clock(uniform_clock(2.0), input).stop_ticks, 100);
  EXPECT_EQ(run_clock(uniform_clock(2.0), input).exits.size(), 1u);  // E
}

TEST(UniformClockTest, StopsWhereItDoesLevelByLevel) {
  std::mt19937_64 random(4);
  for (int trial = 0; trial < 20000; ++trial) {
    const ClockCase c = random_clock_case(random, 7, 40, 6);
    const double stops_at = static_cast<double>(draw(random, 10, 20)) / 10.0;
    const std::int64_t start = draw(random, 0, 40);
    std::int64_t level = start;
    const auto supply = [&](std::int64_t price) {
      std::int64_t kw = 0;
      for (std::size_t i = 0; i < c.bids.size(); ++i) kw += c.limits[i] <= price ? c.bids[i].quantity_kw : 0;
      return kw;
    };
    while (static_cast<double>(supply(level)) > stops_at * static_cast<double>(c.volume_kw) + 1e-9) level -= 3;
    const ClockResult result = run_clock(
        uniform_clock(stops_at), {.bids = c.bids, .limit_ticks = c.limits, .volume_kw = c.volume_kw, .start_ticks = start});
    ASSERT_EQ(result.stop_ticks, level) << "trial " << trial;
    for (std::size_t i = 0; i < c.bids.size(); ++i) {
      ASSERT_EQ(result.is_admitted[i], c.limits[i] <= level);
      if (!result.is_admitted[i]) continue;
      ASSERT_EQ(result.price_ticks[i], std::min(level, c.bids[i].price_ticks));
    }
  }
}

}  // namespace
}  // namespace sealedbid
