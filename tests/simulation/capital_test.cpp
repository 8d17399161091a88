#include "simulation/capital.hpp"

#include <gtest/gtest.h>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

/// The middle value of every shared quantity, in all lanes.
std::vector<LaneReals> middle_world(const Market& market) {
  std::vector<LaneReals> shared(market.shared.size());
  for (std::size_t i = 0; i < shared.size(); ++i) shared[i].fill(middle(market.shared[i].quantity));
  return shared;
}

struct Costs {
  double capex_factor, cost_of_capital, charge;
};

/// What becomes of a capex factor of 1 and a cost of capital of 10 %.
Costs costs_of(const Scenario& scenario, double local_content) {
  const Market market = build_market(scenario);
  const std::vector<LaneReals> shared = middle_world(market);
  BidderCostTile cost;
  cost.capex_factor.fill(1.0);
  cost.wacc_fraction.fill(0.1);
  LaneReals content, charge{};
  content.fill(local_content);
  apply_capital(market, market.classes[1], shared, content, cost, charge);
  return {cost.capex_factor[7], cost.wacc_fraction[7], charge[7]};
}

TEST(CapitalTest, LeavesCostsAloneWhereNothingIsSaid) {
  const Market market = build_market(testing::solar_auction());
  EXPECT_FALSE(changes_costs(market, market.classes[1]));
  const Costs costs = costs_of(testing::solar_auction(), 0.0);
  EXPECT_EQ(costs.capex_factor, 1.0);
  EXPECT_EQ(costs.cost_of_capital, 0.1);
}

TEST(CapitalTest, AJointVentureMixesBothOwners) {
  Scenario scenario = testing::solar_auction();
  testing::class_named(scenario, "foreign").joint_venture = {
      .domestic_share_fraction = 0.4, .partner_capex_factor = 1.1, .partner_cost_of_capital_fraction = 0.08};
  const Costs costs = costs_of(scenario, 0.0);
  EXPECT_NEAR(costs.capex_factor, 0.6 * 1.0 + 0.4 * 1.1, 1e-15);
  EXPECT_NEAR(costs.cost_of_capital, 0.6 * 0.1 + 0.4 * 0.08, 1e-15);
  const Market market = build_market(scenario);
  EXPECT_TRUE(changes_costs(market, market.classes[1]));
  EXPECT_EQ(highest(market.classes[1].bid_numbers.at("foreign_share_fraction")), 0.6);
}

TEST(CapitalTest, CoverTakesItsPartOfTheCountryPremium) {
  Scenario scenario = testing::solar_auction();
  BidderClass& foreign = testing::class_named(scenario, "foreign");
  foreign.country_premium_fraction = Constant{0.03};
  EXPECT_NEAR(costs_of(scenario, 0.0).cost_of_capital, 0.13, 1e-15);
  foreign.political_risk_cover = {.covered_fraction = 0.9, .premium_fraction_per_year = 0.01};
  EXPECT_NEAR(costs_of(scenario, 0.0).cost_of_capital, 0.103, 1e-15);
  const Market market = build_market(scenario);
  EXPECT_NEAR(market.profiles[std::size_t(market.classes[1].profile)].cover_premium_fraction_of_capex_per_year, 0.009, 1e-15);
}

TEST(CapitalTest, DutyAndVatFallOnWhatIsImported) {
  Scenario scenario = testing::solar_auction();
  scenario.technologies[0].imported_fraction_of_capex = 0.6;
  scenario.host_country.import_duty_fraction = Constant{0.1};
  scenario.host_country.import_vat_fraction = Constant{0.2};
  const Costs costs = costs_of(scenario, 0.0);
  EXPECT_NEAR(costs.capex_factor, 1.0 + 0.6 * 0.32, 1e-15);
  EXPECT_NEAR(costs.charge, 0.192 / 1.192, 1e-15);
  EXPECT_NEAR(costs_of(scenario, 0.7).capex_factor, 1.0 + 0.3 * 0.32, 1e-15) << "local content is not imported";
}

TEST(CapitalTest, LocalContentCostsItsPremiumAndCannotFallBelowTheObligation) {
  Scenario scenario = testing::solar_auction();
  BidderClass& foreign = testing::class_named(scenario, "foreign");
  foreign.local_content_cost_premium_fraction = 0.15;
  foreign.local_content_fraction = Constant{0.2};
  scenario.host_country.local_content_obligation_fraction = 0.4;
  EXPECT_EQ(highest(build_market(scenario).classes[1].capital.local_content_fraction), 0.4);
  EXPECT_NEAR(costs_of(scenario, 0.4).capex_factor, 1.06, 1e-15);
  scenario.host_country.local_content_obligation_fraction = 0.1;
  EXPECT_EQ(highest(build_market(scenario).classes[1].capital.local_content_fraction), 0.2);
}

TEST(CapitalTest, ApprovalIsNeededAboveTheLimitOnly) {
  CapitalModel capital;
  capital.equity_fraction = 0.25;
  capital.outward_investment = {.equity_limit = 10e6, .approval_probability = 0.5};
  LaneReals capex_per_kw, u;
  capex_per_kw.fill(400.0);  // 0.25 · 400 · 100,000 = 10 million: just allowed
  u.fill(0.7);
  LaneIntegers quantity_kw, needs_approval, is_present;
  quantity_kw.fill(100000);
  is_present.fill(1);
  capex_per_kw[1] = 401.0;
  capex_per_kw[2] = 401.0;
  u[2] = 0.3;
  decide_approval(capital, capex_per_kw, quantity_kw, u, needs_approval, is_present);
  EXPECT_EQ(needs_approval[0], 0);
  EXPECT_EQ(is_present[0], 1);
  EXPECT_EQ(needs_approval[1], 1);
  EXPECT_EQ(is_present[1], 0) << "denied";
  EXPECT_EQ(needs_approval[2], 1);
  EXPECT_EQ(is_present[2], 1) << "granted";
}

TEST(CapitalTest, ClassesThatAgreeShareAProfile) {
  Scenario scenario = testing::solar_auction();
  EXPECT_EQ(build_market(scenario).profiles.size(), 1u);
  testing::class_named(scenario, "foreign").withholding_tax_fraction = 0.1;
  EXPECT_EQ(build_market(scenario).profiles.size(), 2u);
  scenario.host_country.withholding_tax_fraction = 0.1;
  testing::class_named(scenario, "foreign").withholding_tax_fraction.reset();
  const Market market = build_market(scenario);
  ASSERT_EQ(market.profiles.size(), 2u) << "the host's withholding tax is for foreign bidders";
  EXPECT_EQ(market.profiles[std::size_t(market.classes[0].profile)].withholding_tax_fraction, 0.0);
  EXPECT_EQ(market.profiles[std::size_t(market.classes[1].profile)].withholding_tax_fraction, 0.1);
}

}  // namespace
}  // namespace sealedbid
