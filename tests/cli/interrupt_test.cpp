#include <unistd.h>

#include <csignal>

#include "cli/program_fixture.hpp"
#include "output/manifest.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class InterruptTest : public ProgramFixture {
 protected:
  /// Too long to end by itself.
  std::vector<std::string> long_run(const std::string& output) const {
    return command({"run", "small.yaml", "--replications", "1000000000", "--threads", "2", "--output", output});
  }
  /// The hidden folder appears just before the simulation begins.
  bool has_begun() const {
    for (int attempt = 0; attempt < 2000; ++attempt) {
      for (const std::string& name : names()) {
        if (name.starts_with(".run.partial-")) return true;
      }
      ::usleep(5000);
    }
    return false;
  }
};

TEST_F(InterruptTest, KeepsWhatIsFinishedAndSaysSo) {
  for (const int signal : {SIGINT, SIGTERM}) {
    Program program(long_run("run"), here());
    ASSERT_TRUE(has_begun());
    ::usleep(500000);
    program.send(signal);
    const auto sent = std::chrono::steady_clock::now();
    const Finished finished = program.wait();
    EXPECT_EQ(finished.exit_code, 130);
    EXPECT_LT(std::chrono::steady_clock::now() - sent, std::chrono::seconds(10)) << "2 s on an idle machine";
    EXPECT_THAT(finished.notes, HasSubstr("interrupted: kept the first"));
    const Manifest manifest = verify_run_directory(path("run"));
    EXPECT_TRUE(manifest.interrupted);
    EXPECT_GT(manifest.replications_done, 0);
    EXPECT_LT(manifest.replications_done, manifest.replications_asked);
    EXPECT_THAT(names(), ElementsAre("run", "small.yaml"));
    std::filesystem::remove_all(path("run"));
  }
}

/// While bids are solved for there is nothing to keep.
TEST_F(InterruptTest, EndsTheSolvingOfBids) {
  write("game.yaml", R"(
schema_version: 1
title: Many lots
game: {lots: 100, pricing: pay_as_bid}
bidder_classes:
  a: {bidders: 150, cost_per_mwh: {distribution: uniform, low: 0, high: 1}}
  b: {bidders: 150, cost_per_mwh: {distribution: uniform, low: 0.1, high: 1.2}}
equilibrium: {time_limit_seconds: 600}
currency: EUR
)");
  Program program(command({"equilibrium", "game.yaml"}), here());
  ::usleep(300000);
  program.send(SIGINT);
  const auto sent = std::chrono::steady_clock::now();
  const Finished finished = program.wait();
  EXPECT_EQ(finished.exit_code, 130);
  EXPECT_LT(std::chrono::steady_clock::now() - sent, std::chrono::seconds(10)) << "0.2 s on an idle machine";
  EXPECT_THAT(finished.notes, HasSubstr("interrupted: nothing was solved"));
  EXPECT_EQ(finished.output, "");
}

TEST_F(InterruptTest, WhatIsKeptIsTheShorterRun) {
  Program program(long_run("run"), here());
  ASSERT_TRUE(has_begun());
  ::usleep(300000);
  program.send(SIGINT);
  ASSERT_EQ(program.wait().exit_code, 130);
  const std::string done = std::to_string(verify_run_directory(path("run")).replications_done);
  ASSERT_EQ(sealedbid({"run", "small.yaml", "--replications", done, "--output", "short"}).exit_code, 0);
  EXPECT_EQ(bytes_of(path("run") / "summary.csv"), bytes_of(path("short") / "summary.csv"));
  EXPECT_EQ(bytes_of(path("run") / "differences.csv"), bytes_of(path("short") / "differences.csv"));
}

TEST_F(InterruptTest, ASecondSignalEndsAtOnceAndTheNextRunCleansUp) {
  Program program(long_run("run"), here());
  ASSERT_TRUE(has_begun());
  ::usleep(300000);
  program.send(SIGINT);
  ::usleep(2000);  // two signals at the same instant count as one
  program.send(SIGINT);
  const Finished finished = program.wait();
  // On a fast machine the run may have been written between the two signals.
  EXPECT_TRUE(finished.signal == SIGINT || finished.exit_code == 130);
  EXPECT_EQ(sealedbid({"run", "small.yaml", "--output", "run", "--force", "--quiet"}).exit_code, 0);
  EXPECT_THAT(names(), ElementsAre("run", "small.yaml"));
}

}  // namespace
}  // namespace sealedbid
