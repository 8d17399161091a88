#include "scenario/bid_table_file.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A folder with a CSV file and, beside it, scenarios that name it.
class BidTableFileTest : public ::testing::Test {
 protected:
  BidTableFileTest() {
    folder_ = std::filesystem::temp_directory_path() /
              ("bid_table_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder_);
    write("required_price_per_mwh,bid_per_mwh\n30,33\n40,41.5\n");
  }
  ~BidTableFileTest() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& csv, const std::string& name = "bids.csv") const { std::ofstream(folder_ / name) << csv; }

  static std::string text(const std::string& table = "{file: bids.csv}") {
    return sample_with("    strategy: markup\n    markup_fraction: 0.05\n",
                       "    strategy: table\n    bid_table: " + table + "\n");
  }

  ScenarioFile read(const std::string& text, const std::vector<Override>& overrides = {}) const {
    return read_scenario_text(text, (folder_ / "sample.yaml").string(), overrides);
  }

  std::string errors(const std::string& text, const std::vector<Override>& overrides = {}) const {
    try {
      read(text, overrides);
      return "";
    } catch (const InputError& error) {
      return text_of(error.issues(), 1000);
    }
  }

  std::vector<double> bids(const std::string& text, const std::vector<Override>& overrides = {}) const {
    return read(text, overrides).policies.at(0).scenario.bidder_classes.at(0).bid_table.bid_per_mwh;
  }

  std::filesystem::path folder_;
};

TEST_F(BidTableFileTest, IsReadBesideTheScenario) {
  const BidFunctionTable table = read(text()).policies.at(0).scenario.bidder_classes.at(0).bid_table;
  EXPECT_EQ(table.required_price_per_mwh, (std::vector<double>{30, 40}));
  EXPECT_EQ(table.bid_per_mwh, (std::vector<double>{33, 41.5}));
  EXPECT_EQ(table.file, "");
  write("bid_per_mwh,required_price_per_mwh\n33,30\n41.5,40\n");
  EXPECT_EQ(read(text()).policies.at(0).scenario.bidder_classes.at(0).bid_table, table) << "columns have names, no order";
}

TEST_F(BidTableFileTest, ResolvedScenarioNeedsNoFile) {
  const std::string policies = "policies: {other: {bidder_classes: {contractor: {bid_table: {file: other.csv}}}}}\n";
  write("required_price_per_mwh,bid_per_mwh\n30,35\n40,45\n", "other.csv");
  const std::string resolved = read(text() + policies).resolved_yaml;
  std::filesystem::remove(folder_ / "bids.csv");
  std::filesystem::remove(folder_ / "other.csv");
  EXPECT_THAT(resolved, Not(HasSubstr(".csv")));
  EXPECT_EQ(bids(resolved), (std::vector<double>{35, 45}));
}

TEST_F(BidTableFileTest, PoliciesAndOverridesReplaceTables) {
  write("required_price_per_mwh,bid_per_mwh\n30,35\n40,45\n", "other.csv");
  const std::string lists = text("{required_price_per_mwh: [30, 40], bid_per_mwh: [31, 41]}");
  const std::string key = "bidder_classes.contractor.bid_table";
  EXPECT_EQ(bids(lists + "policies: {other: {bidder_classes: {contractor: {bid_table: {file: other.csv}}}}}\n"),
            (std::vector<double>{35, 45}));
  EXPECT_EQ(bids(lists, {{key + ".file", "other.csv"}}), (std::vector<double>{35, 45}));
  EXPECT_EQ(bids(text(), {{key + ".bid_per_mwh", "[36, 46]"}}), (std::vector<double>{36, 46}));
  EXPECT_THAT(errors(text("{file: bids.csv, bid_per_mwh: [36, 46]}")),
              AllOf(HasSubstr("bid_table.file: stands beside a list of bid_per_mwh"), Not(HasSubstr("is missing"))));
}

TEST_F(BidTableFileTest, MistakesAreNamedWhereTheyStand) {
  write("required_price_per_mwh,bid_per_mwh\n30,33\n40,4l\n");
  EXPECT_THAT(errors(text()), HasSubstr("bids.csv:3:2: bidder_classes.contractor.bid_table.bid_per_mwh: '4l' is not a number"));
  write("required_price_per_mwh,bid_per_mwh\n30,33\n40,-1\n");
  EXPECT_THAT(errors(text()), HasSubstr("bids.csv:3:2: bidder_classes.contractor.bid_table.bid_per_mwh: -1 is negative"));
  write("required_price_per_mwh,bid_per_mwh\n40,33\n30,35\n");
  EXPECT_THAT(errors(text()), HasSubstr("30 follows 40"));
  write("required_price_per_mwh,bid\n30,33\n");
  EXPECT_THAT(errors(text()),
              AllOf(HasSubstr("bids.csv:1:1: bidder_classes.contractor.bid_table.file: has no column bid_per_mwh"),
                    HasSubstr("bids.csv:1:2: bidder_classes.contractor.bid_table.file: unknown column 'bid'")));
  write("required_price_per_mwh,bid_per_mwh\n30,33,1\n");
  EXPECT_THAT(errors(text()), HasSubstr("bids.csv:2:"));
  write("required_price_per_mwh,bid_per_mwh\n");
  EXPECT_THAT(errors(text()), HasSubstr("has no rows"));
  EXPECT_THAT(errors(text("{file: biids.csv}")),
              AllOf(HasSubstr("sample.yaml:37:23: bidder_classes.contractor.bid_table.file: '"), HasSubstr("cannot be read")));
  EXPECT_THAT(errors(text("{file: -}")), HasSubstr("'-' is not a file"));
  EXPECT_THAT(errors(text("{fle: bids.csv}")), HasSubstr("Did you mean file?"));
}

TEST_F(BidTableFileTest, ATableThatTheResolvedScenarioCouldNotHoldIsRefused) {
  std::string csv = "required_price_per_mwh,bid_per_mwh\n";
  for (int point = 0; point < 4096; ++point) csv += std::to_string(point) + "," + std::to_string(point) + "\n";
  write(csv);
  EXPECT_EQ(errors(text()), "");
  EXPECT_EQ(errors(read(text()).resolved_yaml), "");
  write(csv + "4096,4096\n");
  EXPECT_THAT(errors(text()), HasSubstr("4097 rows are more than 4096"));
}

}  // namespace
}  // namespace sealedbid
