#include "scenario/scenario_tree.hpp"

#include <gtest/gtest.h>

#include "scenario/read_block.hpp"
#include "scenario/sample_rules.hpp"

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

TEST(ScenarioTreeTest, EveryKeyOfTheRulesComesBack) {
  Scenario scenario, again;
  ASSERT_EQ(text_of(read_block(parse_yaml(every_key_text, "sample.yaml"), scenario).issues), "");
  const YamlNode tree = scenario_tree(scenario);
  const std::string text = yaml_text(tree);
  ASSERT_EQ(text_of(read_block(parse_yaml(text, "resolved.yaml"), again).issues), "");
  EXPECT_EQ(yaml_text(scenario_tree(again)), text);
  EXPECT_EQ(again.auction.stages, scenario.auction.stages);
  EXPECT_EQ(again.auction.limits, scenario.auction.limits);
  EXPECT_EQ(again.auction.ranking, scenario.auction.ranking);
  EXPECT_EQ(again.auction.history, scenario.auction.history);
  EXPECT_EQ(again.auction.stages.at(0).bids.delivery_years, std::vector<std::string>{"2027"});
  EXPECT_EQ(again.bidder_classes.at(0).lot, "2");
}

TEST(ScenarioTreeTest, RulesAtTheirStandardAreNotWritten) {
  const YamlNode tree = scenario_tree(scenario_of(sample_text));
  const YamlNode& auction = *tree.find("auction");
  for (const char* key : {"volume_response", "history", "exclusions", "ceilings", "ceiling_from_history", "ranking", "stages",
                          "limits", "pricing_exceptions", "clock", "packages", "floor_per_mwh", "source"}) {
    EXPECT_EQ(auction.find(key), nullptr) << key;
  }
  EXPECT_EQ(auction.find("direction")->text, "procurement");
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
