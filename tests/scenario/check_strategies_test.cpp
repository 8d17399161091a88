#include "scenario/check_strategies.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string markup = "    strategy: markup\n    markup_fraction: 0.05\n";

/// The sample with another way to bid: lines of YAML in one map.
std::string bidding(const std::string& keys) {
  return sample_with(markup, "    strategy: " + keys + "\n");
}

std::string errors_of_bidding(const std::string& keys) {
  return errors_of(bidding(keys));
}

/// The sample with a second class, which bids by `strategy`, and with rings.
std::string with_rings(const std::string& rings, const std::string& strategy = "equilibrium", int bidders = 2) {
  return with(bidding("equilibrium"), "auction:\n",
              "  developer: {origin: ARE, bidders: " + std::to_string(bidders) +
                  ", project_capacity_mw: 100, required_price_per_mwh: 35, strategy: " + strategy + "}\nrings: " + rings +
                  "\nauction:\n");
}

TEST(CheckStrategiesTest, EveryStrategyMayBeUsed) {
  for (const char* keys : {"truthful", "equilibrium", "best_response", "best_response\n    markup_fraction: 0.05",
                           "table\n    bid_table: {required_price_per_mwh: [30, 40], bid_per_mwh: [33, 41]}",
                           "equilibrium\n    risk_aversion: {form: crra, coefficient: 0.5}\n    entry_cost_per_mwh: 0.1",
                           "best_response\n    risk_aversion: {form: cara, coefficient: 2}"}) {
    EXPECT_EQ(errors_of_bidding(keys), "") << keys;
  }
  EXPECT_THAT(errors_of_bidding("equilibirum"), HasSubstr("Did you mean equilibrium?"));
}

TEST(CheckStrategiesTest, WhatAStrategyDoesNotUseIsRefused) {
  EXPECT_THAT(
      errors_of_bidding("equilibrium\n    markup_fraction: 0.05"),
      HasSubstr("sample.yaml:37:22: bidder_classes.contractor.markup_fraction: has no effect with strategy: equilibrium"));
  EXPECT_THAT(errors_of_bidding("truthful\n    bid_table: {required_price_per_mwh: [30, 40], bid_per_mwh: [33, 41]}"),
              AllOf(HasSubstr("contractor.bid_table: has no effect with strategy: truthful"), HasSubstr("strategy: table")));
  EXPECT_THAT(errors_of_bidding("truthful\n    entry_cost_per_mwh: 0.1"), HasSubstr("entry_cost_per_mwh: has no effect"));
  EXPECT_THAT(errors_of_bidding("markup\n    risk_aversion: {form: crra, coefficient: 0.5}"),
              HasSubstr("risk_aversion: has no effect with strategy: markup"));
}

TEST(CheckStrategiesTest, BiddersWithSeveralProjectsAddUpProfits) {
  const std::string several = "\n    projects_per_bidder: 2";
  for (const char* keys : {"truthful", "equilibrium"}) EXPECT_EQ(errors_of_bidding(keys + several), "") << keys;
  EXPECT_THAT(errors_of_bidding("best_response" + several), HasSubstr("projects_per_bidder: is outside the method with strategy: best_response"));
  EXPECT_THAT(errors_of_bidding("equilibrium\n    risk_aversion: {form: cara, coefficient: 2}" + several),
              HasSubstr("risk_aversion: is outside the method where bidders have several projects"));
  EXPECT_THAT(errors_of_bidding("equilibrium\n    entry_cost_per_mwh: 1" + several), HasSubstr("entry_cost_per_mwh"));
  EXPECT_THAT(errors_of_bidding("equilibrium\n    projects_per_bidder: 0"), HasSubstr("projects_per_bidder"));
  EXPECT_THAT(errors_of_bidding("equilibrium\n    projects_per_bidder: 1.5"), HasSubstr("projects_per_bidder"));
}

TEST(CheckStrategiesTest, PoliciesHaveTheSameProjects) {
  const std::string policies = "policies:\n  one: {}\n  two: {bidder_classes: {contractor: {projects_per_bidder: 2}}}\n";
  EXPECT_THAT(errors_of(bidding("equilibrium") + policies), HasSubstr("2 in policy two and 1 in policy one"));
}

TEST(CheckStrategiesTest, ATableNeedsTwoPointsInOrder) {
  const auto errors_of_table = [](const std::string& table) { return errors_of_bidding("table\n    bid_table: " + table); };
  EXPECT_THAT(errors_of_bidding("table"), HasSubstr("bid_table: is missing, strategy: table follows it"));
  EXPECT_THAT(errors_of_table("{required_price_per_mwh: [30, 40]}"), HasSubstr("bid_per_mwh: is missing"));
  EXPECT_THAT(errors_of_table("{bid_per_mwh: [30, 40]}"), HasSubstr("required_price_per_mwh: is missing"));
  EXPECT_THAT(errors_of_table("{required_price_per_mwh: [30, 40], bid_per_mwh: [33]}"),
              HasSubstr("bid_per_mwh: has 1 values, required_price_per_mwh has 2"));
  EXPECT_THAT(errors_of_table("{required_price_per_mwh: [30], bid_per_mwh: [33]}"), HasSubstr("has one value"));
  EXPECT_THAT(errors_of_table("{required_price_per_mwh: [30, 40, 40], bid_per_mwh: [33, 41, 41]}"),
              HasSubstr("40 follows 40. Put required prices in ascending order"));
  EXPECT_THAT(errors_of_table("{required_price_per_mwh: [30, 40], bid_per_mwh: [41, 40.5]}"),
              HasSubstr("bid_per_mwh: 40.5 follows 41 (who needs more does not bid less)"));
  EXPECT_EQ(errors_of_table("{required_price_per_mwh: [-3, 40], bid_per_mwh: [41, 41]}"), "");
}

TEST(CheckStrategiesTest, AUtilityNeedsItsCoefficient) {
  const auto errors_of_risk = [](const std::string& risk) {
    return errors_of_bidding("equilibrium\n    risk_aversion: " + risk);
  };
  EXPECT_THAT(errors_of_risk("{form: crra, coefficient: 1.5}"), HasSubstr("1.5 is above 1"));
  EXPECT_THAT(errors_of_risk("{form: cara}"), HasSubstr("risk_aversion.coefficient: is missing"));
  EXPECT_THAT(errors_of_risk("{coefficient: 0.5}"), HasSubstr("has no effect without a form"));
}

TEST(CheckStrategiesTest, AllMistakesAreReportedAtOnce) {
  EXPECT_THAT(
      errors_of_bidding("truthful\n    entry_cost_per_mwh: 0.1\n    markup_fraction: 0.05\n    risk_aversion: {form: cara}"),
      AllOf(HasSubstr("entry_cost_per_mwh"), HasSubstr("markup_fraction"), HasSubstr("risk_aversion: has no effect"),
            HasSubstr("coefficient: is missing")));
}

TEST(CheckStrategiesTest, ARingJoinsClassesThatBidAlike) {
  EXPECT_EQ(errors_of(with_rings("{old: {bidder_classes: [contractor, developer]}}")), "");
  EXPECT_THAT(errors_of(with_rings("{old: {bidder_classes: [contractor, developr]}}")),
              HasSubstr("rings.old.bidder_classes: there is no class 'developr'. Did you mean developer?"));
  EXPECT_THAT(errors_of(with_rings("{old: {bidder_classes: [contractor, developer]}}", "truthful")),
              HasSubstr("developer has strategy: truthful, contractor equilibrium (a ring bids as one)"));
  EXPECT_THAT(errors_of(with_rings("{old: {bidder_classes: [contractor, developer]}}", "equilibrium, entry_cost_per_mwh: 0.1")),
              HasSubstr("developer and contractor differ in risk_aversion or entry_cost_per_mwh (a ring bids as one)"));
  EXPECT_THAT(errors_of(with_rings("{a: {bidder_classes: [contractor]}, b: {bidder_classes: [developer, contractor]}}")),
              HasSubstr("rings.b.bidder_classes: contractor belongs to rings.a, too"));
  EXPECT_THAT(errors_of(with_rings("{old: {bidder_classes: [contractor]}, Old: {bidder_classes: [developer]}}")),
              HasSubstr("differs from old only in capital letters"));
  EXPECT_THAT(errors_of(with_rings("{old: {bidder_classes: [contractor, contractor]}}")), HasSubstr("contractor"));
  EXPECT_THAT(errors_of(with_rings("{old: {}}")), HasSubstr("rings.old.bidder_classes: is missing"));
}

TEST(CheckStrategiesTest, ARingBidsForOneProject) {
  const std::string ring = with_rings("{cartel: {bidder_classes: [developer]}}");
  EXPECT_EQ(errors_of(ring), "");
  EXPECT_THAT(errors_of(with(ring, "origin: ARE,", "origin: ARE, projects_per_bidder: 2,")), HasSubstr("a ring bids for one"));
}

TEST(CheckStrategiesTest, ARingOfOneIsNoted) {
  EXPECT_THAT(warnings_of(with_rings("{old: {bidder_classes: [developer]}}", "equilibrium", 1)),
              HasSubstr("rings.old.bidder_classes: the ring has 1 bidder, it changes nothing"));
  EXPECT_EQ(warnings_of(with_rings("{old: {bidder_classes: [developer]}}")), "");
}

TEST(CheckStrategiesTest, PoliciesMayChangeStrategiesAndRings) {
  const std::string policies = R"(policies:
  fixed: {bidder_classes: {contractor: {strategy: markup, markup_fraction: 0.1}}, rings: ~}
  tabled:
    rings: ~
    bidder_classes: {contractor: {strategy: table, bid_table: {required_price_per_mwh: [30, 40], bid_per_mwh: [33, 41]}}}
)";
  const auto file = read_scenario_text(with_rings("{old: {bidder_classes: [contractor, developer]}}") + policies, "sample.yaml");
  ASSERT_EQ(file.policies.size(), 2u);
  EXPECT_TRUE(file.policies[0].scenario.rings.empty());
  EXPECT_EQ(file.policies[0].scenario.bidder_classes[0].strategy, Strategy::markup);
  EXPECT_EQ(file.policies[1].scenario.bidder_classes[0].bid_table.bid_per_mwh, (std::vector<double>{33, 41}));
}

}  // namespace
}  // namespace sealedbid
