#include "replay/story_ranking.hpp"

#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;

TEST(StoryRankingTest, LeavesAPlainPriceAlone) {
  const ClearedFile round = cleared("bid,capacity_mw,price_per_mwh\na,4,10\n", plain_auction(9));
  EXPECT_EQ(score_formula_text(round), "score = price; the lowest ranks first");
  EXPECT_EQ(worked_score_text(round, 0), "10");
}

// Factor 1.16 (80 % of the reference yield) times 1 + 0.25 · 0.4; 2 per MWh are added: 50 · 1.276 + 2 = 65.8.
TEST(StoryRankingTest, WorksOutFactorsAndAdditions) {
  Auction auction = plain_auction(9);
  auction.ranking.yield_correction = YieldCorrection::eeg_2023;
  auction.ranking.adjustments = {
      {.name = "import", .add_fraction = 0.25, .scaled_by = AdjustmentScale::local_content, .source = "Act § 7"},
      {.name = "grid", .bids = {.zones = {"north"}}, .add_per_mwh = 2.0}};
  const ClearedFile round = cleared(
      "bid,capacity_mw,price_per_mwh,zone,site_quality_fraction,local_content_fraction\na,4,50,north,0.8,0.4\nb,4,50,x,1,0\n",
      auction);
  EXPECT_EQ(
      worked_score_text(round, 0),
      "50 × 1.276 + 2 = 65.8 (site quality 0.8: 1.16; adjustment import adds 0.25 of the price, times local content 0.4 (Act "
      "§ 7); adjustment grid adds 2 per MWh)");
  EXPECT_EQ(score_formula_text(round), "score = price × factor + addition; the lowest ranks first");
}

TEST(StoryRankingTest, WorksOutDiscountsAndSupport) {
  Auction auction = plain_auction(9);
  auction.ceiling_per_mwh = Constant{50.0};
  auction.ranking.by = RankBy::discount;
  EXPECT_EQ(worked_score_text(cleared("bid,capacity_mw,price_per_mwh\na,4,40\n", auction), 0), "1 − 40 / 50 = 0.2");
  auction.ranking.by = RankBy::support_per_tco2;
  auction.ranking.reference_per_mwh = 10.0;
  EXPECT_EQ(worked_score_text(cleared("bid,capacity_mw,price_per_mwh,emission_tco2_per_mwh\na,4,40,0.4\n", auction), 0),
            "(40 − 10) / 0.4 = 75");
}

TEST(StoryRankingTest, AddsUpPointsByCriterion) {
  Auction auction = plain_auction(9);
  auction.ranking.by = RankBy::points;
  auction.ranking.criteria = {{.name = "price", .weight = 60, .formula = PointsFormula::lowest_over_value},
                              {.name = "local", .weight = 40, .formula = PointsFormula::value_over_highest}};
  const ClearedFile round = cleared("bid,capacity_mw,price_per_mwh,criterion_local\na,4,40,5\nb,4,50,8\n", auction);
  EXPECT_EQ(worked_score_text(round, 0), "price 40: 60 + local 5: 25 = 85");
  EXPECT_EQ(worked_score_text(round, 1), "price 50: 48 + local 8: 40 = 88");
  EXPECT_EQ(points_by_criterion(round), (std::vector<std::vector<std::int64_t>>{{6000, 4800}, {2500, 4000}}));
  EXPECT_EQ(score_formula_text(round),
            "score = 60 × lowest price / price + 40 × local / highest local, each rounded to 2 decimals; most points rank first");
}

TEST(StoryRankingTest, SaysHowTiesAreBroken) {
  Auction auction;
  EXPECT_EQ(tie_text(auction), "Bids of equal score are ordered by lot.");
  auction.ties = TieRule::smaller_first;
  EXPECT_EQ(tie_text(auction), "Of bids of equal score the smaller ranks first, then the lot decides.");
}

}  // namespace
}  // namespace sealedbid
