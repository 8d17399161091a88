#include "auction/score.hpp"

#include <gmock/gmock.h>

#include "support/rounds.hpp"

namespace sealedbid {
namespace {

using testing::ElementsAre;

std::vector<int> ranks(const RoundOfTest& test) {
  std::vector<int> ranks;
  for (const ClearedBid& bid : test.clear().bids) ranks.push_back(bid.rank);
  return ranks;
}

std::vector<std::int64_t> scores(const RoundOfTest& test) {
  std::vector<std::int64_t> scores;
  for (const ClearedBid& bid : test.clear().bids) scores.push_back(bid.score);
  return scores;
}

TEST(ScoreTest, RanksByThePriceAtTheReferenceSite) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.price = 60, .attributes = {.site_quality_fraction = 0.6}},
                            {.price = 70, .attributes = {.site_quality_fraction = 1.0}}}};
  EXPECT_THAT(ranks(test), ElementsAre(1, 2));
  test.auction.ranking.yield_correction = YieldCorrection::eeg_2023;
  EXPECT_THAT(ranks(test), ElementsAre(2, 1));  // 60 · 1.42 = 85.2
  EXPECT_EQ(scores(test)[0], 8'520'000'000);
}

TEST(ScoreTest, AddsToTheRankAndNotToThePriceTest) {
  // Joint wind and solar tenders: wind in a congested county ranks 5 later, but is tested and paid at its own bid.
  RoundOfTest test{.auction = RoundOfTest::rules(1.0),
                   .bids = {{.price = 58, .attributes = {.zone = "congested"}}, {.price = 60}}};
  test.auction.ceiling_per_mwh = Constant{60.0};
  test.auction.ranking.adjustments = {{.name = "grid", .bids = {.zones = {"congested"}}, .add_per_mwh = 5.0}};
  EXPECT_THAT(ranks(test), ElementsAre(2, 1));
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(0, 60));
}

TEST(ScoreTest, PrefersDomesticBidsByAPercentage) {
  RoundOfTest test{.auction = RoundOfTest::rules(1.0),
                   .bids = {{.price = 100, .attributes = {.origin = "TUR"}}, {.price = 109, .attributes = {.origin = "DEU"}}}};
  test.auction.ranking.adjustments = {{.name = "preference", .bids = {.origin = OriginFilter::foreign}, .add_fraction = 0.1}};
  EXPECT_THAT(ranks(test), ElementsAre(2, 1));
  EXPECT_THAT(prices_paid(test.clear()), ElementsAre(0, 109));
  test.bids[0].attributes.foreign_share_fraction = 0.5;  // a joint venture bears half of it
  test.auction.ranking.adjustments[0].scaled_by = AdjustmentScale::foreign_share;
  EXPECT_THAT(ranks(test), ElementsAre(1, 2));
}

TEST(ScoreTest, AddsToWhatABuyerOffersInASale) {
  RoundOfTest test{.auction = RoundOfTest::rules(1.0), .bids = {{.price = 58, .attributes = {.zone = "a"}}, {.price = 60}}};
  test.auction.direction = Direction::sale;
  test.auction.ranking.adjustments = {{.name = "zone", .bids = {.zones = {"a"}}, .add_per_mwh = 5.0}};
  EXPECT_THAT(ranks(test), ElementsAre(1, 2));  // 63 and 60; the highest ranks first
}

TEST(ScoreTest, GrantsABonusForLocalContent) {
  RoundOfTest test{.auction = RoundOfTest::rules(1.0),
                   .bids = {{.price = 100}, {.price = 104, .attributes = {.local_content_fraction = 0.5}}}};
  test.auction.ranking.adjustments = {
      {.name = "local", .bids = {}, .add_per_mwh = -10.0, .scaled_by = AdjustmentScale::local_content}};
  EXPECT_THAT(ranks(test), ElementsAre(2, 1));  // 104 − 5 = 99
}

TEST(ScoreTest, RanksByTheDiscountOnEachTechnologysOwnCeiling) {
  RoundOfTest test{
      .auction = RoundOfTest::rules(10.0),
      .bids = {{.price = 63, .attributes = {.technology = "wind"}}, {.price = 85, .attributes = {.technology = "hydro"}}}};
  test.auction.ceilings = {{.name = "wind", .bids = {.technologies = {"wind"}}, .ceiling_per_mwh = 70.0},
                           {.name = "hydro", .bids = {.technologies = {"hydro"}}, .ceiling_per_mwh = 100.0}};
  test.auction.ranking.by = RankBy::discount;
  EXPECT_THAT(ranks(test), ElementsAre(2, 1));  // 10 % and 15 % off
}

TEST(ScoreTest, RanksBySupportPerTonneOfCarbonDioxide) {
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.price = 80, .attributes = {.emission_tco2_per_mwh = 0.2}},     // 40 / 0.2 = 200
                            {.price = 100, .attributes = {.emission_tco2_per_mwh = 0.4}}}};  // 60 / 0.4 = 150
  test.auction.ranking.by = RankBy::support_per_tco2;
  test.auction.ranking.reference_per_mwh = 40.0;
  EXPECT_THAT(ranks(test), ElementsAre(2, 1));
  EXPECT_EQ(scores(test)[1], 150LL * 100'000'000);
}

TEST(ScoreTest, WeighsPriceAgainstDevelopmentLikeSouthAfrica) {
  // 70 · (1 − (P − Pmin)/Pmin) and 30 points for economic development as given.
  RoundOfTest test{.auction = RoundOfTest::rules(10.0),
                   .bids = {{.price = 100, .attributes = {.criteria = {{"development", 0.2}}}},    // 70 + 6 = 76
                            {.price = 110, .attributes = {.criteria = {{"development", 0.8}}}},    // 63 + 24 = 87
                            {.price = 250, .attributes = {.criteria = {{"development", 1.0}}}}}};  // −35 + 30 = −5
  test.auction.ranking.by = RankBy::points;
  test.auction.ranking.criteria = {{.name = "price", .weight = 70.0, .formula = PointsFormula::linear_above_lowest},
                                   {.name = "development", .weight = 30.0, .formula = PointsFormula::as_given}};
  EXPECT_THAT(scores(test), ElementsAre(-7600, -8700, 500));
}

TEST(ScoreTest, RoundsPointsToTheDecimalsOfTheRules) {
  // Japan: 120 · Pmin / P; Germany at sea: 60 · bid / highest bid of a sale.
  RoundOfTest test{.auction = RoundOfTest::rules(10.0), .bids = {{.price = 7}, {.price = 9}}};
  test.auction.ranking.by = RankBy::points;
  test.auction.ranking.criteria = {{.name = "price", .weight = 120.0, .formula = PointsFormula::lowest_over_value}};
  EXPECT_THAT(scores(test), ElementsAre(-12'000, -9'333));
  test.auction.direction = Direction::sale;
  test.auction.ranking.criteria = {{.name = "price", .weight = 60.0, .formula = PointsFormula::value_over_highest}};
  EXPECT_THAT(scores(test), ElementsAre(-4'667, -6'000));
}

}  // namespace
}  // namespace sealedbid
