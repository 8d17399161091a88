#include "base/build_info.hpp"

#include <gmock/gmock.h>

namespace sealedbid {
namespace {

TEST(BuildInfoTest, NamesVersionCommitCompilerAndLibraries) {
  const BuildInfo build = build_info();
  EXPECT_THAT(build.version, ::testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_THAT(build.git_commit, ::testing::AnyOf("unknown", ::testing::MatchesRegex("[0-9a-f]{40}(-dirty)?")));
  EXPECT_THAT(build.compiler, ::testing::MatchesRegex("[A-Za-z]+ [0-9.]+"));
  for (const char* library : {"Eigen 3", "yaml-cpp 0", "Boost 1", "netCDF 4"})
    EXPECT_THAT(build.libraries, ::testing::HasSubstr(library));
}

TEST(BuildInfoTest, NamesTheInstructionSet) {
  EXPECT_THAT(kernel_instruction_set(), ::testing::AnyOf("as compiled", ::testing::StartsWith("x86-64")));
}

}  // namespace
}  // namespace sealedbid
