#include "scenario/read_scenario.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

std::string values_of(const ScenarioFile& file) {
  std::string text;
  for (std::size_t policy = 0; policy < file.policies.size(); ++policy) {
    text += "policy " + file.policies[policy].policy + "\n";
    for (const auto& value : file.explained[policy]) text += value.key_path + " = " + value.value + " " + value.unit + "\n";
  }
  return text;
}

/// A file that is removed again.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_((std::filesystem::temp_directory_path() / ("sealedbid_rules_" + std::to_string(getpid()) + ".yaml")).string()) {
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const std::string policies =
    "policies:\n"
    "  as_is: {}\n"
    "  uniform: {auction: {pricing: uniform_lowest_rejected}}\n"
    "  dear: {technologies: {solar: {capex_per_kw: {median: 900}}}}\n"
    "  more: {bidder_classes: {ipp: {origin: PAK, bidders: 2, project_capacity_mw: 10, required_price_per_mwh: 31.5, "
    "strategy: truthful}}}\n";

TEST(ReadScenarioTest, ResolvedTextReadsBackToTheSamePolicies) {
  const std::string sparse = with(with(sample_text, "  minimum_bids: 2\n", ""), "  award_year: 2025\n", "");
  for (const std::string& text : {sample_text, sample_text + policies, sparse + policies}) {
    const ScenarioFile file =
        read_scenario_text(text, "sample.yaml", {{"auction.volume_mw", "{distribution: uniform, low: 90, high: 110}"}});
    const ScenarioFile again = read_scenario_text(file.resolved_yaml, "resolved.yaml");
    EXPECT_EQ(values_of(again), values_of(file));
    EXPECT_EQ(again.resolved_yaml, file.resolved_yaml);
  }
}

TEST(ReadScenarioTest, TitlesThatLookLikeSomethingElseSurviveTheRoundTrip) {  // OU06
  for (const char* title : {"\"yes\"", "\"1e3\"", "\"~\"", "\"null\"", "\"a: b # c\"", "\"'\""}) {
    const ScenarioFile file = read_scenario_text(sample_with("A sample with every key", title), "sample.yaml");
    const ScenarioFile again = read_scenario_text(file.resolved_yaml, "resolved.yaml");
    EXPECT_EQ(again.policies[0].scenario.title, file.policies[0].scenario.title) << title;
  }
}

TEST(ReadScenarioTest, SeedCoversAllOf64BitsAndIsMandatory) {  // NU12, NU14
  const auto seed_errors = [](const std::string& seed) { return errors_of(sample_with("seed: 7", seed)); };
  EXPECT_EQ(scenario_of(sample_with("seed: 7", "seed: 0")).simulation.seed, 0u);
  EXPECT_EQ(scenario_of(sample_with("seed: 7", "seed: 18446744073709551615")).simulation.seed, UINT64_MAX);
  for (const char* seed :
       {"seed: -1", "seed: 1.5", "seed: text", "seed: -0", "seed: 18446744073709551616", "seed: \"random\"", "seed: Random"}) {
    EXPECT_THAT(seed_errors(seed), HasSubstr("simulation.seed: ")) << seed;
  }
  EXPECT_THAT(errors_of(sample_with(", seed: 7", "")), HasSubstr("simulation.seed: is missing"));
}

TEST(ReadScenarioTest, RandomSeedIsDrawnOnceAndShown) {
  const ScenarioFile file = read_scenario_text(sample_with("seed: 7", "seed: random") + policies, "sample.yaml");
  const std::uint64_t seed = file.policies[0].scenario.simulation.seed;
  for (const auto& policy : file.policies) EXPECT_EQ(policy.scenario.simulation.seed, seed);
  EXPECT_THAT(file.resolved_yaml, HasSubstr("seed: " + std::to_string(seed) + "\n"));
  const ScenarioFile other = read_scenario_text(sample_with("seed: 7", "seed: random"), "sample.yaml");
  EXPECT_NE(other.policies[0].scenario.simulation.seed, seed);  // equal once in 2^64 runs
}

TEST(ReadScenarioTest, CountsAreExactOrRefused) {  // NU13, NU15
  const auto with_replications = [](const std::string& count) {
    return sample_with("replications: 1000", "replications: " + count);
  };
  EXPECT_EQ(scenario_of(with_replications("9007199254740992")).simulation.replications, 9007199254740992);
  EXPECT_EQ(scenario_of(with_replications("4294967297")).simulation.replications, 4294967297);
  EXPECT_EQ(scenario_of(with_replications("1")).simulation.replications, 1);
  for (const char* count : {"0", "-1", "1.5", "9007199254740994", "9223372036854775808"}) {
    EXPECT_THAT(errors_of(with_replications(count)), HasSubstr("simulation.replications: ")) << count;
  }
}

TEST(ReadScenarioTest, RangesOfQuantitiesHold) {  // NU17
  for (const char* volume : {"0", "1e12", "-5"}) {
    EXPECT_THAT(errors_of(sample_with("volume_mw: 100", std::string("volume_mw: ") + volume)), HasSubstr("auction.volume_mw: "))
        << volume;
  }
  EXPECT_EQ(errors_of(sample_with("volume_mw: 100", "volume_mw: 1e-9")), "");
}

TEST(ReadScenarioTest, NegativeMarketPricesAreAllowed) {  // AU14
  EXPECT_EQ(errors_of(sample_with("{price_per_mwh: 25}", "{price_per_mwh: -5}")), "");
  EXPECT_THAT(errors_of(sample_with("{distribution: uniform, low: 30, high: 40}", "-3")),
              HasSubstr("a required price is a payment"));
}

TEST(ReadScenarioTest, CountryCodesMayLookLikeTruthValues) {  // NU30
  EXPECT_THAT(errors_of(sample_with("ceiling_disclosed: true", "ceiling_disclosed: yes")), HasSubstr("Did you mean true?"));
  EXPECT_EQ(scenario_of(sample_with("title: A sample with every key", "title: NO")).title, "NO");
}

TEST(ReadScenarioTest, RootMustBeAMap) {  // YS22
  for (const char* text : {"5\n", "[1, 2]\n", "~\n", "\n"}) EXPECT_NE(errors_of(text), "") << text;
}

TEST(ReadScenarioTest, ClassesCannotShareAName) {  // AU22
  const std::string twin =
      "  contractor: {origin: CHN, bidders: 1, project_capacity_mw: 1, required_price_per_mwh: 3, strategy: "
      "truthful}\nauction:\n";
  EXPECT_THAT(errors_of(sample_with("auction:\n", twin)), HasSubstr("contractor"));
}

TEST(ReadScenarioTest, JsonIsReadAsWell) {  // YS31
  const std::string json =
      R"({"schema_version": 1, "name": "sample", "currency": "EUR", "price_year": 2024, "simulation": {"seed": 7},
    "host_country": {"code": "AZE"},
    "bidder_classes": {
      "a": {"origin": "CHN", "bidders": 2, "project_capacity_mw": 5, "required_price_per_mwh": 30, "strategy": "truthful"}},
    "auction": {"volume_mw": 10}}
)";
  const std::string yaml =
      "schema_version: 1\nname: sample\ncurrency: EUR\nprice_year: 2024\nsimulation: {seed: 7}\nhost_country: {code: AZE}\n"
      "bidder_classes:\n  a: {origin: CHN, bidders: 2, project_capacity_mw: 5, required_price_per_mwh: 30, strategy: truthful}\n"
      "auction: {volume_mw: 10}\n";
  EXPECT_EQ(read_scenario_text(json, "a.json").resolved_yaml, read_scenario_text(yaml, "a.yaml").resolved_yaml);
}

TEST(ReadScenarioTest, ManyFaultsGiveAShortMessage) {  // YS30
  std::string text = sample_text;
  for (int index = 0; index < 4000; ++index) text += "unknown_" + std::to_string(index) + ": 1\n";
  try {
    read_scenario_text(text, "sample.yaml");
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.issues().size(), 4000u);
    EXPECT_LT(text_of(error.issues()).size(), 65536u);
  }
}

const std::string rules_text =
    "schema_version: 1\ncurrency: EUR\ntitle: Round 1\nhost_country: {code: DEU}\n"
    "auction: {volume_mw: 100, ceiling_per_mwh: 70, pricing: uniform_highest_accepted}\n";

std::string rules_errors(const std::string& text, const std::vector<Override>& overrides = {}) {
  try {
    read_rules(TemporaryFile(text).path(), overrides);
    return "";
  } catch (const InputError& error) {
    return text_of(error.issues());
  }
}

TEST(ReadScenarioTest, RulesFilesGiveTheAuctionAlone) {
  const RulesFile rules = read_rules(TemporaryFile(rules_text).path(), {{"auction.ties", "smaller_first"}});
  EXPECT_EQ(rules.title, "Round 1");
  EXPECT_EQ(rules.currency, "EUR");
  EXPECT_EQ(rules.auction.pricing, PricingRule::uniform_highest_accepted);
  EXPECT_EQ(rules.auction.ties, TieRule::smaller_first);
}

TEST(ReadScenarioTest, RulesFilesAreCheckedAsStrictly) {
  EXPECT_THAT(rules_errors(with(rules_text, "70", "{distribution: uniform, low: 1, high: 2}")), HasSubstr("is not a constant"));
  EXPECT_THAT(rules_errors(with(rules_text, "70", "70.001")), HasSubstr("is not a multiple"));
  EXPECT_THAT(rules_errors(with(rules_text, "volume_mw", "volume")), HasSubstr("auction.volume: unknown key"));
  EXPECT_THAT(rules_errors(with(rules_text, "pricing:", "limits: {north: {}}, pricing:")),
              HasSubstr("auction.limits.north: limits nothing"));
  EXPECT_EQ(rules_errors(with(rules_text, "pricing:", "limits: {north: {bids: {zones: [n]}, awards: 1}}, pricing:")), "");
  EXPECT_THAT(rules_errors(with(rules_text, "code", "corporate_tax_fraction")), HasSubstr("unknown key"));
  EXPECT_THAT(rules_errors(rules_text, {{"auction.x", "1"}}), HasSubstr("--set:1:11: auction.x: unknown key"));
  EXPECT_EQ(rules_errors("schema_version: 1\ncurrency: EUR\nauction: {volume_mw: 5}\n"), "");
}

TEST(ReadScenarioTest, ReferencePageHasALineForEveryKey) {
  const std::string page = scenario_reference_markdown();
  const ScenarioFile file = read_scenario_text(sample_text, "sample.yaml");
  for (const auto& value : file.explained.at(0)) {
    if (value.key_path.find("capture_rate") != std::string::npos || value.key_path.find('[') != std::string::npos) continue;
    const std::string key = value.key_path.substr(value.key_path.rfind('.') + 1);
    EXPECT_THAT(page, HasSubstr("| `" + key + "` | " + value.doc)) << value.key_path;
  }
  EXPECT_THAT(page, HasSubstr("beyond the range are set to its end"));
}

}  // namespace
}  // namespace sealedbid
