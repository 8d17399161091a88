#include "study/run_study.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/issue.hpp"
#include "output/manifest.hpp"

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
  for (const char* file : {"scenario.resolved.yaml", "summary.csv", "differences.csv", "distributions.nc"}) {
    EXPECT_TRUE(fs::exists(folder_ / "run" / file)) << file;
  }
}

TEST_F(RunStudyTest, GivesTheSameBytesForAnyNumberOfThreads) {
  const ScenarioFile file = read_scenario_text(scenario_text, "small.yaml");
  run_study(file, options_for("one", 1));
  for (const int threads : {2, 3, 8}) {
    const std::string name = "threads" + std::to_string(threads);
    run_study(file, options_for(name, threads));
    for (const char* table : {"summary.csv", "differences.csv", "distributions.nc"}) {
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
