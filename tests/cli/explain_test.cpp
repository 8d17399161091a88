#include <map>
#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ContainsRegex;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ExplainTest : public ProgramFixture {
 protected:
  struct Explained {
    std::string value, unit, origin;
  };
  std::map<std::string, Explained> explain(std::vector<std::string> more) const {
    more.insert(more.begin(), {"explain", "small.yaml", "--format", "json"});
    const Finished finished = sealedbid(more);
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    std::map<std::string, Explained> values;
    for (const auto& value : nlohmann::json::parse(finished.output)) {
      values[value["key_path"]] = {value["value"], value["unit"], value["origin"]};
    }
    return values;
  }
};

TEST_F(ExplainTest, NamesTheOriginOfEveryValue) {
  auto values = explain({"--policy", "uniform", "--set", "auction.volume_mw=20"});
  EXPECT_EQ(values["auction.ceiling_per_mwh"].origin, "small.yaml:14");
  EXPECT_EQ(values["auction.ceiling_per_mwh"].unit, "EUR/MWh");
  EXPECT_EQ(values["auction.volume_mw"].value, "20");
  EXPECT_EQ(values["auction.volume_mw"].origin, "--set");
  EXPECT_EQ(values["auction.pricing"].value, "uniform_lowest_rejected");
  EXPECT_EQ(values["auction.pricing"].origin, "small.yaml:17 (policy)");
  EXPECT_EQ(values["auction.minimum_bids"].origin, "default");
}

TEST_F(ExplainTest, ShowsTheFirstPolicyUnlessAnotherIsNamed) {
  EXPECT_EQ(explain({})["auction.pricing"].value, "pay_as_bid");
  EXPECT_THAT(sealedbid({"explain", "small.yaml"}).output, StartsWith("policy as_is\n"));
}

TEST_F(ExplainTest, AnUnknownPolicyIsCodeTwoAndNamesTheKnownOnes) {
  const Finished finished = sealedbid({"explain", "small.yaml", "--policy", "uniforn"});
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_EQ(finished.notes,
            "sealedbid: --policy: small.yaml has no policy 'uniforn'; it has as_is, uniform. Did you mean uniform?\n");
  EXPECT_THAT(finished.output, IsEmpty());
}

TEST_F(ExplainTest, TheTableHasALineForEachValue) {
  const Finished table = sealedbid({"explain", "small.yaml"});
  EXPECT_EQ(lines_of(table.output).size(), 1 + explain({}).size());
  EXPECT_THAT(table.output, ContainsRegex("auction.ceiling_per_mwh +45 +EUR/MWh +small.yaml:14\n"));
}

TEST_F(ExplainTest, CsvHoldsTheSameAsJson) {
  write("explained.csv", sealedbid({"explain", "small.yaml", "--format", "csv"}).output);
  const CsvTable table = read_csv(path("explained.csv"));
  auto values = explain({});
  ASSERT_EQ(table.rows.size(), values.size());
  for (const CsvRow& row : table.rows) {
    EXPECT_EQ(row.cells[std::size_t(table.column("value"))], values[row.cells[std::size_t(table.column("key_path"))]].value);
  }
}

}  // namespace
}  // namespace sealedbid
