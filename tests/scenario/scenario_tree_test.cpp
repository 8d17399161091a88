#include "scenario/scenario_tree.hpp"

#include <gtest/gtest.h>

#include "scenario/read_block.hpp"
#include "scenario/sample_scenario.hpp"

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
