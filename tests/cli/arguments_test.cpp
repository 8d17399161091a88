#include "cli/arguments.hpp"

#include <gmock/gmock.h>

namespace sealedbid::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Arguments parse(std::vector<const char*> words) {
  words.insert(words.begin(), "sealedbid");
  return parse_arguments(static_cast<int>(words.size()), words.data());
}

std::string usage_error(const std::vector<const char*>& words) {
  try {
    parse(words);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ArgumentsTest, ReadsARun) {
  const auto run = std::get<RunArguments>(
      parse({"run", "a.yaml", "--set", "auction.volume_mw=3", "--set", "x=1", "-n", "500", "--threads", "2", "--samples",
             "auctions,bids", "--output", "out", "--force", "--seed", "18446744073709551615"}));
  EXPECT_EQ(run.scenario, "a.yaml");
  EXPECT_THAT(run.settings, ElementsAre("auction.volume_mw=3", "x=1"));
  EXPECT_EQ(run.replications, 500);
  EXPECT_EQ(run.threads, 2);
  EXPECT_THAT(run.samples, ElementsAre("auctions", "bids"));
  EXPECT_EQ(run.seed, 18446744073709551615u);
  EXPECT_TRUE(run.force);
}

TEST(ArgumentsTest, ASettingTakesOneWordOnly) {
  const auto run = std::get<RunArguments>(parse({"run", "--set", "a=1", "b.yaml"}));
  EXPECT_EQ(run.scenario, "b.yaml");
}

TEST(ArgumentsTest, SuggestsTheCommandOrOptionThatWasMeant) {
  EXPECT_THAT(usage_error({"rum", "a.yaml"}), HasSubstr("Did you mean run?"));
  EXPECT_THAT(usage_error({"run", "a.yaml", "--threds", "2"}), HasSubstr("Did you mean --threads?"));
}

TEST(ArgumentsTest, RefusesWhatIsNoNumber) {
  EXPECT_THAT(usage_error({"run", "a.yaml", "--replications", "1e6"}), HasSubstr("--replications: '1e6' is not a whole number"));
  EXPECT_THAT(usage_error({"run", "a.yaml", "--threads", "0"}), HasSubstr("from 1 to 1024"));
  EXPECT_THAT(usage_error({"run", "a.yaml", "--seed", "-1"}), HasSubstr("--seed"));
}

TEST(ArgumentsTest, SaysWhatIsMissing) {
  EXPECT_THAT(usage_error({"run"}), HasSubstr("scenario"));
  EXPECT_THAT(usage_error({"clear", "bids.csv"}), HasSubstr("--rules"));
}

TEST(ArgumentsTest, HelpBeginsWithExamples) {
  EXPECT_THAT(std::get<PrintArguments>(parse({"--help"})).text, StartsWith("Examples:"));
  EXPECT_THAT(std::get<PrintArguments>(parse({"run", "--help"})).text, StartsWith("Examples:"));
  EXPECT_THAT(std::get<PrintArguments>(parse({})).text, HasSubstr("compare"));
}

TEST(ArgumentsTest, PrintsTheVersion) {
  EXPECT_THAT(std::get<PrintArguments>(parse({"--version"})).text, StartsWith("sealedbid "));
}

}  // namespace
}  // namespace sealedbid::cli
