#include "auction/history_rules.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sealedbid {
namespace {

constexpr CeilingFromHistory german_solar{.factor = 1.08, .rounds = 3, .at_most_per_mwh = 5.90, .rounded_to_per_mwh = 0.01};

std::optional<double> ceiling(std::vector<double> awards) {
  return ceiling_from_history(
      german_solar, {.volume_mw = {}, .eligible_bids_mw = {}, .awarded_mw = {}, .highest_award_per_mwh = std::move(awards)});
}

std::int64_t volume(const VolumeResponse& response, const RoundHistory& history, std::int64_t offered, std::int64_t eligible) {
  return static_cast<std::int64_t>(responsive_volume(response, history, offered, eligible));
}

TEST(HistoryRulesTest, GivesThePublishedGermanSolarCeilings) {
  EXPECT_DOUBLE_EQ(ceiling({5.18, 5.09, 5.20}).value(), 5.57);        // March 2022
  EXPECT_DOUBLE_EQ(ceiling({5.18, 5.09, 5.20, 5.55}).value(), 5.70);  // June 2022: the last three count
  EXPECT_DOUBLE_EQ(ceiling({5.20, 5.55, 5.69}).value(), 5.90);        // November 2022: 5.92, cut
}

TEST(HistoryRulesTest, HasNoCeilingWithoutAFactorAndNoneWithoutAwards) {
  EXPECT_FALSE(ceiling_from_history({}, {}).has_value());
  EXPECT_THROW(ceiling_from_history(german_solar, {}), std::invalid_argument);
}

TEST(HistoryRulesTest, CutsTheVolumeToAShareOfTheBids) {
  const VolumeResponse polish{.rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.8};
  EXPECT_EQ(volume(polish, {}, 100'000, 100'000), 80'000);
  EXPECT_EQ(volume(polish, {}, 100'000, 200'000), 100'000);
  EXPECT_EQ(volume(polish, {}, 100'000, 1), 0);
  EXPECT_EQ(volume(polish, {}, 100'000, 0), 0);
}

TEST(HistoryRulesTest, CutsGermanBiomassOnlyWhenUndersubscribed) {
  const VolumeResponse biomass{
      .rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.8, .applies = ShareApplies::when_undersubscribed};
  EXPECT_EQ(volume(biomass, {}, 100'000, 110'000), 100'000);
  EXPECT_EQ(volume(biomass, {}, 100'000, 100'000), 100'000);
  EXPECT_EQ(volume(biomass, {}, 100'000, 99'999), 79'999);
}

TEST(HistoryRulesTest, DividesGreekBidsByOnePlusTheSurplus) {
  const VolumeResponse greek{.rule = VolumeRule::competition_surplus, .surplus_fraction = 0.75};
  EXPECT_EQ(volume(greek, {}, 300'000, 70'000), 40'000);
  EXPECT_EQ(volume(greek, {}, 300'000, 525'000), 300'000);
  EXPECT_EQ(volume(greek, {}, 300'000, 524'999), 299'999);
}

TEST(HistoryRulesTest, RationsByPermitsWhenUndersubscriptionThreatens) {
  // 700 MW of new permits and 300 MW that went away empty-handed compete for 1,500 MW; the last round was short.
  const VolumeResponse permits{.rule = VolumeRule::permits_and_unawarded};
  RoundHistory history{.volume_mw = {1500.0},
                       .eligible_bids_mw = {1000.0},
                       .awarded_mw = {700.0},
                       .highest_award_per_mwh = {},
                       .new_permits_mw = 700.0};
  EXPECT_EQ(volume(permits, history, 1'500'000, 0), 1'000'000);
  history.eligible_bids_mw = {1500.0};  // the last round was not short
  EXPECT_EQ(volume(permits, history, 1'500'000, 0), 1'500'000);
  history.eligible_bids_mw = {1000.0};
  history.new_permits_mw = 1200.0;  // enough bids to be expected
  EXPECT_EQ(volume(permits, history, 1'500'000, 0), 1'500'000);
}

TEST(HistoryRulesTest, FollowsTwoShortSolarRounds) {
  const VolumeResponse solar{.rule = VolumeRule::mean_of_last_two};
  RoundHistory history{
      .volume_mw = {100.0, 100.0}, .eligible_bids_mw = {60.0, 80.0}, .awarded_mw = {60.0, 80.0}, .highest_award_per_mwh = {}};
  EXPECT_EQ(volume(solar, history, 100'000, 0), 90'000);  // 70 and the growth of 20
  history.eligible_bids_mw = {80.0, 60.0};
  EXPECT_EQ(volume(solar, history, 100'000, 0), 70'000);
  history.eligible_bids_mw = {80.0, 90.0};  // not below 90 %
  EXPECT_EQ(volume(solar, history, 100'000, 0), 100'000);
}

TEST(HistoryRulesTest, FollowsTheParticipationOfTheLastRound) {
  const VolumeResponse japanese{.rule = VolumeRule::last_round_bids};
  const RoundHistory history{.volume_mw = {100.0}, .eligible_bids_mw = {93.0}, .awarded_mw = {93.0}, .highest_award_per_mwh = {}};
  EXPECT_EQ(volume(japanese, history, 100'000, 0), 93'000);
  EXPECT_EQ(volume(japanese, history, 50'000, 0), 50'000);
}

}  // namespace
}  // namespace sealedbid
