#include "scenario/scenario_tree.hpp"

#include <gtest/gtest.h>

#include "scenario/read_block.hpp"
#include "scenario/sample_every_key.hpp"

namespace sealedbid {
namespace {

TEST(ScenarioTreeTest, ReadingTheTreeGivesTheSameScenario) {
  const Scenario scenario = scenario_of(sample_text);
  const YamlNode tree = scenario_tree(scenario);
  Scenario again;
  EXPECT_EQ(text_of(read_block(tree, again).issues), "");
  EXPECT_EQ(yaml_text(scenario_tree(again)), yaml_text(tree));
  EXPECT_EQ(again.correlations.size(), 1u);
  EXPECT_EQ(text_of(again.technologies[0].capex_per_kw), text_of(scenario.technologies[0].capex_per_kw));
}

TEST(ScenarioTreeTest, EveryKeyComesBack) {
  Scenario scenario, again;
  ASSERT_EQ(text_of(read_block(parse_yaml(every_key_text, "sample.yaml"), scenario).issues), "");
  const YamlNode tree = scenario_tree(scenario);
  const std::string text = yaml_text(tree);
  ASSERT_EQ(text_of(read_block(parse_yaml(text, "resolved.yaml"), again).issues), "");
  EXPECT_EQ(yaml_text(scenario_tree(again)), text);
  EXPECT_EQ(again.bidder_classes.at(0).project_debt, scenario.bidder_classes.at(0).project_debt);
  EXPECT_EQ(again.bidder_classes.at(0).outward_investment, scenario.bidder_classes.at(0).outward_investment);
  EXPECT_EQ(again.host_country.exchange_rate, scenario.host_country.exchange_rate);
  EXPECT_EQ(again.electricity_markets.at(0).seasonality_factor, scenario.electricity_markets.at(0).seasonality_factor);
  EXPECT_EQ(again.exports.priority, std::vector<std::string>{"contractor"});
  EXPECT_EQ(again.settlement, scenario.settlement);
  EXPECT_EQ(again.bidder_classes.at(0).bid_table, scenario.bidder_classes.at(0).bid_table);
  EXPECT_EQ(again.bidder_classes.at(0).risk_aversion, scenario.bidder_classes.at(0).risk_aversion);
  EXPECT_EQ(again.rings, scenario.rings);
  EXPECT_EQ(again.equilibrium, scenario.equilibrium);
  EXPECT_EQ(again.auction.stages, scenario.auction.stages);
  EXPECT_EQ(again.auction.limits, scenario.auction.limits);
  EXPECT_EQ(again.auction.ranking, scenario.auction.ranking);
  EXPECT_EQ(again.auction.history, scenario.auction.history);
  EXPECT_EQ(again.auction.stages.at(0).bids.delivery_years, std::vector<std::string>{"2027"});
  EXPECT_EQ(again.bidder_classes.at(0).lot, "2");
}

TEST(ScenarioTreeTest, PartsAtTheirStandardAreNotWritten) {
  const YamlNode tree = scenario_tree(scenario_of(sample_text));
  const YamlNode& auction = *tree.find("auction");
  for (const char* key : {"volume_response", "history", "exclusions", "ceilings", "ceiling_from_history", "ranking", "stages",
                          "limits", "pricing_exceptions", "clock", "packages", "floor_per_mwh", "source"}) {
    EXPECT_EQ(auction.find(key), nullptr) << key;
  }
  EXPECT_EQ(auction.find("direction")->text, "procurement");
  EXPECT_EQ(tree.find("settlement"), nullptr);
  EXPECT_EQ(tree.find("electricity_markets"), nullptr);
  EXPECT_EQ(tree.find("rings"), nullptr);
  EXPECT_EQ(tree.find("equilibrium"), nullptr);
  EXPECT_EQ(tree.find("host_country")->find("exchange_rate"), nullptr);
  for (const char* key :
       {"project_debt", "political_risk_cover", "outward_investment", "joint_venture", "bid_table", "risk_aversion"}) {
    EXPECT_EQ(tree.find("bidder_classes")->find("contractor")->find(key), nullptr) << key;
  }
}

TEST(ScenarioTreeTest, StandardValuesAreWritten) {
  const YamlNode tree = scenario_tree(scenario_of(sample_with("  minimum_bids: 2\n", "")));
  EXPECT_EQ(tree.find("auction")->find("minimum_bids")->text, "1");
}

TEST(ScenarioTreeTest, ValuesThatAreAbsentStayAbsent) {
  Scenario scenario = scenario_of(sample_text);
  scenario.title.clear();
  scenario.auction.ceiling_per_mwh.reset();
  const YamlNode tree = scenario_tree(scenario);
  EXPECT_EQ(tree.find("title"), nullptr);
  EXPECT_EQ(tree.find("auction")->find("ceiling_per_mwh"), nullptr);
}

}  // namespace
}  // namespace sealedbid
