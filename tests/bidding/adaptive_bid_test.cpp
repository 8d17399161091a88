#include "bidding/adaptive_bid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "support/projects.hpp"

namespace sealedbid {
namespace {

double normal_below(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// P(at most k − 1 of n − 1 rivals below z), term by term.
double plain_win_probability(int bids, int awards, double z) {
  const double below = normal_below(z), above = normal_below(-z);
  double sum = 0.0;
  for (int count = 0; count <= std::min(awards, bids) - 1; ++count) {
    sum += std::exp(std::lgamma(bids) - std::lgamma(count + 1.0) - std::lgamma(bids - count) + count * std::log(below) +
                    (bids - 1 - count) * std::log(above));
  }
  return sum;
}

/// Backward induction on a grid of bids.
struct PlainBid {
  double bid_per_mwh = 0.0, value = 0.0;
};
PlainBid plain_bid(int bids, int awards, const RoundsAhead& ahead, double cost, double grid_step = 0.0025) {
  PlainBid best{cost, 0.0};
  for (int round = 0; round < ahead.rounds; ++round) {
    PlainBid now{cost, -1.0};
    for (double bid = cost; bid <= ahead.highest_bid_per_mwh + 1e-9; bid += grid_step) {
      const double win = plain_win_probability(bids, awards, (bid - ahead.mean_bid_per_mwh) / ahead.sd_per_mwh);
      const double value = (bid - cost) * win + ahead.discount_factor * (1.0 - win) * best.value;
      if (value > now.value) now = {bid, value};
    }
    best = now;
  }
  return best;
}

/// The engine's answer; the ceiling's chance as the simulation hands it over.
double bid_of(const NormalRivals& rivals, RoundsAhead ahead, double cost) {
  ahead.win_at_highest = win_probability(rivals, (ahead.highest_bid_per_mwh - ahead.mean_bid_per_mwh) / ahead.sd_per_mwh);
  return adaptive_bid(rivals, ahead, cost);
}

RoundsAhead one_round(double mean, double sd, double highest) {
  return {.mean_bid_per_mwh = mean, .sd_per_mwh = sd, .highest_bid_per_mwh = highest};
}

TEST(AdaptiveBidTest, AgainstOneRivalTheMarginIsTheInverseHazardRate) {
  const NormalRivals rivals = normal_rivals(2, 1);
  for (const double cost : {-40.0, -3.0, -1.0, 0.0, 0.5, 2.0, 5.0}) {
    const double bid = bid_of(rivals, one_round(0.0, 1.0, 100.0), cost);
    const double density = std::exp(-0.5 * bid * bid) / std::sqrt(2.0 * M_PI);
    EXPECT_NEAR(bid - cost, normal_below(-bid) / density, 1e-4 * std::max(1.0, bid - cost)) << cost;
  }
}

TEST(AdaptiveBidTest, ChancesAreTheSumOfTheBinomial) {
  for (const auto& [bids, awards] :
       {std::pair{2, 1}, {3, 2}, {10, 1}, {10, 9}, {150, 50}, {174, 38}, {1000, 999}, {900, 1}, {20000, 7000}}) {
    const NormalRivals rivals = normal_rivals(bids, awards);
    for (double z = -6.0; z < 6.0; z += 0.037)
      ASSERT_NEAR(win_probability(rivals, z), plain_win_probability(bids, awards, z), 5e-5) << bids << " " << awards << " " << z;
  }
}

TEST(AdaptiveBidTest, AgreesWithBackwardInductionOnAGrid) {
  testing::Draws draw(7);
  for (int trial = 0; trial < 40; ++trial) {
    const int bids = draw.whole(2, 200), awards = draw.whole(1, bids - 1);
    RoundsAhead ahead = one_round(draw.between(58.0, 66.0), draw.between(0.5, 5.0), 70.0);
    ahead.rounds = draw.whole(1, 4);
    ahead.discount_factor = draw.between(0.5, 1.0);
    const double cost = draw.between(55.0, 69.0);
    const PlainBid plain = plain_bid(bids, awards, ahead, cost);
    if (plain.value < 1e-6) continue;  // the rounding of hopeless chances decides there
    EXPECT_NEAR(bid_of(normal_rivals(bids, awards), ahead, cost), plain.bid_per_mwh, 0.005)
        << bids << " " << awards << " cost " << cost << " mean " << ahead.mean_bid_per_mwh << " sd " << ahead.sd_per_mwh;
  }
}

TEST(AdaptiveBidTest, NoBidOfTheGridIsWorthMore) {
  for (const auto& [bids, awards] : {std::pair{5, 1}, {150, 50}, {1000, 999}, {20000, 7000}}) {
    const auto value = [&](double bid) { return (bid - 60.0) * plain_win_probability(bids, awards, (bid - 61.0) / 3.0); };
    const double best = value(bid_of(normal_rivals(bids, awards), one_round(61.0, 3.0, 70.0), 60.0));
    for (double bid = 60.0; bid <= 70.0; bid += 0.05) EXPECT_LE(value(bid), best * (1.0 + 1e-4)) << bids << " " << bid;
  }
}

TEST(AdaptiveBidTest, WhoIsSureToWinBidsTheHighestBid) {
  RoundsAhead ahead = one_round(61.0, 3.0, 70.0);
  ahead.rounds = 3;
  ahead.discount_factor = 0.9;
  EXPECT_DOUBLE_EQ(bid_of(normal_rivals(4, 4), ahead, 60.0), 70.0);
  EXPECT_DOUBLE_EQ(bid_of(normal_rivals(1, 5), ahead, 60.0), 70.0);
  EXPECT_LT(bid_of(normal_rivals(4, 3), ahead, 60.0), 70.0);
}

TEST(AdaptiveBidTest, RivalsWhoseBidsAreKnownAreJustUndercutOrLeftAlone) {
  const NormalRivals rivals = normal_rivals(20, 5);
  EXPECT_NEAR(bid_of(rivals, one_round(61.0, 1e-6, 70.0), 55.0), 61.0, 1e-5);
  EXPECT_LT(bid_of(rivals, one_round(61.0, 1e-6, 70.0), 55.0), 61.0);
  EXPECT_NEAR(bid_of(rivals, one_round(61.0, 1e-6, 70.0), 63.0), 63.0, 1e-5);
  EXPECT_DOUBLE_EQ(bid_of(rivals, one_round(61.0, 1e-6, 58.0), 55.0), 58.0);
}

TEST(AdaptiveBidTest, ChancesToComeRaiseTheBidAndDiscountingTakesThemAway) {
  const NormalRivals rivals = normal_rivals(150, 50);
  RoundsAhead ahead = one_round(63.0, 3.0, 70.0);
  ahead.discount_factor = 0.95;
  const double alone = bid_of(rivals, ahead, 60.0);
  double last = alone;
  for (ahead.rounds = 2; ahead.rounds <= 4; ++ahead.rounds) {
    const double bid = bid_of(rivals, ahead, 60.0);
    EXPECT_GT(bid, last);
    last = bid;
  }
  ahead.discount_factor = 0.0;
  EXPECT_DOUBLE_EQ(bid_of(rivals, ahead, 60.0), alone);
}

TEST(AdaptiveBidTest, BidsRiseWithCostsAndNeverFallBelowThem) {
  for (const auto& [bids, awards] : {std::pair{2, 1}, {30, 7}, {150, 50}, {1000, 999}, {900, 1}, {1000000, 400000}}) {
    const NormalRivals rivals = normal_rivals(bids, awards);
    double last = -1e9;
    for (double cost = -12.0; cost < 12.0; cost += 0.01) {
      const double bid = bid_of(rivals, one_round(0.0, 1.0, 20.0), cost);
      ASSERT_GE(bid, cost);
      ASSERT_GE(bid, last - 1e-6) << bids << " " << awards << " " << cost;
      last = bid;
    }
  }
}

TEST(AdaptiveBidTest, WhoNeedsMoreThanTheHighestBidKeepsItsPrice) {
  EXPECT_DOUBLE_EQ(bid_of(normal_rivals(10, 3), one_round(61.0, 3.0, 70.0), 71.0), 71.0);
}

}  // namespace
}  // namespace sealedbid
