#include "simulation/settlement_tile.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "simulation/block.hpp"
#include "simulation/simulate.hpp"
#include "support/settled_scenarios.hpp"

namespace sealedbid {
namespace {

using testing::certain_award;
using testing::volatile_auction;

/// A block of replications and its table.
struct Settled {
  explicit Settled(const Scenario& scenario, int replications = 64)
      : market(build_market(scenario)), block(market, 5, KeepBids::no) {
    block.simulate(0, replications, 1);
  }
  const std::vector<double>& operator()(int column) const { return block.values().metrics.at(std::size_t(column)); }
  const std::vector<double>& operator()(SettlementMetric metric) const { return (*this)(block.table().column(metric)); }
  const std::vector<double>& operator()(ReturnMetric metric, int group = 0) const {
    return (*this)(block.table().column(metric, group));
  }
  double price() const { return (*this)(MetricTable::column(AuctionMetric::clearing_price_per_mwh)).front(); }

  Market market;
  BlockSimulator block;
};

TEST(SettlementTileTest, TheMarginalTruthfulBidderEarnsItsCostOfCapital) {
  const Settled settled(certain_award(), 1);
  EXPECT_NEAR(settled(ReturnMetric::net_present_value_per_kw).front(), 0.0, 1e-4) << "of 700 per kW, the price is rounded up";
  EXPECT_NEAR(settled(ReturnMetric::bidder_return_fraction).front(), 0.08, 1e-8);
  EXPECT_EQ(settled(ReturnMetric::negative_return_probability).front(), 0.0);
  EXPECT_EQ(settled(ReturnMetric::return_below_cost_of_capital_probability).front(), 0.0);
  EXPECT_EQ(settled(ReturnMetric::winners_curse_per_mwh).front(), 0.0);
}

TEST(SettlementTileTest, SoDoesAMarginalBidderWithDebt) {
  for (const DebtSizing sizing : {DebtSizing::gearing, DebtSizing::cover_ratio}) {
    Scenario scenario = certain_award();
    BidderClass& bidder = scenario.bidder_classes[0];
    bidder.wacc_fraction.reset();
    bidder.cost_of_equity_fraction = Constant{0.12};
    bidder.project_debt = {.sizing = sizing, .gearing_fraction = 0.7, .interest_fraction = Constant{0.06}, .tenor_years = 15};
    const Settled settled(scenario, 1);
    EXPECT_NEAR(settled(ReturnMetric::net_present_value_per_kw).front(), 0.0, 1e-4);
    EXPECT_NEAR(settled(ReturnMetric::bidder_return_fraction).front(), 0.12, 1e-7);
  }
}

TEST(SettlementTileTest, CostsTheStateWhatTheContractSays) {
  const Settled settled(certain_award(), 1);
  double cost = 0.0, energy = 0.0;
  for (int t = 1; t <= 20; ++t) {  // the award is two years before commissioning
    const double mwh = 10'000.0 * 0.25 * 8.76 * std::pow(0.996, t - 1);
    cost += settled.price() * mwh * std::pow(1.05, -(t + 2));
    energy += mwh * std::pow(1.05, -(t + 2));
    const int column = settled.block.table().support_cost_column(t + 1);
    EXPECT_NEAR(settled(column).front(), settled.price() * mwh, 1e-9 * cost);
    EXPECT_EQ(settled.block.table().metrics()[std::size_t(column)].group, "year:" + std::to_string(2024 + t + 1));
  }
  EXPECT_NEAR(settled(SettlementMetric::support_cost_present_value).front(), cost, 1e-10 * cost);
  EXPECT_NEAR(settled(SettlementMetric::support_cost_per_mwh).front(), cost / energy, 1e-10 * settled.price());
  EXPECT_EQ(settled(SettlementMetric::exported_mwh_in_total).front(), 0.0);
  EXPECT_EQ(settled.block.table().support_cost_column(1), MetricTable::none) << "under construction";
  EXPECT_EQ(settled.block.table().support_cost_column(22), MetricTable::none) << "after the term";
}

TEST(SettlementTileTest, TheStateCollectsTaxesAndDuty) {
  Scenario scenario = certain_award();
  scenario.host_country.corporate_tax_fraction = Constant{0.0};
  const Settled untaxed(scenario, 1);
  const double all_in = 700.0 * (1.0 + 0.6 * 0.1), duty = 700.0 * 0.6 * 0.1;
  EXPECT_GT(all_in, duty);
  const double expected = 10'000.0 * duty * 0.5 * (1.0 / 1.05 + 1.0 / (1.05 * 1.05));
  EXPECT_NEAR(untaxed(SettlementMetric::state_revenue_present_value).front(), expected, 1e-9 * expected);
  const Settled taxed(certain_award(), 1);
  EXPECT_GT(taxed(SettlementMetric::state_revenue_present_value).front(), 1.1 * expected);
}

/// Σ over years of the support cost, discounted, must be the present value; so no year is lost.
TEST(SettlementTileTest, YearsAddUpToThePresentValue) {
  Scenario scenario = volatile_auction();
  scenario.tariff.type = TariffType::one_way_sliding_premium;
  const Settled settled(scenario);
  const MetricTable& table = settled.block.table();
  for (std::size_t r = 0; r < 64; ++r) {
    double sum = 0.0;
    for (int year = 0; year < most_reported_years; ++year) {
      if (table.support_cost_column(year) != MetricTable::none) {
        sum += settled(table.support_cost_column(year))[r] * std::pow(1.05, -(year + 1));
      }
    }
    const double present_value = settled(SettlementMetric::support_cost_present_value)[r];
    if (std::isnan(present_value)) continue;
    EXPECT_NEAR(sum, present_value, 1e-9 * std::abs(present_value)) << r;
  }
}

TEST(SettlementTileTest, ATwoWayContractOnCapturedPricesIsAPowerPurchaseAgreement) {
  Scenario scenario = volatile_auction();
  scenario.auction.price_step_per_mwh = 1e-6;
  const Settled agreement(scenario);
  scenario.tariff.type = TariffType::two_way_cfd;
  const Settled contract(scenario);
  scenario.tariff.reference_price = ReferencePrice::baseload;
  const Settled baseload(scenario);
  double largest_difference = 0.0;
  for (std::size_t r = 0; r < 64; ++r) {
    const double expected = agreement(ReturnMetric::bidder_return_fraction)[r];
    EXPECT_NEAR(contract(ReturnMetric::bidder_return_fraction)[r], expected, 1e-7);
    EXPECT_NEAR(contract(SettlementMetric::support_cost_present_value)[r],
                agreement(SettlementMetric::support_cost_present_value)[r],
                1e-6 * std::abs(agreement(SettlementMetric::support_cost_present_value)[r]));
    largest_difference = std::max(largest_difference, std::abs(baseload(ReturnMetric::bidder_return_fraction)[r] - expected));
  }
  EXPECT_GT(largest_difference, 1e-5) << "must fail: another reference price";
}

TEST(SettlementTileTest, MoneyScalesWithTheCurrency) {
  Scenario scenario = volatile_auction();
  scenario.exports.allocation = ExportAllocation::capacity_auction;
  scenario.technologies[0].capex_per_kw = Constant{700.0};
  Scenario doubled = scenario;
  doubled.technologies[0].capex_per_kw = Constant{1400.0};
  doubled.technologies[0].opex_per_kw_year = Constant{24.0};
  doubled.electricity_markets[0].mean_price_per_mwh = Normal{90.0, 6.0};
  doubled.electricity_markets[1].mean_price_per_mwh = Constant{140.0};
  doubled.exports.corridors[0].wheeling_per_mwh = Constant{6.0};
  doubled.tariff.after_term.price_per_mwh = Constant{50.0};
  doubled.settlement.avoided_cost_per_mwh = Constant{100.0};
  doubled.auction.ceiling_per_mwh = Constant{110.0};
  doubled.auction.price_step_per_mwh = 0.02;
  const Settled once(scenario), twice(doubled);
  for (const auto& [metric, column] : once.block.table().reported_metrics()) {
    const double factor = metric.unit.starts_with("USD") ? 2.0 : 1.0;
    for (std::size_t r = 0; r < 64; ++r) {
      const double expected = factor * once(column)[r];
      if (std::isnan(expected)) continue;
      EXPECT_NEAR(twice(column)[r], expected, 1e-9 * std::abs(expected) + 1e-9) << metric.name << " " << metric.group;
    }
  }
}

TEST(SettlementTileTest, IsNotDefinedWithoutAnAwardOrWithUnknownCosts) {
  Scenario scenario = volatile_auction();
  scenario.auction.minimum_bids = 100;
  const Settled nothing(scenario, 3);
  EXPECT_TRUE(std::isnan(nothing(SettlementMetric::support_cost_present_value)[2]));
  EXPECT_TRUE(std::isnan(nothing(ReturnMetric::negative_return_probability)[2]));

  scenario = volatile_auction();
  scenario.bidder_classes[0].participation_probability = Constant{1.0};
  scenario.bidder_classes[0].required_price_per_mwh = Constant{10.0};  // wins always
  const Settled unknown(scenario, 40);
  bool is_foreign_known = false;
  for (std::size_t r = 0; r < 40; ++r) {
    EXPECT_TRUE(std::isnan(unknown(SettlementMetric::support_cost_present_value)[r]));
    EXPECT_TRUE(std::isnan(unknown(ReturnMetric::bidder_return_fraction, 1)[r]));
    is_foreign_known = is_foreign_known || !std::isnan(unknown(ReturnMetric::bidder_return_fraction, 2)[r]);
  }
  EXPECT_FALSE(is_foreign_known) << "250 MW of domestic bids leave nothing";
}

TEST(SettlementTileTest, WhoOverratesItsYieldIsCursed) {
  Scenario scenario = certain_award();
  scenario.bidder_classes[0].yield_estimate_error_fraction = Constant{0.05};
  const Settled settled(scenario, 1);
  EXPECT_LT(settled(ReturnMetric::winners_curse_per_mwh).front(), -1.0);
  EXPECT_LT(settled(ReturnMetric::net_present_value_per_kw).front(), -10.0);
  EXPECT_EQ(settled(ReturnMetric::return_below_cost_of_capital_probability).front(), 1.0);
}

TEST(SettlementTileTest, PathsAreTheSameForAllPoliciesAndSplitBlocks) {
  const Settled whole(volatile_auction(), 96);
  const Market market = build_market(volatile_auction());
  BlockSimulator second(market, 5, KeepBids::no);
  second.simulate(37, 59, 1);
  for (std::size_t m = 0; m < second.values().metrics.size(); ++m) {
    for (std::size_t r = 0; r < 59; ++r) {
      const double value = second.values().metrics[m][r], expected = whole(static_cast<int>(m))[37 + r];
      EXPECT_TRUE(value == expected || (std::isnan(value) && std::isnan(expected))) << m << " " << r;
    }
  }
}

TEST(SettlementTileTest, ThreadsChangeNoBit) {
  const std::vector<PolicyMarket> policies = {{"volatile", build_market(volatile_auction())}};
  SimulationOptions options;
  options.seed = 2;
  options.replications = 1300;
  options.threads = 1;
  const RunTally one = simulate(policies, options).front();
  options.threads = 3;
  const RunTally three = simulate(policies, options).front();
  options.seed = 3;
  const RunTally other = simulate(policies, options).front();
  int differing = 0;
  for (std::size_t m = 0; m < one.policies[0].metrics.size(); ++m) {
    const Moments& a = one.policies[0].metrics[m].moments;
    EXPECT_EQ(a.mean, three.policies[0].metrics[m].moments.mean) << one.policies[0].metrics[m].metric.name;
    differing += a.mean != other.policies[0].metrics[m].moments.mean ? 1 : 0;
  }
  EXPECT_GT(differing, 20) << "must fail: another seed";
}

TEST(SettlementTileTest, OtherRunsKeepTheirColumns) {
  Scenario scenario = volatile_auction();
  const Settled settled(scenario, 1);
  scenario.settlement = {};
  const Settled plain(scenario, 1);
  EXPECT_EQ(plain.block.table().column(SettlementMetric::support_cost_present_value), MetricTable::none);
  EXPECT_EQ(plain.block.table().column(ReturnMetric::bidder_return_fraction, 0), MetricTable::none);
  const std::size_t columns = plain.block.table().metrics().size();
  ASSERT_GT(settled.block.table().metrics().size(), columns);
  for (std::size_t m = 0; m < columns; ++m) {
    const double value = settled(static_cast<int>(m))[0], expected = plain(static_cast<int>(m))[0];
    EXPECT_TRUE(value == expected || (std::isnan(value) && std::isnan(expected))) << m;
  }
}

}  // namespace
}  // namespace sealedbid
