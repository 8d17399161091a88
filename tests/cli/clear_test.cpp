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
  EXPECT_THAT(finished.output, ContainsRegex("- +D +20 +60 +0 +- +excluded"));
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
