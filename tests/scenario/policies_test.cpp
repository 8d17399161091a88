#include "scenario/policies.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

std::string errors_with_policies(const std::string& policies) {
  return errors_of(sample_text + "policies:" + policies);
}

TEST(PoliciesTest, PoliciesAreTakenOutOfTheTreeAndMarked) {
  YamlNode root = parse_yaml("a: 1\npolicies: {x: {a: 2}, z: {}}\n", "x.yaml");
  std::vector<Issue> issues;
  const YamlNode policies = take_policies(root, issues);
  EXPECT_TRUE(issues.empty());
  EXPECT_EQ(root.find("policies"), nullptr);
  ASSERT_EQ(policies.entries.size(), 2u);
  EXPECT_EQ(policies.entries[0].value.find("a")->source, YamlSource::policy_patch);
  EXPECT_EQ(patched(root, policies.entries[0].value).find("a")->text, "2");
  EXPECT_EQ(patched(root, policies.entries[1].value).find("a")->text, "1");
  EXPECT_EQ(root.find("a")->text, "1");
}

TEST(PoliciesTest, FileWithoutPoliciesHasOneNamedBase) {
  const ScenarioFile file = read_scenario_text(sample_text, "sample.yaml");
  ASSERT_EQ(file.policies.size(), 1u);
  EXPECT_EQ(file.policies[0].policy, "base");
}

TEST(PoliciesTest, EachPolicyChangesOnlyItself) {
  const ScenarioFile file =
      read_scenario_text(sample_text + "policies:\n  as_is: {}\n  other: {auction: {volume_mw: 50}}\n", "sample.yaml");
  ASSERT_EQ(file.policies.size(), 2u);
  EXPECT_EQ(file.policies[0].policy, "as_is");
  EXPECT_EQ(text_of(file.policies[0].scenario.auction.volume_mw.value()), "100");
  EXPECT_EQ(text_of(file.policies[1].scenario.auction.volume_mw.value()), "50");
  EXPECT_EQ(file.policies[1].scenario.auction.minimum_bids, 2);
}

TEST(PoliciesTest, OverridesComeBeforePolicies) {
  const std::string text = sample_text + "policies:\n  as_is: {}\n  other: {auction: {volume_mw: 50}}\n";
  const ScenarioFile file = read_scenario_text(text, "sample.yaml", {{"auction.volume_mw", "70"}});
  EXPECT_EQ(text_of(file.policies[0].scenario.auction.volume_mw.value()), "70");
  EXPECT_EQ(text_of(file.policies[1].scenario.auction.volume_mw.value()), "50");
}

TEST(PoliciesTest, WrongPatchesAreReportedAtTheirPlace) {
  EXPECT_THAT(errors_with_policies(" {x: {auction: {volumme_mw: 3}}}\n"),
              HasSubstr("auction.volumme_mw: unknown key. Did you mean volume_mw?"));
  EXPECT_THAT(errors_with_policies(" {x: {auction: 3}}\n"), HasSubstr("auction: expected a map of keys, got '3'"));
  EXPECT_THAT(errors_with_policies(" {x: {bidder_classes: {new: {bidders: 3}}}}\n"),
              HasSubstr("bidder_classes.new.origin: is missing"));
  EXPECT_THAT(errors_with_policies(" {x: ~}\n"), HasSubstr("policies.x: expected a map of changes"));
  EXPECT_THAT(errors_with_policies(" [1]\n"), HasSubstr("policies: expected a map of policies, got a list"));
  EXPECT_THAT(errors_with_policies(" {2x: {}}\n"), HasSubstr("'2x' is not a name"));
  EXPECT_THAT(errors_with_policies(" {x: {}, X: {}}\n"),
              HasSubstr("policies.X: differs from another policy only in capital letters"));
  EXPECT_THAT(errors_with_policies(" {x: {policies: {}}}\n"), HasSubstr("a policy has no policies"));
}

TEST(PoliciesTest, KeysOfTheWholeFileCannotDifferBetweenPolicies) {
  for (const char* patch :
       {"simulation: {seed: 3}", "currency: USD", "price_year: 2020", "schema_version: 1", "name: b", "title: b"}) {
    EXPECT_THAT(errors_with_policies(" {x: {" + std::string(patch) + "}}\n"), HasSubstr("is the same for all policies")) << patch;
  }
}

TEST(PoliciesTest, FaultsOfTheBaseAreReportedOnce) {
  const std::string text = sample_with("volume_mw: 100", "volume_mw: -100") + "policies: {a: {}, b: {}, c: {}}\n";
  const std::string errors = errors_of(text);
  EXPECT_THAT(errors, HasSubstr("volume_mw: -100 is negative"));
  EXPECT_EQ(errors.find("is negative"), errors.rfind("is negative"));
}

TEST(PoliciesTest, SizeOfAllPoliciesTogetherIsLimited) {
  YamlNode root = parse_yaml("a: []\n", "x.yaml");
  root.find("a")->items.assign(1'000'000, scalar_node("1"));
  YamlNode policies = parse_yaml("x: {}\nz: {}\n", "x.yaml");
  root.entries.push_back({"policies", Place(), policies});
  std::vector<Issue> issues;
  EXPECT_TRUE(take_policies(root, issues).entries.empty());
  EXPECT_THAT(text_of(issues), HasSubstr("too many policies"));
}

}  // namespace
}  // namespace sealedbid
