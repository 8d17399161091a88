#include "scenario/check_economy.hpp"

#include "scenario/sample_economy.hpp"

namespace sealedbid {
namespace {

TEST(CheckEconomyTest, SampleIsFine) {
  EXPECT_EQ(errors_of(economy_text), "");
  EXPECT_EQ(warnings_of(economy_text), "");
}

TEST(CheckEconomyTest, TheHomeMarketIsThatOfTheHostCountry) {
  Scenario scenario = scenario_of(economy_text);
  ASSERT_NE(home_market(scenario), nullptr);
  EXPECT_EQ(home_market(scenario)->name, "home");
  scenario.host_country.code = "GEO";
  EXPECT_EQ(home_market(scenario), nullptr);
}

TEST(CheckEconomyTest, FindingsStandAtTheirPlaces) {
  Scenario scenario;
  scenario.technologies.emplace_back().name = "solar";
  scenario.places["tariff"] = {"a.yaml", 3, 5};
  Findings findings(scenario);
  findings.refuse("tariff.type", "is odd", "Leave it out.");
  findings.warn("tariff.type", "is rare", "");
  findings.refuse_unknown_technology("x", "solar");
  findings.refuse_unknown_technology("x", "solr");
  ASSERT_EQ(findings.issues.size(), 3u);
  EXPECT_EQ(text_of(findings.issues[0]), "a.yaml:3:5: tariff.type: is odd. Leave it out.");
  EXPECT_EQ(findings.issues[1].severity, Severity::warning);
  EXPECT_EQ(findings.issues[2].what, "there is no technology 'solr'");
  EXPECT_EQ(findings.issues[2].suggestion, "Did you mean solar?");
}

TEST(CheckEconomyTest, HintsNameWhatIsNear) {
  EXPECT_EQ(nearest_hint("hom", {"home", "abroad"}), "Did you mean home?");
  EXPECT_EQ(nearest_hint("x", {"home", "abroad"}), "");
}

}  // namespace
}  // namespace sealedbid
