#include "scenario/check_meaning.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

std::string errors_with(const std::string& old_part, const std::string& new_part) {
  return errors_of(sample_with(old_part, new_part));
}

std::string warnings_with(const std::string& old_part, const std::string& new_part) {
  return warnings_of(sample_with(old_part, new_part));
}

TEST(CheckMeaningTest, SampleIsFine) {
  EXPECT_TRUE(check_meaning(scenario_of(sample_text)).empty());
}

TEST(CheckMeaningTest, TechnologiesThatAreNamedExist) {
  EXPECT_THAT(errors_with("technology: solar", "technology: solr"),
              HasSubstr("there is no technology 'solr'. Did you mean solar?"));
  EXPECT_THAT(errors_with("{solar: 0.88}", "{wind: 0.88}"),
              HasSubstr("export.corridors.west.capture_rate_fraction.wind: there is no technology 'wind'"));
}

TEST(CheckMeaningTest, CostsNeedATechnologyAndACostOfCapital) {
  const std::string price = "    required_price_per_mwh: {distribution: uniform, low: 30, high: 40}\n";
  const std::string without_price = sample_with(price, "");
  EXPECT_EQ(errors_of(without_price), "");
  EXPECT_THAT(errors_of(with(without_price, "    wacc_fraction: 0.07\n", "")),
              HasSubstr("bidder_classes.contractor.wacc_fraction: is missing"));
  EXPECT_THAT(errors_of(with(without_price, "    technology: solar\n", "")),
              HasSubstr("bidder_classes.contractor.technology: is missing"));
  EXPECT_EQ(errors_of(with(with(sample_text, "    technology: solar\n", ""), "    wacc_fraction: 0.07\n", "")), "");
}

TEST(CheckMeaningTest, CeilingLiesOnThePriceGrid) {  // NU16
  EXPECT_THAT(errors_with("ceiling_per_mwh: 45", "ceiling_per_mwh: 7.350000001"),
              HasSubstr("7.350000001 is not a multiple of the price step 0.01. Did you mean 7.35 or 7.36?"));
  for (const char* ceiling : {"0.07", "0.29", "45.03", "999999.99", "0"}) {
    EXPECT_EQ(errors_with("ceiling_per_mwh: 45", std::string("ceiling_per_mwh: ") + ceiling), "") << ceiling;
  }
  EXPECT_THAT(errors_with("ceiling_per_mwh: 45", "ceiling_per_mwh: 0.001"), HasSubstr("is below the price step 0.01"));
  EXPECT_THAT(errors_with("ceiling_per_mwh: 45", "ceiling_per_mwh: 100000000"), HasSubstr("more than 2147483646 price steps"));
  EXPECT_EQ(errors_with("ceiling_per_mwh: 45", "ceiling_per_mwh: {distribution: uniform, low: 40, high: 45.005}"), "");
}

TEST(CheckMeaningTest, StrategiesAndRingsAreChecked) {
  EXPECT_THAT(errors_with("strategy: markup", "strategy: truthful"), HasSubstr("markup_fraction: has no effect"));
  EXPECT_THAT(errors_with("auction:\n", "rings: {old: {bidder_classes: [contractr]}}\nauction:\n"),
              HasSubstr("rings.old.bidder_classes: there is no class 'contractr'"));
}

TEST(CheckMeaningTest, BiddersAreCounted) {  // AU23, AU34
  EXPECT_THAT(warnings_with("bidders: 3", "bidders: 0"),
              HasSubstr("bidder_classes.contractor.bidders: the class has no bidders"));
  EXPECT_EQ(warnings_with("bidders: 3", "bidders: 1000000"), "");
  const std::string second =
      "  second: {origin: CHN, bidders: 999998, project_capacity_mw: 1, required_price_per_mwh: 3, strategy: "
      "truthful}\nauction:\n";
  EXPECT_THAT(errors_with("auction:\n", second), HasSubstr("1000001 bidders in all"));
  EXPECT_THAT(errors_with("bidders: 3", "bidders: -1"), HasSubstr("-1 is negative"));
  EXPECT_THAT(errors_with("bidders: 3", "bidders: 1.5"), HasSubstr("is not a whole number"));
}

TEST(CheckMeaningTest, ThereIsAClassOfBidders) {
  std::string text = sample_text;
  const std::size_t begin = text.find("bidder_classes:"), end = text.find("auction:");
  EXPECT_THAT(errors_of(text.replace(begin, end - begin, "bidder_classes: {}\n")), HasSubstr("there is no class of bidders"));
}

TEST(CheckMeaningTest, NamesDifferInMoreThanCapitals) {
  const std::string twin =
      "  Contractor: {origin: CHN, bidders: 1, project_capacity_mw: 1, required_price_per_mwh: 3, strategy: "
      "truthful}\nauction:\n";
  EXPECT_THAT(errors_with("auction:\n", twin),
              HasSubstr("bidder_classes.Contractor: differs from contractor only in capital letters"));
}

TEST(CheckMeaningTest, PlantsLiveAsLongAsTheTariff) {
  const std::string text = sample_with("    required_price_per_mwh: {distribution: uniform, low: 30, high: 40}\n", "");
  EXPECT_THAT(errors_of(with(text, "term_years: 20", "term_years: 31")),
              HasSubstr("technologies.solar.lifetime_years: 30 years are shorter"));
  EXPECT_EQ(errors_of(with(text, "term_years: 20", "term_years: 30")), "");
}

TEST(CheckMeaningTest, ExportNeedsACorridor) {
  std::string text = sample_text;
  const std::size_t begin = text.find("  corridors:"), end = text.find("  share_of_energy_fraction");
  text.erase(begin, end - begin);
  EXPECT_THAT(errors_of(text), HasSubstr("export.share_of_energy_fraction: is above 0, but there is no corridor"));
  EXPECT_THAT(errors_with("share_of_energy_fraction: 0.1", "share_of_energy_fraction: 1"), HasSubstr("at least 0, below 1"));
}

TEST(CheckMeaningTest, CorrelationsNameSharedQuantities) {
  const std::string first = "[technologies.solar.capex_per_kw,";
  EXPECT_THAT(errors_with(first, "[technologies.solar.capex_per_k,"), HasSubstr("Did you mean technologies.solar.capex_per_kw?"));
  EXPECT_THAT(errors_with(first, "[bidder_classes.contractor.capex_factor,"),
              HasSubstr("is not a quantity that is drawn once a replication"));
  EXPECT_THAT(errors_with(first, "[host_country.country_risk_premium_shift_fraction,"), HasSubstr("is correlated with itself"));
  EXPECT_THAT(warnings_with(first, "[technologies.solar.lifetime_years,"),
              HasSubstr("is constant, the correlation has no effect"));
}

TEST(CheckMeaningTest, CorrelatedPairsStandOnce) {
  const std::string pair = "    - [technologies.solar.capex_per_kw, host_country.country_risk_premium_shift_fraction, 0.2]\n";
  const std::string again =
      pair + "    - [host_country.country_risk_premium_shift_fraction, technologies.solar.capex_per_kw, 0.2]\n";
  EXPECT_THAT(errors_with(pair, again), HasSubstr("common_shocks.correlation[1]: the pair"));
}

TEST(CheckMeaningTest, CorrelationMatrixIsPositiveDefinite) {
  Scenario scenario = scenario_of(sample_text);
  const std::string a = "technologies.solar.capex_per_kw", b = "technologies.solar.opex_per_kw_year",
                    c = "host_country.country_risk_premium_shift_fraction";
  scenario.correlations = {{a, b, 0.9}, {b, c, 0.9}, {a, c, 0.65}};
  EXPECT_TRUE(check_correlations(scenario).empty());
  scenario.correlations[2].coefficient = 0.6;  // determinant 1 − 0.81 − 0.81 − 0.36 + 2·0.81·0.6 < 0
  ASSERT_EQ(check_correlations(scenario).size(), 1u);
  EXPECT_THAT(check_correlations(scenario)[0].what, HasSubstr("contradict each other"));
}

TEST(CheckMeaningTest, CholeskyFindsTheBorderOfPositiveDefiniteness) {
  // For three equal correlations r the smallest eigenvalue is 1 + 2r below 0: the border lies at −1/2.
  const auto matrix = [](double r) { return std::vector<double>{1, r, r, r, 1, r, r, r, 1}; };
  EXPECT_TRUE(is_positive_definite(matrix(-0.499999), 3));
  EXPECT_FALSE(is_positive_definite(matrix(-0.500001), 3));
  EXPECT_TRUE(is_positive_definite(matrix(0.999), 3));
  EXPECT_FALSE(is_positive_definite(matrix(1.0), 3));
}

TEST(CheckMeaningTest, FaultsOfReadingHideOnlyTheChecksTheyConcern) {
  const std::string text = with(sample_with("volume_mw: 100", "volume_mw: x"), "strategy: markup", "strategy: truthful");
  EXPECT_THAT(errors_of(text), HasSubstr("'x' is not a number"));
  EXPECT_THAT(errors_of(text), HasSubstr("markup_fraction: has no effect"));
  const std::string broken = sample_with("lifetime_years: 30", "lifetime_years: x");
  EXPECT_EQ(errors_of(broken).find('\n'), std::string::npos) << errors_of(broken);
}

TEST(CheckMeaningTest, CeilingBelowAllCostsIsAllowed) {  // AU29
  EXPECT_EQ(errors_with("ceiling_per_mwh: 45", "ceiling_per_mwh: 1"), "");
}

}  // namespace
}  // namespace sealedbid
