#include <nlohmann/json.hpp>

#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class HelpTest : public ProgramFixture {};

TEST_F(HelpTest, EveryCommandsHelpBeginsWithExamples) {
  for (const char* name :
       {"run", "check", "explain", "compare", "cost", "equilibrium", "clear", "schema", "reference", "doctor"}) {
    const Finished help = sealedbid({name, "--help"});
    EXPECT_EQ(help.exit_code, 0) << name;
    EXPECT_THAT(help.output, StartsWith("Examples:\n  sealedbid ")) << name;
    EXPECT_THAT(help.output, HasSubstr(std::string("Usage: sealedbid ") + name));
    EXPECT_THAT(help.notes, IsEmpty()) << name;
  }
}

TEST_F(HelpTest, WithoutArgumentsTheProgramShowsItsCommands) {
  const Finished help = sealedbid({});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.output, StartsWith("Examples:"));
  EXPECT_EQ(help.output, sealedbid({"--help"}).output);
}

TEST_F(HelpTest, WrongUsageIsCodeTwoWithTheWayToHelp) {
  const std::vector<std::vector<std::string>> wrong = {{"rum", "small.yaml"},
                                                       {"run"},
                                                       {"run", "small.yaml", "--threds", "2"},
                                                       {"run", "small.yaml", "--threads", "0"},
                                                       {"run", "small.yaml", "--replications", "1e6"},
                                                       {"run", "small.yaml", "--set"},
                                                       {"run", "small.yaml", "small.yaml"},
                                                       {"run", "small.yaml", "--samples", "all"},
                                                       {"compare", "a", "--format", "xml"},
                                                       {"clear", "bids.csv"},
                                                       {"run", "small.yaml", "--output", ""},
                                                       {"check", ""}};
  for (const auto& arguments : wrong) {
    const Finished finished = sealedbid(arguments);
    EXPECT_EQ(finished.exit_code, 2) << arguments.back();
    EXPECT_THAT(finished.notes, StartsWith("sealedbid: ")) << arguments.back();
    EXPECT_THAT(finished.output, IsEmpty()) << arguments.back();
    EXPECT_EQ(lines_of(finished.notes).size(), 1u) << finished.notes;
  }
  EXPECT_EQ(names(), std::vector<std::string>{"small.yaml"});
}

TEST_F(HelpTest, TheSchemaIsJson) {
  const Finished schema = sealedbid({"schema"});
  EXPECT_EQ(schema.exit_code, 0);
  const auto json = nlohmann::json::parse(schema.output);
  EXPECT_EQ(json["type"], "object");
  EXPECT_TRUE(json["properties"].contains("auction"));
}

TEST_F(HelpTest, TheReferenceNamesTheKeys) {
  const Finished reference = sealedbid({"reference"});
  EXPECT_EQ(reference.exit_code, 0);
  EXPECT_THAT(reference.output, StartsWith("# "));
  EXPECT_THAT(reference.output, HasSubstr("ceiling_per_mwh"));
}

TEST_F(HelpTest, TheDoctorNamesWhatWasCompiledIn) {
  const Finished doctor = sealedbid({"doctor"});
  EXPECT_EQ(doctor.exit_code, 0);
  for (const char* word : {"sealedbid ", "commit", "compiler", "yaml-cpp", "netCDF", "kernels", "cores"}) {
    EXPECT_THAT(doctor.output, HasSubstr(word));
  }
  EXPECT_THAT(doctor.output, StartsWith(lines_of(sealedbid({"--version"}).output).front()));
}

}  // namespace
}  // namespace sealedbid
