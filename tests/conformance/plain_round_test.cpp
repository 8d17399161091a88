#include "reference/plain_round.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "reference/clear_reference.hpp"
#include "reference/instances.hpp"

namespace sealedbid {
namespace {

using enum MarginalBidRule;
using enum PricingRule;
using reference::Instance;
using reference::random_instance;

std::vector<BidOutcome> outcomes(const ClearedList& cleared) {
  std::vector<BidOutcome> out;
  for (const ClearedBid& bid : cleared.bids) out.push_back(bid.outcome);
  return out;
}

void expect_same_as_reference(const AuctionRules& rules, const Instance& instance) {
  const ClearedList cleared = clear_list(rules, instance.volume_kw, instance.ceiling_ticks, instance.bids);
  const reference::Clearing expected = reference::clear(rules, instance.volume_kw, instance.ceiling_ticks, instance.bids);
  for (std::size_t i = 0; i < instance.bids.size(); ++i) {
    ASSERT_EQ(cleared.bids[i].awarded_kw, expected.awarded_kw[i]) << "bid " << i;
    ASSERT_EQ(cleared.bids[i].price_ticks, expected.price_ticks[i]) << "bid " << i;
  }
  ASSERT_EQ(cleared.awarded_kw, expected.total_awarded_kw);
  ASSERT_EQ(cleared.clearing_price_ticks, expected.clearing_price_ticks);
  ASSERT_EQ(cleared.is_void, expected.is_void);
}

template <class Check>
void for_all_rules(std::int64_t minimum_bids, const Check& check) {
  for (const PricingRule pricing : {pay_as_bid, uniform_highest_accepted, uniform_lowest_rejected}) {
    for (const MarginalBidRule marginal : {award_in_full, partial, reject, reject_and_skip}) {
      for (const TieRule ties : {TieRule::lottery, TieRule::smaller_first}) {
        check(AuctionRules{pricing, marginal, ties, minimum_bids});
      }
    }
  }
}

// n ≤ 4 bids, prices 0–3, quantities 1–3, volumes 0–8: 203,589 auctions a rule. Every order of the lots occurs, since every order
// of the bids does.
TEST(PlainRoundTest, AgreesWithReferenceOnEverySmallAuction) {
  constexpr std::uint64_t lots[] = {2, 0, 3, 1};
  for_all_rules(1, [&](const AuctionRules& rules) {
    for (int bids = 0, numbers = 1; bids <= 4; ++bids, numbers *= 12) {
      for (int number = 0; number < numbers; ++number) {
        Instance instance;
        for (int i = 0, rest = number; i < bids; ++i, rest /= 12) {
          instance.bids.push_back({"", rest % 12 % 4, rest % 12 / 4 + 1, lots[i]});
        }
        for (instance.volume_kw = 0; instance.volume_kw <= 8; ++instance.volume_kw) {
          instance.ceiling_ticks = 2 + (number + instance.volume_kw) % 2;
          ASSERT_NO_FATAL_FAILURE(expect_same_as_reference(rules, instance));
        }
      }
    }
  });
}

TEST(PlainRoundTest, AgreesWithReferenceOnRandomAuctions) {
  std::mt19937_64 random(6);
  for_all_rules(3, [&](const AuctionRules& rules) {
    for (int i = 0; i < 10'000; ++i) {
      ASSERT_NO_FATAL_FAILURE(expect_same_as_reference(rules, random_instance(random, {12, 6, 5})));
    }
    for (int i = 0; i < 100; ++i) {
      ASSERT_NO_FATAL_FAILURE(expect_same_as_reference(rules, random_instance(random, {200, 100, std::int64_t{1} << 53})));
    }
  });
}

TEST(PlainRoundTest, ExcludesOnlyPricesAboveTheCeiling) {
  const std::vector<Bid> bids = {{"below", 9, 1}, {"at", 10, 1}, {"above", 11, 1}};
  const ClearedList cleared = clear_list({}, 5, 10, bids);
  EXPECT_EQ(outcomes(cleared), (std::vector{BidOutcome::awarded, BidOutcome::awarded, BidOutcome::above_ceiling}));
  EXPECT_EQ(cleared.bids[2].rank, 0);
  EXPECT_EQ(cleared.eligible_kw, 2);
}

TEST(PlainRoundTest, AwardsNothingWhereAllBidsAreAboveTheCeiling) {
  const ClearedList cleared = clear_list({}, 5, 10, std::vector<Bid>{{"a", 11, 1}, {"b", 12, 1}});
  EXPECT_EQ(cleared.awarded_kw, 0);
  EXPECT_TRUE(cleared.is_undersubscribed);
  EXPECT_TRUE(cleared.is_void);
  EXPECT_EQ(cleared.clearing_price_ticks, std::nullopt);
}

TEST(PlainRoundTest, IsUndersubscribedExactlyBelowTheVolume) {
  const std::vector<Bid> bids = {{"a", 1, 3}, {"b", 2, 4}};
  EXPECT_FALSE(clear_list({}, 6, {}, bids).is_undersubscribed);
  EXPECT_FALSE(clear_list({}, 7, {}, bids).is_undersubscribed);
  EXPECT_TRUE(clear_list({}, 8, {}, bids).is_undersubscribed);
}

TEST(PlainRoundTest, TreatsABidLargerThanTheVolumeByTheMarginalBidRule) {
  const std::vector<Bid> bids = {{"large", 1, 10}, {"small", 2, 1}};
  const ClearedList full = clear_list({.marginal_bid = award_in_full}, 4, {}, bids);
  EXPECT_EQ(outcomes(full), (std::vector{BidOutcome::awarded_as_marginal, BidOutcome::rejected}));
  EXPECT_EQ(full.awarded_kw, 10);
  const ClearedList part = clear_list({.marginal_bid = partial}, 4, {}, bids);
  EXPECT_EQ(outcomes(part), (std::vector{BidOutcome::awarded_in_part, BidOutcome::rejected}));
  EXPECT_EQ(part.awarded_kw, 4);
  const ClearedList none = clear_list({.marginal_bid = reject}, 4, {}, bids);
  EXPECT_EQ(outcomes(none), (std::vector{BidOutcome::rejected_as_marginal, BidOutcome::rejected}));
  EXPECT_EQ(none.awarded_kw, 0);
}

TEST(PlainRoundTest, AwardsAnExactFitUnderEveryMarginalBidRule) {
  const std::vector<Bid> bids = {{"a", 1, 3}, {"b", 2, 4}, {"c", 3, 1}};
  for_all_rules(1, [&](const AuctionRules& rules) {
    EXPECT_EQ(outcomes(clear_list(rules, 7, 9, bids)),
              (std::vector{BidOutcome::awarded, BidOutcome::awarded, BidOutcome::rejected}));
  });
}

TEST(PlainRoundTest, PutsTheSmallerOfTwoEqualPricesFirst) {
  const std::vector<Bid> bids = {{"large", 5, 3, 0}, {"small", 5, 2, 1}};
  const ClearedList smaller_first = clear_list({.ties = TieRule::smaller_first}, 2, {}, bids, FindLots::yes);
  EXPECT_EQ(smaller_first.bids[1].rank, 1);
  EXPECT_EQ(smaller_first.bids[0].awarded_kw, 0);
  EXPECT_FALSE(smaller_first.bids[1].tie_decided_by_lottery);
  const ClearedList by_lot = clear_list({.ties = TieRule::lottery}, 2, {}, bids, FindLots::yes);
  EXPECT_EQ(by_lot.bids[0].rank, 1);
  EXPECT_EQ(by_lot.bids[1].awarded_kw, 0);
  EXPECT_TRUE(by_lot.bids[1].tie_decided_by_lottery);
}

TEST(PlainRoundTest, LeavesEqualLotsInTheOrderOfTheList) {
  const std::vector<Bid> bids = {{"first", 5, 1, 7}, {"second", 5, 1, 7}};
  EXPECT_EQ(outcomes(clear_list({}, 1, {}, bids)), (std::vector{BidOutcome::awarded, BidOutcome::rejected}));
}

/// Whether some other order of the lots gives bid `i` another award, by trying them all.
bool some_lot_changes_award(const AuctionRules& rules, Instance instance, std::size_t i) {
  const std::int64_t award = clear_list(rules, instance.volume_kw, {}, instance.bids).bids[i].awarded_kw;
  std::vector<std::uint64_t> lots;
  for (const Bid& bid : instance.bids) lots.push_back(bid.lottery);
  std::sort(lots.begin(), lots.end());
  do {
    for (std::size_t k = 0; k < lots.size(); ++k) instance.bids[k].lottery = lots[k];
    if (clear_list(rules, instance.volume_kw, {}, instance.bids).bids[i].awarded_kw != award) return true;
  } while (std::next_permutation(lots.begin(), lots.end()));
  return false;
}

TEST(PlainRoundTest, SaysWhichAwardsTheLotDecided) {
  std::mt19937_64 random(7);
  int decided = 0;
  for (int i = 0; i < 4'000; ++i) {
    const Instance instance = random_instance(random, {5, 1, 3});
    const AuctionRules rules{pay_as_bid,
                             i % 3 == 0   ? award_in_full
                             : i % 3 == 1 ? partial
                                          : reject,
                             i % 2 == 0 ? TieRule::lottery : TieRule::smaller_first, 1};
    const ClearedList cleared = clear_list(rules, instance.volume_kw, {}, instance.bids, FindLots::yes);
    for (std::size_t bid = 0; bid < instance.bids.size(); ++bid) {
      ASSERT_EQ(cleared.bids[bid].tie_decided_by_lottery, some_lot_changes_award(rules, instance, bid)) << "case " << i;
      decided += cleared.bids[bid].tie_decided_by_lottery ? 1 : 0;
    }
  }
  EXPECT_GT(decided, 1000);
}

TEST(PlainRoundTest, PaysTheCeilingWhereNoBidIsRejected) {
  const std::vector<Bid> bids = {{"a", 1, 3}, {"b", 2, 4}, {"excluded", 11, 4}};
  const ClearedList all_win = clear_list({.pricing = uniform_lowest_rejected}, 7, 10, bids);
  EXPECT_EQ(all_win.clearing_price_ticks, 10);
  EXPECT_TRUE(all_win.price_is_ceiling);
  EXPECT_EQ(all_win.bids[0].price_ticks, 10);
  const ClearedList one_loses = clear_list({.pricing = uniform_lowest_rejected}, 3, 10, bids);
  EXPECT_EQ(one_loses.clearing_price_ticks, 2);
  EXPECT_FALSE(one_loses.price_is_ceiling);
}

TEST(PlainRoundTest, DoesNotCountABidCutInPartAsRejected) {
  const std::vector<Bid> bids = {{"a", 1, 3}, {"cut", 2, 4}, {"out", 5, 4}};
  EXPECT_EQ(clear_list({.pricing = uniform_lowest_rejected, .marginal_bid = partial}, 5, 10, bids).clearing_price_ticks, 5);
  EXPECT_EQ(clear_list({.pricing = uniform_lowest_rejected, .marginal_bid = reject}, 5, 10, bids).clearing_price_ticks, 2);
}

TEST(PlainRoundTest, VoidsARoundWithTooFewEligibleBids) {
  const std::vector<Bid> bids = {{"a", 1, 3}, {"above", 20, 4}};
  const ClearedList cleared = clear_list({.minimum_bids = 2}, 3, 10, bids);
  EXPECT_TRUE(cleared.is_void);
  EXPECT_EQ(outcomes(cleared), (std::vector{BidOutcome::round_void, BidOutcome::above_ceiling}));
  EXPECT_EQ(cleared.awarded_kw, 0);
}

}  // namespace
}  // namespace sealedbid
