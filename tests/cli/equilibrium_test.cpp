#include <nlohmann/json.hpp>

#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class EquilibriumTest : public ProgramFixture {
 protected:
  void SetUp() override {
    write("game.yaml", R"(schema_version: 1
title: Two bidders
game: {lots: 1, pricing: pay_as_bid, reference: Vickrey (1961)}
bidder_classes:
  all: {bidders: 2, cost_per_mwh: {distribution: uniform, low: 40, high: 60}}
currency: EUR
)");
  }

  nlohmann::json solved(std::vector<std::string> more) const {
    more.insert(more.begin(), {"equilibrium", "game.yaml", "--format", "json"});
    const Finished finished = sealedbid(more);
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    return nlohmann::json::parse(finished.output);
  }
};

TEST_F(EquilibriumTest, ShowsBidsPriceAndCertificateOnOneScreen) {
  const Finished table = sealedbid({"equilibrium", "game.yaml"});
  EXPECT_EQ(table.exit_code, 0) << table.notes;
  EXPECT_THAT(table.notes, IsEmpty());
  EXPECT_THAT(table.output, StartsWith("Two bidders, in EUR per MWh\n2 bidders for 1 lot, pay_as_bid, no ceiling\n"));
  EXPECT_THAT(table.output, ContainsRegex("all +2 +40 to 60 +50 to 60 +0.5 +26.667 +3.3333"));
  EXPECT_THAT(table.output, HasSubstr("mean price 53.333"));
  EXPECT_THAT(table.output, HasSubstr("Certificate: "));
  EXPECT_THAT(table.output, HasSubstr("Known from: Vickrey (1961)"));
  EXPECT_LE(lines_of(table.output).size(), 24u);
  for (const std::string& line : lines_of(table.output)) EXPECT_LE(line.size(), 120u) << line;
}

/// Two lots, two bidders with two projects each: both hold the second one back.
TEST_F(EquilibriumTest, ShowsTheBidsOfEachProject) {
  write("projects.yaml", R"(schema_version: 1
game: {lots: 2, pricing: uniform_lowest_rejected, ceiling_per_mwh: 60}
bidder_classes:
  all: {bidders: 2, projects_per_bidder: 2, cost_per_mwh: {distribution: uniform, low: 40, high: 60}}
currency: EUR
)");
  const Finished table = sealedbid({"equilibrium", "projects.yaml"});
  EXPECT_EQ(table.exit_code, 0) << table.notes;
  EXPECT_THAT(table.output, ContainsRegex("project 2 +40 to 60 +60 +0\n"));
  EXPECT_THAT(table.output, HasSubstr("Payment and profit are those of all of its projects together."));
  for (const std::string& line : lines_of(table.output)) EXPECT_LE(line.size(), 120u) << line;
  const Finished csv = sealedbid({"equilibrium", "projects.yaml", "--format", "csv"});
  EXPECT_THAT(csv.output, StartsWith("class,project,cost_per_mwh,bid_per_mwh,"));
  EXPECT_THAT(csv.output, HasSubstr("\nall,2,40,60,"));
  const auto json = nlohmann::json::parse(sealedbid({"equilibrium", "projects.yaml", "--format", "json"}).output);
  const auto& bidders = json["classes"][0];
  EXPECT_EQ(bidders["projects_per_bidder"], 2);
  EXPECT_NEAR(bidders["expected_projects_won"].get<double>(), 1.0, 1e-9);
  EXPECT_NEAR(bidders["expected_profit_per_mwh"].get<double>(), 10.0, 1e-6);
  EXPECT_EQ(bidders["later_projects"][0]["project"], 2);
  EXPECT_NEAR(bidders["later_projects"][0]["bid_function"]["bid_per_mwh"][0].get<double>(), 60.0, 1e-9);
}

TEST_F(EquilibriumTest, JsonHoldsTheBidFunctionAndItsCertificate) {
  const auto json = solved({});
  EXPECT_EQ(json["status"], "solved");
  EXPECT_NEAR(json["expected_price_per_mwh"], 160.0 / 3, 1e-8);
  EXPECT_LT(json["greatest_gain_share_of_expected_profit"], 1e-6);
  const auto& all = json["classes"][0];
  EXPECT_EQ(all["at_quantiles"].size(), 10u);
  EXPECT_NEAR(all["at_quantiles"][0]["bid_per_mwh"], 50.5, 1e-8);
  EXPECT_NEAR(all["at_quantiles"][0]["win_probability"], 0.95, 1e-8);
  EXPECT_EQ(all["bid_function"]["cost_per_mwh"].size(), all["bid_function"]["win_probability"].size());
}

TEST_F(EquilibriumTest, CsvHasARowForEachPointOfEachBidFunction) {
  const std::vector<std::string> lines = lines_of(sealedbid({"equilibrium", "game.yaml", "--format", "csv"}).output);
  EXPECT_EQ(lines.front(), "class,cost_per_mwh,bid_per_mwh,win_probability,interim_profit_per_mwh");
  EXPECT_EQ(lines.size() - 1, solved({})["classes"][0]["bid_function"]["cost_per_mwh"].size());
  EXPECT_THAT(lines[1], StartsWith("all,40,"));
}

TEST_F(EquilibriumTest, SettingsCount) {
  EXPECT_NEAR(solved({"--set", "bidder_classes.all.bidders=5"})["expected_price_per_mwh"], 40 + 20.0 / 3, 1e-8);
}

TEST_F(EquilibriumTest, AWrongFileIsCodeThreeWithPlaceReasonAndRemedy) {
  const Finished finished = sealedbid(
      {"equilibrium", "game.yaml", "--set", "bidder_classes.all.cost_per_mwh=50", "--set", "bidder_classes.all.bidders=1"});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_THAT(finished.output, IsEmpty());
  EXPECT_THAT(finished.notes, HasSubstr("bidder_classes.all.cost_per_mwh: 50 is one value and has no density"));
  EXPECT_THAT(finished.notes,
              HasSubstr("game.yaml:3:7: game.ceiling_per_mwh: is missing, and only 1 bidder takes part for sure"));
}

TEST_F(EquilibriumTest, AnUnknownOptionIsCodeTwo) {
  EXPECT_EQ(sealedbid({"equilibrium", "game.yaml", "--tolerance", "1"}).exit_code, 2);
  EXPECT_EQ(sealedbid({"equilibrium"}).exit_code, 2);
}

TEST_F(EquilibriumTest, ABidderWithoutRivalsBidsTheCeiling) {
  const auto json = solved({"--set", "bidder_classes.all.bidders=1", "--set", "game.ceiling_per_mwh=70"});
  EXPECT_EQ(json["expected_price_per_mwh"], 70.0);
  for (const auto& example : json["classes"][0]["at_quantiles"]) EXPECT_EQ(example["bid_per_mwh"], 70.0);
}

TEST_F(EquilibriumTest, WithoutTradeThereAreNoBidsAndNoNumbersThatAreNone) {
  for (const char* format : {"table", "json", "csv"}) {
    const Finished finished = sealedbid({"equilibrium", "game.yaml", "--set", "game.ceiling_per_mwh=30", "--format", format});
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    EXPECT_THAT(finished.output, Not(ContainsRegex("nan|inf"))) << format;
  }
}

/// A time limit that no solver can keep: unlike classes have no closed form.
TEST_F(EquilibriumTest, AnAnswerThatIsNotExactEnoughIsCodeFourUnlessAllowed) {
  write("hard.yaml", R"(schema_version: 1
game: {lots: 2, ceiling_per_mwh: 90}
bidder_classes:
  home: {bidders: 5, cost_per_mwh: {distribution: truncated_normal, mean: 70, sd: 12, low: 40, high: 120}}
  abroad: {bidders: 5, cost_per_mwh: {distribution: truncated_normal, mean: 60, sd: 12, low: 40, high: 120}}
equilibrium: {time_limit_seconds: 1e-9}
currency: EUR
)");
  const Finished refused = sealedbid({"equilibrium", "hard.yaml"});
  EXPECT_EQ(refused.exit_code, 4);
  EXPECT_THAT(refused.output, HasSubstr("NOT CONVERGED"));
  EXPECT_THAT(refused.output, HasSubstr("Certificate: "));
  EXPECT_THAT(refused.output, Not(ContainsRegex("nan|inf")));
  EXPECT_THAT(refused.notes, HasSubstr("was not met"));
  EXPECT_THAT(refused.notes, HasSubstr("--allow-unconverged"));
  const Finished allowed = sealedbid({"equilibrium", "hard.yaml", "--allow-unconverged"});
  EXPECT_EQ(allowed.exit_code, 0);
  EXPECT_THAT(allowed.notes, HasSubstr("was not met"));
}

}  // namespace
}  // namespace sealedbid
