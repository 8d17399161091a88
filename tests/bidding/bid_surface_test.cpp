#include "bidding/bid_surface.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Bids (x + z)/2 up to x = z, for states 1, 1.5 and 2 and estimates from 0.5 on.
BidSurface halfway_to_the_ceiling() {
  BidSurface surface{{1.0, 1.5, 2.0}, {0.5, 0.5, 0.5}, {1.0, 1.5, 2.0}, 5, {}};
  for (const double z : surface.state) {
    for (int point = 0; point < 5; ++point) surface.bid.push_back(0.5 * (0.5 + (z - 0.5) * point / 4.0 + z));
  }
  return surface;
}

TEST(BidSurfaceTest, ReadsALinearSurfaceExactlyBetweenItsPoints) {
  const BidSurface surface = halfway_to_the_ceiling();
  for (const double z : {1.0, 1.1, 1.5, 1.99, 2.0}) {
    for (const double share : {0.0, 0.13, 0.5, 0.999, 1.0}) {
      const double x = 0.5 + share * (z - 0.5);
      EXPECT_NEAR(bid_of(surface, x, 1.0, z), 0.5 * (x + z), 1e-14) << x << " at " << z;
    }
  }
}

TEST(BidSurfaceTest, BidsAreMultiplesOfTheReference) {
  const BidSurface surface = halfway_to_the_ceiling();
  EXPECT_NEAR(bid_of(surface, 40.0 * 0.8, 40.0, 1.2), 40.0 * bid_of(surface, 0.8, 1.0, 1.2), 1e-12);
}

TEST(BidSurfaceTest, BelowTheTableTheLowestBidIsMadeAndAboveItNone) {
  const BidSurface surface = halfway_to_the_ceiling();
  EXPECT_EQ(bid_of(surface, 0.1, 1.0, 1.5), bid_of(surface, 0.5, 1.0, 1.5));
  EXPECT_EQ(bid_of(surface, 1.26, 1.0, 1.25), infinity) << "the last estimate moves with the state";
  EXPECT_LT(bid_of(surface, 1.24, 1.0, 1.25), infinity);
}

TEST(BidSurfaceTest, StatesOutsideCountAsTheEnds) {
  const BidSurface surface = halfway_to_the_ceiling();
  EXPECT_EQ(bid_of(surface, 0.7, 1.0, 0.9), bid_of(surface, 0.7, 1.0, 1.0));
  EXPECT_EQ(bid_of(surface, 0.91, 1.0, 0.9), infinity) << "a lower ceiling silences more";
  EXPECT_EQ(bid_of(surface, 0.7, 1.0, 9.0), bid_of(surface, 0.7, 1.0, 2.0));
}

TEST(BidSurfaceTest, AStateInWhichNobodyBidsSilencesOnlyItsNeighbourhood) {
  BidSurface surface = halfway_to_the_ceiling();
  surface.last_estimate[0] = -infinity;
  EXPECT_EQ(bid_of(surface, 0.6, 1.0, 1.0), infinity);
  EXPECT_EQ(bid_of(surface, 0.6, 1.0, 1.2), infinity);
  EXPECT_NEAR(bid_of(surface, 0.6, 1.0, 1.5), 1.05, 1e-14);
}

TEST(BidSurfaceTest, WithoutAPublicStateTheStateIsIgnored) {
  const BidSurface surface{{0.0}, {1.0}, {2.0}, 2, {1.5, 2.0}};
  EXPECT_EQ(bid_of(surface, 1.5, 1.0, 123.0), 1.75);
  EXPECT_EQ(bid_of(surface, 2.1, 1.0, 123.0), infinity);
}

TEST(BidSurfaceTest, LanesAndSingleValuesHaveTheSameBits) {
  BidSurface surface = halfway_to_the_ceiling();
  for (double& bid : surface.bid) bid = std::sqrt(bid);
  LaneReals estimate, reference, state, bids;
  for (int round = 0; round < 50; ++round) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double t = std::fmod(0.6180339887498949 * (32.0 * round + double(lane)), 1.0);
      reference[lane] = 30.0 + 20.0 * t;
      estimate[lane] = reference[lane] * (0.4 + 1.7 * std::fmod(7.0 * t, 1.0));
      state[lane] = 0.8 + 1.4 * std::fmod(31.0 * t, 1.0);
    }
    read_bids(surface, estimate, reference, state, bids);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      EXPECT_EQ(bids[lane], bid_of(surface, estimate[lane], reference[lane], state[lane]));
    }
  }
}

}  // namespace
}  // namespace sealedbid
