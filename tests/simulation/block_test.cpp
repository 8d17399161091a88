#include "simulation/block.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "reference/plain_round.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

std::vector<double> column(const BlockSimulator& block, AuctionMetric metric) {
  return block.values().metrics[std::size_t(MetricTable::column(metric))];
}

std::vector<double> column(const BlockSimulator& block, GroupMetric metric, int group = 0) {
  return block.values().metrics[std::size_t(MetricTable::column(metric, group))];
}

/// Values compare equal where both are undefined.
void expect_same(const std::vector<double>& a, const std::vector<double>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_TRUE(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) << i;
}

TEST(BlockTest, HoldsOneValueAReplication) {
  const Market market = build_market(testing::solar_auction());
  for (const int replications : {1, 31, 32, 33, 100}) {
    BlockSimulator block(market, 3, KeepBids::no);
    block.simulate(0, replications, 1);
    for (const std::vector<double>& values : block.values().metrics) EXPECT_EQ(values.size(), std::size_t(replications));
  }
}

TEST(BlockTest, SplitBlocksGiveTheSameValues) {
  const Market market = build_market(testing::solar_auction());
  BlockSimulator whole(market, 3, KeepBids::no), first(market, 3, KeepBids::no), second(market, 3, KeepBids::no);
  whole.simulate(0, 100, 1);
  first.simulate(0, 37, 1);
  second.simulate(37, 63, 1);
  for (std::size_t m = 0; m < whole.values().metrics.size(); ++m) {
    std::vector<double> joined = first.values().metrics[m];
    joined.insert(joined.end(), second.values().metrics[m].begin(), second.values().metrics[m].end());
    expect_same(whole.values().metrics[m], joined);
  }
}

/// The tile's awards, prices and money against the list clearing and plain sums, replication by replication.
void check_against_list(Scenario scenario) {
  const Market market = build_market(scenario);
  const double step = scenario.auction.price_step_per_mwh;
  constexpr std::uint64_t seed = 11;
  BlockSimulator block(market, seed, KeepBids::yes);
  block.simulate(0, 200, 1);
  std::map<std::int64_t, std::vector<BidSample>> by_replication;
  for (const BidSample& bid : block.bids()) by_replication[bid.replication].push_back(bid);
  const AuctionRules rules{scenario.auction.pricing, scenario.auction.marginal_bid, scenario.auction.ties,
                           scenario.auction.minimum_bids};
  const auto ceiling = std::int64_t(std::llround(std::get<Constant>(*scenario.auction.ceiling_per_mwh).value / step));
  const auto volume_kw = std::int64_t(std::llround(std::get<Constant>(scenario.auction.volume_mw.value()).value * 1000.0));
  for (std::int64_t replication = 0; replication < 200; ++replication) {
    std::vector<Bid> bids;
    for (const BidSample& sample : by_replication[replication]) {
      const StreamKey key =
          make_stream_key(seed, "bidder_classes." + scenario.bidder_classes[std::size_t(sample.bidder_class)].name);
      const std::uint64_t lot = draw_bits(key, replication, 1, std::uint32_t(sample.member), Purpose::lottery);
      bids.push_back({"", std::llround(sample.bid_per_mwh / step), sample.quantity_kw, lot});
    }
    const ClearedList cleared = clear_list(rules, volume_kw, ceiling, bids);
    const auto r = std::size_t(replication);
    EXPECT_EQ(column(block, AuctionMetric::void_probability)[r], cleared.is_void ? 1.0 : 0.0);
    EXPECT_EQ(column(block, AuctionMetric::undersubscribed_probability)[r], cleared.is_undersubscribed ? 1.0 : 0.0);
    EXPECT_DOUBLE_EQ(column(block, GroupMetric::awarded_mw)[r], double(cleared.awarded_kw) / 1000.0);
    double paid = 0.0, profit = 0.0;
    for (std::size_t i = 0; i < bids.size(); ++i) {
      const BidSample& sample = by_replication[replication][i];
      EXPECT_EQ(sample.awarded_kw, cleared.bids[i].awarded_kw);
      const double price = double(cleared.bids[i].price_ticks) * step;
      paid += price * double(cleared.bids[i].awarded_kw);
      profit += (price - sample.required_price_per_mwh) * double(cleared.bids[i].awarded_kw);
    }
    if (cleared.awarded_kw == 0) {
      EXPECT_TRUE(std::isnan(column(block, AuctionMetric::clearing_price_per_mwh)[r]));
      EXPECT_TRUE(std::isnan(column(block, GroupMetric::mean_awarded_price_per_mwh)[r]));
      continue;
    }
    EXPECT_NEAR(column(block, AuctionMetric::clearing_price_per_mwh)[r], double(*cleared.clearing_price_ticks) * step, 1e-9);
    EXPECT_NEAR(column(block, GroupMetric::mean_awarded_price_per_mwh)[r], paid / double(cleared.awarded_kw), 1e-9);
    EXPECT_NEAR(column(block, GroupMetric::bidder_profit_per_mwh)[r], profit / double(cleared.awarded_kw), 1e-9);
  }
}

Scenario without_estimate_errors() {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) bidder.yield_estimate_error_fraction = Constant{0.0};
  return scenario;
}

TEST(BlockTest, AgreesWithTheListUnderEveryRule) {
  for (const PricingRule pricing :
       {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted, PricingRule::uniform_lowest_rejected}) {
    for (const MarginalBidRule marginal : {MarginalBidRule::award_in_full, MarginalBidRule::partial, MarginalBidRule::reject}) {
      Scenario scenario = without_estimate_errors();
      scenario.auction.pricing = pricing;
      scenario.auction.marginal_bid = marginal;
      scenario.auction.minimum_bids = 6;
      check_against_list(scenario);
    }
  }
}

TEST(BlockTest, TruthfulBidsWithoutErrorsAreAwardedAtLeastCost) {
  const Market market = build_market(without_estimate_errors());
  BlockSimulator block(market, 5, KeepBids::no);
  block.simulate(0, 500, 1);
  for (const double ratio : column(block, AuctionMetric::award_cost_over_least_cost)) EXPECT_EQ(ratio, 1.0);
}

TEST(BlockTest, UnlikeMarkupsMakeTheAwardInefficient) {
  Scenario scenario = without_estimate_errors();
  class_named(scenario, "foreign").strategy = Strategy::markup;
  class_named(scenario, "foreign").markup_fraction = Constant{0.2};
  const Market market = build_market(scenario);
  BlockSimulator block(market, 5, KeepBids::no);
  block.simulate(0, 500, 1);
  double largest = 0.0;
  for (const double ratio : column(block, AuctionMetric::award_cost_over_least_cost)) {
    EXPECT_GE(ratio, 1.0);
    largest = std::max(largest, ratio);
  }
  EXPECT_GT(largest, 1.01);
}

TEST(BlockTest, EstimateErrorsBringTheWinnersCurse) {
  const Market market = build_market(testing::solar_auction());
  BlockSimulator block(market, 5, KeepBids::no);
  block.simulate(0, 2000, 1);
  double sum = 0.0;
  int count = 0;
  for (const double profit : column(block, GroupMetric::bidder_profit_per_mwh)) {
    if (std::isnan(profit)) continue;
    sum += profit;
    ++count;
  }
  EXPECT_LT(sum / count, -0.2) << "truthful winners of a pay-as-bid round are those who overrate their yield";
}

TEST(BlockTest, GroupsAddUpToTheWhole) {
  const Market market = build_market(testing::solar_auction());
  BlockSimulator block(market, 5, KeepBids::no);
  block.simulate(0, 300, 1);
  for (const GroupMetric metric : {GroupMetric::number_of_bids, GroupMetric::awarded_mw, GroupMetric::payments_per_year}) {
    for (std::size_t r = 0; r < 300; ++r) {
      const double classes = column(block, metric, 1)[r] + column(block, metric, 2)[r];
      EXPECT_NEAR(column(block, metric, 0)[r], classes, 1e-9 * std::abs(classes));
    }
  }
}

TEST(BlockTest, CountsBidsExcludedByAnUndisclosedCeiling) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ceiling_per_mwh = Constant{33.0};
  scenario.auction.ceiling_disclosed = false;
  const Market hidden = build_market(scenario);
  scenario.auction.ceiling_disclosed = true;
  const Market shown = build_market(scenario);
  BlockSimulator with_hidden(hidden, 5, KeepBids::no), with_shown(shown, 5, KeepBids::no);
  with_hidden.simulate(0, 300, 1);
  with_shown.simulate(0, 300, 1);
  double excluded = 0.0;
  for (const double count : column(with_hidden, AuctionMetric::excluded_bids)) excluded += count;
  EXPECT_GT(excluded, 0.0);
  for (const double count : column(with_shown, AuctionMetric::excluded_bids)) EXPECT_EQ(count, 0.0);
  expect_same(column(with_hidden, GroupMetric::awarded_mw), column(with_shown, GroupMetric::awarded_mw));
}

TEST(BlockTest, HistogramsCountEveryBid) {
  const Market market = build_market(testing::solar_auction());
  BlockSimulator block(market, 5, KeepBids::yes);
  block.simulate(0, 100, 1);
  std::uint64_t counted = 0, awarded = 0;
  for (const ClassHistograms& histogram : block.histograms()) {
    counted += histogram.bids.total();
    awarded += histogram.awarded_bids.total();
  }
  EXPECT_EQ(counted, block.bids().size());
  const auto winners =
      std::count_if(block.bids().begin(), block.bids().end(), [](const BidSample& bid) { return bid.awarded_kw > 0; });
  EXPECT_EQ(awarded, std::uint64_t(winners));
}

}  // namespace
}  // namespace sealedbid
