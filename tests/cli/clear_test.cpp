#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ClearTest : public ProgramFixture {
 protected:
  void SetUp() override {
    write("bids.csv",
          "bid,capacity_mw,price_per_mwh,bidder,origin\n"
          "A,50,24.89,X,FRA\nB,60,25,Y,ALB\nC,40,29,Z,ALB\nD,20,60,W,DEU\n");
    write("rules.yaml",
          "schema_version: 1\ncurrency: EUR\ntitle: A round\nhost_country: {code: ALB}\nauction: {volume_mw: 100, "
          "ceiling_per_mwh: 55}\n");
  }
  Finished clear(std::vector<std::string> more) const {
    more.insert(more.begin(), {"clear", "bids.csv", "--rules", "rules.yaml"});
    return sealedbid(more);
  }
  nlohmann::json clear_json(std::vector<std::string> more) const {
    more.insert(more.end(), {"--format", "json"});
    const Finished finished = clear(more);
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    return nlohmann::json::parse(finished.output);
  }
};

TEST_F(ClearTest, ShowsEveryBidWithItsReason) {
  const Finished finished = clear({});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  EXPECT_THAT(finished.output, ContainsRegex("1 +A +50 +24.89 +50 +24.89 +awarded in full\n"));
  EXPECT_THAT(finished.output, ContainsRegex("2 +B +60 +25 +60 +25 +marginal bid, awarded in full"));
  EXPECT_THAT(finished.output, ContainsRegex("3 +C +40 +29 +0 +- +rejected"));
  EXPECT_THAT(finished.output, ContainsRegex("- +D +20 +60 +0 +- +not admitted: the price is above the ceiling of 55\n"));
}

TEST_F(ClearTest, ExplainTellsTheRoundInOrder) {
  const Finished finished = clear({"--explain"});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  EXPECT_THAT(finished.output,
              ContainsRegex(
                  "A round\n\n1. Admission\n(.|\n)*\n2. Volume\n(.|\n)*\n3. Ranking\n(.|\n)*\n4. Awards\n(.|\n)*\n5. Prices\n"));
  EXPECT_THAT(finished.output, HasSubstr("D: not admitted: the price is above the ceiling of 55"));
  EXPECT_THAT(finished.output, HasSubstr("1  A, 50 MW at 24.89: awarded in full; left: 50 MW of the volume"));
  const Finished as_json = clear({"--explain", "--format", "json"});
  EXPECT_EQ(as_json.exit_code, 2);
  EXPECT_THAT(as_json.notes, HasSubstr("--explain: tells the round as text only. Remove --format"));
}

/// Stage, limit, exclusion and adjusted ranking from a rules file; each reason names its rule and quotes its source.
TEST_F(ClearTest, ReasonsNameTheRulesOfTheFile) {
  write("rules.yaml", R"(schema_version: 1
currency: EUR
host_country: {code: ALB}
auction:
  volume_mw: 120
  ceiling_per_mwh: 55
  exclusions: {not_here: {bids: {zones: [sea]}, source: Act § 2}}
  ranking: {adjustments: {abroad: {bids: {origin: foreign}, add_per_mwh: 5}}}
  stages: {pilot: {bids: {zones: [south]}, volume_mw: 30}}
  limits: {north_area: {bids: {zones: [north]}, volume_mw: 60, source: Act § 6}}
)");
  write("bids.csv",
        "bid,capacity_mw,price_per_mwh,origin,zone\n"
        "A,50,24,FRA,north\nB,60,25,ALB,north\nC,40,29,ALB,south\nD,20,30,DEU,sea\n");
  const Finished finished = clear({"--format", "csv"});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  EXPECT_THAT(
      finished.output,
      ContainsRegex(
          "A,50,24,FRA,north,true,rejected,false,[0-9]+,29,2,,0,,rejected: limit north_area .60 MW. is used up .Act § 6.\n"));
  EXPECT_THAT(finished.output, ContainsRegex("C,40,29,ALB,south,true,awarded_as_marginal,false,[0-9]+,29,[23],pilot,40,29,"));
  EXPECT_THAT(finished.output, HasSubstr("not admitted: exclusion not_here (Act § 2)\n"));
}

TEST_F(ClearTest, WarnsOfANearMissAndClearsAllTheSame) {
  write("rules.yaml",
        "schema_version: 1\ncurrency: EUR\nauction: {volume_mw: 100, exclusions: {no_sun: {bids: {technologies: [solar]}}}}\n");
  write("bids.csv", "bid,capacity_mw,price_per_mwh,technology\nA,50,24,Solar\n");
  const Finished finished = clear({});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.notes, HasSubstr("bids.csv:2:4: warning: technology: no rule names 'Solar'. Did you mean solar"));
  EXPECT_THAT(finished.output, HasSubstr("awarded in full"));
}

TEST_F(ClearTest, RulesCanBeSet) {
  EXPECT_EQ(clear_json({})["clearing_price_per_mwh"], 25.0);
  EXPECT_EQ(clear_json({"--set", "auction.pricing=uniform_lowest_rejected"})["clearing_price_per_mwh"], 29.0);
  EXPECT_EQ(clear_json({"--set", "auction.marginal_bid=partial"})["awarded_mw"], 100.0);
  EXPECT_EQ(clear_json({"--set", "auction.volume_mw=50"})["awarded_bids"], 1);
}

TEST_F(ClearTest, CsvHoldsTheSameAsJson) {
  write("report.csv", clear({"--format", "csv"}).output);
  const CsvTable table = read_csv(path("report.csv"));
  const auto json = clear_json({});
  ASSERT_EQ(table.rows.size(), json["bids"].size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto cell = [&](const char* column) { return table.rows[row].cells[std::size_t(table.column(column))]; };
    EXPECT_EQ(cell("bid"), json["bids"][row]["bid"]);
    EXPECT_EQ(cell("outcome"), json["bids"][row]["outcome"]);
    EXPECT_EQ(std::stod(cell("awarded_mw")), json["bids"][row]["awarded_mw"]);
  }
}

TEST_F(ClearTest, TheSeedDecidesLotsAndNothingElse) {
  std::string bids = "bid,capacity_mw,price_per_mwh\n";
  for (int bid = 0; bid < 20; ++bid) bids += "bid" + std::to_string(bid) + ",10,30\n";
  write("bids.csv", bids);
  const std::string first = clear({}).output;
  EXPECT_EQ(clear({"--seed", "0"}).output, first);
  EXPECT_NE(clear({"--seed", "1"}).output, first);
  EXPECT_EQ(clear_json({"--seed", "1"})["awarded_mw"], 100.0);
  EXPECT_EQ(clear({"--seed", "1", "--set", "auction.volume_mw=200"}).exit_code, 0);
}

TEST_F(ClearTest, WrongFilesAreCodeThreeWithTheirPlaces) {
  const std::vector<std::pair<std::string, std::string>> faulty_bids = {
      {"bid,capacity_mw,price_per_mwh\nA,ten,30\nB,5,3.333\n", "bids.csv:2"},
      {"bid,capacity_mw,price_per_mwh\nA,10\n", "bids.csv:2"},
      {"bid,capacity_mw\nA,10\n", "price_per_mwh"},
      {"bid,capacity_mw,price_per_mwh\nA,10,30\nA,5,3\n", "bids.csv:3"},
      {"bid,capacity_mw,price_per_mwh\nA,10,3", "bids.csv"},
      {"bid,capacity_mw,price_per_mwh\nA,10,-3\n", "bids.csv:2"}};
  for (const auto& [text, place] : faulty_bids) {
    write("bids.csv", text);
    const Finished finished = clear({});
    EXPECT_EQ(finished.exit_code, 3) << text;
    EXPECT_THAT(finished.notes, HasSubstr(place));
    EXPECT_THAT(finished.output, IsEmpty());
  }
  ClearTest::SetUp();
  EXPECT_THAT(clear({"--set", "auction.volumme_mw=3"}).notes, HasSubstr("Did you mean volume_mw?"));
  write("rules.yaml", "schema_version: 1\ncurrency: EUR\nauction: {volume_mw: {distribution: uniform, low: 1, high: 2}}\n");
  EXPECT_EQ(clear({}).exit_code, 3);
}

/// The Albanian round of 2024: nine of ten bids awarded with 283.93 MW, the tenth too large for what was left.
TEST_F(ClearTest, TheShippedRoundClearsAsItDid) {
  const Finished finished = sealedbid(
      {"clear", shipped("albania/solar-2024-bids.csv"), "--rules", shipped("albania/solar-2024-rules.yaml"), "--format", "json"});
  ASSERT_EQ(finished.exit_code, 0) << finished.notes;
  const auto json = nlohmann::json::parse(finished.output);
  EXPECT_EQ(json["awarded_bids"], 9);
  EXPECT_DOUBLE_EQ(json["awarded_mw"], 283.93);
  EXPECT_EQ(json["clearing_price_per_mwh"], 56.28);
  EXPECT_EQ(json["bids"][9]["bid"], "A10");
  EXPECT_EQ(json["bids"][9]["awarded_mw"], 0.0);
}

}  // namespace
}  // namespace sealedbid
