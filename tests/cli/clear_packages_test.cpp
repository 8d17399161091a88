#include <nlohmann/json.hpp>

#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ClearPackagesCommandTest : public ProgramFixture {
 protected:
  void SetUp() override {
    write("bids.csv",
          "bid,price,quantity_energy,quantity_certificates\nA,2500,60,30\nB,1800,50,0\nC,1700,40,20\nD,4600,100,50\n");
    write("rules.yaml",
          "schema_version: 1\ncurrency: USD\n"
          "auction: {packages: {energy: {demand: 100, value_per_unit: 45}, certificates: {demand: 50, value_per_unit: 20}}}\n");
  }
  Finished clear(std::vector<std::string> more) const {
    more.insert(more.begin(), {"clear", "bids.csv", "--rules", "rules.yaml"});
    return sealedbid(more);
  }
};

TEST_F(ClearPackagesCommandTest, SelectsThePackagesOfTheGreatestSurplus) {
  const Finished finished = clear({});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  EXPECT_THAT(finished.output, HasSubstr("selected   2 of 4 packages, the greatest surplus\ncost       4200 USD\n"));
  EXPECT_THAT(clear({"--format", "csv"}).output, HasSubstr("\nA,,2500,0,60,30,,,true,2500,350,"));
  EXPECT_EQ(nlohmann::json::parse(clear({"--format", "json"}).output)["surplus"], 1300.0);
}

TEST_F(ClearPackagesCommandTest, RulesCanBeSet) {
  const auto json =
      nlohmann::json::parse(clear({"--set", "auction.packages.energy.value_per_unit=30", "--format", "json"}).output);
  EXPECT_EQ(json["selected_packages"], 0);  // energy at 30: A is worth 2400, B 1500, C 1600, D 4000
}

TEST_F(ClearPackagesCommandTest, WrongFilesAreCodeThreeWithTheirPlaces) {
  write("bids.csv", "bid,price,quantity_energy\nA,2500,60\n");
  const Finished finished = clear({});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_THAT(finished.notes, HasSubstr("bids.csv:1: quantity_certificates: this column is missing"));
  EXPECT_THAT(finished.output, IsEmpty());
}

}  // namespace
}  // namespace sealedbid
