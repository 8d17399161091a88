#include <nlohmann/json.hpp>

#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class CostTest : public ProgramFixture {
 protected:
  void SetUp() override {
    write("plant.yaml", R"(schema_version: 1
name: plant
currency: EUR
price_year: 2025
technologies:
  solar: {capex_per_kw: 800, opex_per_kw_year: 15, capacity_factor_fraction: 0.2, lifetime_years: 20}
host_country: {code: AAA}
bidder_classes:
  home: {origin: AAA, bidders: 4, technology: solar, project_capacity_mw: 10, strategy: truthful, wacc_fraction: 0.08}
  abroad: {origin: BBB, bidders: 3, project_capacity_mw: 10, strategy: truthful, required_price_per_mwh: 28}
auction: {volume_mw: 30, ceiling_per_mwh: 95}
tariff: {term_years: 20}
policies:
  as_is: {}
  long_term: {technologies: {solar: {lifetime_years: 25}}, tariff: {term_years: 25}}
simulation: {replications: 500, seed: 5}
)");
  }

  nlohmann::json cost(std::vector<std::string> more) const {
    more.insert(more.begin(), {"cost", "plant.yaml", "--format", "json"});
    const Finished finished = sealedbid(more);
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    return nlohmann::json::parse(finished.output);
  }
};

TEST_F(CostTest, ShowsEveryClassOfTheFirstPolicy) {
  const Finished table = sealedbid({"cost", "plant.yaml"});
  EXPECT_EQ(table.exit_code, 0) << table.notes;
  EXPECT_THAT(table.output, StartsWith("plant, policy as_is"));
  EXPECT_THAT(table.output, ContainsRegex("home +8.00 % +55.0[0-9]+ "));  // 800 · 0.10185 + 15 over 1.752 MWh
  EXPECT_THAT(table.output, HasSubstr("abroad  needs 28 per MWh"));
}

TEST_F(CostTest, ShowsTheAccountOfANamedClass) {
  const Finished table = sealedbid({"cost", "plant.yaml", "--class", "home"});
  EXPECT_THAT(table.output, ContainsRegex("\n +20 +1.752 +96.4[0-9] +15.00 +40.00 "));
  EXPECT_EQ(cost({"--class", "home"})["classes"].size(), 1u);
}

TEST_F(CostTest, PolicySettingsAndStrikeCount) {
  const double required = cost({})["classes"][0]["required_strike_per_mwh"];
  EXPECT_LT(cost({"--policy", "long_term"})["classes"][0]["required_strike_per_mwh"], required);
  EXPECT_GT(cost({"--set", "technologies.solar.capex_per_kw=900"})["classes"][0]["required_strike_per_mwh"], required);
  const auto at_strike = cost({"--strike", "60.5"})["classes"][0]["at_strike"];
  EXPECT_EQ(at_strike["strike_per_mwh"], 60.5);
  EXPECT_GT(at_strike["npv_per_kw"], 0.0);
}

TEST_F(CostTest, CsvHasARowForEachYearOfEachAccount) {
  const Finished csv = sealedbid({"cost", "plant.yaml", "--format", "csv"});
  EXPECT_EQ(lines_of(csv.output).size(), 22u);  // header, one payment, twenty years; "abroad" has no account
}

TEST_F(CostTest, UnknownNamesAndPricesAreCodeTwo) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> wrong = {
      {{"--class", "hone"}, "--class: plant.yaml has no bidder class 'hone'; it has home, abroad. Did you mean home?"},
      {{"--policy", "as_it"}, "--policy: plant.yaml has no policy 'as_it'; it has as_is, long_term. Did you mean as_is?"},
      {{"--strike", "35,4"}, "--strike: '35,4' is not a number; a price per MWh is meant, e.g. 35.5"}};
  for (const auto& [options, message] : wrong) {
    std::vector<std::string> arguments = {"cost", "plant.yaml"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Finished finished = sealedbid(arguments);
    EXPECT_EQ(finished.exit_code, 2);
    EXPECT_EQ(finished.notes, "sealedbid: " + message + "\n");
    EXPECT_THAT(finished.output, IsEmpty());
  }
}

TEST_F(CostTest, AWrongScenarioIsCodeThree) {
  EXPECT_EQ(sealedbid({"cost", "plant.yaml", "--set", "technologies.solar.capex_per_kw=-1"}).exit_code, 3);
}

}  // namespace
}  // namespace sealedbid
