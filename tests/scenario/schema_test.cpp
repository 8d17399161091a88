#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "scenario/fields.hpp"
#include "scenario/read_scenario.hpp"

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
  expect_block<TaxRelief>(properties(properties(schema())["host_country"])["tax_relief"]);
  expect_block<BidderClass>(properties(schema())["bidder_classes"]["additionalProperties"]);
  expect_block<Corridor>(properties(properties(schema())["export"])["corridors"]["additionalProperties"]);
}

TEST(SchemaTest, RangesChoicesAndStandardValuesAreThoseOfTheTable) {
  const Json& auction = properties(properties(schema())["auction"]);
  EXPECT_EQ(auction["volume_mw"]["anyOf"][0], Json::parse(R"({"type": "number", "exclusiveMinimum": 0, "maximum": 1000000})"));
  EXPECT_EQ(auction["ties"]["enum"], Json::parse(R"(["lottery", "smaller_first"])"));
  EXPECT_EQ(auction["ties"]["default"], "lottery");
  EXPECT_EQ(auction["minimum_bids"]["default"], 1);
  EXPECT_EQ(auction["price_step_per_mwh"]["default"], 0.01);
  EXPECT_FALSE(auction["award_year"].contains("default"));
  EXPECT_THAT(auction["volume_mw"]["description"], ::testing::HasSubstr("Unit: MW. Drawn once a replication."));
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
  EXPECT_EQ(properties(properties(patch)["auction"])["volume_mw"]["anyOf"][1]["$ref"], "#/definitions/distribution_patch");
}

}  // namespace
}  // namespace sealedbid
