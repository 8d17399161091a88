#include <filesystem>

#include "cli/program_fixture.hpp"
#include "scenario/read_scenario.hpp"

namespace sealedbid {
namespace {

using namespace testing;

struct Cuts {
  int accepted = 0;
  int misread = 0;  ///< accepted with another meaning than the whole text
};

/// Reads every beginning of the text that ends behind one of its bytes; `meaning_of` throws InputError for what is refused.
template <class Reader>
Cuts cut_everywhere(const std::string& text, Reader meaning_of) {
  const std::string whole = meaning_of(text);
  Cuts cuts;
  for (std::size_t length = 0; length < text.size(); ++length) {
    try {
      const bool is_same = meaning_of(text.substr(0, length)) == whole;
      ++cuts.accepted;
      cuts.misread += is_same ? 0 : 1;
    } catch (const InputError&) {
    }
  }
  return cuts;
}

std::string meaning_of_scenario(const std::string& text) {
  return read_scenario_text(text, "cut.yaml").resolved_yaml;
}

class TruncationTest : public ProgramFixture {
 protected:
  std::string meaning_of_rules(const std::string& text) const {
    write("rules.yaml", text);
    const RulesFile rules = read_rules(path("rules.yaml"));
    return rules.title + rules.currency;  // the last block, so that all others have been read
  }

  /// Values that stand in the text itself, by policy and key path; nothing where the text is refused.
  static std::map<std::string, std::string> written_values(const std::string& text) {
    std::map<std::string, std::string> values;
    try {
      const ScenarioFile file = read_scenario_text(text, "cut.yaml");
      for (std::size_t policy = 0; policy < file.policies.size(); ++policy) {
        for (const ExplainedValue& value : file.explained[policy]) {
          if (value.origin == Origin::base_file) values[value.key_path] = value.value;
        }
      }
    } catch (const InputError&) {
    }
    return values;
  }

  /// True if some value of the shorter text is another one than in the whole text.
  static bool differs(const std::map<std::string, std::string>& shorter, const std::map<std::string, std::string>& whole) {
    return std::any_of(shorter.begin(), shorter.end(), [&](const auto& value) {
      const auto found = whole.find(value.first);
      return found == whole.end() || found->second != value.second;
    });
  }
};

/// YS23: every shipped file ends with a mandatory key, so that whatever is cut off, something mandatory is.
TEST_F(TruncationTest, ShippedScenariosAreRefusedWhereverTheyAreCut) {
  for (const char* name : {"minimal.yaml", "azerbaijan/garadagh-2024.yaml", "azerbaijan/foreign-bidder-rules.yaml",
                           "germany/solar-2015.yaml", "germany/onshore-wind-2017.yaml"}) {
    EXPECT_EQ(cut_everywhere(bytes_of(shipped(name)), meaning_of_scenario).accepted, 0) << name;
  }
}

TEST_F(TruncationTest, ShippedRulesAreRefusedWhereverTheyAreCut) {
  const auto meaning = [&](const std::string& text) { return meaning_of_rules(text); };
  EXPECT_EQ(cut_everywhere(bytes_of(shipped("albania/solar-2024-rules.yaml")), meaning).accepted, 0);
}

TEST_F(TruncationTest, EveryRulesFileOfTheLibraryEndsWithItsCurrency) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shipped("rules"))) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string text = bytes_of(entry.path().string());
    EXPECT_EQ(text.rfind("\ncurrency: "), text.rfind('\n', text.size() - 2)) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 30);
}

TEST_F(TruncationTest, TheCheckSeesAFileThatEndsWithWhatMayBeAbsent) {
  EXPECT_EQ(cut_everywhere(small_scenario, meaning_of_scenario).misread, 2) << "without policies, and without the last one";
}

TEST_F(TruncationTest, AnOverrideDoesNotMakeACutFileWhole) {
  const std::string text = bytes_of(shipped("minimal.yaml"));
  write("cut.yaml", text.substr(0, text.find("simulation:")));
  const Finished finished = sealedbid({"check", "cut.yaml", "--set", "simulation.seed=1"});
  EXPECT_EQ(finished.exit_code, 3);
  EXPECT_THAT(finished.notes, ::testing::HasSubstr("simulation.seed: is missing in the file itself"));
  EXPECT_EQ(sealedbid({"run", "cut.yaml", "--seed", "1", "--replications", "9"}).exit_code, 3);
}

/// Where a file does not end with a mandatory key, no value may be read by half, such as 10 for 100.
TEST_F(TruncationTest, NoValueIsReadByHalf) {
  const std::string text = small_scenario;
  const auto whole = written_values(text);
  ASSERT_GT(whole.size(), 10u);
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(differs(written_values(text.substr(0, length)), whole)) << "cut at byte " << length;
  }
}

TEST_F(TruncationTest, TheCheckSeesAValueReadByHalf) {
  const std::string text = bytes_of(shipped("germany/solar-2015.yaml"));
  std::string halved = text;
  halved.replace(text.find("volume_mw: 150"), 14, "volume_mw: 15");
  EXPECT_TRUE(differs(written_values(halved), written_values(text)));
}

TEST_F(TruncationTest, ANumberAtTheEndOfTheFileNeedsItsLineBreak) {
  ProgramOptions options;
  const std::string text = small_scenario;
  options.input = text.substr(0, text.find("policies:")) + "tariff:\n  term_years: 20";
  EXPECT_EQ(sealedbid({"check", "-"}, options).exit_code, 3);
  options.input += "\n";
  EXPECT_EQ(sealedbid({"check", "-"}, options).exit_code, 0);
}

}  // namespace
}  // namespace sealedbid
