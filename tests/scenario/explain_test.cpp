#include "scenario/explain.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_economy.hpp"
#include "scenario/sample_rules.hpp"

namespace sealedbid {
namespace {

ExplainedValue value_of(const std::vector<ExplainedValue>& values, const std::string& key_path) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& each) { return each.key_path == key_path; });
  if (found == values.end()) throw std::logic_error("no value " + key_path);
  return *found;
}

TEST(ExplainTest, EveryValueNamesItsOrigin) {
  const std::string text =
      sample_with("  minimum_bids: 2\n", "") +
      "policies:\n  dear: {technologies: {solar: {capex_per_kw: {median: 900}}}, auction: {ties: smaller_first}}\n";
  const ScenarioFile file = read_scenario_text(text, "sample.yaml", {{"auction.volume_mw", "70"}});
  const auto& values = file.explained.at(0);
  const ExplainedValue base = value_of(values, "auction.ceiling_per_mwh");
  EXPECT_EQ(base.origin, Origin::base_file);
  EXPECT_EQ(base.value, "45");
  EXPECT_EQ(base.unit, "EUR/MWh");
  EXPECT_EQ(base.place.file, "sample.yaml");
  EXPECT_THAT(base.doc, ::testing::HasSubstr("Ceiling price"));
  EXPECT_EQ(value_of(values, "auction.ties").origin, Origin::policy_patch);
  EXPECT_EQ(value_of(values, "auction.volume_mw").origin, Origin::command_line);
  EXPECT_EQ(value_of(values, "auction.volume_mw").place.file, "--set");
  EXPECT_EQ(value_of(values, "auction.minimum_bids").origin, Origin::standard_value);
  EXPECT_EQ(value_of(values, "auction.minimum_bids").place.line, 0);
}

TEST(ExplainTest, QuantityWithOnePatchedParameterComesFromThePatch) {
  const std::string text = sample_text + "policies:\n  dear: {technologies: {solar: {capex_per_kw: {median: 900}}}}\n";
  const ExplainedValue capex =
      value_of(read_scenario_text(text, "sample.yaml").explained.at(0), "technologies.solar.capex_per_kw");
  EXPECT_EQ(capex.value, "lognormal(median 900, sigma 0.1)");
  EXPECT_EQ(capex.origin, Origin::policy_patch);
  EXPECT_EQ(capex.unit, "EUR/kW");
}

TEST(ExplainTest, ListsOfRulesAreShownWhole) {
  const std::string rules =
      "  exclusions: {far: {bids: {technologies: [solar], origin: foreign}}}\n  history: {volume_mw: [90, 100.5]}\n";
  const auto values = read_scenario_text(sample_with_rules(rules), "sample.yaml").explained.at(0);
  EXPECT_EQ(value_of(values, "auction.exclusions.far.bids.technologies").value, "[solar]");
  EXPECT_EQ(value_of(values, "auction.history.volume_mw").value, "[90, 100.5]");
  EXPECT_EQ(value_of(values, "auction.history.volume_mw").unit, "MW");
  EXPECT_THROW(value_of(values, "auction.exclusions.far.bids.zones"), std::logic_error);
}

TEST(ExplainTest, TheEconomyIsShownWithUnitsAndOrigins) {
  const std::string text =
      economy_text + "policies:\n  geared: {bidder_classes: {contractor: {project_debt: {tenor_years: 18}}}}\n";
  const auto values = read_scenario_text(text, "sample.yaml").explained.at(0);
  const std::string contractor = "bidder_classes.contractor.";
  EXPECT_EQ(value_of(values, contractor + "project_debt.tenor_years").value, "18");
  EXPECT_EQ(value_of(values, contractor + "project_debt.tenor_years").origin, Origin::policy_patch);
  EXPECT_EQ(value_of(values, contractor + "project_debt.repayment").origin, Origin::standard_value);
  EXPECT_EQ(value_of(values, contractor + "outward_investment.equity_limit").unit, "EUR");
  EXPECT_EQ(value_of(values, "electricity_markets.home.capture_rate_fraction.solar").value, "uniform(0.8 to 0.9)");
  EXPECT_EQ(value_of(values, "electricity_markets.abroad.mean_price_per_mwh").unit, "EUR/MWh");
  EXPECT_EQ(value_of(values, "export.priority").value, "[domestic, contractor]");
  EXPECT_EQ(value_of(values, "tariff.supported_hours_per_year").unit, "hours/year");
  EXPECT_THROW(value_of(values, "bidder_classes.domestic.project_debt.tenor_years"), std::logic_error);
}

TEST(ExplainTest, CorrelationsAreListedOneByOne) {
  const auto values = read_scenario_text(sample_text, "sample.yaml").explained.at(0);
  EXPECT_THAT(value_of(values, "common_shocks.correlation[0]").value, ::testing::HasSubstr("0.2]"));
}

}  // namespace
}  // namespace sealedbid
