#include "study/solve_scenario_text.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "study/solved_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class SolveScenarioTextTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { answer_ = solve_scenario(testing::solved_file(), 0, nullptr); }
  static inline ScenarioAnswer answer_;
};

TEST_F(SolveScenarioTextTest, TheTableShowsBidsAndCertificate) {
  const std::string table = scenario_answer_table(answer_);
  EXPECT_THAT(table, StartsWith("solved, in EUR of 2025 per MWh; 65536 simulated worlds\n\nas_is: mean price "));
  EXPECT_THAT(table, ContainsRegex("home +3 +26.6[0-9]* to (40|39.9[0-9]*) "));
  EXPECT_THAT(table, HasSubstr("Certificate: "));
  EXPECT_THAT(table, HasSubstr("\ntruthful: mean price "));
  EXPECT_THAT(table, HasSubstr("No class's bids are solved for"));
}

TEST_F(SolveScenarioTextTest, CsvHoldsTheBidFunctions) {
  EXPECT_THAT(scenario_answer_csv(answer_), StartsWith("policy,bidder_class,ceiling_per_mwh,"));
  EXPECT_THAT(scenario_answer_csv(answer_), HasSubstr("\nas_is,home,"));
}

TEST_F(SolveScenarioTextTest, JsonHoldsEverything) {
  const auto json = nlohmann::json::parse(scenario_answer_json(answer_));
  EXPECT_TRUE(json["shortfall"].is_null());
  const auto& policy = json["policies"][0];
  EXPECT_EQ(policy["solution"]["status"], "solved");
  EXPECT_EQ(policy["classes"][0]["tenths"].size(), 10u);
  EXPECT_LT(policy["classes"][0]["certificate"]["upper_bound_share_of_expected_profit"], 0.005);
  EXPECT_TRUE(json["policies"][1]["classes"][0]["certificate"].is_null());
}

}  // namespace
}  // namespace sealedbid
