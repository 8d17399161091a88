#include "simulation/tally_tile.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "auction/rules.hpp"
#include "simulation/count_bids.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

/// A market of constants with two domestic bidders and one foreign bidder, and a tile whose bids and awards are written by hand:
/// the same in every lane.
class TallyTileTest : public ::testing::Test {
 protected:
  TallyTileTest() {
    Scenario scenario = testing::solar_auction();
    scenario.technologies[0].capex_per_kw = Constant{700.0};
    scenario.technologies[0].capacity_factor_fraction = Constant{0.25};
    scenario.host_country.country_risk_premium_shift_fraction = Constant{0.0};
    scenario.bidder_classes[0].bidders = 2;
    scenario.bidder_classes[1].bidders = 1;
    scenario.auction.pricing = PricingRule::pay_as_bid;
    scenario_ = scenario;
  }

  ReplicationValues tally(PricingRule pricing) {
    scenario_.auction.pricing = pricing;
    const Market market = build_market(scenario_);
    const MetricTable table(market);
    BidDraws draws(market, 1);
    draws.draw(0, 1, drawn_);
    write_tile();
    TileTally tally(market, table);
    ReplicationValues values;
    values.resize(table, 3);
    tally.write({drawn_, cleared_, excluded_, least_cost_}, draws, 0, 3, values);
    std::vector<ClassHistograms> histograms(2);
    for (ClassHistograms& histogram : histograms) {
      histogram.bids.reserve(10000);
      histogram.awarded_bids.reserve(10000);
    }
    count_bids(market, {drawn_, cleared_, excluded_, least_cost_}, 3, histograms);
    counted_foreign_awards_ = histograms[1].awarded_bids.total();
    return values;
  }

  /// Bids 30.00 (50 MW, awarded), none, 32.00 (foreign, 30 of 50 MW awarded); needs 29.5 and 33 realised.
  void write_tile() {
    const std::int32_t bids[] = {3000, no_price, 3200}, awards[] = {50000, 0, 30000}, costs[] = {2950, no_price, 3300};
    cleared_.awarded_kw.resize(3);
    for (std::size_t slot = 0; slot < 3; ++slot) {
      drawn_.bid_ticks[slot].fill(bids[slot]);
      cleared_.awarded_kw[slot].fill(awards[slot]);
      drawn_.realised_ticks[slot].fill(costs[slot]);
      drawn_.realised_per_mwh[slot].fill(costs[slot] / 100.0);
    }
    drawn_.realised_per_mwh[1].fill(needed_by_loser_);
    drawn_.priced_out.fill(4);
    cleared_.clearing_price_ticks.fill(3200);
    cleared_.lowest_awarded_bid_ticks.fill(3000);
    cleared_.highest_awarded_bid_ticks.fill(3200);
    cleared_.eligible_kw.fill(100000);
    cleared_.total_awarded_kw.fill(80000);
    least_cost_.fill(2950LL * 50000 + 3000LL * 30000);
  }

  static double value(const ReplicationValues& values, AuctionMetric metric) {
    return values.metrics[std::size_t(MetricTable::column(metric))].at(2);
  }
  static double value(const ReplicationValues& values, GroupMetric metric, int group = 0) {
    return values.metrics[std::size_t(MetricTable::column(metric, group))].at(2);
  }

  Scenario scenario_;
  DrawnTile drawn_;
  ClearedTile cleared_;
  LaneIntegers excluded_{};
  LaneArray<std::int64_t> least_cost_{};
  std::uint64_t counted_foreign_awards_ = 0;
  double needed_by_loser_ = 34.0;
  static constexpr double energy_mwh_per_kw = 0.25 * 8.76;
};

TEST_F(TallyTileTest, PaysEachWinnerItsBid) {
  const ReplicationValues values = tally(PricingRule::pay_as_bid);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::mean_awarded_price_per_mwh), (30.0 * 50 + 32.0 * 30) / 80);
  EXPECT_DOUBLE_EQ(value(values, AuctionMetric::lowest_awarded_price_per_mwh), 30.0);
  EXPECT_NEAR(value(values, GroupMetric::bidder_profit_per_mwh), (0.5 * 50 - 1.0 * 30) / 80, 1e-12);
  EXPECT_NEAR(value(values, GroupMetric::payments_per_year), (30.0 * 50e3 + 32.0 * 30e3) * energy_mwh_per_kw, 1e-6);
}

TEST_F(TallyTileTest, TheMeanBidCountsEachBidOnce) {
  const ReplicationValues values = tally(PricingRule::pay_as_bid);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::mean_bid_per_mwh), 31.0);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::mean_bid_per_mwh, 2), 32.0);
}

TEST_F(TallyTileTest, PaysEveryWinnerTheUniformPrice) {
  const ReplicationValues values = tally(PricingRule::uniform_highest_accepted);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::mean_awarded_price_per_mwh), 32.0);
  EXPECT_DOUBLE_EQ(value(values, AuctionMetric::lowest_awarded_price_per_mwh), 32.0);
  EXPECT_NEAR(value(values, GroupMetric::bidder_profit_per_mwh), (2.5 * 50 - 1.0 * 30) / 80, 1e-12);
}

TEST_F(TallyTileTest, ReportsGroupsAndShares) {
  const ReplicationValues values = tally(PricingRule::pay_as_bid);
  EXPECT_DOUBLE_EQ(value(values, AuctionMetric::foreign_share_of_awarded_mw_fraction), 30.0 / 80.0);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::share_of_awarded_mw_fraction, 1), 50.0 / 80.0);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::number_of_bids, 1), 1.0);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::win_probability, 2), 1.0);
  EXPECT_DOUBLE_EQ(value(values, GroupMetric::mean_awarded_price_per_mwh, 2), 32.0);
  EXPECT_EQ(values.awarded_bid_ticks[2].at(0), 3200.0);
  EXPECT_EQ(counted_foreign_awards_, 3u) << "three of the lanes are asked for";
}

TEST_F(TallyTileTest, ComparesTheAwardWithTheLeastCost) {
  const ReplicationValues values = tally(PricingRule::pay_as_bid);
  EXPECT_DOUBLE_EQ(value(values, AuctionMetric::award_cost_over_least_cost),
                   (2950.0 * 50000 + 3300.0 * 30000) / (2950.0 * 50000 + 3000.0 * 30000));
}

TEST_F(TallyTileTest, MoneyAYearNeedsATechnology) {
  scenario_.bidder_classes[1].technology.clear();
  scenario_.bidder_classes[1].required_price_per_mwh = Constant{33.0};
  const ReplicationValues values = tally(PricingRule::pay_as_bid);
  EXPECT_TRUE(std::isnan(value(values, GroupMetric::payments_per_year, 2)));
  EXPECT_FALSE(std::isnan(value(values, GroupMetric::payments_per_year, 1)));
  EXPECT_TRUE(std::isnan(value(values, GroupMetric::payments_per_year, 0)));
}

TEST_F(TallyTileTest, LeavesPricesUndefinedWithoutAwards) {
  scenario_.auction.pricing = PricingRule::pay_as_bid;
  const Market market = build_market(scenario_);
  const MetricTable table(market);
  BidDraws draws(market, 1);
  draws.draw(0, 1, drawn_);
  write_tile();
  for (LaneIntegers& awarded : cleared_.awarded_kw) awarded.fill(0);
  cleared_.clearing_price_ticks.fill(no_price);
  cleared_.lowest_awarded_bid_ticks.fill(no_price);
  cleared_.highest_awarded_bid_ticks.fill(no_price);
  least_cost_.fill(0);
  ReplicationValues values;
  values.resize(table, 3);
  TileTally(market, table).write({drawn_, cleared_, excluded_, least_cost_}, draws, 0, 3, values);
  for (const AuctionMetric metric :
       {AuctionMetric::clearing_price_per_mwh, AuctionMetric::lowest_awarded_price_per_mwh,
        AuctionMetric::foreign_share_of_awarded_mw_fraction, AuctionMetric::award_cost_over_least_cost}) {
    EXPECT_TRUE(std::isnan(value(values, metric)));
  }
  EXPECT_EQ(value(values, GroupMetric::awarded_mw), 0.0);
  EXPECT_EQ(value(values, GroupMetric::payments_per_year), 0.0);
}

TEST_F(TallyTileTest, ALoserMayNeedMoreThanAnyPrice) {
  needed_by_loser_ = std::numeric_limits<double>::infinity();
  const ReplicationValues values = tally(PricingRule::pay_as_bid);
  EXPECT_NEAR(value(values, GroupMetric::bidder_profit_per_mwh), (0.5 * 50 - 1.0 * 30) / 80, 1e-12);
  EXPECT_EQ(value(values, AuctionMetric::priced_out_bidders), 4.0);
}

TEST_F(TallyTileTest, WinnersOfASalePay) {
  scenario_.auction.direction = Direction::sale;
  scenario_.tariff.type = TariffType::payment_by_bidder;
  ElectricityMarket home;
  home.name = "home";
  home.country = "AAA";
  home.mean_price_per_mwh = Constant{60.0};
  scenario_.electricity_markets = {home};
  const ReplicationValues values = tally(PricingRule::pay_as_bid);
  EXPECT_NEAR(value(values, GroupMetric::bidder_profit_per_mwh), (-0.5 * 50 + 1.0 * 30) / 80, 1e-12)
      << "required prices are the most that bidders can pay";
  EXPECT_NEAR(value(values, GroupMetric::payments_per_year), -(30.0 * 50e3 + 32.0 * 30e3) * energy_mwh_per_kw, 1e-6);
  EXPECT_TRUE(std::isnan(value(values, AuctionMetric::award_cost_over_least_cost)));
}

TEST_F(TallyTileTest, PricesPaidAreOwnOnesOrTheClearingPrice) {
  tally(PricingRule::pay_as_bid);
  Market market = build_market(scenario_);
  const TileView tile{drawn_, cleared_, excluded_, least_cost_};
  EXPECT_DOUBLE_EQ(price_paid_per_mwh(market, tile, 0, 5), 30.0);
  market.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_DOUBLE_EQ(price_paid_per_mwh(market, tile, 0, 5), 32.0);
  const std::vector<LaneIntegers> paid(3, [] {
    LaneIntegers ticks;
    ticks.fill(1234);
    return ticks;
  }());
  EXPECT_DOUBLE_EQ(price_paid_per_mwh(market, {drawn_, cleared_, excluded_, least_cost_, &paid}, 2, 5), 12.34);
}

}  // namespace
}  // namespace sealedbid
