#include "scenario/walk.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;

TEST(WalkTest, VisitsValuesOfNestedBlocksInTheOrderOfTheTable) {
  Scenario scenario;
  scenario.exports.corridors.emplace_back().name = "west";
  std::vector<std::string> paths;
  auto visitor = [&](const std::string& path, const FieldInfo&, const auto&) { paths.push_back(path); };
  for_each_value(scenario.exports, "export", visitor);
  EXPECT_THAT(paths, ElementsAre("export.corridors.west.destination", "export.corridors.west.capacity_mw",
                                 "export.corridors.west.available_from_year", "export.corridors.west.loss_fraction",
                                 "export.corridors.west.wheeling_per_mwh", "export.corridors.west.cable_charge_per_mwh",
                                 "export.corridors.west.market", "export.right", "export.share_of_energy_fraction",
                                 "export.allocation", "export.priority", "export.state_share_of_export_gain_fraction"));
}

TEST(WalkTest, LeavesOutOptionalQuantitiesWithoutAValue) {
  BidderClass bidder_class;
  std::vector<std::string> paths;
  auto visitor = [&](const std::string& path, const FieldInfo&, const auto&) { paths.push_back(path); };
  for_each_value(bidder_class, "", visitor);
  const auto before = paths.size();
  bidder_class.wacc_fraction = Constant{0.07};
  paths.clear();
  for_each_value(bidder_class, "", visitor);
  EXPECT_EQ(paths.size(), before + 1);
}

TEST(WalkTest, VisitsRulesThatAreNotAtTheirStandard) {
  Auction auction;
  std::vector<std::string> paths;
  auto visitor = [&](const std::string& path, const FieldInfo&, const auto&) { paths.push_back(path); };
  for_each_value(auction, "", visitor);
  EXPECT_THAT(paths, ::testing::Not(::testing::Contains("ranking.by")));
  EXPECT_THAT(paths, ::testing::Contains("direction"));
  auction.ranking.by = RankBy::discount;
  auction.stages.emplace_back().name = "first";
  auction.stages[0].volume_mw = 5.0;
  paths.clear();
  for_each_value(auction, "", visitor);
  EXPECT_THAT(paths, ::testing::Contains("ranking.by"));
  EXPECT_THAT(paths, ::testing::Contains("stages.first.volume_mw"));
  EXPECT_THAT(paths, ::testing::Not(::testing::Contains("stages.first.volume_fraction")));
}

TEST(WalkTest, VisitsOptionalPartsThatAreNotAtTheirStandard) {
  BidderClass bidder_class;
  std::vector<std::string> paths;
  auto visitor = [&](const std::string& path, const FieldInfo&, const auto&) { paths.push_back(path); };
  for_each_value(bidder_class, "", visitor);
  EXPECT_THAT(paths, ::testing::Not(::testing::Contains("project_debt.tenor_years")));
  bidder_class.project_debt.gearing_fraction = 0.7;
  for_each_value(bidder_class, "", visitor);
  EXPECT_THAT(paths, ::testing::Contains("project_debt.tenor_years"));
  EXPECT_THAT(paths, ::testing::Not(::testing::Contains("joint_venture.domestic_share_fraction")));
}

TEST(WalkTest, QuantitiesOfBiddersAreNotShared) {
  std::vector<std::string> paths;
  for (const auto& [path, quantity] : quantities_drawn_once_a_replication(scenario_of(sample_text))) paths.push_back(path);
  EXPECT_THAT(paths, ::testing::Contains("technologies.solar.capex_per_kw"));
  EXPECT_THAT(paths, ::testing::Contains("bidder_classes.contractor.participation_probability"));
  EXPECT_THAT(paths, ::testing::Contains("export.corridors.west.capture_rate_fraction.solar"));
  EXPECT_THAT(paths, ::testing::Not(::testing::Contains("bidder_classes.contractor.capex_factor")));
  EXPECT_THAT(paths, ::testing::Not(::testing::Contains("bidder_classes.contractor.required_price_per_mwh")));
}

}  // namespace
}  // namespace sealedbid
