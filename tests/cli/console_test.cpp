#include "cli/program_fixture.hpp"
#include "output/manifest.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ConsoleTest : public ProgramFixture {
 protected:
  Finished with_output(const std::vector<std::string>& arguments, Stream output) const {
    ProgramOptions options;
    options.output = output;
    return sealedbid(arguments, options);
  }
};

TEST_F(ConsoleTest, TextThatCannotBeWrittenIsCodeFive) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"check", "small.yaml"}, {"explain", "small.yaml"}, {"schema"}, {"doctor"}, {"--help"}}) {
    for (const Stream output : {Stream::full_device, Stream::closed}) {
      const Finished finished = with_output(arguments, output);
      EXPECT_EQ(finished.exit_code, 5) << arguments.front();
      EXPECT_THAT(finished.notes, HasSubstr("standard output: ")) << arguments.front();
    }
  }
}

TEST_F(ConsoleTest, TheRunIsKeptWhereItsTableCannotBeWritten) {
  for (const auto& [name, output] : {std::pair("full", Stream::full_device), std::pair("closed", Stream::closed)}) {
    const Finished finished = with_output({"run", "small.yaml", "--samples", "auctions,bids", "--output", name}, output);
    EXPECT_EQ(finished.exit_code, 5) << name;
    EXPECT_EQ(verify_run_directory(path(name)).replications_done, 500) << name;
  }
}

TEST_F(ConsoleTest, AReaderThatGoesAwayIsNoError) {
  EXPECT_EQ(with_output({"reference"}, Stream::reader_gone).exit_code, 0);
  EXPECT_EQ(with_output({"run", "small.yaml", "--output", "out"}, Stream::reader_gone).exit_code, 0);
  EXPECT_EQ(verify_run_directory(path("out")).replications_done, 500);
}

/// The number of a closed stream would go to the next file that is opened. The run is long enough for several lines of progress.
TEST_F(ConsoleTest, NoProgressGoesIntoTheFilesOfTheRun) {
  const std::vector<std::string> arguments = {"run", "small.yaml", "-n",       "100000",  "--threads",
                                              "1",   "--samples",  "auctions", "--output"};
  const auto run_into = [&](const std::string& output, Stream streams) {
    ProgramOptions options;
    options.output = streams;
    options.notes = streams;
    std::vector<std::string> words = arguments;
    words.push_back(output);
    return sealedbid(words, options).exit_code;
  };
  ASSERT_EQ(run_into("open", Stream::captured), 0);
  ASSERT_EQ(run_into("closed", Stream::closed), 5);
  verify_run_directory(path("closed"));
  for (const char* file : {"summary.csv", "distributions.nc", "samples_auctions.nc"}) {
    EXPECT_TRUE(bytes_of(path("closed") / file) == bytes_of(path("open") / file)) << file;
  }
}

TEST_F(ConsoleTest, NotesThatCannotBeWrittenDoNotStopARun) {
  for (const Stream notes : {Stream::full_device, Stream::reader_gone}) {
    ProgramOptions options;
    options.notes = notes;
    EXPECT_EQ(sealedbid({"run", "small.yaml", "--output", "out", "--force"}, options).exit_code, 0);
  }
}

TEST_F(ConsoleTest, AnExistingOutputIsRefusedBeforeSimulating) {
  ASSERT_EQ(sealedbid({"run", "small.yaml", "--output", "out", "--quiet"}).exit_code, 0);
  const std::string before = bytes_of(path("out") / "summary.csv");
  const Finished refused = sealedbid({"run", "small.yaml", "-n", "9000000000000000", "--output", "out"});
  EXPECT_EQ(refused.exit_code, 5);
  EXPECT_THAT(refused.notes, HasSubstr("out exists"));
  EXPECT_EQ(bytes_of(path("out") / "summary.csv"), before);
  EXPECT_EQ(sealedbid({"run", "small.yaml", "--seed", "6", "--output", "out", "--quiet", "--force"}).exit_code, 0);
  EXPECT_NE(bytes_of(path("out") / "summary.csv"), before);
  EXPECT_THAT(names(), ElementsAre("out", "small.yaml"));
}

TEST_F(ConsoleTest, NothingButARunIsReplacedByForce) {
  std::filesystem::create_directory(path("precious"));
  write("precious/letter.txt", "dear");
  write("file", "text");
  for (const char* name : {"precious", "file", "small.yaml"}) {
    EXPECT_EQ(sealedbid({"run", "small.yaml", "--output", name, "--force"}).exit_code, 5) << name;
  }
  EXPECT_EQ(bytes_of(path("precious/letter.txt")), "dear");
  EXPECT_EQ(bytes_of(path("small.yaml")), small_scenario);
}

TEST_F(ConsoleTest, AnOutputThatCannotBeMadeIsRefusedBeforeSimulating) {
  for (const char* output : {"/proc/run", "gone/run", "small.yaml/run"}) {
    const Finished finished = sealedbid({"run", "small.yaml", "-n", "9000000000000000", "--output", output});
    EXPECT_EQ(finished.exit_code, 5) << output;
    EXPECT_THAT(finished.notes, HasSubstr(output));
    EXPECT_THAT(finished.output, IsEmpty());
  }
}

TEST_F(ConsoleTest, AFolderWithoutRoomForTheDefaultOutputIsCodeFive) {
  ProgramOptions options;
  options.folder = "/proc";
  const Finished finished = sealedbid({"run", path("small.yaml"), "-n", "9000000000000000"}, options);
  EXPECT_EQ(finished.exit_code, 5);
  EXPECT_THAT(finished.notes, HasSubstr("--output"));
}

TEST_F(ConsoleTest, DevNullTakesTheRunAndKeepsNothing) {
  const Finished finished = sealedbid({"run", "small.yaml", "--output", "/dev/null"});
  EXPECT_EQ(finished.exit_code, 0) << finished.notes;
  EXPECT_THAT(finished.output, HasSubstr("clearing_price_per_mwh"));
  EXPECT_THAT(names(), ElementsAre("small.yaml"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace sealedbid
