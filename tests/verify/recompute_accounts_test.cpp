#include "verify/recompute_accounts.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

/// A joint venture, a quarter foreign, with 2,000 hours, bidding 60 against a reference of 45.
class RecomputeAccountsTest : public ::testing::Test {
 protected:
  RecomputeAccountsTest() {
    auction_.price_step_per_mwh = 0.5;
    auction_.ranking.reference_per_mwh = 45.0;
    round_.auction = &auction_;
    round_.host_code = "DEU";
    round_.volume_kw = 1001;
    attributes_.name = "A";
    attributes_.full_load_hours = 2000.0;
    JudgedBid& bid = round_.bids.emplace_back();
    bid.attributes = &attributes_;
    bid.bid = &bid_;
    bid.price = 120;
    bid.foreign_share = Exact(1, 4);
  }
  const JudgedBid& bid() const { return round_.bids.front(); }

  Auction auction_;
  BidAttributes attributes_;
  RoundBid bid_;
  JudgedRound round_;
};

Limit limit_of(std::optional<double> Limit::*amount, double value) {
  Limit limit;
  limit.name = "limit";
  limit.*amount = value;
  return limit;
}

TEST_F(RecomputeAccountsTest, EachMeasureCountsInItsUnit) {
  const auto used = [&](std::optional<double> Limit::*amount) {
    return use(round_, account_of_limit(round_, limit_of(amount, 1.0)), bid(), 300);
  };
  EXPECT_EQ(used(&Limit::volume_mw), 300);
  EXPECT_EQ(used(&Limit::volume_mwh_per_year), 600);                                      // 0.3 MW · 2,000 h
  EXPECT_EQ(used(&Limit::budget_per_year), 9000);                                         // 600 MWh · 15
  EXPECT_EQ(account_of_limit(round_, limit_of(&Limit::volume_fraction, 0.5)).left, 500);  // of 1,001 kW, whole kW
}

TEST_F(RecomputeAccountsTest, SharesCountInPart) {
  Limit limit = limit_of(&Limit::volume_mw, 0.1);
  limit.counts = LimitCounts::foreign_share;
  const Account foreign = account_of_limit(round_, limit);
  EXPECT_EQ(use(round_, foreign, bid(), 300), 75);
  EXPECT_EQ(fitting_kw(round_, foreign, bid()), 400);
  limit.counts = LimitCounts::domestic_share;
  EXPECT_EQ(use(round_, account_of_limit(round_, limit), bid(), 300), 225);
  EXPECT_EQ(fitting_kw(round_, account_of_limit(round_, limit), bid()), 133);
  EXPECT_TRUE(instance_of(limit, round_, bid()));
  round_.bids.front().foreign_share = 1;
  EXPECT_FALSE(instance_of(limit, round_, bid()));  // nothing of it is domestic
}

TEST_F(RecomputeAccountsTest, LimitsHoldForWhomTheyName) {
  Limit limit = limit_of(&Limit::volume_mw, 1.0);
  EXPECT_EQ(instance_of(limit, round_, bid()), "");
  limit.per = LimitScope::zone;
  EXPECT_EQ(instance_of(limit, round_, bid()), std::nullopt);
  attributes_.zone = "north";
  EXPECT_EQ(instance_of(limit, round_, bid()), "north");
  limit.per = LimitScope::owner_group;
  EXPECT_EQ(instance_of(limit, round_, bid()), "A");
  attributes_.bidder = "X";
  EXPECT_EQ(instance_of(limit, round_, bid()), "X");
  attributes_.owner_group = "G";
  EXPECT_EQ(instance_of(limit, round_, bid()), "G");
  limit.bids.technologies = {"wind"};
  EXPECT_EQ(instance_of(limit, round_, bid()), std::nullopt);
}

TEST_F(RecomputeAccountsTest, NothingIsClosedFromTheStart) {
  EXPECT_TRUE(account_of_limit(round_, limit_of(&Limit::volume_mw, 0.0)).is_closed);
  EXPECT_FALSE(account_of_limit(round_, limit_of(&Limit::volume_mw, 0.001)).is_closed);
  round_.budget = 10;
  EXPECT_EQ(accounts_of_round(round_).size(), 2U);
}

/// Two winners of one delivery year at 120 and 130 ticks of 0.5: both count at 130 ticks, the first at most at its ceiling of
/// 126.
TEST_F(RecomputeAccountsTest, TheBritishBudgetCountsAtTheClearingPrice) {
  auction_.pricing = PricingRule::uniform_highest_accepted;
  auction_.marginal_bid = MarginalBidRule::reject_delivery_year;
  round_.budget = 100000;
  Account budget = accounts_of_round(round_).back();
  JudgedBid second = bid();
  second.price = 130;
  round_.bids.push_back(second);
  round_.bids[0].awarded_kw = 300;
  round_.bids[0].ceiling = 126;
  budget.winners = {&round_.bids[0]};
  revalue(round_, budget);
  EXPECT_EQ(budget.left, 100000 - 9000);                             // 600 MWh · (60 − 45)
  EXPECT_EQ(use(round_, budget, round_.bids[1], 100), 4000 + 1800);  // 200 MWh · 20; 600 MWh · 3 more
}

}  // namespace
}  // namespace sealedbid
