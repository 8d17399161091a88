#include "simulation/deviation_bids.hpp"

#include <gtest/gtest.h>

#include "auction/rules.hpp"

namespace sealedbid {
namespace {

constexpr double level = 0.9, step = 0.01;

/// Lane 0 bids 32.00 and needs 30.00, lane 1 needs 50.00 and does not bid; the ceiling is 45.00, the reference price 30.
Deviators bidders() {
  Deviators tile;
  tile.highest_ticks.fill(4500);
  tile.reference_per_mwh.fill(30.0);
  tile.bid_ticks.fill(no_price);
  tile.bid_ticks[0] = 3200;
  tile.required_ticks.fill(5000);
  tile.required_ticks[0] = 3000;
  return tile;
}

std::int32_t bid(const Deviation& deviation, std::size_t lane) {
  return bid_of_deviation(deviation, bidders(), level, step, lane);
}

TEST(DeviationBidsTest, ShiftsAreSharesOfThePriceLevel) {
  EXPECT_EQ(bid({DeviationKind::shift, 0.1}, 0), 3200 + 270);
  EXPECT_EQ(bid({DeviationKind::shift, -0.1}, 0), 3200 - 270);
}

TEST(DeviationBidsTest, StayAdmissible) {
  EXPECT_EQ(bid({DeviationKind::shift, 1.0}, 0), 4500);
  EXPECT_EQ(bid({DeviationKind::shift, -2.0}, 0), 0);
  EXPECT_EQ(bid({DeviationKind::required_price}, 1), 4500);
}

TEST(DeviationBidsTest, WhoDoesNotBidMayTry) {
  EXPECT_EQ(bid({DeviationKind::shift, -0.5}, 1), 5000 - 1350);
}

TEST(DeviationBidsTest, TheOthers) {
  EXPECT_EQ(bid({DeviationKind::required_price}, 0), 3000);
  EXPECT_EQ(bid({DeviationKind::ceiling}, 0), 4500);
  EXPECT_EQ(bid({DeviationKind::no_bid}, 0), no_price);
  Deviators unlimited = bidders();
  unlimited.highest_ticks.fill(unlimited_ticks);
  EXPECT_EQ(bid_of_deviation({DeviationKind::ceiling}, unlimited, level, step, 0), 3200);
}

TEST(DeviationBidsTest, AllDeviationsHoldShiftsBothWaysAndEachOther) {
  int up = 0, down = 0, others = 0;
  for (const Deviation& deviation : all_deviations()) {
    if (deviation.kind != DeviationKind::shift) {
      ++others;
    } else {
      ++(deviation.shift_fraction > 0.0 ? up : down);
    }
  }
  EXPECT_GE(up, 18);
  EXPECT_GE(down, 12);
  EXPECT_EQ(others, 3);
}

}  // namespace
}  // namespace sealedbid
