#include "study/run_study.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/issue.hpp"
#include "output/manifest.hpp"
#include "study/solved_scenario.hpp"

namespace sealedbid {
namespace {

namespace fs = std::filesystem;

constexpr const char* scenario_text = R"(schema_version: 1
name: small
currency: EUR
price_year: 2025
simulation: {replications: 3000, seed: 5}
host_country: {code: AAA}
bidder_classes:
  home: {origin: AAA, bidders: 4, project_capacity_mw: 10, required_price_per_mwh: {distribution: uniform, low: 20, high: 40}, strategy: truthful}
  abroad: {origin: BBB, bidders: 3, project_capacity_mw: 10, required_price_per_mwh: {distribution: normal, mean: 28, sd: 4}, strategy: truthful}
auction: {volume_mw: 30, ceiling_per_mwh: 45}
policies:
  as_is: {}
  uniform: {auction: {pricing: uniform_lowest_rejected}}
)";

class RunStudyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fs::path("run_study_test_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  StudyOptions options_for(const std::string& name, int threads = 1) const {
    StudyOptions options;
    options.output = (folder_ / name).string();
    options.threads = threads;
    return options;
  }
  std::string bytes_of(const std::string& run, const std::string& file) const {
    std::ifstream stream(folder_ / run / file, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
  }

  fs::path folder_;
};

TEST_F(RunStudyTest, LeavesACompleteRunDirectory) {
  const StudyResult result = run_study(read_scenario_text(scenario_text, "small.yaml"), options_for("run"));
  EXPECT_EQ(result.tally.replications_done, 3000);
  const Manifest manifest = verify_run_directory(folder_ / "run");
  EXPECT_EQ(manifest.seed, 5u);
  EXPECT_EQ(manifest.policies, (std::vector<std::string>{"as_is", "uniform"}));
  for (const char* file : {"scenario.resolved.yaml", "summary.csv", "differences.csv", "convergence.csv", "typical_auctions.csv",
                           "distributions.nc"}) {
    EXPECT_TRUE(fs::exists(folder_ / "run" / file)) << file;
  }
}

TEST_F(RunStudyTest, GivesTheSameBytesForAnyNumberOfThreads) {
  const ScenarioFile file = read_scenario_text(scenario_text, "small.yaml");
  run_study(file, options_for("one", 1));
  for (const int threads : {2, 3, 8}) {
    const std::string name = "threads" + std::to_string(threads);
    run_study(file, options_for(name, threads));
    for (const char* table : {"summary.csv", "differences.csv", "convergence.csv", "typical_auctions.csv", "distributions.nc"}) {
      EXPECT_EQ(bytes_of("one", table), bytes_of(name, table)) << table << " " << threads;
    }
  }
}

TEST_F(RunStudyTest, TheResolvedScenarioRunsAgainToTheSameBytes) {
  run_study(read_scenario_text(scenario_text, "small.yaml", {{"auction.volume_mw", "20"}}), options_for("first"));
  run_study(read_scenario((folder_ / "first" / "scenario.resolved.yaml").string()), options_for("second"));
  EXPECT_EQ(bytes_of("first", "summary.csv"), bytes_of("second", "summary.csv"));
  EXPECT_EQ(bytes_of("first", "scenario.resolved.yaml"), bytes_of("second", "scenario.resolved.yaml"));
}

TEST_F(RunStudyTest, WritesSamplesOnRequestAndNothingElseChanges) {
  const ScenarioFile file = read_scenario_text(scenario_text, "small.yaml");
  run_study(file, options_for("plain"));
  StudyOptions options = options_for("sampled", 2);
  options.keep_auction_samples = true;
  options.keep_bid_samples = true;
  run_study(file, options);
  EXPECT_TRUE(fs::exists(folder_ / "sampled" / "samples_auctions.nc"));
  EXPECT_TRUE(fs::exists(folder_ / "sampled" / "samples_bids.nc"));
  EXPECT_EQ(bytes_of("plain", "summary.csv"), bytes_of("sampled", "summary.csv"));
}

TEST_F(RunStudyTest, SolvedBidsAreWrittenWithTheirCertificate) {
  const StudyResult result = run_study(testing::solved_file(), options_for("run"));
  EXPECT_EQ(result.shortfall, "");
  EXPECT_TRUE(result.certificates.starts_with("equilibrium of as_is: no bidder gains more than "));
  const Manifest manifest = verify_run_directory(folder_ / "run");
  ASSERT_EQ(manifest.equilibria.size(), 1u);
  EXPECT_EQ(manifest.equilibria[0].policy, "as_is");
  EXPECT_EQ(manifest.equilibria[0].status, "solved");
  EXPECT_LT(manifest.equilibria[0].greatest_upper_bound_share, 0.005);
  EXPECT_TRUE(bytes_of("run", "equilibrium.csv").find("\nas_is,home,") != std::string::npos);
  EXPECT_TRUE(bytes_of("run", "bid_functions.csv").find("\nas_is,home,") != std::string::npos);
}

TEST_F(RunStudyTest, SolvedBidsAreTheSameBytesForAnyNumberOfThreads) {
  run_study(testing::solved_file(), options_for("one", 1));
  run_study(testing::solved_file(), options_for("three", 3));
  for (const char* table : {"summary.csv", "differences.csv", "equilibrium.csv", "bid_functions.csv"}) {
    EXPECT_EQ(bytes_of("one", table), bytes_of("three", table)) << table;
  }
}

TEST_F(RunStudyTest, WithoutSolvedBidsTheirFilesAreAbsent) {
  run_study(read_scenario_text(scenario_text, "small.yaml"), options_for("run"));
  EXPECT_FALSE(fs::exists(folder_ / "run" / "equilibrium.csv"));
  EXPECT_FALSE(fs::exists(folder_ / "run" / "bid_functions.csv"));
}

TEST_F(RunStudyTest, TablesHoldEveryRoundAndTheResultTheLast) {
  const ScenarioFile file = read_scenario_text(scenario_text, "small.yaml", {{"auction.rounds", "3"}});
  const StudyResult result = run_study(file, options_for("rounds"));
  EXPECT_EQ(result.tally.round, 3);
  for (const char* table : {"summary.csv", "differences.csv"}) {
    const std::string bytes = bytes_of("rounds", table);
    const std::string first = table == std::string("summary.csv") ? "as_is," : "uniform,as_is,";
    for (const char* round : {"1,", "2,", "3,"})
      EXPECT_NE(bytes.find("\n" + first + round + "clearing_price_per_mwh,all"), std::string::npos) << table << round;
    EXPECT_EQ(bytes.find("\n" + first + "4,"), std::string::npos);
  }
  run_study(read_scenario_text(scenario_text, "small.yaml"), options_for("one"));
  const std::string one = bytes_of("one", "summary.csv"), several = bytes_of("rounds", "summary.csv");
  EXPECT_EQ(several.substr(0, one.size()), one) << "the first round is that of a run with one";
}

TEST_F(RunStudyTest, RefusesSamplesOfSeveralRounds) {
  StudyOptions options = options_for("sampled");
  options.keep_bid_samples = true;
  const ScenarioFile file = read_scenario_text(scenario_text, "small.yaml", {{"auction.rounds", "2"}});
  try {
    run_study(file, options);
    FAIL() << "samples of two rounds were taken";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("auction.rounds: samples are kept of one round, and there are 2"), std::string::npos)
        << error.what();
  }
  EXPECT_FALSE(fs::exists(folder_ / "sampled"));
}

TEST_F(RunStudyTest, RefusesAnExistingOutputBeforeSimulating) {
  fs::create_directories(folder_ / "taken" / "something");
  StudyOptions options = options_for("taken");
  options.progress = [](std::int64_t, std::int64_t) { FAIL() << "simulated before the output was checked"; };
  EXPECT_THROW(run_study(read_scenario_text(scenario_text, "small.yaml"), options), OutputError);
}

TEST_F(RunStudyTest, AnInterruptedRunKeepsWhatIsDoneAndSaysSo) {
  std::atomic<bool> stop = false;
  StudyOptions options = options_for("stopped");
  options.stop = &stop;
  options.progress = [&](std::int64_t, std::int64_t) { stop = true; };
  const StudyResult result =
      run_study(read_scenario_text(scenario_text, "small.yaml", {{"simulation.replications", "100000000"}}), options);
  EXPECT_LT(result.tally.replications_done, 100000000);
  const Manifest manifest = verify_run_directory(folder_ / "stopped");
  EXPECT_TRUE(manifest.interrupted);
  EXPECT_EQ(manifest.replications_done, result.tally.replications_done);
}

}  // namespace
}  // namespace sealedbid
