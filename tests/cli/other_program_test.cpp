#include "cli/other_program.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;
using OtherProgramTest = testing::ProgramFixture;

TEST_F(OtherProgramTest, AProgramInThePathIsACommand) {
  const std::filesystem::path program = path("sealedbid-hello");
  std::ofstream(program) << "#!/bin/sh\necho \"$1 and $2\"\nexit 7\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  testing::ProgramOptions options;
  options.environment = {{"PATH", path("").string() + ":/usr/bin:/bin"}};
  const testing::Finished finished = this->sealedbid({"hello", "one", "--two"}, options);
  EXPECT_EQ(finished.exit_code, 7);
  EXPECT_EQ(finished.output, "one and --two\n");
}

TEST_F(OtherProgramTest, WithoutThePackageReportSaysWhatToInstall) {
  testing::ProgramOptions options;
  options.environment = {{"PATH", "/nowhere"}};
  const testing::Finished finished = this->sealedbid({"report", "runs/x"}, options);
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_THAT(finished.notes, HasSubstr("pip install"));
}

TEST_F(OtherProgramTest, OtherWordsAreUsageErrorsAsBefore) {
  EXPECT_THAT(this->sealedbid({"rnu"}).notes, HasSubstr("Did you mean run?"));
  EXPECT_EQ(this->sealedbid({"../evil"}).exit_code, 2);
}

}  // namespace
}  // namespace sealedbid
