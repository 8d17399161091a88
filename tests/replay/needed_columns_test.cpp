#include "replay/needed_columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> needs_of(const Auction& auction) {
  std::vector<std::string> needs;
  for (const NeededColumn& need : needed_columns(auction)) {
    needs.push_back(need.column + " for " + need.rule + (need.is_needed_of_all ? " (all)" : ""));
  }
  return needs;
}

TEST(NeededColumnsTest, PlainRulesNeedNothingMore) {
  EXPECT_THAT(needs_of({}), ElementsAre());
  EXPECT_FALSE(tells_origins_apart({}));
}

TEST(NeededColumnsTest, FiltersNeedTheColumnsTheyLookAt) {
  Auction auction;
  auction.exclusions = {{.name = "old", .bids = {.technologies = {"coal"}}}};
  auction.stages = {{.name = "pilot", .bids = {.zones = {"north"}, .segments = {"roof"}}, .volume_mw = 5.0}};
  auction.pricing_exceptions = {{.name = "lots", .bids = {.lots = {"1"}, .delivery_years = {"2027"}}}};
  EXPECT_THAT(needs_of(auction), ElementsAre("technology for exclusion old", "zone for stage pilot", "segment for stage pilot",
                                             "lot for pricing exception lots", "delivery_year for pricing exception lots"));
}

TEST(NeededColumnsTest, LimitsNeedTheirScopeShareAndMeasure) {
  Auction auction;
  auction.limits = {
      {.name = "owner", .per = LimitScope::owner_group, .volume_mw = 5.0, .marginal_bid = MarginalBidRule::partial_above_minimum},
      {.name = "abroad", .counts = LimitCounts::foreign_share, .budget_per_year = 5.0}};
  EXPECT_THAT(needs_of(auction), ElementsAre("owner_group for limit owner", "minimum_mw for limit owner (all)",
                                             "origin for limit abroad", "full_load_hours for limit abroad (all)"));
  EXPECT_TRUE(tells_origins_apart(auction));
}

TEST(NeededColumnsTest, RankingTiesAndPricesNeedTheirColumnsOfAll) {
  Auction auction;
  auction.ranking.yield_correction = YieldCorrection::eeg_2023;
  auction.ranking.criteria = {{.name = "price", .weight = 70}, {.name = "local", .weight = 30}};
  auction.ties = TieRule::earlier_first;
  auction.uniform_price_within = PriceScope::lot;
  auction.minimum_bidders = 2;
  EXPECT_THAT(needs_of(auction),
              ElementsAre("bidder for minimum_bidders", "site_quality_fraction for ranking.yield_correction (all)",
                          "criterion_local for criterion local (all)", "lot for uniform_price_within (all)",
                          "submission for ties: earlier_first (all)"));
}

TEST(NeededColumnsTest, TheStricterOfTwoNeedsStands) {
  Auction auction;
  auction.exclusions = {{.name = "late", .bids = {.delivery_years = {"2030"}}}};
  auction.marginal_bid = MarginalBidRule::reject_delivery_year;
  EXPECT_THAT(needs_of(auction), ElementsAre("delivery_year for marginal_bid (all)"));
}

}  // namespace
}  // namespace sealedbid
