#include <nlohmann/json.hpp>

#include "cli/program_fixture.hpp"
#include "output/manifest.hpp"
#include "study/solved_scenario.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// `run` and `equilibrium` of a scenario whose bids are solved for.
class SolvedRunTest : public ProgramFixture {
 protected:
  void SetUp() override { write("solved.yaml", solved_scenario); }
};

TEST_F(SolvedRunTest, ARunSaysHowGoodItsBidsAre) {
  const Finished finished = sealedbid({"run", "solved.yaml", "--output", "out"});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  EXPECT_THAT(finished.output, HasSubstr("equilibrium of as_is: no bidder gains more than 0."));
  EXPECT_THAT(finished.output, HasSubstr("mean_bid_per_mwh"));
  EXPECT_EQ(verify_run_directory(path("out")).equilibria.size(), 1u);
  EXPECT_EQ(sealedbid({"compare", "out"}).exit_code, 0);
}

TEST_F(SolvedRunTest, BidsThatAreNotGoodEnoughAreCodeFourUnlessAllowedButKept) {
  const std::vector<std::string> command = {"run",     "solved.yaml", "--quiet", "--set", "equilibrium.tolerance=0.000001",
                                            "--output"};
  std::vector<std::string> strict = command, allowed = command;
  strict.push_back("strict");
  allowed.insert(allowed.end(), {"allowed", "--allow-unconverged"});
  const Finished failed = sealedbid(strict);
  EXPECT_EQ(failed.exit_code, 4);
  EXPECT_THAT(failed.notes, HasSubstr("policy as_is: a bidder of class home could gain up to "));
  EXPECT_THAT(failed.notes, HasSubstr("--allow-unconverged"));
  EXPECT_EQ(sealedbid(allowed).exit_code, 0);
  EXPECT_EQ(bytes_of(path("strict") / "summary.csv"), bytes_of(path("allowed") / "summary.csv"));
}

TEST_F(SolvedRunTest, EquilibriumTakesAScenarioAndWritesNothing) {
  const Finished finished = sealedbid({"equilibrium", "solved.yaml", "--policy", "as_is", "--format", "json"});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  const auto json = nlohmann::json::parse(finished.output);
  EXPECT_EQ(json["policies"].size(), 1u);
  EXPECT_EQ(json["policies"][0]["classes"][0]["class"], "home");
  EXPECT_THAT(names(), ElementsAre("solved.yaml"));
}

TEST_F(SolvedRunTest, AScenarioMayComeFromStandardInput) {
  ProgramOptions options;
  options.input = solved_scenario;
  const Finished piped = sealedbid({"equilibrium", "-", "--format", "csv"}, options);
  EXPECT_EQ(piped.exit_code, 0) << piped.notes;
  EXPECT_EQ(piped.output, sealedbid({"equilibrium", "solved.yaml", "--format", "csv"}).output);
}

TEST_F(SolvedRunTest, AnUnknownPolicyIsCodeTwo) {
  const Finished finished = sealedbid({"equilibrium", "solved.yaml", "--policy", "as_was"});
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_THAT(finished.notes, HasSubstr("as_is"));
  EXPECT_THAT(finished.output, IsEmpty());
}

}  // namespace
}  // namespace sealedbid
