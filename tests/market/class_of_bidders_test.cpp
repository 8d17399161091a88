#include "market/class_of_bidders.hpp"

#include <gtest/gtest.h>

#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

TEST(ClassOfBiddersTest, TakesTheCostOfEquityWhereThereIsDebt) {
  Scenario scenario = testing::solar_auction();
  BidderClass& foreign = class_named(scenario, "foreign");
  foreign.cost_of_equity_fraction = Constant{0.12};
  EXPECT_EQ(highest(build_market(scenario).classes[0].cost_of_capital_fraction), highest(Quantity(Normal{0.07, 0.006})));
  foreign.project_debt = {.gearing_fraction = 0.7, .interest_fraction = Constant{0.06}, .tenor_years = 15};
  const Market market = build_market(scenario);
  EXPECT_EQ(highest(market.classes[1].cost_of_capital_fraction), 0.12);
  const ProfileModel& profile = market.profiles[std::size_t(market.classes[1].profile)];
  EXPECT_EQ(profile.debt.tenor_years, 15);
  EXPECT_TRUE(profile.debt_interest_fraction.exists());
}

TEST(ClassOfBiddersTest, KnowsHowItsBiddersBid) {
  Scenario scenario = testing::solar_auction();
  BidderClass& foreign = class_named(scenario, "foreign");
  foreign.markup_fraction = Constant{0.1};
  foreign.risk_aversion = {.form = RiskForm::crra, .coefficient = 0.5};
  foreign.entry_cost_per_mwh = 0.2;
  foreign.bid_table = {.required_price_per_mwh = {30.0, 40.0}, .bid_per_mwh = {33.0, 41.0}, .file = ""};
  for (const Strategy strategy : {Strategy::truthful, Strategy::markup, Strategy::table, Strategy::best_response}) {
    foreign.strategy = strategy;
    const ClassModel model = build_market(scenario).classes[1];
    EXPECT_EQ(model.strategy, strategy);
    EXPECT_EQ(model.risk_aversion, foreign.risk_aversion);
    EXPECT_EQ(model.entry_cost_per_mwh, 0.2);
    EXPECT_EQ(model.bid_table, foreign.bid_table);
    const bool has_markup = strategy == Strategy::markup || strategy == Strategy::best_response;
    EXPECT_EQ(highest(model.markup_fraction), has_markup ? 0.1 : 0.0) << int(strategy);
  }
}

TEST(ClassOfBiddersTest, KnowsItsRing) {
  Scenario scenario = testing::solar_auction();
  const std::vector<BidderClass> classes = scenario.bidder_classes;
  ASSERT_GE(classes.size(), 2u);
  EXPECT_EQ(build_market(scenario).classes[0].ring, -1);
  scenario.rings = {{"none_of_them", {}}, {"second_only", {classes[1].name}}};
  const Market market = build_market(scenario);
  EXPECT_EQ(market.classes[0].ring, -1);
  EXPECT_EQ(market.classes[1].ring, 1);
}

TEST(ClassOfBiddersTest, InterestThatIsDrawnIsNotShared) {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) {
    bidder.cost_of_equity_fraction = Constant{0.12};
    bidder.project_debt = {.gearing_fraction = 0.7, .interest_fraction = Constant{0.06}, .tenor_years = 15};
  }
  EXPECT_EQ(build_market(scenario).profiles.size(), 1u);
  for (BidderClass& bidder : scenario.bidder_classes) bidder.project_debt.interest_fraction = Uniform{0.05, 0.07};
  EXPECT_EQ(build_market(scenario).profiles.size(), 2u);
}

TEST(ClassOfBiddersTest, EachProjectOfABidderIsAModel) {
  Scenario scenario = testing::solar_auction();
  const Market single = build_market(scenario);
  scenario.bidder_classes[0].projects_per_bidder = 2;
  scenario.exports.priority = {scenario.bidder_classes[1].name, scenario.bidder_classes[0].name};
  const Market market = build_market(scenario);
  ASSERT_EQ(market.classes.size(), single.classes.size() + 1);
  const std::string name = scenario.bidder_classes[0].name;
  EXPECT_EQ(market.classes[0].name, name + ".1");
  EXPECT_EQ(market.classes[1].name, name + ".2");
  EXPECT_EQ(market.classes[1].class_name, name);
  EXPECT_EQ(market.classes[1].project, 1);
  EXPECT_EQ(market.classes[2].name, scenario.bidder_classes[1].name);
  EXPECT_EQ(market.classes[2].projects, 1);
  EXPECT_EQ(market.shared.size(), single.shared.size()) << "what is drawn for the class is drawn once";
  EXPECT_EQ(market.exports.priority, (std::vector<int>{2, 0, 1}));
}

TEST(ClassOfBiddersTest, ClassesWithOtherDebtHaveOtherProfiles) {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) {
    bidder.cost_of_equity_fraction = Constant{0.12};
    bidder.project_debt = {.gearing_fraction = 0.7, .interest_fraction = Constant{0.06}, .tenor_years = 15};
  }
  EXPECT_EQ(build_market(scenario).profiles.size(), 1u);
  scenario.bidder_classes[1].project_debt.gearing_fraction = 0.6;
  EXPECT_EQ(build_market(scenario).profiles.size(), 2u);
  scenario.bidder_classes[1].project_debt.gearing_fraction = 0.7;
  scenario.bidder_classes[1].project_debt.interest_fraction = Constant{0.07};
  EXPECT_EQ(build_market(scenario).profiles.size(), 2u);
}

TEST(ClassOfBiddersTest, EquityAbroadIsWhatNeitherLendersNorThePartnerPay) {
  Scenario scenario = testing::solar_auction();
  BidderClass& foreign = class_named(scenario, "foreign");
  foreign.outward_investment.equity_fraction_of_investment = 0.3;
  EXPECT_NEAR(build_market(scenario).classes[1].capital.equity_fraction, 0.3, 1e-15);
  foreign.joint_venture.domestic_share_fraction = 0.5;
  EXPECT_NEAR(build_market(scenario).classes[1].capital.equity_fraction, 0.15, 1e-15);
  foreign.project_debt = {.gearing_fraction = 0.8, .tenor_years = 15};
  EXPECT_NEAR(build_market(scenario).classes[1].capital.equity_fraction, 0.1, 1e-15);
}

TEST(ClassOfBiddersTest, AJointVentureIsTaxedOnItsForeignShare) {
  Scenario scenario = testing::solar_auction();
  scenario.host_country.withholding_tax_fraction = 0.1;
  class_named(scenario, "foreign").joint_venture.domestic_share_fraction = 0.25;
  const Market market = build_market(scenario);
  EXPECT_NEAR(market.profiles[std::size_t(market.classes[1].profile)].withholding_tax_fraction, 0.075, 1e-15);
}

TEST(ClassOfBiddersTest, AClassWithAGivenPriceAndNoTechnologyHasNoProfile) {
  const Market market = build_market(testing::uniform_cost_auction(3, 1));
  EXPECT_EQ(market.classes[0].profile, -1);
  EXPECT_TRUE(market.profiles.empty());
}

}  // namespace
}  // namespace sealedbid
