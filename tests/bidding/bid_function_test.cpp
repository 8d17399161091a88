#include "bidding/bid_function.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "auction/rules.hpp"

namespace sealedbid {
namespace {

struct Case {
  BidGrid grid{0.01, {}, true};
  LaneReals required{}, markup{};
  LaneIntegers is_present{};

  explicit Case(double required_per_mwh, double ceiling_per_mwh = 45.0) {
    required.fill(required_per_mwh);
    is_present.fill(1);
    grid.ceiling_ticks.fill(static_cast<std::int32_t>(ceiling_per_mwh * 100.0 + 0.5));
  }
  std::int32_t bid(Strategy strategy) const {
    LaneIntegers ticks;
    bid_prices(strategy, required, markup, is_present, grid, ticks);
    return ticks[7];
  }
};

TEST(BidFunctionTest, ATruthfulBidIsTheRequiredPriceRoundedUp) {
  EXPECT_EQ(Case(35.401).bid(Strategy::truthful), 3541);
  EXPECT_EQ(Case(35.40).bid(Strategy::truthful), 3540);
  EXPECT_EQ(Case(35.4000000000001).bid(Strategy::truthful), 3540) << "noise in the last bits is no reason for a tick more";
}

TEST(BidFunctionTest, AMarkupRaisesTheBid) {
  Case bidder(30.0);
  bidder.markup.fill(0.10);
  EXPECT_EQ(bidder.bid(Strategy::markup), 3300);
  EXPECT_EQ(bidder.bid(Strategy::truthful), 3000);
}

TEST(BidFunctionTest, WhoKnowsTheCeilingBidsAtMostTheCeiling) {
  Case bidder(44.0);
  bidder.markup.fill(0.10);
  EXPECT_EQ(bidder.bid(Strategy::markup), 4500);
  EXPECT_EQ(Case(45.0).bid(Strategy::truthful), 4500) << "a bid at the ceiling is admissible";
}

TEST(BidFunctionTest, WhoNeedsMoreThanTheCeilingStaysAway) {
  EXPECT_EQ(Case(45.001).bid(Strategy::truthful), no_price);
}

TEST(BidFunctionTest, AnUndisclosedCeilingChangesNoBid) {
  Case bidder(46.0);
  bidder.grid.ceiling_disclosed = false;
  EXPECT_EQ(bidder.bid(Strategy::truthful), 4600);
}

TEST(BidFunctionTest, AnAbsentBidderHasNoBid) {
  Case bidder(30.0);
  bidder.is_present.fill(0);
  EXPECT_EQ(bidder.bid(Strategy::truthful), no_price);
}

TEST(BidFunctionTest, BidsAreNeverNegative) {
  EXPECT_EQ(Case(-3.0).bid(Strategy::truthful), 0);
}

TEST(BidFunctionTest, EquilibriumNeedsASolvedFunction) {
  EXPECT_THROW(Case(30.0).bid(Strategy::equilibrium), std::logic_error);
}

Case buyer(double most_per_mwh, double reserve_per_mwh) {
  Case bidder(most_per_mwh, reserve_per_mwh);
  bidder.grid.direction = Direction::sale;
  return bidder;
}

TEST(BidFunctionTest, InASaleABidIsRoundedDownAndTheMarkupLowersIt) {
  Case bidder = buyer(12.349, 0.0);
  EXPECT_EQ(bidder.bid(Strategy::truthful), 1234);
  EXPECT_EQ(buyer(12.34, 0.0).bid(Strategy::truthful), 1234);
  bidder.markup.fill(0.5);
  EXPECT_EQ(bidder.bid(Strategy::markup), 617);
}

TEST(BidFunctionTest, InASaleWhoCannotPayTheReserveStaysAway) {
  EXPECT_EQ(buyer(4.99, 5.0).bid(Strategy::truthful), no_price);
  EXPECT_EQ(buyer(5.0, 5.0).bid(Strategy::truthful), 500);
  EXPECT_EQ(buyer(-0.5, 0.0).bid(Strategy::truthful), no_price);
  Case modest = buyer(6.0, 5.0);
  modest.markup.fill(0.5);
  EXPECT_EQ(modest.bid(Strategy::markup), 500) << "the mark-up does not take a bid below a known reserve price";
  modest.grid.ceiling_disclosed = false;
  EXPECT_EQ(modest.bid(Strategy::markup), 300);
}

TEST(BidFunctionTest, WhatNoPriceReachesIsNoBid) {
  Case bidder(std::numeric_limits<double>::infinity());
  bidder.grid.ceiling_ticks.fill(no_price);
  EXPECT_EQ(bidder.bid(Strategy::truthful), no_price);
}

}  // namespace
}  // namespace sealedbid
