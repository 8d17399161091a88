#include "auction/ascending_fee.hpp"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>
#include <vector>

namespace sealedbid {
namespace {

using Fees = std::vector<FeeLimit>;

TEST(AscendingFeeTest, OneAcceptorPaysTheLevelThatTheOthersRefuse) {
  const AscendingFee fee = ascending_fee(Fees{{25, 0}, {47, 1}, {31, 2}}, 10, IntermediateBids::allowed);
  EXPECT_EQ(fee.winner, 1);
  EXPECT_EQ(fee.fee, 40);  // 30 was accepted by two
  EXPECT_EQ(fee.accepted_levels, 3);
  EXPECT_FALSE(fee.is_decided_by_lottery);
}

TEST(AscendingFeeTest, TheHighestIntermediateBidWinsWhereNobodyAcceptsTheLevel) {
  const Fees limits = {{34, 0}, {37, 1}, {12, 2}};
  const AscendingFee with = ascending_fee(limits, 10, IntermediateBids::allowed);
  EXPECT_EQ(with.winner, 1);
  EXPECT_EQ(with.fee, 37);
  const AscendingFee without = ascending_fee(limits, 10, IntermediateBids::none);
  EXPECT_EQ(without.winner, 0);  // by lot
  EXPECT_EQ(without.fee, 30);
  EXPECT_TRUE(without.is_decided_by_lottery);
}

TEST(AscendingFeeTest, TheLotDecidesAmongEqualBidsAndWhereNobodyPaysAnything) {
  const AscendingFee equal = ascending_fee(Fees{{34, 9}, {34, 3}}, 10, IntermediateBids::allowed);
  EXPECT_EQ(equal.winner, 1);
  EXPECT_EQ(equal.fee, 34);
  EXPECT_TRUE(equal.is_decided_by_lottery);
  const AscendingFee nothing = ascending_fee(Fees{{0, 2}, {0, 1}, {0, 3}}, 10, IntermediateBids::allowed);
  EXPECT_EQ(nothing.winner, 1);
  EXPECT_EQ(nothing.fee, 0);
  EXPECT_TRUE(nothing.is_decided_by_lottery);
}

TEST(AscendingFeeTest, ALoneBidderPaysNothingAndNobodyWinsAmongNone) {
  EXPECT_EQ(ascending_fee(Fees{{500, 0}}, 10, IntermediateBids::none).fee, 0);
  EXPECT_EQ(ascending_fee(Fees{}, 10, IntermediateBids::none).winner, -1);
}

/// Level by level, as the law tells it.
AscendingFee level_by_level(const Fees& limits, std::int64_t step, IntermediateBids intermediate) {
  std::vector<int> last;
  for (std::size_t i = 0; i < limits.size(); ++i) last.push_back(static_cast<int>(i));
  const auto lot = [&](const std::vector<int>& among, std::int64_t fee) {
    int best = among.front();
    for (const int i : among) best = limits[i].lottery < limits[best].lottery ? i : best;
    return AscendingFee{.winner = best, .fee = fee, .is_decided_by_lottery = among.size() > 1};
  };
  for (std::int64_t level = step;; level += step) {
    std::vector<int> acceptors, bidders;
    std::int64_t highest = 0;
    for (const int i : last) {
      if (limits[i].highest_fee >= level) acceptors.push_back(i);
      if (limits[i].highest_fee > level - step) highest = std::max(highest, limits[i].highest_fee);
    }
    if (acceptors.size() == 1) return lot(acceptors, level);
    if (acceptors.size() > 1) {
      last = acceptors;
      continue;
    }
    for (const int i : last) {
      if (highest > 0 && limits[i].highest_fee == highest) bidders.push_back(i);
    }
    if (intermediate == IntermediateBids::allowed && !bidders.empty()) return lot(bidders, highest);
    return lot(last, level - step);
  }
}

TEST(AscendingFeeTest, GivesWhatTheProcedureGivesLevelByLevel) {
  std::mt19937_64 random(1);
  for (int trial = 0; trial < 50000; ++trial) {
    Fees limits(2 + random() % 5);
    for (FeeLimit& limit : limits) limit = {static_cast<std::int64_t>(random() % 40), random()};
    const auto step = static_cast<std::int64_t>(1 + random() % 12);
    const IntermediateBids intermediate = random() % 2 ? IntermediateBids::allowed : IntermediateBids::none;
    const AscendingFee fast = ascending_fee(limits, step, intermediate), slow = level_by_level(limits, step, intermediate);
    ASSERT_EQ(fast.winner, slow.winner) << "trial " << trial;
    ASSERT_EQ(fast.fee, slow.fee) << "trial " << trial;
    ASSERT_EQ(fast.is_decided_by_lottery, slow.is_decided_by_lottery) << "trial " << trial;
  }
}

FloorThenFee descend(const std::vector<std::int64_t>& limits, Fees fees) {
  fees.resize(limits.size());
  return descend_to_floor(limits, fees, 550, 325, 10, 100, IntermediateBids::none);
}

TEST(DescendToFloorTest, SeveralAtTheFloorGoOnWithTheFee) {
  const FloorThenFee result = descend({300, 325, 100, 400}, {{450, 0}, {800, 1}, {720, 2}, {5000, 3}});
  EXPECT_EQ(result.winner, 1);  // the fourth left at 400
  EXPECT_EQ(result.price_ticks, 325);
  EXPECT_EQ(result.fee, 800);
}

TEST(DescendToFloorTest, TheLastOneIsPaidTheFirstPriceThatTheSecondRefuses) {
  const FloorThenFee result = descend({300, 412, 500}, {});
  EXPECT_EQ(result.winner, 0);
  EXPECT_EQ(result.price_ticks, 410);
  EXPECT_EQ(result.fee, 0);
  EXPECT_EQ(descend({320, 326}, {}).price_ticks, 325);  // the floor is a level although 550 − 10 k never meets it
}

TEST(DescendToFloorTest, TheLotDecidesAmongThoseWhoLeaveTogether) {
  const FloorThenFee result = descend({413, 412, 500}, {{0, 5}, {0, 4}, {0, 1}});
  EXPECT_EQ(result.winner, 1);
  EXPECT_EQ(result.price_ticks, 420);
  EXPECT_TRUE(result.is_decided_by_lottery);
}

TEST(DescendToFloorTest, OneAtTheCeilingIsPaidIt) {
  EXPECT_EQ(descend({549, 551}, {}).price_ticks, 550);
  EXPECT_EQ(descend({551, 552}, {}).winner, -1);
}

TEST(AscendingFeeTest, RefusesWhatCannotBe) {
  EXPECT_THROW(ascending_fee(Fees{{1, 0}, {2, 0}}, 0, IntermediateBids::none), std::invalid_argument);
  EXPECT_THROW(ascending_fee(Fees{{1, 0}, {-2, 0}}, 1, IntermediateBids::none), std::invalid_argument);
  EXPECT_THROW(descend_to_floor(std::vector<std::int64_t>{1}, Fees{}, 5, 1, 1, 1, IntermediateBids::none), std::invalid_argument);
  EXPECT_THROW(descend_to_floor({}, {}, 1, 5, 1, 1, IntermediateBids::none), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
