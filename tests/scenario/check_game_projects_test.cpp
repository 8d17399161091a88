#include "scenario/check_game_projects.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "scenario/read_game.hpp"
#include "scenario/sample_game.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

/// The messages for the sample with these values.
std::string refusal_of(const std::vector<Override>& overrides) {
  try {
    read_game_text(testing::sample_projects, "game.yaml", overrides);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(CheckGameProjectsTest, ASoundGameIsRead) {
  const GameFile file = read_game_text(testing::sample_projects, "game.yaml");
  EXPECT_TRUE(has_several_projects(file));
  EXPECT_EQ(file.bidder_classes[0].projects_per_bidder, 2);
  EXPECT_EQ(file.bidder_classes[0].project_costs, ProjectCosts::independent);
  EXPECT_EQ(file.bidder_classes[1].projects_per_bidder, 1);
  EXPECT_FALSE(has_several_projects(read_game_text(testing::sample_game, "game.yaml")));
}

TEST(CheckGameProjectsTest, ProjectsAreAWholeNumberOfLots) {
  const std::string key = "bidder_classes.portfolio.projects_per_bidder";
  EXPECT_THAT(refusal_of({{key, "0"}}), HasSubstr(key));
  EXPECT_THAT(refusal_of({{key, "-1"}}), HasSubstr(key));
  EXPECT_THAT(refusal_of({{key, "1.5"}}), HasSubstr(key));
  EXPECT_THAT(refusal_of({{key, "4"}}), HasSubstr("4 is more than the 3 of game.lots"));
  EXPECT_EQ(refusal_of({{key, "3"}}), "");
}

TEST(CheckGameProjectsTest, WhatTheMethodDoesNotCoverIsRefusedWithItsPlace) {
  const std::string portfolio = "bidder_classes.portfolio.", alone = "bidder_classes.alone.";
  EXPECT_THAT(refusal_of({{alone + "risk_aversion", "{form: cara, coefficient: 0.1}"}}), HasSubstr(alone + "risk_aversion"));
  EXPECT_THAT(refusal_of({{portfolio + "entry_cost_per_mwh", "1"}}), HasSubstr(portfolio + "entry_cost_per_mwh"));
  EXPECT_THAT(refusal_of({{alone + "cost_change_after_award_per_mwh", "{distribution: normal, mean: 0, sd: 1}"},
                          {"game.pricing", "pay_as_bid"}}),
              HasSubstr(alone + "cost_change_after_award_per_mwh"));
  EXPECT_THAT(refusal_of({{alone + "score_factor", "1.1"}}), HasSubstr("ranks unlike class portfolio"));
  EXPECT_THAT(refusal_of({{"game.pricing", "pay_as_bid"}}), HasSubstr(portfolio + "project_costs"));
  EXPECT_EQ(refusal_of({{"game.pricing", "pay_as_bid"}, {portfolio + "project_costs", "same"}}), "");
  EXPECT_EQ(refusal_of({{"game.pricing", "uniform_highest_accepted"}}), "");
  EXPECT_THAT(refusal_of({{"game.pricing", "uniform_highest_accepted"}, {"game.unsold_lots", "pay_highest_accepted"}}),
              HasSubstr("game.unsold_lots"));
}

TEST(CheckGameProjectsTest, ProjectCostsNeedSeveralProjects) {
  EXPECT_THAT(refusal_of({{"bidder_classes.alone.project_costs", "same"}}), HasSubstr("has no effect with one project"));
  EXPECT_THAT(refusal_of({{"bidder_classes.portfolio.projects_per_bidder", "1"}}), HasSubstr("has no effect with one project"));
}

}  // namespace
}  // namespace sealedbid
