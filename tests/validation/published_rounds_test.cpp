#include <gtest/gtest.h>

#include <cmath>

#include "auction/ascending_fee.hpp"
#include "auction/history_rules.hpp"
#include "auction/system_value.hpp"
#include "auction/yield_correction.hpp"
#include "replay/clear_bids.hpp"

/// Numbers of real rounds that the rules fix: published ceilings, volumes, awards and fees, from the files of scenarios/rules.
namespace sealedbid {
namespace {

std::string path_of(const std::string& name) {
  return SEALEDBID_SOURCE_DIR "/scenarios/rules/" + name;
}

ClearedFile cleared(const std::string& name) {
  return clear_bids(path_of(name + "-bids.csv"), read_rules(path_of(name + ".yaml")), 1);
}

double awarded_mw(const ClearedFile& file) {
  return static_cast<double>(file.round.awarded_kw) / 1000.0;
}

double award_of(const ClearedFile& file, const std::string& bid) {
  for (std::size_t b = 0; b < file.list.bids.size(); ++b) {
    if (file.list.bids[b].attributes.name == bid) return static_cast<double>(file.round.bids[b].awarded_kw) / 1000.0;
  }
  ADD_FAILURE() << "no bid " << bid;
  return std::nan("");
}

// Ceilings of the German solar rounds of March, June and November 2022 (EEG § 37b), in EUR/MWh, from the highest awards before.
TEST(PublishedRoundsTest, FindsTheGermanSolarCeilingsOf2022) {
  const Auction auction = read_rules(path_of("german_solar.yaml")).auction;
  const auto ceiling_after = [&](std::vector<double> awards) {
    RoundHistory history;
    history.highest_award_per_mwh = std::move(awards);
    return ceiling_from_history(auction.ceiling_from_history, history);
  };
  EXPECT_EQ(ceiling_after({51.8, 50.9, 52.0}), 55.7);
  EXPECT_EQ(ceiling_after({50.9, 52.0, 55.5}), 57.0);
  EXPECT_EQ(ceiling_after({52.0, 55.5, 56.9}), 59.0);  // 59.2 without the cap
}

// EEG § 36h (1): what a winner at 57.6 EUR/MWh of the reference site is paid at its own site.
TEST(PublishedRoundsTest, PaysGermanWindByTheQualityOfTheSite) {
  const auto paid = [](YieldCorrection table, double quality) {
    return 57.6 * static_cast<double>(yield_correction_1e2(table, std::llround(quality * 1e6))) / 100.0;
  };
  EXPECT_NEAR(paid(YieldCorrection::eeg_2023, 0.50), 89.28, 1e-9);   // 1.55
  EXPECT_NEAR(paid(YieldCorrection::eeg_2023, 0.80), 66.816, 1e-9);  // 1.16
  EXPECT_NEAR(paid(YieldCorrection::eeg_2023, 1.00), 57.6, 1e-9);
  EXPECT_NEAR(paid(YieldCorrection::eeg_2023, 1.60), 45.504, 1e-9);  // 0.79
  EXPECT_NEAR(paid(YieldCorrection::eeg_2021, 0.50), 77.76, 1e-9);   // 1.35
}

// Of these rounds totals are published and single bids are not: the examples are built so that the rule leads to the published
// number, which another response of the volume or another marginal rule would miss.
TEST(PublishedRoundsTest, GivesPublishedTotals) {
  const ClearedFile german = cleared("german_wind_2021");
  EXPECT_EQ(german.round.volume_kw, 1'243'230);                       // May 2021: 1,500 MW cut to 1,243.23
  EXPECT_EQ(cleared("german_wind_2023").round.volume_kw, 1'667'000);  // August 2023
  EXPECT_EQ(awarded_mw(cleared("german_solar_pilot_2015")), 159.74);
  EXPECT_EQ(cleared("greece_2018").round.volume_kw, 40'000);  // 70 MW bid
  EXPECT_EQ(award_of(cleared("india"), "D"), 1'100.0);        // SBE of 1,800, July 2018
  EXPECT_EQ(awarded_mw(cleared("kazakhstan")), 400.0);        // 250 north, 150 south, October 2018
  const ClearedFile hydrogen = cleared("eu_hydrogen_bank");
  double used = 0.0;  // of 800 million in ten years
  for (std::size_t b = 0; b < hydrogen.bids.size(); ++b) {
    used +=
        10.0 * 4'000.0 * static_cast<double>(hydrogen.round.bids[b].awarded_kw) / 1000.0 * hydrogen.list.bids[b].price_per_mwh;
  }
  EXPECT_NEAR(used, 719.9e6, 0.05e6);
}

// Poland 2019: 77.84 of 113.97 TWh; 80 % of the bids bound, and the bids were 97.3 TWh.
TEST(PublishedRoundsTest, GivesPolandsAwardOf2019AndGreecesThreshold) {
  const Auction poland = read_rules(path_of("poland.yaml")).auction;
  EXPECT_EQ(responsive_volume(poland.volume_response, {}, 113'970, 97'300), 77'840);
  const Auction greece = read_rules(path_of("greece_2018.yaml")).auction;
  EXPECT_EQ(responsive_volume(greece.volume_response, {}, 300'000, 525'000), 300'000);
  EXPECT_EQ(responsive_volume(greece.volume_response, {}, 300'000, 524'999), 299'999);
}

// Albania 2024: nine of ten bids, 283.93 MW of 300; the tenth, 72 MW, is rejected and not cut.
TEST(PublishedRoundsTest, GivesAlbaniasAwardsOf2024) {
  const std::string albania = SEALEDBID_SOURCE_DIR "/scenarios/albania/solar-2024-";
  const ClearedFile file = clear_bids(albania + "bids.csv", read_rules(albania + "rules.yaml"), 1);
  EXPECT_EQ(awarded_mw(file), 283.93);
  EXPECT_EQ(file.round.bids.back().outcome, BidOutcome::rejected_as_marginal);
}

// January 2025: contributions of 26, 30 and 17 million USD, rounded to a million each.
TEST(PublishedRoundsTest, GivesTheContributionsOfYeka2024) {
  const ClearedFile file = cleared("turkiye_yeka");
  double contributions = 0.0;
  for (std::size_t b = 0; b < file.bids.size(); ++b) {
    contributions += static_cast<double>(file.round.bids[b].awarded_kw) / 1000.0 * static_cast<double>(file.bids[b].fee);
  }
  EXPECT_NEAR(contributions, 73e6, 1e5);
}

// June 2023, site N-11.1: 1.83 million EUR/MW. The dynamic procedure ends one level above the last that two bidders accept.
TEST(PublishedRoundsTest, EndsTheDynamicProcedureALevelAboveTheRunnerUp) {
  const std::vector<FeeLimit> offshore = {{1'800'000, 0}, {2'400'000, 1}, {1'000'000, 2}};
  const AscendingFee end = ascending_fee(offshore, 30'000, IntermediateBids::allowed);
  EXPECT_EQ(end.winner, 1);
  EXPECT_EQ(end.fee, 1'830'000);
}

// The column criterion_system_value of portugal-bids.csv, worked out from the bids.
TEST(PublishedRoundsTest, FindsTheSystemValuesOfPortugal) {
  const SystemView view = {.market_value_per_mwh = 45, .full_load_hours = 2000, .years = 15, .discount_rate_fraction = 0.05};
  const ClearedFile file = cleared("portugal");
  for (const ListedBid& bid : file.list.bids) {
    double value = 0.0;
    if (bid.attributes.segment == "guaranteed") value = value_of_guaranteed_price(view, bid.price_per_mwh);
    if (bid.attributes.segment == "contribution") value = value_of_contribution(view, bid.price_per_mwh);
    if (bid.attributes.segment == "storage") {
      value = value_of_storage(view, {.capacity_payment_per_mw_year = bid.price_per_mwh,
                                      .strike_per_mwh = 60,
                                      .returned_fraction = 0.9,
                                      .spot_when_above_strike_per_mwh = 90,
                                      .hours_above_strike_per_year = 2000});
    }
    EXPECT_NEAR(bid.attributes.criteria.at("system_value"), value, 0.005) << bid.attributes.name;
  }
}

}  // namespace
}  // namespace sealedbid
