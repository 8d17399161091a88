#include "study/run_in_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/issue.hpp"
#include "output/manifest.hpp"
#include "study/solved_scenario.hpp"

namespace sealedbid {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class RunInPartsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / fs::path("run_in_parts_test_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  StudyOptions options_for(const std::string& name) const {
    StudyOptions options;
    options.output = (folder_ / name).string();
    options.threads = 2;
    return options;
  }
  void expect_same_files(const std::string& one, const std::string& other) const {
    const Manifest expected = verify_run_directory(folder_ / one), found = verify_run_directory(folder_ / other);
    ASSERT_EQ(found.files.size(), expected.files.size());
    for (std::size_t i = 0; i < found.files.size(); ++i) {
      EXPECT_EQ(found.files[i].name, expected.files[i].name);
      EXPECT_EQ(found.files[i].sha256, expected.files[i].sha256) << found.files[i].name;
    }
  }

  fs::path folder_;
};

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST_F(RunInPartsTest, WritesTheFilesOfOneProcessToTheByte) {
  const ScenarioFile file = testing::solved_file({{"equilibrium.certificate_worlds", "65536"}});
  run_study(file, options_for("whole"));
  const StudyOptions options = options_for("parts");
  RunInParts run(file, options);
  const PartSimulator one(run.task()), other(run.task());
  const std::int64_t half = run.blocks() / 2;
  ASSERT_GE(half, 2);
  const std::string late = other.simulate(half, run.blocks() - half, 1, nullptr);
  run.add(one.simulate(0, half, 2, nullptr));
  run.add(late);
  EXPECT_EQ(run.finish().tally.replications_done, 3000);
  expect_same_files("whole", "parts");
}

TEST_F(RunInPartsTest, WithoutItsLastPartsARunIsInterrupted) {
  const ScenarioFile file = testing::solved_file({{"bidder_classes.home.strategy", "truthful"}});
  const StudyOptions options = options_for("run");
  RunInParts run(file, options);
  run.add(PartSimulator(run.task()).simulate(0, 1, 1, nullptr));
  run.finish();
  EXPECT_TRUE(verify_run_directory(folder_ / "run").interrupted);
}

TEST_F(RunInPartsTest, PartsOutOfOrderOrOfAnotherRunAreRefused) {
  const ScenarioFile file = testing::solved_file({{"bidder_classes.home.strategy", "truthful"}});
  const ScenarioFile other = testing::solved_file({{"bidder_classes.home.strategy", "truthful"}, {"simulation.seed", "6"}});
  const StudyOptions options = options_for("run"), other_options = options_for("other");
  RunInParts run(file, options), another(other, other_options);
  const PartSimulator simulator(run.task());
  EXPECT_THAT(message_of([&] { run.add(simulator.simulate(1, 1, 1, nullptr)); }), HasSubstr("begins with block 1"));
  EXPECT_THAT(message_of([&] { another.add(simulator.simulate(0, 1, 1, nullptr)); }), HasSubstr("another run"));
  EXPECT_THAT(message_of([&] { PartSimulator("nonsense"); }), HasSubstr("not what this program writes"));
  EXPECT_THAT(message_of([&] { run.finish(); }), HasSubstr("nothing to report"));
  const std::atomic<bool> stop = true;
  EXPECT_THAT(message_of([&] { simulator.simulate(0, 1, 1, &stop); }), HasSubstr("interrupted"));
}

TEST_F(RunInPartsTest, SamplesAreRefused) {
  const ScenarioFile file = testing::solved_file({{"bidder_classes.home.strategy", "truthful"}});
  StudyOptions options = options_for("run");
  options.keep_bid_samples = true;
  EXPECT_THAT(message_of([&] { RunInParts(file, options); }), HasSubstr("samples"));
}

}  // namespace
}  // namespace sealedbid
