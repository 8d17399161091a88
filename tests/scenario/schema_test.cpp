#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "scenario/fields.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/sample_every_key.hpp"

namespace sealedbid {
namespace {

using Json = nlohmann::json;

const Json& schema() {
  static const Json parsed = Json::parse(scenario_json_schema());
  return parsed;
}

const Json& properties(const Json& block) {
  return block.at("properties");
}

/// The schema of a block has its keys, and requires the mandatory ones.
template <class Block>
void expect_block(const Json& block) {
  std::vector<std::string> required;
  for (const auto& field : fields_of<Block>()) {
    EXPECT_TRUE(properties(block).contains(std::string(field.info.key))) << field.info.key;
    EXPECT_THAT(properties(block)[std::string(field.info.key)]["description"],
                ::testing::StartsWith(std::string(field.info.doc)));
    if (field.info.presence == Presence::mandatory) required.emplace_back(field.info.key);
  }
  EXPECT_EQ(block.value("required", Json::array()), Json(required));
  EXPECT_EQ(block.at("additionalProperties"), false);
}

TEST(SchemaTest, BlocksHaveTheKeysOfTheTable) {
  expect_block<Scenario>(schema());
  expect_block<Auction>(properties(schema())["auction"]);
  const Json& auction = properties(properties(schema())["auction"]);
  expect_block<Ranking>(auction["ranking"]);
  expect_block<Stage>(auction["stages"]["additionalProperties"]);
  expect_block<Limit>(auction["limits"]["additionalProperties"]);
  expect_block<BidFilter>(properties(auction["limits"]["additionalProperties"])["bids"]);
  expect_block<TaxRelief>(properties(properties(schema())["host_country"])["tax_relief"]);
  const Json& bidder_class = properties(schema())["bidder_classes"]["additionalProperties"];
  expect_block<BidderClass>(bidder_class);
  expect_block<ProjectDebt>(properties(bidder_class)["project_debt"]);
  expect_block<OutwardInvestment>(properties(bidder_class)["outward_investment"]);
  expect_block<ExchangeRate>(properties(properties(schema())["host_country"])["exchange_rate"]);
  expect_block<ElectricityMarket>(properties(schema())["electricity_markets"]["additionalProperties"]);
  expect_block<Settlement>(properties(schema())["settlement"]);
  expect_block<Corridor>(properties(properties(schema())["export"])["corridors"]["additionalProperties"]);
}

TEST(SchemaTest, RangesChoicesAndStandardValuesAreThoseOfTheTable) {
  const Json& auction = properties(properties(schema())["auction"]);
  EXPECT_EQ(auction["volume_mw"]["anyOf"][0], Json::parse(R"({"type": "number", "exclusiveMinimum": 0, "maximum": 1000000})"));
  EXPECT_EQ(auction["ties"]["enum"],
            Json::parse(R"(["lottery", "smaller_first", "larger_first", "earlier_first", "higher_fee_first", "shared"])"));
  EXPECT_EQ(auction["ties"]["default"], "lottery");
  EXPECT_EQ(auction["minimum_bids"]["default"], 1);
  EXPECT_EQ(auction["price_step_per_mwh"]["default"], 0.01);
  EXPECT_FALSE(auction["award_year"].contains("default"));
  EXPECT_THAT(auction["volume_mw"]["description"], ::testing::HasSubstr("Unit: MW. Drawn once a replication."));
}

/// Whether Python's validator accepts a scenario.
bool is_valid_in_python(const std::string& scenario) {
  // Tests run side by side, each in a process of its own.
  const std::string test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string schema = ::testing::TempDir() + test + ".json", text = ::testing::TempDir() + test + ".yaml";
  std::ofstream(schema) << scenario_json_schema();
  std::ofstream(text) << scenario;
  const std::string program =
      "import json, sys, yaml, jsonschema\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft7Validator.check_schema(schema)\n"
      "sys.exit(not jsonschema.Draft7Validator(schema).is_valid(yaml.safe_load(open(sys.argv[2]))))";
  return std::system(("/usr/bin/python3 -c '" + program + "' " + schema + " " + text).c_str()) == 0;
}

TEST(SchemaTest, PythonValidatesScenariosWithEveryKey) {
  ASSERT_EQ(std::system("/usr/bin/python3 -c 'import yaml, jsonschema'"), 0) << "install python3-yaml and python3-jsonschema";
  EXPECT_TRUE(is_valid_in_python(every_key_text));
  EXPECT_TRUE(is_valid_in_python(sample_text));
  for (const auto& [part, wrong] : {std::pair{"zones: [north]", "zones: north"},
                                    {"zones: [north]", "zone: [north]"},
                                    {"volume_fraction: 0.4", "volume_fraction: 1.4"},
                                    {"by: points", "by: point"},
                                    {"lot: 2", "lot: 2.5"},
                                    {"volume_mw: [100, 120.5]", "volume_mw: [100, x]"},
                                    {"tenor_years: 16", "tenor_years: 16.5"},
                                    {"regime: pegged", "regime: fixed"},
                                    {"persistence_fraction: 0.67", "persistence_fraction: 1"},
                                    {"priority: [contractor]", "priority: contractor"},
                                    {"bid_per_mwh: [33, 42]", "bid_per_mwh: [33, -1]"},
                                    {"form: crra", "form: crr"},
                                    {"tolerance: 0.01", "tolerance: 0"},
                                    {"old_friends: {bidder_classes: [contractor]}", "old_friends: {}"}}) {
    EXPECT_FALSE(is_valid_in_python(with(every_key_text, part, wrong))) << wrong;
  }
}

TEST(SchemaTest, ListsHoldDifferentTexts) {
  const Json& auction = properties(properties(schema())["auction"]);
  Json years = properties(properties(auction["exclusions"]["additionalProperties"])["bids"])["delivery_years"];
  years.erase("description");
  EXPECT_EQ(years, Json::parse(R"({"type": "array", "minItems": 1, "uniqueItems": true,
                                  "items": {"type": ["string", "integer"], "minLength": 1, "maxLength": 64}})"));
}

TEST(SchemaTest, EveryFamilyIsADistributionWithItsParameters) {
  const Json& families = schema()["definitions"]["distribution"]["oneOf"];
  ASSERT_EQ(families.size(), family_names.size());
  for (std::size_t index = 0; index < family_names.size(); ++index) {
    EXPECT_EQ(properties(families[index])["distribution"]["const"], family_names[index]);
  }
  EXPECT_EQ(families[6]["required"], Json::parse(R"(["low", "mode", "high", "distribution"])"));
}

TEST(SchemaTest, PatchesRequireNothingAndLeaveTheFilesKeysAlone) {
  const Json& patch = properties(schema())["policies"]["additionalProperties"];
  EXPECT_FALSE(patch.contains("required"));
  EXPECT_FALSE(properties(patch)["auction"].contains("required"));
  EXPECT_FALSE(properties(patch).contains("simulation"));
  const Json& volume = properties(properties(patch)["auction"])["volume_mw"];
  EXPECT_EQ(volume["anyOf"][0]["anyOf"][1]["$ref"], "#/definitions/distribution_patch");
}

TEST(SchemaTest, PatchesMayTakeKeysOut) {
  const auto policy = [](const std::string& patch) { return sample_text + "policies: {one: " + patch + "}\n"; };
  EXPECT_TRUE(is_valid_in_python(policy("{auction: {ceiling_per_mwh: ~}}")));
  EXPECT_TRUE(is_valid_in_python(policy("{bidder_classes: {contractor: {technology: ~}}}")));
  EXPECT_TRUE(is_valid_in_python(policy("{bidder_classes: {contractor: ~}, export: {corridors: {west: ~}}}")));
  EXPECT_FALSE(is_valid_in_python(policy("{auction: ~}"))) << "mandatory";
  EXPECT_FALSE(is_valid_in_python(sample_with("ceiling_per_mwh: 45", "ceiling_per_mwh: ~"))) << "no patch";
}

}  // namespace
}  // namespace sealedbid
