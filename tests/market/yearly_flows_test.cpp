#include "market/yearly_flows.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "support/projects.hpp"

namespace sealedbid {
namespace {

using testing::plain_project;
using testing::tile_of;
using testing::two_markets;

class YearlyFlowsTest : public ::testing::Test {
 protected:
  YearlyFlows flows_of(const std::vector<ProjectTerms>& projects) const { return tile_of(projects, tables_, 0.0).flows; }

  MarketTables tables_ = two_markets();
};

TEST_F(YearlyFlowsTest, AreAfterAllTaxes) {
  ProjectTerms terms = plain_project();
  terms.tax.corporate_fraction = 0.2;
  terms.tax.withholding_fraction = 0.1;
  terms.tax.depreciation_years = 10;
  terms.inflation_fraction_per_year = 0.02;
  terms.cover_premium_fraction_of_capex_per_year = 0.004;
  terms.decommissioning_fraction_of_capex = 0.05;
  const YearlyFlows flows = flows_of({terms});
  const double kept = 0.8 * 0.9;
  EXPECT_DOUBLE_EQ(flows.strike.weights[4][7], kept);
  EXPECT_DOUBLE_EQ(flows.cost.weights[2][7], kept * 1.02 * 1.02);
  EXPECT_DOUBLE_EQ(flows.capital.weights[9][7], (1.0 - kept) * 0.1 - kept * 0.004);
  EXPECT_DOUBLE_EQ(flows.capital.weights[10][7], -kept * 0.004);
  EXPECT_NEAR(flows.capital.weights[19][7], -kept * (0.004 + 0.05 * std::pow(1.02, 20)), 1e-15);
}

/// Interest of 5 % over 12 years, a gearing of 60 %, three construction payments.
ProjectTerms geared(Repayment repayment) {
  ProjectTerms terms = testing::with_debt(plain_project(), DebtSizing::gearing, 0.6);
  terms.debt.repayment = repayment;
  terms.construction_years = 3;
  terms.tax = {};
  return terms;
}

TEST_F(YearlyFlowsTest, DebtServiceIsWorthTheDebtAtItsInterest) {
  const double debt = 0.6 * (1.0 + 1.05 + 1.05 * 1.05) / 3.0;
  for (const Repayment repayment : {Repayment::annuity, Repayment::equal_principal}) {
    const YearlyFlows flows = flows_of({geared(repayment)});
    double value = 0.0;
    for (int t = 1; t <= 12; ++t) value -= flows.capital.weights[std::size_t(t - 1)][0] * std::pow(1.05, -t);
    EXPECT_NEAR(value, debt, 1e-14);
    EXPECT_EQ(flows.capital.last, 12);
    EXPECT_NEAR(flows.construction_share[0][0], 0.4 / 3.0 + 0.01 * debt, 1e-15) << "with the fee";
    EXPECT_NEAR(flows.construction_share[2][0], 0.4 / 3.0, 1e-15);
  }
  const YearlyFlows level = flows_of({geared(Repayment::annuity)}), falling = flows_of({geared(Repayment::equal_principal)});
  EXPECT_NEAR(level.capital.weights[0][0], level.capital.weights[11][0], 1e-15);
  EXPECT_NEAR(falling.capital.weights[0][0] - falling.capital.weights[1][0], -0.05 * debt / 12.0, 1e-15);
}

TEST_F(YearlyFlowsTest, OptionsWithTheSameArgumentShareAFlow) {
  ProjectTerms terms = plain_project();
  terms.tariff.type = TariffType::one_way_sliding_premium;
  terms.tariff.term_years = 15;
  testing::add_home_market(terms, 30.0);
  YearlyFlows flows = flows_of({terms});
  ASSERT_EQ(flows.options.size(), 1u);
  EXPECT_EQ(flows.options[0].after_tax.last, 15);
  EXPECT_DOUBLE_EQ(flows.options[0].slope[31], 1.0 / 27.0);
  terms.home.growth_fraction_per_year = 0.01;
  flows = flows_of({terms, plain_project()});
  EXPECT_EQ(flows.options.size(), 15u);
  EXPECT_EQ(flows.options[3].after_tax.weights[3][1], 0.0) << "a lane without options";
  EXPECT_EQ(flows.is_linear[0], 0);
  EXPECT_EQ(flows.is_linear[1], 1);
}

TEST_F(YearlyFlowsTest, OptionsWithOtherChargesDoNot) {
  ProjectTerms terms = plain_project();
  terms.export_right = ExportRight::option;
  testing::add_corridor(terms, 1, 50.0, 0.2);
  testing::add_corridor(terms, 1, 50.0, 0.1);
  EXPECT_EQ(flows_of({terms}).options.size(), 1u);
  terms.corridors.back().charge_per_mwh += 1.0;
  const YearlyFlows flows = flows_of({terms});
  ASSERT_EQ(flows.options.size(), 2u);
  EXPECT_EQ(flows.options[0].after_tax.last, 20) << "the same two in all years";
  EXPECT_DOUBLE_EQ(flows.options[1].after_tax.weights[19][0], 0.1 * 50.0 * 0.95);
}

TEST_F(YearlyFlowsTest, EachLaneHasItsOwnYears) {
  ProjectTerms brief = plain_project();
  brief.lifetime_years = brief.tariff.term_years = 7;
  const YearlyFlows flows = flows_of({plain_project(), brief});
  EXPECT_EQ(flows.strike.last, 20);
  EXPECT_EQ(flows.strike.weights[6][1], 1.0);
  EXPECT_EQ(flows.strike.weights[7][1], 0.0);
  EXPECT_EQ(flows.strike.weights[7][0], 1.0);
  EXPECT_EQ(flows.capital.weights.size(), flows.strike.weights.size()) << "sums run over both side by side";
}

TEST_F(YearlyFlowsTest, ClearingLeavesNothingOfWhatWasThere) {
  YearlyFlows flows = flows_of({testing::rich_project(DebtSizing::cover_ratio)});
  YearlyFlowsRoom room;
  clear(flows);
  for (int lane = 0; lane < lane_count; ++lane) set_lane(plain_project(), tables_, lane, room, flows);
  finish(LaneWeights::are_the_same, flows);
  const YearlyFlows fresh = flows_of({plain_project()});
  EXPECT_EQ(flows.strike.weights, fresh.strike.weights);
  EXPECT_EQ(flows.revenue.last, 0);
  EXPECT_EQ(flows.construction_share, fresh.construction_share);
  EXPECT_EQ(flows.options[0].after_tax.last, 0);
  EXPECT_FALSE(flows.debt.exists);
  EXPECT_EQ(flows.is_linear, fresh.is_linear);
  EXPECT_EQ(flows.strike.common, std::vector<double>(20, 1.0));
}

}  // namespace
}  // namespace sealedbid
