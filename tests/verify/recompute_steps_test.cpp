#include "verify/recompute_steps.hpp"

#include <gmock/gmock.h>

#include "base/issue.hpp"
#include "verify/small_round.hpp"

namespace sealedbid {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

using Ranks = std::vector<int>;

/// EEG 2023 § 36h (1): the table, a point between two of its rows (0.93 at 112 %: 0.94 − 0.2·0.05), and beyond its ends.
TEST(RecomputeStepsTest, YieldFactorsAreThoseOfTheLaw) {
  const auto factor = [](YieldCorrection rule, int percent) { return yield_factor(rule, Exact(percent, 100)); };
  EXPECT_EQ(factor(YieldCorrection::eeg_2023, 40), Exact(155, 100));
  EXPECT_EQ(factor(YieldCorrection::eeg_2023, 60), Exact(142, 100));
  EXPECT_EQ(factor(YieldCorrection::eeg_2023, 65), Exact(136, 100));  // 1.355, half up
  EXPECT_EQ(factor(YieldCorrection::eeg_2023, 100), Exact(1));
  EXPECT_EQ(factor(YieldCorrection::eeg_2023, 112), Exact(93, 100));
  EXPECT_EQ(factor(YieldCorrection::eeg_2023, 160), Exact(79, 100));
  EXPECT_EQ(factor(YieldCorrection::eeg_2021, 50), Exact(135, 100));
  EXPECT_EQ(factor(YieldCorrection::eeg_2021, 65), Exact(132, 100));
  EXPECT_EQ(factor(YieldCorrection::none, 65), Exact(1));
}

/// 60 at 80 % is 69.60, 65 at 120 % is 57.85.
TEST(RecomputeStepsTest, PricesRankByTheirCorrectedValue) {
  SmallRound round(10, {{5, 60}, {5, 65}});
  round.bids[0].attributes.site_quality_fraction = 0.8;
  round.bids[1].attributes.site_quality_fraction = 1.2;
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2));
  round.auction.ranking.yield_correction = YieldCorrection::eeg_2023;
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1));
  round.auction.ranking.yield_correction = YieldCorrection::given_factor;
  round.bids[0].attributes.rank_factor = 1.084;  // 65.04
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1));
  round.bids[0].attributes.rank_factor = 1.083;  // 64.98
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2));
}

/// 50 with half of it foreign at +10 %: 52.5; with 3 more per MWh: 55.5.
TEST(RecomputeStepsTest, AdjustmentsMoveTheRank) {
  SmallRound round(10, {{5, 50}, {5, 52}, {5, 53}, {5, 56}});
  round.bids[0].attributes.foreign_share_fraction = 0.5;
  round.auction.ranking.adjustments = {
      {.name = "foreign", .bids = {}, .add_fraction = 0.1, .scaled_by = AdjustmentScale::foreign_share, .source = {}}};
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1, 3, 4));
  round.bids[0].attributes.zone = "north";
  round.auction.ranking.adjustments.push_back(
      {.name = "grid", .bids = only(&BidFilter::zones, "north"), .add_per_mwh = 3.0, .source = {}});
  EXPECT_THAT(round.ranks(), ElementsAre(3, 1, 2, 4));
}

/// In a sale the highest comes first, and what is added to a price makes it better: 50 + 3 > 52.
TEST(RecomputeStepsTest, ASaleRanksFromTheTop) {
  SmallRound round(10, {{5, 50}, {5, 52}, {5, 40}});
  round.auction.direction = Direction::sale;
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1, 3));
  round.bids[0].attributes.zone = "north";
  round.auction.ranking.adjustments = {
      {.name = "grid", .bids = only(&BidFilter::zones, "north"), .add_per_mwh = 3.0, .source = {}}};
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2, 3));
}

/// 45 of 60 is 75 %, 32 of 40 is 80 %.
TEST(RecomputeStepsTest, DiscountsAreTakenFromEachCeiling) {
  SmallRound round(10, {{5, 32, with(&BidAttributes::technology, "solar")}, {5, 45, with(&BidAttributes::technology, "wind")}});
  round.auction.ranking.by = RankBy::discount;
  round.ceiling = 60;
  round.auction.ceilings = {
      {.name = "solar", .bids = only(&BidFilter::technologies, "solar"), .ceiling_per_mwh = 40.0, .source = {}}};
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1));
  round.auction.ceilings.clear();
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2));
  round.ceiling.reset();
  EXPECT_THROW(round.recompute(), InputError);
}

/// Reference 40: (60 − 40)/0.4 = 50 per t, (58 − 40)/0.3 = 60 per t.
TEST(RecomputeStepsTest, SupportIsComparedByTheTonne) {
  SmallRound round(10, {{5, 60}, {5, 58}});
  round.auction.ranking.by = RankBy::support_per_tco2;
  round.auction.ranking.reference_per_mwh = 40.0;
  round.bids[0].attributes.emission_tco2_per_mwh = 0.4;
  round.bids[1].attributes.emission_tco2_per_mwh = 0.3;
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2));
  round.bids[1].attributes.emission_tco2_per_mwh = 0.0;
  EXPECT_THROW(round.recompute(), InputError);
}

/// 90·(1 − (x − 40)/40) points for the prices 40 and 50: 90 and 67.5; 10 points a job: 90 + 0 against 67.5 + 25.
TEST(RecomputeStepsTest, PointsAddUp) {
  SmallRound round(10, {{5, 40}, {5, 50}});
  round.bids[0].attributes.criteria["jobs"] = 0.0;
  round.bids[1].attributes.criteria["jobs"] = 2.5;
  Ranking& ranking = round.auction.ranking;
  ranking.by = RankBy::points;
  ranking.criteria = {{"price", 90.0, PointsFormula::linear_above_lowest}, {"jobs", 10.0, PointsFormula::as_given}};
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1));
  round.bids[1].attributes.criteria["jobs"] = 2.2;  // 67.5 + 22 = 89.5
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2));
  ranking.points_decimals = 0;  // 68 + 22 = 90: a tie, by lot and then place
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2));
  round.bids[0].more.lottery = 1;
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1));
  ranking.criteria[0].formula = PointsFormula::lowest_over_value;  // 90 : 72 + 22
  round.bids[0].more.lottery = 0;
  EXPECT_THAT(round.ranks(), ElementsAre(2, 1));
  ranking.criteria[1].formula = PointsFormula::value_over_highest;  // 90 : 72 + 10
  EXPECT_THAT(round.ranks(), ElementsAre(1, 2));
}

/// Lowest 40, band 25 %: up to 50.
TEST(RecomputeStepsTest, TheBandExcludesWhatIsFarAboveTheLowest) {
  SmallRound round(100, {{5, 51}, {5, 40}, {5, 50}});
  round.auction.ranking.band_above_lowest_fraction = 0.25;
  EXPECT_THAT(round.ranks(), ElementsAre(0, 1, 2));
}

TEST(RecomputeStepsTest, TiesAreBrokenByTheirRule) {
  SmallRound round(100, {{5, 40}, {3, 40}, {9, 40}});
  round.bids[0].more = {.submission = 2, .fee = 7, .lottery = 3};
  round.bids[1].more = {.submission = 3, .fee = 8, .lottery = 2};
  round.bids[2].more = {.submission = 1, .fee = 7, .lottery = 1};
  const std::vector<std::pair<TieRule, Ranks>> rules = {{TieRule::lottery, {3, 2, 1}},
                                                        {TieRule::smaller_first, {2, 1, 3}},
                                                        {TieRule::larger_first, {2, 3, 1}},
                                                        {TieRule::earlier_first, {2, 3, 1}},
                                                        {TieRule::higher_fee_first, {3, 1, 2}}};
  for (const auto& [rule, ranks] : rules) {
    round.auction.ties = rule;
    EXPECT_EQ(round.ranks(), ranks) << static_cast<int>(rule);
  }
}

/// Mean of 5.18, 5.09 and 5.20, times 1.08: 5.5692, so 5.57; and 5.92 cut to 5.90. Source: EEG 2021 § 37b.
TEST(RecomputeStepsTest, CeilingsComeFromEarlierRounds) {
  SmallRound round(10, {{4, 557}, {4, 558}});
  round.auction.price_step_per_mwh = 0.01;
  round.auction.ceiling_from_history = {.factor = 1.08, .rounds = 3, .at_most_per_mwh = 5.9, .rounded_to_per_mwh = 0.01};
  round.auction.history.highest_award_per_mwh = {9.99, 5.18, 5.09, 5.20};
  EXPECT_THAT(round.ranks(), ElementsAre(1, 0));
  round.auction.history.highest_award_per_mwh = {5.20, 5.55, 5.69};
  round.bids = {{4, 590}, {4, 591}};
  EXPECT_THAT(round.ranks(), ElementsAre(1, 0));
}

TEST(RecomputeStepsTest, TooFewBidsOrBiddersMakeTheRoundVoid) {
  SmallRound round(10, {{4, 10, with(&BidAttributes::bidder, "X")}, {4, 20, with(&BidAttributes::bidder, "X")}, {4, 99}});
  round.ceiling = 50;
  EXPECT_FALSE(round.recompute().is_void);
  round.auction.minimum_bidders = 2;
  EXPECT_TRUE(round.recompute().is_void);
  EXPECT_THAT(round.awards(), Each(0));
  round.auction.minimum_bidders = 1;
  round.auction.minimum_bids = 3;
  EXPECT_TRUE(round.recompute().is_void);
}

TEST(RecomputeStepsTest, ExclusionsSizesAndTheFloorDecideOnAdmission) {
  SmallRound round(20, {{4, 10, with(&BidAttributes::origin, "CHN")}, {1, 10}, {9, 10}, {4, 4}, {4, 5}});
  round.auction.exclusions = {{.name = "foreign", .bids = only(OriginFilter::foreign), .source = {}}};
  round.auction.minimum_bid_mw = 0.002;
  round.auction.maximum_bid_mw = 0.008;
  round.auction.floor_per_mwh = 5.0;
  EXPECT_THAT(round.ranks(), ElementsAre(0, 0, 0, 0, 1));
}

class VolumeResponseTest : public ::testing::Test {
 protected:
  VolumeResponseTest() { round_.auction.history = {{1.0, 1.0}, {0.8, 0.85}, {0.7, 0.8}, {50.0, 50.0}, 0.6}; }
  std::int64_t volume_kw(VolumeRule rule) {
    round_.auction.volume_response.rule = rule;
    return round_.recompute().volume_kw.value();
  }
  SmallRound round_{1000, {{400, 10}, {355, 20}}};
};

TEST_F(VolumeResponseTest, FollowsBidsAndHistory) {
  EXPECT_EQ(volume_kw(VolumeRule::as_offered), 1000);
  round_.auction.volume_response.share_of_bids_fraction = 0.8;
  EXPECT_EQ(volume_kw(VolumeRule::share_of_bids), 604);
  round_.auction.volume_response.surplus_fraction = 0.4;
  EXPECT_EQ(volume_kw(VolumeRule::competition_surplus), 539);    // 755/1.4 = 539.3
  EXPECT_EQ(volume_kw(VolumeRule::permits_and_unawarded), 650);  // 600 + 850 − 800
  EXPECT_EQ(volume_kw(VolumeRule::mean_of_last_two), 875);       // (800 + 850)/2 + 50
  EXPECT_EQ(volume_kw(VolumeRule::last_round_bids), 850);
}

TEST_F(VolumeResponseTest, StaysWhereNothingFallsShort) {
  round_.auction.history.eligible_bids_mw = {0.8, 0.9};  // 90 % in the last round
  EXPECT_EQ(volume_kw(VolumeRule::mean_of_last_two), 1000);
  round_.auction.history.eligible_bids_mw = {0.8, 1.0};  // not below the volume
  EXPECT_EQ(volume_kw(VolumeRule::permits_and_unawarded), 1000);
  round_.auction.volume_response = {.share_of_bids_fraction = 0.8, .applies = ShareApplies::when_undersubscribed};
  EXPECT_EQ(volume_kw(VolumeRule::share_of_bids), 604);
  round_.volume = 755;
  EXPECT_EQ(volume_kw(VolumeRule::share_of_bids), 755);
}

}  // namespace
}  // namespace sealedbid
