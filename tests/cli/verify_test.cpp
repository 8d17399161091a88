#include "base/csv.hpp"
#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::HasSubstr;

/// From a list of bids to awards to the verdict on them.
class VerifyTest : public ProgramFixture {
 protected:
  void SetUp() override {
    ProgramFixture::SetUp();
    write("bids.csv", "bid,capacity_mw,price_per_mwh,zone\nA,50,24.89,north\nB,60,25,north\nC,40,29,\nD,40,29,\nE,20,60,\n");
    write("rules.yaml",
          "schema_version: 1\ncurrency: EUR\nhost_country: {code: ALB}\n"
          "auction: {volume_mw: 120, ceiling_per_mwh: 55, marginal_bid: partial, pricing: uniform_highest_accepted,\n"
          "  limits: {north: {bids: {zones: [north]}, volume_mw: 90, marginal_bid: partial}}}\n");
    const Finished finished = sealedbid({"clear", "bids.csv", "--rules", "rules.yaml", "--format", "csv"});
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    awards_ = finished.output;
  }
  Finished verify(const std::string& awards) const {
    write("awards.csv", awards);
    return sealedbid({"verify", "awards.csv", "--rules", "rules.yaml"});
  }
  /// The awards with the cell of a bid replaced.
  std::string with(const std::string& bid, const std::string& column, const std::string& value) const {
    write("awards.csv", awards_);
    const CsvTable table = read_csv(path("awards.csv").string());
    std::string text;
    const auto add = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? "," : "") + csv_cell(cells[i]);
      text += "\n";
    };
    add(table.header);
    for (CsvRow row : table.rows) {
      if (row.cells[0] == bid) row.cells[static_cast<std::size_t>(table.column(column))] = value;
      add(row.cells);
    }
    return text;
  }

  std::string awards_;
};

TEST_F(VerifyTest, AgreesWithClear) {
  const Finished finished = verify(awards_);
  EXPECT_EQ(finished.exit_code, 0) << finished.output << finished.notes;
  EXPECT_EQ(finished.output, "verified: 1 round, 5 bids: all awards and prices agree\n");
}

/// 90 MW in the north: 50 + 40 of 60; 30 of 40 for the one that the lot puts before the other.
TEST_F(VerifyTest, FindsEveryDoctoredAward) {
  const Finished kilowatt = verify(with("B", "awarded_mw", "40.001"));
  EXPECT_EQ(kilowatt.exit_code, 4);
  EXPECT_THAT(kilowatt.output, HasSubstr("1 difference\nawards.csv:3: bid 'B': awarded_mw is 40.001, the rules give 40\n"));

  const Finished tick = verify(with("A", "price_paid_per_mwh", "28.99"));
  EXPECT_EQ(tick.exit_code, 4);
  EXPECT_THAT(tick.output, HasSubstr("1 difference\nawards.csv:2: bid 'A': price_paid_per_mwh is 28.99, the rules give 29\n"));
}

/// The lot gives 30 MW to one of the two bids at 29 and nothing to the other.
TEST_F(VerifyTest, FindsTwoAwardsThatWereSwapped) {
  const bool c_wins = awards_.find("\nC,") < awards_.find("\nD,");
  awards_ = with(c_wins ? "C" : "D", "awarded_mw", "0");
  const Finished finished = verify(with(c_wins ? "D" : "C", "awarded_mw", "30"));
  EXPECT_EQ(finished.exit_code, 4);
  EXPECT_THAT(finished.output, HasSubstr("2 differences\n"));
  EXPECT_THAT(finished.output,
              HasSubstr(c_wins ? "bid 'C': awarded_mw is 0, the rules give 30" : "bid 'C': awarded_mw is 30, the rules give 0"));
  EXPECT_THAT(finished.output,
              HasSubstr(c_wins ? "bid 'D': awarded_mw is 30, the rules give 0" : "bid 'D': awarded_mw is 0, the rules give 30"));
}

TEST_F(VerifyTest, WrongInputIsCodeThreeAndWrongUseIsCodeTwo) {
  EXPECT_EQ(verify("bid,capacity_mw\nA,50\n").exit_code, 3);
  EXPECT_EQ(verify("").exit_code, 3);
  EXPECT_EQ(sealedbid({"verify", "awards.csv"}).exit_code, 2);
  EXPECT_EQ(sealedbid({"verify", "missing.csv", "--rules", "rules.yaml"}).exit_code, 3);
  EXPECT_EQ(sealedbid({"verify", ".", "--rules", "rules.yaml"}).exit_code, 2);
  EXPECT_EQ(sealedbid({"verify", "missing.csv"}).exit_code, 3);
  EXPECT_EQ(sealedbid({"verify", "."}).exit_code, 3);  // no run directory
}

TEST_F(VerifyTest, JudgesPackageAuctionsByAllSelections) {
  for (const std::string country : {"mexico", "chile"}) {
    const std::string bids = shipped("rules/" + country + "-bids.csv"), rules = shipped("rules/" + country + ".yaml");
    awards_ = sealedbid({"clear", bids, "--rules", rules, "--format", "csv"}).output;
    write("awards.csv", awards_);
    const Finished agreed = sealedbid({"verify", "awards.csv", "--rules", rules});
    EXPECT_EQ(agreed.exit_code, 0) << agreed.output << agreed.notes;
    EXPECT_THAT(agreed.output, HasSubstr("all awards and prices agree\n"));

    const std::string first = awards_.substr(awards_.find('\n') + 1, 2);  // selected rows come first
    write("doctored.csv", with(first, "selected", "false"));
    EXPECT_EQ(sealedbid({"verify", "doctored.csv", "--rules", rules}).exit_code, 4);
  }
}

TEST_F(VerifyTest, AgreesWithARunOfTheProgram) {
  ASSERT_EQ(sealedbid({"run", "small.yaml", "--samples", "auctions,bids", "--output", "run", "--quiet"}).exit_code, 0);
  const Finished finished = sealedbid({"verify", "run"});
  EXPECT_EQ(finished.exit_code, 0) << finished.output << finished.notes;
  EXPECT_EQ(finished.output, "verified: 1,000 rounds, 7,000 bids: all awards and prices agree\n");
}

}  // namespace
}  // namespace sealedbid
