#include "scenario/check_realisation.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// What is said of a scenario with a bond and a class whose investment changes.
std::vector<std::string> faults_of_scenario(const std::function<void(Scenario&, BidderClass&)>& change) {
  Scenario scenario;
  BidderClass& all = scenario.bidder_classes.emplace_back();
  all.name = "all";
  all.capex_change_after_award_fraction = Normal{0, 0.08};
  scenario.realisation.performance_bond_per_kw = 20.0;
  change(scenario, all);
  std::vector<std::string> texts;
  for (const Issue& issue : check_realisation(scenario)) texts.push_back(issue.key_path + ": " + issue.what);
  return texts;
}

TEST(CheckRealisationTest, ABondNeedsAClassWhoseCostsChange) {
  EXPECT_THAT(faults_of_scenario([](Scenario&, BidderClass&) {}), IsEmpty());
  EXPECT_THAT(faults_of_scenario([](Scenario& scenario, BidderClass&) { scenario.realisation = {}; }), IsEmpty())
      << "winners then have to build";
  EXPECT_THAT(faults_of_scenario([](Scenario&, BidderClass& all) { all.capex_change_after_award_fraction = Constant{0}; }),
              ElementsAre(HasSubstr("realisation.performance_bond_per_kw: has no effect where costs do not change")));
}

TEST(CheckRealisationTest, WhatIsNotSimulatedWithItIsRefused) {
  const auto refused = [](auto change, const char* what) {
    EXPECT_THAT(faults_of_scenario(change), ElementsAre(HasSubstr(what)));
  };
  refused(
      [](Scenario&, BidderClass& all) {
        all.capex_change_after_award_fraction = Lognormal{1, 0.2};
      },
      "bidder_classes.all.capex_change_after_award_fraction: lognormal");
  refused([](Scenario&, BidderClass& all) { all.required_price_per_mwh = Uniform{30, 40}; }, "no investment is known");
  refused(
      [](Scenario&, BidderClass& all) {
        all.risk_aversion = {RiskForm::cara, 0.5};
      },
      "bidder_classes.all.risk_aversion: is not solved for");
  refused([](Scenario& scenario, BidderClass&) { scenario.auction.direction = Direction::sale; }, "is not simulated in a sale");
  refused([](Scenario& scenario, BidderClass&) { scenario.auction.format = AuctionFormat::descending_clock_then_sealed; },
          "is not simulated with an open phase");
}

}  // namespace
}  // namespace sealedbid
