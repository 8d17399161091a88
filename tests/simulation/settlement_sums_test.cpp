#include "simulation/settlement_sums.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/settled_scenarios.hpp"

namespace sealedbid {
namespace {

class SettlementSumsTest : public ::testing::Test {
 protected:
  SettlementSumsTest() : market_(build_market(testing::volatile_auction())), table_(market_), sums_(market_, table_) {
    values_.resize(table_, 3);
    sums_.reset();
  }
  double at(int column) const { return values_.metrics.at(std::size_t(column)).at(2); }

  Market market_;
  MetricTable table_;
  SettlementSums sums_;
  ReplicationValues values_;
};

TEST_F(SettlementSumsTest, WeightsReturnsByAwardedCapacityAndAddsMoney) {
  WinnerOutcome good{
      .support_cost_per_kw = 2.0, .supported_mwh_per_kw = 4.0, .net_present_value_per_kw = 10.0, .return_fraction = 0.12};
  good.support_cost_by_year_per_kw[5] = 3.0;
  const WinnerOutcome poor{
      .support_cost_per_kw = 1.0, .supported_mwh_per_kw = 2.0, .net_present_value_per_kw = -20.0, .return_fraction = 0.03};
  sums_.add(0, 0, 100.0, 0.08, good);
  sums_.add(1, 0, 300.0, 0.08, poor);
  sums_.add_curse(1, 0, 300.0, -2.0);
  sums_.write(2, 1, values_);
  EXPECT_DOUBLE_EQ(at(table_.column(SettlementMetric::support_cost_present_value)), 500.0);
  EXPECT_DOUBLE_EQ(at(table_.column(SettlementMetric::support_cost_per_mwh)), 0.5);
  EXPECT_DOUBLE_EQ(at(table_.support_cost_column(5)), 300.0);
  EXPECT_DOUBLE_EQ(at(table_.column(ReturnMetric::bidder_return_fraction, 0)), (0.12 + 3 * 0.03) / 4);
  EXPECT_DOUBLE_EQ(at(table_.column(ReturnMetric::net_present_value_per_kw, 0)), -12.5);
  EXPECT_DOUBLE_EQ(at(table_.column(ReturnMetric::return_below_cost_of_capital_probability, 0)), 1.0);
  EXPECT_DOUBLE_EQ(at(table_.column(ReturnMetric::return_below_cost_of_capital_probability, 1)), 0.0);
  EXPECT_DOUBLE_EQ(at(table_.column(ReturnMetric::negative_return_probability, 0)), 0.0);
  EXPECT_DOUBLE_EQ(at(table_.column(ReturnMetric::winners_curse_per_mwh, 0)), -1.5);
  EXPECT_DOUBLE_EQ(at(table_.column(ReturnMetric::winners_curse_per_mwh, 1)), 0.0);
}

TEST_F(SettlementSumsTest, AProjectWithoutAReturnLosesAll) {
  sums_.add(0, 0, 100.0, 0.08, {.return_fraction = std::nan("")});
  sums_.write(2, 1, values_);
  EXPECT_EQ(at(table_.column(ReturnMetric::bidder_return_fraction, 1)), -1.0);
  EXPECT_EQ(at(table_.column(ReturnMetric::negative_return_probability, 1)), 1.0);
  EXPECT_EQ(at(table_.column(ReturnMetric::return_below_cost_of_capital_probability, 1)), 1.0);
}

TEST_F(SettlementSumsTest, RoundingIsNoReturnBelowTheCostOfCapital) {
  sums_.add(0, 0, 100.0, 0.08, {.return_fraction = 0.08 - 1e-12});
  sums_.add(1, 0, 100.0, 0.08, {.return_fraction = 0.08 - 1e-8});
  sums_.write(2, 1, values_);
  EXPECT_EQ(at(table_.column(ReturnMetric::return_below_cost_of_capital_probability, 1)), 0.0);
  EXPECT_EQ(at(table_.column(ReturnMetric::return_below_cost_of_capital_probability, 2)), 1.0);
}

TEST_F(SettlementSumsTest, AnUnsettledWinnerLeavesItsGroupsUndefined) {
  sums_.add(0, 0, 100.0, 0.08, {.return_fraction = 0.1});
  sums_.add_unsettled(1, 0, 50.0);
  sums_.write(2, 1, values_);
  EXPECT_TRUE(std::isnan(at(table_.column(SettlementMetric::support_cost_present_value))));
  EXPECT_TRUE(std::isnan(at(table_.column(ReturnMetric::bidder_return_fraction, 0))));
  EXPECT_EQ(at(table_.column(ReturnMetric::bidder_return_fraction, 1)), 0.1);
  EXPECT_EQ(at(table_.column(ReturnMetric::winners_curse_per_mwh, 2)), 0.0) << "needs no settlement";
}

TEST_F(SettlementSumsTest, ForgetsTheLastTile) {
  sums_.add(0, 0, 100.0, 0.08, {.return_fraction = 0.1});
  sums_.reset();
  sums_.write(2, 1, values_);
  EXPECT_TRUE(std::isnan(at(table_.column(SettlementMetric::exported_mwh_in_total))));
  EXPECT_TRUE(std::isnan(at(table_.column(ReturnMetric::winners_curse_per_mwh, 0))));
}

TEST(SettlementSumsOfRights, ThePriceOfCorridorsIsWeightedByRights) {
  Scenario scenario = testing::volatile_auction();
  scenario.exports.allocation = ExportAllocation::capacity_auction;
  const Market market = build_market(scenario);
  const MetricTable table(market);
  SettlementSums sums(market, table);
  ReplicationValues values;
  values.resize(table, 1);
  sums.reset();
  sums.add(0, 0, 100.0, 0.08, {});
  sums.add_rights(0, 30.0, 1000.0);
  sums.add_rights(0, 10.0, 5000.0);
  sums.write(0, 1, values);
  EXPECT_DOUBLE_EQ(values.metrics[std::size_t(table.column(SettlementMetric::corridor_price_per_mw_year))][0], 2000.0);
}

}  // namespace
}  // namespace sealedbid
