#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

class CheckTest : public ProgramFixture {
 protected:
  /// The small scenario with each of the given texts replaced.
  void write_changed(const std::string& name, const std::vector<std::pair<std::string, std::string>>& changes) const {
    std::string text = small_scenario;
    for (const auto& [old_text, new_text] : changes) {
      ASSERT_NE(text.find(old_text), std::string::npos) << old_text;
      text.replace(text.find(old_text), old_text.size(), new_text);
    }
    write(name, text);
  }
};

TEST_F(CheckTest, ASoundScenarioIsCodeZeroWithItsPolicies) {
  const Finished finished = sealedbid({"check", "small.yaml"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.output, "small.yaml: no errors; 2 policies: as_is, uniform\n");
  EXPECT_THAT(finished.notes, IsEmpty());
}

TEST_F(CheckTest, ReadsStandardInput) {
  ProgramOptions options;
  options.input = small_scenario;
  EXPECT_EQ(sealedbid({"check", "-"}, options).exit_code, 0);
  options.input = "";
  EXPECT_EQ(sealedbid({"check", "-"}, options).exit_code, 3);
}

TEST_F(CheckTest, AllErrorsComeInOnePassWithTheirPlaces) {
  write_changed("bad.yaml", {{"bidders: 4", "bidders: four"},
                             {"high: 40", "high: 10"},
                             {"volume_mw: 30", "volumme_mw: 30"},
                             {"ceiling_per_mwh: 45", "ceiling_per_mwh: -45"},
                             {"currency: EUR", "currency: EUR\nfoo: bar"}});
  const Finished finished = sealedbid({"check", "bad.yaml"});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_THAT(finished.output, IsEmpty());
  EXPECT_THAT(lines_of(finished.notes), Each(MatchesRegex("bad\\.yaml:[0-9]+:[0-9]+: [a-z_.]+: .+")));
  for (const char* part : {"bad.yaml:4:1: foo: unknown key", "bad.yaml:10:28: bidder_classes.home.bidders: 'four' is not a",
                           "required_price_per_mwh", "auction.volumme_mw: unknown key. Did you mean volume_mw?",
                           "auction.ceiling_per_mwh: -45 is negative", "Did you mean 45?"}) {
    EXPECT_THAT(finished.notes, HasSubstr(part));
  }
}

TEST_F(CheckTest, ErrorsOfAllPoliciesAreFound) {
  write_changed("bad.yaml", {{"as_is: {}", "as_is: {auction: {ceiling_per_mwh: high}}"},
                             {"pricing: uniform_lowest_rejected", "pricing: uniform"}});
  const Finished finished = sealedbid({"check", "bad.yaml"});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_THAT(finished.notes, AllOf(HasSubstr("bad.yaml:16:38: auction.ceiling_per_mwh: 'high'"),
                                    HasSubstr("bad.yaml:17:32: auction.pricing: ")));
}

TEST_F(CheckTest, AWarningIsNoError) {
  const Finished finished = sealedbid({"check", "small.yaml", "--set", "bidder_classes.abroad.bidders=0"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.notes, AllOf(HasSubstr("warning"), HasSubstr("bidder_classes.abroad.bidders")));
  EXPECT_THAT(finished.output, HasSubstr("no errors"));
}

TEST_F(CheckTest, WhatIsNoScenarioFileIsCodeThree) {
  std::filesystem::create_directory(path("folder"));
  write("empty.yaml", "");
  write("binary.yaml", std::string("\x7f"
                                   "ELF\0\1\2",
                                   7));
  write("huge.yaml", small_scenario);
  std::filesystem::resize_file(path("huge.yaml"), std::uintmax_t{1} << 33);  // takes no room on the disk
  for (const char* name : {"folder", "missing.yaml", "empty.yaml", "binary.yaml", "huge.yaml", "/dev/zero"}) {
    const Finished finished = sealedbid({"check", name});
    EXPECT_EQ(finished.exit_code, 3) << name;
    EXPECT_THAT(finished.notes, StartsWith(name));
    EXPECT_THAT(finished.output, IsEmpty()) << name;
    EXPECT_LT(finished.seconds.count(), 20.0) << name;
  }
}

TEST_F(CheckTest, MessagesCannotDriveATerminal) {
  const std::string hostile = "x\x1b[31m\x07\ny";
  write_changed("escaped.yaml", {{"name: small", "name: \"a\\e[31mb\"\n\"k\\u0007ey\": 1"}});
  write_changed("raw.yaml", {{"name: small", "name: a\x1b[31mb"}});
  write(hostile, "schema_version: 2\n");
  write("x\x1b.yaml", small_scenario);
  const std::vector<std::vector<std::string>> wrong = {{"check", "escaped.yaml"},
                                                       {"check", "raw.yaml"},
                                                       {"check", hostile},
                                                       {"check", "missing" + hostile},
                                                       {"check", "x\x1b.yaml"},
                                                       {"check", "small.yaml", "--set", hostile + "=1"},
                                                       {"check", "small.yaml", "--set", "name=" + hostile},
                                                       {"run", "small.yaml", "--output", hostile + "/run"},
                                                       {"run", "small.yaml", "--output", "y" + hostile},
                                                       {"explain", "small.yaml", "--policy", hostile},
                                                       {"compare", hostile},
                                                       {"clear", hostile, "--rules", hostile},
                                                       {hostile},
                                                       {"run", "small.yaml", "--" + hostile}};
  for (const auto& arguments : wrong) {
    const Finished finished = sealedbid(arguments);
    EXPECT_THAT(finished.output + finished.notes, Not(IsEmpty()));
    EXPECT_TRUE(is_safe_on_a_terminal(finished.output + finished.notes))
        << ::testing::PrintToString(finished.output + finished.notes);
  }
  EXPECT_FALSE(is_safe_on_a_terminal(hostile)) << "the check must see what it looks for";
}

}  // namespace
}  // namespace sealedbid
