#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class CompareTest : public ProgramFixture {
 protected:
  void SetUp() override {
    ProgramFixture::SetUp();
    ASSERT_EQ(sealedbid({"run", "small.yaml", "--quiet", "--output", "out"}).exit_code, 0);
  }
  nlohmann::json compare_json(std::vector<std::string> more) const {
    more.insert(more.begin(), {"compare", "out", "--format", "json"});
    const Finished finished = sealedbid(more);
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    return nlohmann::json::parse(finished.output);
  }
};

TEST_F(CompareTest, ShowsTheTableOfTheRun) {
  const Finished finished = sealedbid({"compare", "out"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.output, HasSubstr("500 replications, seed 5, EUR of 2025. Baseline: as_is"));
  EXPECT_THAT(finished.output, HasSubstr("clearing_price_per_mwh"));
  EXPECT_THAT(finished.output, Not(HasSubstr("class:home")));
  EXPECT_THAT(sealedbid({"compare", "out", "--all"}).output, HasSubstr("class:home"));
  EXPECT_THAT(sealedbid({"run", "small.yaml", "--output", "again"}).output, HasSubstr(finished.output)) << "run shows it, too";
}

TEST_F(CompareTest, AnotherBaselineTurnsTheSigns) {
  const auto forth = compare_json({}), back = compare_json({"--baseline", "uniform"});
  EXPECT_EQ(back["policies"], nlohmann::json({"as_is"}));
  const double difference = forth["metrics"][0]["differences"][0]["mean"];
  EXPECT_GT(difference, 0.0);
  EXPECT_EQ(back["metrics"][0]["differences"][0]["mean"], -difference);
}

TEST_F(CompareTest, CsvHoldsTheSameAsJson) {
  write("differences.csv", sealedbid({"compare", "out", "--format", "csv"}).output);
  const CsvTable table = read_csv(path("differences.csv"));
  const auto json = compare_json({});
  ASSERT_EQ(table.rows.size(), json["metrics"].size());
  const CsvRow& first = table.rows.front();
  EXPECT_EQ(first.cells[std::size_t(table.column("metric"))], "clearing_price_per_mwh");
  EXPECT_EQ(std::stod(first.cells[std::size_t(table.column("mean"))]), json["metrics"][0]["differences"][0]["mean"]);
}

TEST_F(CompareTest, ADamagedRunIsRefused) {
  const std::string summary = bytes_of(path("out/summary.csv"));
  std::string flipped = summary;
  flipped[summary.size() / 2] = static_cast<char>(flipped[summary.size() / 2] ^ 1);
  for (const std::string& damaged : {flipped, summary.substr(0, summary.size() / 2), summary + "x", std::string()}) {
    write("out/summary.csv", damaged);
    const Finished finished = sealedbid({"compare", "out"});
    EXPECT_EQ(finished.exit_code, 3);
    EXPECT_THAT(finished.notes, StartsWith("out/summary.csv: "));
    EXPECT_THAT(finished.output, IsEmpty());
  }
  write("out/summary.csv", summary);
  EXPECT_EQ(sealedbid({"compare", "out"}).exit_code, 0);
  std::filesystem::remove(path("out/manifest.json"));
  EXPECT_EQ(sealedbid({"compare", "out"}).exit_code, 3);
}

TEST_F(CompareTest, AnUnknownBaselineIsCodeTwoAndNamesTheKnownPolicies) {
  const Finished unknown = sealedbid({"compare", "out", "--baseline", "uniforn"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_EQ(unknown.notes, "sealedbid: --baseline: out has no policy 'uniforn'; it has as_is, uniform. Did you mean uniform?\n");
  EXPECT_THAT(unknown.output, IsEmpty());
  EXPECT_EQ(sealedbid({"compare", "out", "--baseline", "elsewhere"}).notes,
            "sealedbid: --baseline: out has no policy 'elsewhere'; it has as_is, uniform\n");
}

TEST_F(CompareTest, WhatCannotBeComparedIsRefused) {
  ASSERT_EQ(sealedbid({"run", "small.yaml", "--quiet", "--output", "two"}).exit_code, 0);
  const Finished two = sealedbid({"compare", "out", "two"});
  EXPECT_EQ(two.exit_code, 3);
  EXPECT_THAT(two.notes, HasSubstr("2 run directories cannot be compared"));
  EXPECT_EQ(sealedbid({"compare", "gone"}).exit_code, 3);

  const std::string text = small_scenario;
  write("one.yaml", text.substr(0, text.find("policies:")));
  const Finished alone = sealedbid({"run", "one.yaml", "--output", "one"});
  EXPECT_EQ(alone.exit_code, 0);
  EXPECT_THAT(alone.output, Not(HasSubstr("Baseline")));
  EXPECT_THAT(sealedbid({"compare", "one"}).notes, HasSubstr("one policy only"));
}

}  // namespace
}  // namespace sealedbid
