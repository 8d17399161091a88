#include "market/cash_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "market/required_price.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

/// Every shared quantity at its median-like constant: only scenarios of constants are used here.
std::vector<LaneReals> constants_of(const Market& market) {
  std::vector<LaneReals> values(market.shared.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i].fill(std::get<Constant>(market.shared[i].quantity).value);
  return values;
}

/// A project of plain numbers: no tax, no degradation, no inflation, term = life, one construction payment at commissioning.
Scenario plain_project(double capex_per_kw, double opex_per_kw_year, double capacity_factor, double years) {
  Scenario scenario = testing::solar_auction();
  Technology& solar = scenario.technologies.front();
  solar.capex_per_kw = Constant{capex_per_kw};
  solar.opex_per_kw_year = Constant{opex_per_kw_year};
  solar.capacity_factor_fraction = Constant{capacity_factor};
  solar.degradation_fraction_per_year = Constant{0.0};
  solar.lifetime_years = Constant{years};
  solar.construction_years = Constant{0.0};
  scenario.host_country = HostCountry{};
  scenario.host_country.code = "AAA";
  scenario.tariff = Tariff{};
  scenario.tariff.term_years = Constant{years};
  return scenario;
}

RequiredPriceTile price_of(const Scenario& scenario, double wacc, double yield_error = 0.0) {
  const Market market = build_market(scenario);
  CashFlow flow(market, 0);
  flow.update(constants_of(market));
  BidderCostTile bidder;
  bidder.capex_factor.fill(1.0);
  bidder.wacc_fraction.fill(wacc);
  bidder.yield_estimate_error_fraction.fill(yield_error);
  RequiredPriceTile price;
  required_price(flow, bidder, price);
  return price;
}

TEST(CashFlowTest, EqualsTheAnnuityFormulaWithoutTaxes) {
  const double wacc = 0.07, years = 20.0;
  const double recovery = wacc / (1.0 - std::pow(1.0 + wacc, -years));
  const double expected = (700.0 * recovery + 12.0) / (0.25 * 8.76);
  EXPECT_NEAR(price_of(plain_project(700.0, 12.0, 0.25, years), wacc).believed[5], expected, 1e-12 * expected);
}

TEST(CashFlowTest, IsCapexOverEnergyAtZeroCostOfCapital) {
  EXPECT_NEAR(price_of(plain_project(876.0, 0.0, 0.2, 25.0), 0.0).believed[0], 876.0 / (25.0 * 0.2 * 8.76), 1e-12);
}

TEST(CashFlowTest, EqualsTheFixedChargeRateWithTaxes) {
  // NREL's fixed charge rate: CRF · (1 − τ·PVD)/(1 − τ), PVD the present value of depreciation a unit of capex.
  const double wacc = 0.08, years = 20.0, tax = 0.25;
  Scenario scenario = plain_project(900.0, 0.0, 0.22, years);
  scenario.host_country.corporate_tax_fraction = Constant{tax};
  scenario.host_country.depreciation_years = Constant{10.0};
  const double annuity_10 = (1.0 - std::pow(1.0 + wacc, -10.0)) / wacc, annuity_20 = (1.0 - std::pow(1.0 + wacc, -years)) / wacc;
  const double fixed_charge_rate = (1.0 - tax * annuity_10 / 10.0) / ((1.0 - tax) * annuity_20);
  const double expected = 900.0 * fixed_charge_rate / (0.22 * 8.76);
  EXPECT_NEAR(price_of(scenario, wacc).believed[31], expected, 1e-12 * expected);
}

/// Net present value of all flows at a given price, summed year by year in the plainest way.
double net_present_value(double price, double wacc) {
  const double capex = 650.0, opex = 12.0, energy = 0.24 * 8.76, tax = 0.2, relief = 0.5;
  double value = -(capex / 2.0) * (1.0 + wacc) - capex / 2.0;
  for (int t = 1; t <= 30; ++t) {
    const double rate = t <= 7 ? tax * (1.0 - relief) : tax;
    const double produced = energy * std::pow(1.0 - 0.004, t - 1);
    const double exported = 2026 + t - 1 >= 2030 ? 0.3 : 0.0;
    const double net_export_price = 60.0 * 0.9 * 0.95 - 5.0;
    const double home_price = t <= 15 ? price * std::pow(1.01, t - 1) : 25.0;
    const double revenue = produced * ((1.0 - exported) * home_price + exported * net_export_price);
    const double cost = opex * std::pow(1.02, t - 1);
    const double depreciation = t <= 20 ? capex / 20.0 : 0.0;
    const double cash = (revenue - cost) - rate * (revenue - cost - depreciation);
    value += cash / std::pow(1.0 + wacc, t);
  }
  return value;
}

Scenario rich_project() {
  Scenario scenario = plain_project(650.0, 12.0, 0.24, 30.0);
  scenario.technologies.front().degradation_fraction_per_year = Constant{0.004};
  scenario.technologies.front().construction_years = Constant{2.0};
  scenario.host_country.corporate_tax_fraction = Constant{0.2};
  scenario.host_country.tax_relief = {Constant{0.5}, Constant{7.0}};
  scenario.host_country.inflation_fraction_per_year = Constant{0.02};
  scenario.tariff.term_years = Constant{15.0};
  scenario.tariff.indexation_fraction_per_year = Constant{0.01};
  scenario.tariff.after_term.price_per_mwh = Constant{25.0};
  Corridor corridor;
  corridor.name = "west";
  corridor.destination = "CCC";
  corridor.capacity_mw = Constant{700.0};
  corridor.available_from_year = Constant{2030.0};
  corridor.loss_fraction = Constant{0.05};
  corridor.wheeling_per_mwh = Constant{5.0};
  corridor.price_per_mwh = Constant{60.0};
  corridor.capture_rate_fraction = {{"solar_pv", Constant{0.9}}};
  scenario.exports.corridors = {corridor};
  scenario.exports.share_of_energy_fraction = Constant{0.3};
  return scenario;
}

TEST(CashFlowTest, IsThePriceAtWhichTheNetPresentValueIsZero) {
  for (const double wacc : {0.03, 0.07, 0.12}) {
    const double price = price_of(rich_project(), wacc).believed[0];
    EXPECT_NEAR(net_present_value(price, wacc), 0.0, 1e-9) << wacc;
    EXPECT_GT(std::abs(net_present_value(price * 1.001, wacc)), 1e-3) << "the check must see an error of 0.1 %";
  }
}

TEST(CashFlowTest, AScheduleThatCouldVaryGivesThePriceOfOneThatCannot) {
  Scenario varying = rich_project();
  varying.technologies.front().degradation_fraction_per_year = Uniform{0.003, 0.005};
  const Market market = build_market(varying);
  std::vector<LaneReals> drawn(market.shared.size());
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const auto* constant = std::get_if<Constant>(&market.shared[i].quantity);
    drawn[i].fill(constant ? constant->value : 0.004);
  }
  drawn[std::size_t(market.technologies.front().degradation_fraction_per_year.value)][7] = 0.005;
  CashFlow flow(market, 0);
  flow.update(drawn);
  BidderCostTile bidder;
  bidder.capex_factor.fill(1.0);
  bidder.wacc_fraction.fill(0.07);
  RequiredPriceTile price;
  required_price(flow, bidder, price);
  const double fixed = price_of(rich_project(), 0.07).believed[0];
  EXPECT_DOUBLE_EQ(price.believed[0], fixed);
  EXPECT_DOUBLE_EQ(price.believed[31], fixed);
  EXPECT_GT(price.believed[7], fixed) << "a lane keeps its own schedule";
}

TEST(CashFlowTest, RisesWithEveryCost) {
  const double base = price_of(rich_project(), 0.07).believed[0];
  const auto with = [](const std::function<void(Scenario&)>& change) {
    Scenario scenario = rich_project();
    change(scenario);
    return price_of(scenario, 0.07).believed[0];
  };
  EXPECT_GT(with([](Scenario& s) { s.technologies[0].capex_per_kw = Constant{660.0}; }), base);
  EXPECT_GT(with([](Scenario& s) { s.technologies[0].opex_per_kw_year = Constant{13.0}; }), base);
  EXPECT_GT(with([](Scenario& s) { s.host_country.corporate_tax_fraction = Constant{0.25}; }), base);
  EXPECT_GT(with([](Scenario& s) { s.technologies[0].construction_years = Constant{3.0}; }), base);
  EXPECT_GT(with([](Scenario& s) { s.exports.corridors[0].wheeling_per_mwh = Constant{8.0}; }), base);
  EXPECT_LT(with([](Scenario& s) { s.tariff.after_term.price_per_mwh = Constant{30.0}; }), base);
  EXPECT_GT(price_of(rich_project(), 0.08).believed[0], base);
}

TEST(CashFlowTest, IgnoresCorridorsWithoutAShareOfEnergy) {
  Scenario without = rich_project(), closed = rich_project();
  without.exports = Export{};
  closed.exports.share_of_energy_fraction = Constant{0.0};
  EXPECT_EQ(price_of(without, 0.07).believed[0], price_of(closed, 0.07).believed[0]);
}

TEST(CashFlowTest, LimitsExportToTheCorridorsShareOfTheVolume) {
  Scenario narrow = rich_project(), small_share = rich_project();
  narrow.exports.corridors[0].capacity_mw = Constant{12.0};  // a tenth of the 120 MW for sale
  small_share.exports.share_of_energy_fraction = Constant{0.1};
  EXPECT_DOUBLE_EQ(price_of(narrow, 0.07).believed[0], price_of(small_share, 0.07).believed[0]);
}

TEST(CashFlowTest, AnOptimistNeedsMoreThanItBelieves) {
  const RequiredPriceTile price = price_of(plain_project(700.0, 12.0, 0.25, 20.0), 0.07, 0.05);
  EXPECT_NEAR(price.believed[0] * 1.05, price.realised[0], 1e-12 * price.realised[0]);
  EXPECT_EQ(price.realised[0], price_of(plain_project(700.0, 12.0, 0.25, 20.0), 0.07).believed[0]);
}

TEST(CashFlowTest, KeepsAFixedScheduleAndRebuildsOneThatVaries) {
  Scenario scenario = plain_project(700.0, 12.0, 0.25, 25.0);
  scenario.tariff.term_years = Empirical{{15.0, 25.0}, {1.0, 1.0}};
  const Market market = build_market(scenario);
  CashFlow flow(market, 0);
  std::vector<LaneReals> shared(market.shared.size());
  for (std::size_t i = 0; i < shared.size(); ++i) {
    const Constant* constant = std::get_if<Constant>(&market.shared[i].quantity);
    shared[i].fill(constant ? constant->value : 15.0);
  }
  shared[std::size_t(market.tariff.term_years.value)][1] = 25.0;
  flow.update(shared);
  BidderCostTile bidder;
  bidder.capex_factor.fill(1.0);
  bidder.wacc_fraction.fill(0.07);
  RequiredPriceTile first, second;
  required_price(flow, bidder, first);
  EXPECT_GT(first.believed[0], first.believed[1]);
  shared[std::size_t(market.tariff.term_years.value)].fill(25.0);
  flow.update(shared);
  required_price(flow, bidder, second);
  EXPECT_EQ(second.believed[0], first.believed[1]);
}

TEST(CashFlowTest, RemembersWorldsWithoutMixingThemUp) {
  Scenario scenario = plain_project(700.0, 12.0, 0.25, 60.0);
  Empirical terms;
  for (int years = 5; years < 55; ++years) terms.values.push_back(years);  // more than a tile has lanes
  scenario.tariff.term_years = terms;
  scenario.technologies.front().degradation_fraction_per_year = Uniform{0.0, 0.01};
  const Market market = build_market(scenario);
  const auto price_with = [&](CashFlow& flow, int first_term, double degradation) {
    std::vector<LaneReals> shared(market.shared.size());
    for (std::size_t i = 0; i < shared.size(); ++i) {
      const Constant* constant = std::get_if<Constant>(&market.shared[i].quantity);
      shared[i].fill(constant ? constant->value : degradation);
    }
    LaneReals& term_years = shared[std::size_t(market.tariff.term_years.value)];
    for (int lane = 0; lane < lane_count; ++lane) term_years[std::size_t(lane)] = 5.0 + (first_term + 3 * lane) % 50;
    flow.update(shared);
    BidderCostTile bidder;
    bidder.capex_factor.fill(1.0);
    bidder.wacc_fraction.fill(0.07);
    RequiredPriceTile price;
    required_price(flow, bidder, price);
    return price.realised;
  };
  CashFlow flow(market, 0);
  LaneReals before{};
  for (const int first_term : {0, 0, 20, 1, 0}) {
    const double degradation = 0.001 * first_term;
    CashFlow fresh(market, 0);
    const LaneReals price = price_with(flow, first_term, degradation);
    EXPECT_EQ(price, price_with(fresh, first_term, degradation));
    if (first_term == 20) {
      EXPECT_NE(price, before);
    }
    before = price;
  }
}

}  // namespace
}  // namespace sealedbid
