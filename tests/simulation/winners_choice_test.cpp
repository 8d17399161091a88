#include "simulation/winners_choice.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenario/read_scenario.hpp"
#include "simulation/block.hpp"
#include "simulation/deviation_search.hpp"
#include "simulation/simulate.hpp"

// Statistical bounds are 5 standard errors of the estimator itself; seeds are pinned.
namespace sealedbid {
namespace {

/// Developers with costs of their own, one of whom wins; `more` follows the class's keys, `rules` stand at the top.
Market market_with(const std::string& more, const std::string& rules = "", const std::string& strategy = "truthful",
                   const std::string& pricing = "pay_as_bid", double money = 1.0) {
  const auto amount = [money](double value) { return std::to_string(value * money); };
  const std::string text = R"(
schema_version: 1
name: bonds
currency: EUR
price_year: 2025
technologies:
  solar: {capex_per_kw: {distribution: uniform, low: )" +
                           amount(650) + ", high: " + amount(750) + R"(}, opex_per_kw_year: )" + amount(14) +
                           R"(, capacity_factor_fraction: 0.2, lifetime_years: 25, construction_years: 2}
host_country: {code: ESP, corporate_tax_fraction: 0.2, depreciation_years: 20}
bidder_classes:
  all: {origin: ESP, bidders: 4, technology: solar, project_capacity_mw: 50, capex_factor: {distribution: uniform, low: 0.85, high: 1.15},
        wacc_fraction: 0.06, strategy: )" +
                           strategy + more + R"(}
auction: {volume_mw: 50, pricing: )" +
                           pricing + ", price_step_per_mwh: " + amount(0.0001) + R"(}
tariff: {type: power_purchase_agreement, term_years: 25}
settlement: {state_discount_fraction_per_year: 0.05}
)" + rules + R"(
simulation: {replications: 1000, seed: 1}
)";
  return build_market(read_scenario_text(text, "bonds.yaml").policies.front().scenario);
}

const std::string change = ", capex_change_after_award_fraction: {distribution: normal, mean: 0, sd: 0.08}";
const std::string flat_change = ", capex_change_after_award_fraction: {distribution: uniform, low: -0.1, high: 0.1}";
const std::string bond = "realisation: {performance_bond_per_kw: 20}";

/// Values of a block of 4,096 replications.
struct Simulated {
  explicit Simulated(Market simulated) : market(std::move(simulated)), block(market, 5, KeepBids::no) {
    block.simulate(0, 4096, 1);
  }
  const std::vector<double>& operator()(RealisationMetric metric) const { return column(block.table().column(metric, 0)); }
  const std::vector<double>& operator()(GroupMetric metric) const { return column(MetricTable::column(metric, 0)); }
  const std::vector<double>& operator()(ReturnMetric metric) const { return column(block.table().column(metric, 0)); }
  const std::vector<double>& operator()(SettlementMetric metric) const { return column(block.table().column(metric)); }
  const std::vector<double>& column(int index) const { return block.values().metrics.at(std::size_t(index)); }

  Market market;
  BlockSimulator block;
};

double errors_off(const std::vector<double>& values, double expected) {
  const Moments moments = Moments::of(values);
  return std::abs(moments.mean - expected) / moments.standard_error();
}

/// Where winners are paid just what they need, the bond is 20 of 700 per kW and more or less of it with the own costs.
double mean_build_probability(const Market& market, double bond_per_kw) {
  double sum = 0.0;
  int count = 0;
  BidDraws draws(market, 5);
  DrawnTile tile;
  for (std::int64_t first = 0; first < 4096; first += lane_count) {
    draws.draw(first, 1, tile);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      std::size_t lowest = 0;
      for (std::size_t slot = 1; slot < 4; ++slot) {
        if (tile.bid_ticks[slot][lane] < tile.bid_ticks[lowest][lane]) lowest = slot;
      }
      const double share = bond_per_kw / tile.capex_per_kw[lowest][lane];  // all of this class
      const BuildOption option = *option_not_to_build(market.classes[0].capex_change_after_award_fraction, 1.0, share);
      sum += build_probability(option, break_even_margin(option));
      ++count;
    }
  }
  return sum / count;
}

TEST(WinnersChoiceTest, TruthfulWinnersBuildAsOftenAsTheOptionSays) {
  for (const std::string& law : {change, flat_change}) {
    const Simulated run(market_with(law, bond));
    const double expected = mean_build_probability(run.market, 20.0);
    EXPECT_LT(errors_off(run(RealisationMetric::realisation_fraction), expected), 5.0) << expected;
    EXPECT_GT(errors_off(run(RealisationMetric::realisation_fraction), mean_build_probability(run.market, 26.0)), 5.0)
        << "another bond is noticed";
  }
}

TEST(WinnersChoiceTest, TruthfulWinnersBreakEvenWithTheOption) {
  const Simulated run(market_with(change, bond));
  EXPECT_LT(errors_off(run(GroupMetric::bidder_profit_per_mwh), 0.0), 5.0);
}

TEST(WinnersChoiceTest, OnlyWhatIsBuiltIsPaidAndSettled) {
  const Simulated run(market_with(change, bond));
  int unbuilt = 0;
  for (std::size_t r = 0; r < 4096; ++r) {
    const double built = run(RealisationMetric::realised_mw)[r], bonds = run(RealisationMetric::forfeited_bonds)[r];
    EXPECT_EQ(run(GroupMetric::awarded_mw)[r], 50.0);
    if (built > 0.0) {
      EXPECT_EQ(built, 50.0);
      EXPECT_EQ(bonds, 0.0);
      EXPECT_GT(run(GroupMetric::payments_per_year)[r], 0.0);
      continue;
    }
    ++unbuilt;
    EXPECT_EQ(bonds, 20.0 * 50'000.0);
    EXPECT_EQ(run(GroupMetric::payments_per_year)[r], 0.0);
    EXPECT_EQ(run(SettlementMetric::support_cost_present_value)[r], 0.0);
    EXPECT_EQ(run(SettlementMetric::state_revenue_present_value)[r], bonds);
    EXPECT_EQ(run(ReturnMetric::net_present_value_per_kw)[r], -20.0);
    EXPECT_TRUE(std::isnan(run(ReturnMetric::bidder_return_fraction)[r]));
    EXPECT_LT(run(GroupMetric::bidder_profit_per_mwh)[r], 0.0);
  }
  EXPECT_GT(unbuilt, 400);
}

/// The account of the builders agrees with their margin: both are zero together.
TEST(WinnersChoiceTest, BuildersAreSettledAtTheChangedCost) {
  const Simulated run(market_with(change, bond));
  for (std::size_t r = 0; r < 4096; ++r) {
    if (run(RealisationMetric::realised_mw)[r] == 0.0) continue;
    const double margin = run(GroupMetric::bidder_profit_per_mwh)[r], value = run(ReturnMetric::net_present_value_per_kw)[r];
    if (std::abs(margin) > 0.05) {
      EXPECT_GT(margin * value, 0.0) << margin << " " << value;
    }
  }
}

TEST(WinnersChoiceTest, WithoutABondWinnersHaveToBuild) {
  const Simulated plain(market_with("")), bound(market_with(change)),
      huge(market_with(change, "realisation: {performance_bond_per_kw: 1e6}"));
  EXPECT_EQ(plain(GroupMetric::mean_awarded_price_per_mwh), bound(GroupMetric::mean_awarded_price_per_mwh));
  for (std::size_t r = 0; r < 4096; ++r) {
    EXPECT_EQ(bound(RealisationMetric::realisation_fraction)[r], 1.0);
    EXPECT_EQ(huge(RealisationMetric::realisation_fraction)[r], 1.0);
    EXPECT_NEAR(huge(GroupMetric::mean_awarded_price_per_mwh)[r], plain(GroupMetric::mean_awarded_price_per_mwh)[r], 2e-4);
    EXPECT_NEAR(huge(GroupMetric::bidder_profit_per_mwh)[r], bound(GroupMetric::bidder_profit_per_mwh)[r], 2e-4);
  }
}

TEST(WinnersChoiceTest, LargerBondsRaiseBidsAndRealisation) {
  double price = 0.0, built = 0.0;
  for (const char* size : {"5", "20", "80"}) {
    const Simulated run(market_with(change, "realisation: {performance_bond_per_kw: " + std::string(size) + "}"));
    const double mean_price = Moments::of(run(GroupMetric::mean_awarded_price_per_mwh)).mean;
    const double mean_built = Moments::of(run(RealisationMetric::realisation_fraction)).mean;
    EXPECT_GT(mean_price, price);
    EXPECT_GT(mean_built, built);
    price = mean_price;
    built = mean_built;
  }
}

TEST(WinnersChoiceTest, TwiceTheMoneyIsTwiceTheBids) {
  const Simulated one(market_with(change, bond));
  const Simulated two(market_with(change, "realisation: {performance_bond_per_kw: 40}", "truthful", "pay_as_bid", 2.0));
  EXPECT_EQ(one(RealisationMetric::realised_mw), two(RealisationMetric::realised_mw));
  for (std::size_t r = 0; r < 64; ++r) {
    EXPECT_NEAR(2.0 * one(GroupMetric::mean_awarded_price_per_mwh)[r], two(GroupMetric::mean_awarded_price_per_mwh)[r], 1e-9);
  }
}

/// What the certificate finds of bids in a market.
SearchedDeviation found_in(const Market& market, const Strategies& strategies) {
  const DeviationSearchOptions options{.searching_worlds = 1 << 14, .judging_worlds = 1 << 16, .seed = 3, .threads = 2};
  return search_deviations({"bonds", market, strategies}, options).classes.at(0);
}

TEST(WinnersChoiceTest, SolvedBidsWithTheOptionAreCertified) {
  const Market market = market_with(change, bond, "equilibrium");
  const SearchedDeviation found = found_in(market, find_strategies(market, 3, 2));
  EXPECT_LT(found.upper_bound_share, 0.01);
  EXPECT_GT(found.expected_profit_per_mwh, 0.1);
}

/// Mark-ups over the needed price that are best for winners who have to build leave too little to those who may walk away.
TEST(WinnersChoiceTest, BidsThatOverlookTheOptionAreRefuted) {
  const std::string small_bond = "realisation: {performance_bond_per_kw: 2}";
  const Strategies blind = find_strategies(market_with(change, "", "equilibrium"), 3, 2);
  const SearchedDeviation found = found_in(market_with(change, small_bond, "equilibrium"), blind);
  EXPECT_GT(found.gain_per_mwh - 2.326 * found.standard_error, 0.01 * found.expected_profit_per_mwh);
}

}  // namespace
}  // namespace sealedbid
