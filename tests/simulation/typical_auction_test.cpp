#include "simulation/typical_auction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

constexpr std::uint64_t seed = 7;

PolicyMarket policy_of(const Scenario& scenario) {
  return {"base", build_market(scenario)};
}

/// The prices of the first replications, drawn again.
std::vector<double> prices_of(const PolicyMarket& policy, int replications) {
  BlockSimulator block(policy.market, seed, KeepBids::no);
  block.simulate(0, replications, 1);
  return block.values().metrics[std::size_t(MetricTable::column(AuctionMetric::clearing_price_per_mwh))];
}

TEST(TypicalAuctionTest, IsTheOneNearestToTheMedianAmongTheFirst) {
  const PolicyMarket policy = policy_of(testing::solar_auction());
  const std::vector<double> prices = prices_of(policy, typical_among_replications);
  for (const double median : {30.0, 41.234, 60.0}) {
    const TypicalAuction found = typical_auctions(policy, seed, 100'000, {median}).front();
    ASSERT_GE(found.replication, 0);
    const double distance = std::abs(prices[std::size_t(found.replication)] - median);
    for (const double price : prices) EXPECT_FALSE(std::abs(price - median) < distance) << median;
  }
}

TEST(TypicalAuctionTest, LooksOnlyAtReplicationsOfTheRun) {
  const PolicyMarket policy = policy_of(testing::solar_auction());
  EXPECT_EQ(typical_auctions(policy, seed, 1, {1e6}).front().replication, 0);
  EXPECT_LT(typical_auctions(policy, seed, 5, {1e6}).front().replication, 5);
}

TEST(TypicalAuctionTest, HoldsEveryBidWithWhatItIsPaid) {
  Scenario scenario = testing::solar_auction();
  for (const PricingRule pricing : {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted}) {
    scenario.auction.pricing = pricing;
    const PolicyMarket policy = policy_of(scenario);
    const TypicalAuction found = typical_auctions(policy, seed, 1000, {prices_of(policy, 1000)[3]}).front();
    const double price = prices_of(policy, 1000)[std::size_t(found.replication)];
    double highest_awarded = 0.0;
    for (const BidSample& bid : found.bids) {
      EXPECT_EQ(bid.replication, found.replication);
      if (bid.awarded_kw == 0) {
        EXPECT_TRUE(std::isnan(bid.price_paid_per_mwh));
        continue;
      }
      EXPECT_DOUBLE_EQ(bid.price_paid_per_mwh, pricing == PricingRule::pay_as_bid ? bid.bid_per_mwh : price);
      highest_awarded = std::max(highest_awarded, bid.bid_per_mwh);
    }
    EXPECT_DOUBLE_EQ(highest_awarded, price);
  }
}

TEST(TypicalAuctionTest, KnowsTheCeiling) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ceiling_per_mwh = Constant{55.0};
  for (const BidSample& bid : typical_auctions(policy_of(scenario), seed, 100, {40.0}).front().bids)
    EXPECT_DOUBLE_EQ(bid.ceiling_per_mwh, 55.0);
  scenario.auction.ceiling_per_mwh.reset();
  for (const BidSample& bid : typical_auctions(policy_of(scenario), seed, 100, {40.0}).front().bids)
    EXPECT_TRUE(std::isnan(bid.ceiling_per_mwh));
}

TEST(TypicalAuctionTest, WhereNothingIsAwardedThereIsNone) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.minimum_bids = 1000;
  const double none = std::numeric_limits<double>::quiet_NaN();
  const TypicalAuction found = typical_auctions(policy_of(scenario), seed, 100, {none}).front();
  EXPECT_EQ(found.replication, -1);
  EXPECT_TRUE(found.bids.empty());
}

TEST(TypicalAuctionTest, EachRoundHasItsOwn) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.rounds = 2;
  const std::vector<TypicalAuction> found = typical_auctions(policy_of(scenario), seed, 1000, {40.0, 40.0});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[1].round, 2);
  EXPECT_NE(found[0].bids.front().required_price_per_mwh, found[1].bids.front().required_price_per_mwh);
}

}  // namespace
}  // namespace sealedbid
