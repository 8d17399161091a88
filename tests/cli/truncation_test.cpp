#include <map>
#include <nlohmann/json.hpp>

#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;

class TruncationTest : public ProgramFixture {
 protected:
  /// Values that stand in the text itself, by key path. No error: the text is a scenario.
  std::map<std::string, std::string> written_values(const std::string& text) const {
    ProgramOptions options;
    options.input = text;
    const Finished finished = sealedbid({"explain", "-", "--format", "json"}, options);
    std::map<std::string, std::string> values;
    if (finished.exit_code == 3) return values;
    EXPECT_EQ(finished.exit_code, 0) << finished.notes;
    for (const auto& value : nlohmann::json::parse(finished.output)) {
      if (value["origin"] != "default") values[value["key_path"]] = value["value"];
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

/// A scenario cut at the end of a line may be a smaller scenario (fewer policies, more defaults); no reader can know. But no
/// value may be read by half, such as 10 for 100.
TEST_F(TruncationTest, NoValueIsReadByHalf) {
  constexpr std::size_t cuts = 40;
  for (const char* name :
       {"minimal.yaml", "azerbaijan/garadagh-2024.yaml", "germany/solar-2015.yaml", "germany/onshore-wind-2017.yaml"}) {
    const std::string text = bytes_of(shipped(name));
    const auto whole = written_values(text);
    ASSERT_GT(whole.size(), 10u) << name;
    std::size_t refused = 0;
    for (std::size_t cut = 0; cut < cuts; ++cut) {
      const auto values = written_values(text.substr(0, cut * text.size() / cuts));
      EXPECT_FALSE(differs(values, whole)) << name << " cut at byte " << cut * text.size() / cuts;
      refused += values.empty() ? 1u : 0u;
    }
    EXPECT_GE(refused, cuts * 3 / 4) << name;
  }
}

TEST_F(TruncationTest, TheCheckSeesAValueReadByHalf) {
  const std::string text = bytes_of(shipped("germany/solar-2015.yaml"));
  const std::size_t volume = text.find("volume_mw: 150");
  ASSERT_NE(volume, std::string::npos);
  EXPECT_TRUE(differs(written_values(text.substr(0, volume) + "volume_mw: 15\n"), written_values(text)));
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
