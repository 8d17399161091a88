#include "scenario/plausibility.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "scenario/sample_economy.hpp"

namespace sealedbid {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string price = "    required_price_per_mwh: {distribution: uniform, low: 30, high: 40}\n";

/// The sample with one price for each class, and no ceiling that they could be compared with.
std::string warnings_of_prices(const std::vector<std::string>& prices) {
  std::string text = with(sample_text, "  ceiling_per_mwh: 45\n", "");
  for (std::size_t i = 1; i < prices.size(); ++i) {
    text = with(text, "auction:\n",
                "  further" + std::to_string(i) +
                    ": {origin: CHN, bidders: 3, project_capacity_mw: 1, strategy: truthful,\n"
                    "    required_price_per_mwh: " +
                    prices[i] + "}\nauction:\n");
  }
  return warnings_of(with(text, price, "    required_price_per_mwh: " + prices[0] + "\n"));
}

std::string warnings_with_ceiling(const std::string& ceiling, const std::string& text = sample_text) {
  return warnings_of(with(text, "ceiling_per_mwh: 45", "ceiling_per_mwh: " + ceiling));
}

TEST(PlausibilityTest, NothingIsSaidAboutShippedScenarios) {
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SEALEDBID_SOURCE_DIR "/scenarios")) {
    const std::string path = entry.path().string();
    const auto is_in = [&](const char* folder) { return path.find(folder) != std::string::npos; };
    const bool is_of_another_kind = path.ends_with("-rules.yaml") || is_in("/scenarios/rules/") || is_in("/scenarios/theory/");
    if (!path.ends_with(".yaml") || is_of_another_kind) continue;
    EXPECT_EQ(text_of(read_scenario(path).warnings), "") << path;
    ++files;
  }
  EXPECT_GE(files, 4);
}

TEST(PlausibilityTest, OnePriceInAnotherUnitIsNamed) {  // NU18
  EXPECT_EQ(warnings_of_prices({"73.5", "7.35"}),
            "sample.yaml:39:29: warning: bidder_classes.further1.required_price_per_mwh: 7.35 is about 10 times less than the "
            "middle of the other classes (73.5). Check the unit, EUR/MWh (1 ct/kWh is 10 EUR/MWh)");
  EXPECT_THAT(warnings_of_prices({"7.35", "70", "{distribution: uniform, low: 60, high: 80}", "71"}),
              AllOf(StartsWith("sample.yaml:35:29: warning: bidder_classes.contractor.required_price_per_mwh: 7.35 is about 9.5"),
                    ::testing::Not(HasSubstr("\n"))));
  EXPECT_THAT(warnings_of_prices({"735", "70", "80"}), HasSubstr("735 is about 9.8 times more than"));
}

TEST(PlausibilityTest, PricesThatDifferLessAreLeftAlone) {
  EXPECT_EQ(warnings_of_prices({"20", "99"}), "");
  EXPECT_EQ(warnings_of_prices({"0", "73.5", "80"}), "") << "a price of 0 has no unit";
  EXPECT_EQ(warnings_of_prices({"7.35"}), "") << "there is nothing to compare with";
}

TEST(PlausibilityTest, CostsOfTechnologiesMayDifferMore) {
  const auto warnings_with_wind = [](const std::string& capex, const std::string& opex) {
    return warnings_of(
        sample_with("host_country:\n", "  wind: {capex_per_kw: " + capex + ", opex_per_kw_year: " + opex +
                                           ", capacity_factor_fraction: 0.4, lifetime_years: 25}\nhost_country:\n"));
  };
  EXPECT_EQ(warnings_with_wind("6000", "100"), "");
  EXPECT_THAT(warnings_with_wind("1500000", "40"), HasSubstr("technologies.wind.capex_per_kw: 1500000 is about 2200 times more"));
  EXPECT_THAT(warnings_with_wind("1500", "0.04"), HasSubstr("technologies.wind.opex_per_kw_year: 0.04 is about 310 times less"));
}

TEST(PlausibilityTest, ACeilingIsComparedWithWhatBiddersNeed) {
  EXPECT_EQ(warnings_with_ceiling("30"), "");
  EXPECT_EQ(warnings_with_ceiling("300"), "");
  EXPECT_THAT(
      warnings_with_ceiling("4.5"),
      HasSubstr("warning: auction.ceiling_per_mwh: 4.5 is about 7.8 times less than what any class of bidders needs (35)"));
  EXPECT_THAT(warnings_with_ceiling("450"), HasSubstr("450 is about 13 times more than what any class"));
}

TEST(PlausibilityTest, WhatBiddersNeedFollowsFromTheirCosts) {
  // (690 · 0.92 · annuity of 7 % over 30 years + 12.3) / (8.76 · 0.25) = 29.0; over 20 years 33.0.
  const std::string by_costs = sample_with(price, "");
  EXPECT_EQ(warnings_with_ceiling("6", by_costs), "");
  EXPECT_THAT(warnings_with_ceiling("5.7", by_costs), HasSubstr("what any class of bidders needs (29)"));
  EXPECT_EQ(warnings_with_ceiling("320", by_costs), "");
  EXPECT_THAT(warnings_with_ceiling("340", by_costs), HasSubstr("what any class of bidders needs (33)"));
}

TEST(PlausibilityTest, CostsOfDebtAndEquityCountByTheirShares) {
  const std::string alone = with(economy_text, "wacc_fraction: 0.09,", "required_price_per_mwh: 40,");
  const auto warnings = [&](const std::string& ceiling) {
    return warnings_of(with(alone, "ceiling_per_mwh: 60", "ceiling_per_mwh: " + ceiling));
  };
  // 0.75 · 6 % + 0.25 · (12 % + 3 %) = 8.25 %: (690 · annuity over 30 years + 12) / (8.76 · 0.25) = 34.1; over 20 years 38.2.
  EXPECT_EQ(warnings("6.9"), "");
  EXPECT_THAT(warnings("6.7"), HasSubstr("what any class of bidders needs (34.1)"));
}

TEST(PlausibilityTest, ACeilingOnAPremiumMayBeFarFromCosts) {
  EXPECT_EQ(economy_warnings("ceiling_per_mwh: 60", "ceiling_per_mwh: 5").empty(), false);
  const std::string premium =
      with(with(economy_with("type: two_way_cfd", "type: fixed_premium"), "  reference_period: hour\n", ""),
           "  reference_price: baseload\n", "");
  EXPECT_EQ(warnings_of(with(premium, "ceiling_per_mwh: 60", "ceiling_per_mwh: 5")), "");
}

TEST(PlausibilityTest, PricesOfMarketsAndCorridorsAreCompared) {
  EXPECT_THAT(
      economy_warnings("mean_price_per_mwh: 65", "mean_price_per_mwh: 6.5"),
      HasSubstr(
          "electricity_markets.abroad.mean_price_per_mwh: 6.5 is about 7.3 times less than the middle of the other markets"));
}

TEST(PlausibilityTest, AWarningStandsOnceAndIsAboutEachPolicy) {
  const std::string text = sample_text + "policies:\n  one: {}\n  two: {}\n  low: {auction: {ceiling_per_mwh: 4.5}}\n";
  EXPECT_THAT(warnings_of(text), StartsWith("sample.yaml:68:36: warning: auction.ceiling_per_mwh: 4.5"));
  EXPECT_EQ(read_scenario_text(with(text, "ceiling_per_mwh: 45", "ceiling_per_mwh: 4.4"), "f").warnings.size(), 2u);
}

TEST(PlausibilityTest, BidsAtALossAreNamed) {
  const std::string markup = "    strategy: markup\n    markup_fraction: 0.05\n";
  const auto warnings_of_bids = [&](const std::string& bids) {
    return warnings_of(sample_with(
        markup, "    strategy: table\n    bid_table: {required_price_per_mwh: [30, 40, 45], bid_per_mwh: " + bids + "}\n"));
  };
  EXPECT_EQ(warnings_of_bids("[30, 40.5, 45]"), "");
  EXPECT_THAT(warnings_of_bids("[31, 39, 44]"),
              HasSubstr("bid_table.bid_per_mwh: 39 is bid at a required price of 40, at which a winner loses"));
}

}  // namespace
}  // namespace sealedbid
