#include <gtest/gtest.h>

#include <vector>

#include "reference/plain_round.hpp"

/// The smallest auctions in which a law that one might expect does not hold. Bids are written quantity@price in the comments;
/// lots follow the order of the list unless a bid carries another.
namespace sealedbid {
namespace {

using enum MarginalBidRule;
using Awards = std::vector<std::int64_t>;

constexpr std::int64_t ceiling = 9;

struct Offer {
  std::int64_t quantity_kw, price_ticks;
};

ClearedList clear(const AuctionRules& rules, std::int64_t volume_kw, const std::vector<Offer>& offers) {
  std::vector<Bid> bids;
  for (const Offer& offer : offers) bids.push_back({"", offer.price_ticks, offer.quantity_kw, bids.size()});
  return clear_list(rules, volume_kw, ceiling, bids);
}

Awards awards(const AuctionRules& rules, std::int64_t volume_kw, const std::vector<Offer>& offers) {
  Awards out;
  for (const ClearedBid& bid : clear(rules, volume_kw, offers).bids) out.push_back(bid.awarded_kw);
  return out;
}

std::int64_t outlay(const ClearedList& cleared) {
  std::int64_t sum = 0;
  for (const ClearedBid& bid : cleared.bids) sum += bid.price_ticks * bid.awarded_kw;
  return sum;
}

constexpr AuctionRules in_full{.marginal_bid = award_in_full}, in_part{.marginal_bid = partial}, stop{.marginal_bid = reject},
    skip{.marginal_bid = reject_and_skip};

TEST(CounterExampleTest, L04RejectMayLeaveTheVolumeUnfilled) {
  EXPECT_EQ(awards(stop, 1, {{2, 1}}), Awards{0});
  EXPECT_EQ(awards(skip, 1, {{2, 1}}), Awards{0});
}

TEST(CounterExampleTest, L06MoreVolumeMayTakeAnAwardAwayUnderSkip) {
  EXPECT_EQ(awards(skip, 1, {{2, 1}, {1, 2}}), (Awards{0, 1}));
  EXPECT_EQ(awards(skip, 2, {{2, 1}, {1, 2}}), (Awards{2, 0}));
}

TEST(CounterExampleTest, L08MoreVolumeMayLowerTheHighestAcceptedPriceUnderSkip) {
  AuctionRules rules = skip;
  rules.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_EQ(clear(rules, 1, {{2, 1}, {1, 2}}).clearing_price_ticks, 2);
  EXPECT_EQ(clear(rules, 2, {{2, 1}, {1, 2}}).clearing_price_ticks, 1);
}

TEST(CounterExampleTest, L09AndL10ALoserMayBeCheaperThanAWinnerUnderSkip) {
  AuctionRules rules = skip;
  rules.pricing = PricingRule::uniform_lowest_rejected;
  const ClearedList cleared = clear(rules, 1, {{2, 1}, {1, 2}});
  EXPECT_EQ(cleared.bids[1].awarded_kw, 1);
  EXPECT_EQ(cleared.clearing_price_ticks, 1) << "the winner bid 2";
  rules.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_LT(outlay(cleared), outlay(clear(rules, 1, {{2, 1}, {1, 2}}))) << "L26";
}

TEST(CounterExampleTest, L14ANewBidMayMakeALoserWinUnderSkip) {
  EXPECT_EQ(awards(skip, 2, {{2, 1}, {1, 2}}), (Awards{2, 0}));
  EXPECT_EQ(awards(skip, 2, {{1, 1}, {2, 1}, {1, 2}}), (Awards{1, 0, 1}));  // the newcomer has the first lot
}

TEST(CounterExampleTest, L16AndL18ANewBidMayRaiseThePricesOfAFullAuctionUnderSkip) {
  AuctionRules rules = skip;
  rules.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_EQ(clear(rules, 2, {{2, 1}, {1, 2}}).clearing_price_ticks, 1);
  EXPECT_EQ(clear(rules, 2, {{1, 1}, {2, 1}, {1, 2}}).clearing_price_ticks, 2);
  EXPECT_EQ(outlay(clear(skip, 2, {{2, 1}, {1, 2}})), 2);
  EXPECT_EQ(outlay(clear(skip, 2, {{1, 1}, {2, 1}, {1, 2}})), 3);
}

TEST(CounterExampleTest, L11RemovingALoserMayLetAnotherWinUnderReject) {
  EXPECT_EQ(awards(stop, 2, {{1, 1}, {2, 1}, {1, 2}}), (Awards{1, 0, 0}));
  EXPECT_EQ(awards(stop, 2, {{1, 1}, {1, 2}}), (Awards{1, 1}));
}

TEST(CounterExampleTest, L12ALoserThatRaisesItsPriceMayLetAnotherWinUnderReject) {
  EXPECT_EQ(awards(stop, 2, {{1, 1}, {2, 1}, {1, 2}}), (Awards{1, 0, 0}));
  EXPECT_EQ(awards(stop, 2, {{1, 1}, {2, 3}, {1, 2}}), (Awards{1, 0, 1}));
}

TEST(CounterExampleTest, L13AWinnerThatLowersItsPriceMayPushAnotherOut) {
  EXPECT_EQ(awards(in_full, 2, {{1, 2}, {2, 2}}), (Awards{1, 2}));
  EXPECT_EQ(awards(in_full, 2, {{1, 2}, {2, 1}}), (Awards{0, 2}));
  EXPECT_EQ(awards(in_part, 2, {{1, 2}, {2, 2}}), (Awards{1, 1}));
  EXPECT_EQ(awards(in_part, 2, {{1, 2}, {2, 1}}), (Awards{0, 2}));
}

TEST(CounterExampleTest, L17ANewBidMayRaiseThePriceOfAnUndersubscribedAuction) {
  for (AuctionRules rules : {in_full, in_part, stop, skip}) {
    rules.pricing = PricingRule::uniform_highest_accepted;
    EXPECT_EQ(clear(rules, 2, {{1, 1}}).clearing_price_ticks, 1);
    EXPECT_EQ(clear(rules, 2, {{1, 1}, {1, 2}}).clearing_price_ticks, 2);
  }
}

TEST(CounterExampleTest, L18ANewBidMayRaiseTheMeanPriceWhereTheMarginalBidIsAwardedInFull) {
  const ClearedList before = clear(in_full, 3, {{1, 1}, {2, 2}});
  EXPECT_EQ(before.awarded_kw, 3);
  EXPECT_EQ(outlay(before), 5);
  const ClearedList after = clear(in_full, 3, {{1, 1}, {1, 2}, {2, 2}});  // the newcomer stands second
  EXPECT_EQ(after.awarded_kw, 4);
  EXPECT_EQ(outlay(after), 7);
  EXPECT_GT(outlay(after) * before.awarded_kw, outlay(before) * after.awarded_kw);  // 7/4 > 5/3
}

TEST(CounterExampleTest, L19ALargerBidMayLose) {
  const AuctionRules smaller_first{.ties = TieRule::smaller_first};
  EXPECT_EQ(awards(smaller_first, 1, {{1, 1}, {1, 1}}), (Awards{1, 0}));
  EXPECT_EQ(awards(smaller_first, 1, {{2, 1}, {1, 1}}), (Awards{0, 1}));
  for (const AuctionRules& rules : {stop, skip}) {
    EXPECT_EQ(awards(rules, 1, {{1, 1}}), Awards{1});
    EXPECT_EQ(awards(rules, 1, {{2, 1}}), Awards{0});
  }
}

TEST(CounterExampleTest, L20SplittingABidMayGain) {
  const AuctionRules smaller_first{.ties = TieRule::smaller_first};
  EXPECT_EQ(awards(smaller_first, 1, {{2, 1}, {1, 1}}), (Awards{0, 1}));
  EXPECT_EQ(awards(smaller_first, 1, {{1, 1}, {1, 1}, {1, 1}}), (Awards{1, 0, 0}));
  for (const AuctionRules& rules : {stop, skip}) {
    EXPECT_EQ(awards(rules, 1, {{2, 1}}), Awards{0});
    EXPECT_EQ(awards(rules, 1, {{1, 1}, {1, 1}}), (Awards{1, 0}));
  }
}

TEST(CounterExampleTest, L21SplittingABidMayLoseWhereTheMarginalBidIsAwardedInFull) {
  EXPECT_EQ(awards(in_full, 1, {{2, 1}}), Awards{2});
  EXPECT_EQ(awards(in_full, 1, {{1, 1}, {1, 1}}), (Awards{1, 0}));
}

TEST(CounterExampleTest, L22TwiceTheBidsAndVolumeMayNotBeTwiceTheTotal) {
  EXPECT_EQ(awards(in_full, 1, {{2, 1}}), Awards{2});
  EXPECT_EQ(awards(in_full, 2, {{2, 1}, {2, 1}}), (Awards{2, 0}));
  for (const AuctionRules& rules : {stop, skip}) {
    EXPECT_EQ(awards(rules, 1, {{2, 1}}), Awards{0});
    EXPECT_EQ(awards(rules, 2, {{2, 1}, {2, 1}}), (Awards{2, 0}));
  }
}

TEST(CounterExampleTest, L24ANewBidMayRaiseThePriceWhereTheVolumeFollowsTheBids) {
  // The volume is 80 % of what is offered: 1 of 2, then 2 of 3.
  for (AuctionRules rules : {in_full, in_part, stop, skip}) {
    rules.pricing = PricingRule::uniform_highest_accepted;
    EXPECT_EQ(clear(rules, 2 * 8 / 10, {{1, 1}, {1, 2}}).clearing_price_ticks, 1);
    const ClearedList after = clear(rules, 3 * 8 / 10, {{1, 1}, {1, 2}, {1, 2}});
    EXPECT_EQ(after.clearing_price_ticks, 2);
    EXPECT_EQ(after.bids[1].awarded_kw, 1) << "an old loser wins";
  }
}

}  // namespace
}  // namespace sealedbid
