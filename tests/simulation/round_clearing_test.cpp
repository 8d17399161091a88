#include "simulation/round_clearing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/issue.hpp"
#include "simulation/block.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

std::vector<std::vector<double>> values_of(const Market& market, int replications = 200) {
  BlockSimulator block(market, 7, KeepBids::no);
  block.simulate(0, replications, 1);
  return block.values().metrics;
}

const std::vector<double>& column(const std::vector<std::vector<double>>& values, GroupMetric metric, int group = 0) {
  return values[std::size_t(MetricTable::column(metric, group))];
}

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  int count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return sum / count;
}

/// Plain rules, sent down the path of the others.
TEST(RoundClearingTest, GivesTheBlockClearingsValuesUnderPlainRules) {
  for (const PricingRule pricing :
       {PricingRule::pay_as_bid, PricingRule::uniform_highest_accepted, PricingRule::uniform_lowest_rejected}) {
    for (const MarginalBidRule marginal : {MarginalBidRule::award_in_full, MarginalBidRule::partial, MarginalBidRule::reject}) {
      for (const bool is_disclosed : {true, false}) {
        Scenario scenario = testing::solar_auction();
        scenario.auction.pricing = pricing;
        scenario.auction.marginal_bid = marginal;
        scenario.auction.ceiling_disclosed = is_disclosed;
        scenario.auction.price_step_per_mwh = 1.0;  // ties
        scenario.auction.minimum_bids = 5;
        Market market = build_market(scenario);
        const auto plain = values_of(market);
        market.has_plain_rules = false;
        const auto rounds = values_of(market);
        for (std::size_t m = 0; m < plain.size(); ++m) {
          for (std::size_t r = 0; r < plain[m].size(); ++r) {
            ASSERT_TRUE(plain[m][r] == rounds[m][r] || (std::isnan(plain[m][r]) && std::isnan(rounds[m][r])))
                << "metric " << m << ", replication " << r << ", pricing " << int(pricing) << ": " << plain[m][r] << " and "
                << rounds[m][r];
          }
        }
      }
    }
  }
}

TEST(RoundClearingTest, ExcludesForeignBidders) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.exclusions = {{.name = "foreign", .bids = {.origin = OriginFilter::foreign}}};
  const auto values = values_of(build_market(scenario));
  EXPECT_EQ(mean(values[std::size_t(MetricTable::column(AuctionMetric::foreign_share_of_awarded_mw_fraction))]), 0.0);
  EXPECT_GT(mean(values[std::size_t(MetricTable::column(AuctionMetric::excluded_bids))]), 0.0);
}

TEST(RoundClearingTest, KeepsForeignAwardsWithinTheirCap) {
  Scenario scenario = testing::solar_auction();
  const Market open = build_market(scenario);
  const double volume_mw = std::get<Constant>(*scenario.auction.volume_mw).value;
  scenario.auction.limits = {{.name = "cap",
                              .bids = {.origin = OriginFilter::foreign},
                              .volume_fraction = 0.4,
                              .marginal_bid = MarginalBidRule::partial}};
  const auto capped = values_of(build_market(scenario));
  const auto foreign = std::size_t(MetricTable::column(AuctionMetric::foreign_share_of_awarded_mw_fraction));
  const std::vector<double>& awarded = column(capped, GroupMetric::awarded_mw);
  for (std::size_t r = 0; r < awarded.size(); ++r) {
    if (awarded[r] == 0.0) continue;
    EXPECT_LE(capped[foreign][r] * awarded[r], 0.4 * volume_mw + 1e-9);
  }
  EXPECT_GT(mean(values_of(open)[foreign]), mean(capped[foreign]) + 0.02) << "the cap binds at times";
}

TEST(RoundClearingTest, PrefersDomesticBidsInTheRankOnly) {
  Scenario scenario = testing::solar_auction();
  const auto open = values_of(build_market(scenario));
  scenario.auction.ranking.adjustments = {{.name = "preference", .bids = {.origin = OriginFilter::foreign}, .add_fraction = 0.2}};
  const auto preferred = values_of(build_market(scenario));
  const auto foreign = std::size_t(MetricTable::column(AuctionMetric::foreign_share_of_awarded_mw_fraction));
  EXPECT_LT(mean(preferred[foreign]), mean(open[foreign]));
  EXPECT_EQ(column(preferred, GroupMetric::number_of_bids), column(open, GroupMetric::number_of_bids));
}

TEST(RoundClearingTest, BiddersKnowTheCeilingOfTheirOwnTechnologyOrZone) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, scenario.bidder_classes[0].name).zone = "north";
  scenario.auction.ceilings = {{.name = "north", .bids = {.zones = {"north"}}, .ceiling_per_mwh = 1.0}};
  const Market market = build_market(scenario);
  EXPECT_EQ(own_ceiling_ticks(market, market.classes[0]), std::int64_t(std::llround(1.0 / scenario.auction.price_step_per_mwh)));
  EXPECT_EQ(own_ceiling_ticks(market, market.classes[1]), std::nullopt);
  const auto values = values_of(market);  // nobody in the north can build at 1: no bids from there
  const auto all = column(values, GroupMetric::number_of_bids);
  EXPECT_LE(*std::max_element(all.begin(), all.end()), double(market.classes[1].bidders));
}

TEST(RoundClearingTest, StopsAtAVolumeOfEnergy) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.volume_mw.reset();
  scenario.auction.volume_mwh_per_year = 1.0;  // whoever comes first
  scenario.auction.marginal_bid = MarginalBidRule::award_in_full;
  const auto values = values_of(build_market(scenario));
  for (const double awards : column(values, GroupMetric::number_of_awards)) EXPECT_LE(awards, 1.0);
  scenario.auction.volume_mwh_per_year = 1e9;
  const auto all = values_of(build_market(scenario));
  EXPECT_EQ(column(all, GroupMetric::number_of_awards), column(all, GroupMetric::number_of_bids));
}

TEST(RoundClearingTest, DrawsCriteriaForEachBidder) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ranking.by = RankBy::points;
  scenario.auction.ranking.criteria = {{.name = "development", .weight = 100.0, .formula = PointsFormula::as_given}};
  for (BidderClass& bidder : scenario.bidder_classes) bidder.criteria["development"] = Uniform{0.0, 0.5};
  const auto equal = values_of(build_market(scenario));
  scenario.bidder_classes[0].criteria["development"] = Constant{0.9};
  const auto better = values_of(build_market(scenario));
  const auto foreign = std::size_t(MetricTable::column(AuctionMetric::foreign_share_of_awarded_mw_fraction));
  EXPECT_LT(mean(better[foreign]), mean(equal[foreign]))
      << "the first class is the domestic one and comes first whenever it bids";
}

TEST(RoundClearingTest, RefusesWhatNoStrategyCanBidUnder) {
  Scenario scenario = testing::solar_auction();
  scenario.auction.ties = TieRule::higher_fee_first;
  scenario.auction.ranking.yield_correction = YieldCorrection::eeg_2023;
  try {
    build_market(scenario);
    FAIL() << "not refused";
  } catch (const InputError& error) {
    EXPECT_EQ(error.issues().size(), 2u);
  }
}

}  // namespace
}  // namespace sealedbid
