#include "cli/program_fixture.hpp"
#include "output/manifest.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class RunTest : public ProgramFixture {
 protected:
  Finished run(std::vector<std::string> more, const ProgramOptions& options = {}) const {
    more.insert(more.begin(), {"run", "small.yaml"});
    return sealedbid(more, options);
  }
  std::string summary_of(const std::string& name) const { return bytes_of(path(name) / "summary.csv"); }
};

TEST_F(RunTest, WritesARunDirectoryAndShowsIt) {
  const Finished finished = run({"--output", "out"});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  for (const char* part : {"as_is\n", "uniform\n", "clearing_price_per_mwh", "Baseline: as_is", "run directory: out\n"}) {
    EXPECT_THAT(finished.output, HasSubstr(part));
  }
  const Manifest manifest = verify_run_directory(path("out"));
  EXPECT_EQ(manifest.replications_done, 500);
  EXPECT_FALSE(manifest.interrupted);
  EXPECT_THAT(names(), ElementsAre("out", "small.yaml"));
}

TEST_F(RunTest, TheDefaultOutputIsNamedAfterTheScenario) {
  EXPECT_EQ(run({}).exit_code, 0);
  EXPECT_EQ(verify_run_directory(path("runs") / "small").seed, 5u);
}

TEST_F(RunTest, TheFolderRunsIsMadeAndNoOther) {
  EXPECT_EQ(run({"--output", "runs/mine"}).exit_code, 0);
  EXPECT_EQ(verify_run_directory(path("runs") / "mine").seed, 5u);
  EXPECT_EQ(run({"--output", "elsewhere/mine"}).exit_code, 5);
}

TEST_F(RunTest, QuietMeansNotAWord) {
  const Finished finished = run({"--output", "out", "--quiet"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.output + finished.notes, IsEmpty());
}

TEST_F(RunTest, OptionsOverrideTheFile) {
  EXPECT_EQ(run({"--output", "out", "-n", "200", "--seed", "9", "--set", "auction.volume_mw=20"}).exit_code, 0);
  const Manifest manifest = verify_run_directory(path("out"));
  EXPECT_EQ(manifest.replications_done, 200);
  EXPECT_EQ(manifest.seed, 9u);
  EXPECT_THAT(bytes_of(path("out") / "scenario.resolved.yaml"), HasSubstr("volume_mw: 20"));
}

TEST_F(RunTest, GivesTheSameBytesForAnyNumberOfThreads) {
  const std::vector<std::string> arguments = {"-n", "20000", "--quiet", "--threads", "1", "--output", "threads1"};
  ASSERT_EQ(run(arguments).exit_code, 0);
  for (const char* threads : {"2", "3", "8"}) {
    const std::string name = std::string("threads") + threads;
    ASSERT_EQ(run({"-n", "20000", "--quiet", "--threads", threads, "--output", name}).exit_code, 0);
    EXPECT_EQ(summary_of(name), summary_of("threads1")) << threads;
    EXPECT_EQ(bytes_of(path(name) / "differences.csv"), bytes_of(path("threads1") / "differences.csv")) << threads;
  }
  ASSERT_EQ(run({"-n", "20000", "--quiet", "--seed", "6", "--output", "other_seed"}).exit_code, 0);
  EXPECT_NE(summary_of("other_seed"), summary_of("threads1")) << "the comparison must see another seed";
}

TEST_F(RunTest, TheLocaleChangesNoByte) {
  const std::string locale = "de_DE.UTF-8";
  run_program({"/usr/bin/localedef", "-i", "de_DE", "-f", "UTF-8", path(locale)});  // where the sources of locales are installed
  ProgramOptions options;
  options.environment = {{"LC_ALL", locale}, {"LANG", locale}, {"LOCPATH", path("")}};
  const Finished german = run({"--output", "german", "--set", "auction.ceiling_per_mwh=44.5"}, options);
  const Finished plain = run({"--output", "plain", "--set", "auction.ceiling_per_mwh=44.5"});
  ASSERT_EQ(german.exit_code, 0) << german.notes;
  EXPECT_EQ(summary_of("german"), summary_of("plain"));
  EXPECT_EQ(lines_of(german.output).front(), lines_of(plain.output).front());
  EXPECT_EQ(lines_of(german.output)[2], lines_of(plain.output)[2]);
}

TEST_F(RunTest, ReadsAScenarioFromStandardInput) {
  ProgramOptions options;
  options.input = small_scenario;
  ASSERT_EQ(sealedbid({"run", "-", "--quiet", "--output", "piped"}, options).exit_code, 0);
  ASSERT_EQ(run({"--quiet", "--output", "read"}).exit_code, 0);
  EXPECT_EQ(summary_of("piped"), summary_of("read"));
}

TEST_F(RunTest, AWrongScenarioLeavesNothingBehind) {
  write("bad.yaml", "schema_version: 1\nname: bad\nauction: {volume_mw: -3}\n");
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"run", "bad.yaml", "--output", "out"},
                                             {"run", "bad.yaml"},
                                             {"run", "small.yaml", "--set", "auction.volume_mw=0"},
                                             {"run", "small.yaml", "--set", "auction.volume=3"},
                                             {"run", "small.yaml", "--set", "auction"},
                                             {"run", "gone.yaml"}}) {
    const Finished finished = sealedbid(arguments);
    EXPECT_EQ(finished.exit_code, 3) << arguments.back();
    EXPECT_THAT(finished.output, IsEmpty());
    EXPECT_THAT(names(), ElementsAre("bad.yaml", "small.yaml")) << arguments.back();
  }
  EXPECT_THAT(sealedbid({"run", "bad.yaml"}).notes, HasSubstr("bad.yaml:3:22: auction.volume_mw: -3"));
}

TEST_F(RunTest, OneReplicationHasNoStandardErrors) {
  const Finished finished = run({"-n", "1", "--output", "one"});
  ASSERT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.output, AllOf(HasSubstr("\n1 replication × 2 policies"), Not(HasSubstr("nan"))));
  const std::string first = lines_of(summary_of("one")).at(1);
  EXPECT_THAT(first, ::testing::MatchesRegex("as_is,1,clearing_price_per_mwh,all,EUR/MWh,1,[0-9.]+,,,,,.*"));
}

TEST_F(RunTest, AScenarioInWhichNobodyCanBidRendersAsVoid) {
  const Finished finished = run({"--set", "auction.ceiling_per_mwh=0.01", "--output", "void"});
  ASSERT_EQ(finished.exit_code, 0) << finished.notes;
  EXPECT_THAT(finished.output, AllOf(::testing::ContainsRegex("void_probability +1 +1 "), Not(HasSubstr("nan"))));
  EXPECT_THAT(summary_of("void"), AllOf(HasSubstr("clearing_price_per_mwh,all,EUR/MWh,0,,,,,"), Not(HasSubstr("nan"))));
  EXPECT_EQ(sealedbid({"compare", "void"}).exit_code, 0);
}

TEST_F(RunTest, AClassWithoutBiddersIsAWarning) {
  const Finished finished = run({"--set", "bidder_classes.abroad.bidders=0", "--output", "out"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.notes, AllOf(HasSubstr("warning"), HasSubstr("bidder_classes.abroad.bidders")));
  EXPECT_THAT(summary_of("out"), HasSubstr("as_is,1,number_of_bids,class:abroad,1,500,0,0,"));
}

TEST_F(RunTest, MoreMemoryThanThereIsIsAFailedRun) {
  const auto limited = [&](const std::string& arguments) {
    return run_program({"/bin/sh", "-c", std::string("ulimit -v 300000; exec '") + SEALEDBID_PROGRAM + "' " + arguments}, here());
  };
  if (limited("doctor").exit_code != 0) GTEST_SKIP() << "built with a sanitizer, which needs terabytes of addresses";
  const Finished finished = limited("run small.yaml --set bidder_classes.home.bidders=900000 -n 1 --threads 1 --output out");
  EXPECT_EQ(finished.exit_code, 4) << finished.notes;
  EXPECT_THAT(finished.notes, HasSubstr("out of memory"));
  EXPECT_THAT(names(), ElementsAre("small.yaml"));
}

}  // namespace
}  // namespace sealedbid
