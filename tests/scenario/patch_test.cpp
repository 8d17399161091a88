#include "scenario/patch.hpp"

#include <gmock/gmock.h>

#include "scenario/policies.hpp"
#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

YamlNode merged(const std::string& base, const std::string& patch) {
  YamlNode tree = parse_yaml(base, "base.yaml");
  merge_patch(tree, parse_yaml(patch, "patch.yaml"));
  return tree;
}

/// Both trees without their places.
void expect_same(const YamlNode& tree, const std::string& text) {
  EXPECT_EQ(yaml_text(tree), yaml_text(parse_yaml(text, "expected.yaml")));
}

TEST(PatchTest, MapsMergeKeyByKeyAndTheRestIsReplaced) {
  expect_same(merged("a: {b: 1, c: 2}\nd: [1, 2]\n", "a: {c: 3, e: 4}\nd: [5]\n"), "a: {b: 1, c: 3, e: 4}\nd: [5]\n");
  expect_same(merged("a: 1\n", "a: {b: 2}\n"), "a: {b: 2}\n");
  expect_same(merged("a: {b: 2}\n", "a: 1\n"), "a: 1\n");
}

TEST(PatchTest, DistributionsReplaceTheWholeQuantity) {
  expect_same(merged("q: {distribution: normal, mean: 1, sd: 2}\n", "q: {distribution: uniform, low: 0, high: 1}\n"),
              "q: {distribution: uniform, low: 0, high: 1}\n");
  expect_same(merged("q: {distribution: normal, mean: 1, sd: 2}\n", "q: {mean: 5}\n"),
              "q: {distribution: normal, mean: 5, sd: 2}\n");
}

TEST(PatchTest, ATildeTakesAKeyOut) {
  expect_same(merged("a: {b: 1, c: 2}\n", "a: {b: ~}\n"), "a: {c: 2}\n");
  expect_same(merged("a: {b: {d: 1}, c: 2}\n", "a: {b: ~, c: 3}\n"), "a: {c: 3}\n");
  EXPECT_NE(merged("a: {b: 1}\n", "a: {b: }\n").find("a")->find("b"), nullptr) << "a value that is missing is a mistake";
  EXPECT_NE(merged("a: {b: 1}\n", "a: {x: ~}\n").find("a")->find("x"), nullptr) << "nothing to take out: to be reported";
}

TEST(PatchTest, SourceIsMarkedAllTheWayDown) {
  YamlNode tree = parse_yaml("a: {b: [1, {c: 2}]}\n", "x.yaml");
  mark_source(tree, YamlSource::policy_patch);
  EXPECT_EQ(tree.find("a")->find("b")->items[1].find("c")->source, YamlSource::policy_patch);
}

TEST(PatchTest, OverridesAreSplitAtTheFirstEqualsSign) {
  const Override override_ = parse_override("a.b=c=d");
  EXPECT_EQ(override_.key_path, "a.b");
  EXPECT_EQ(override_.text, "c=d");
  EXPECT_THROW(parse_override("a.b"), InputError);
  EXPECT_THROW(parse_override("=3"), InputError);
}

TEST(PatchTest, OverridesReplaceOneValueAndCarryTheirColumn) {
  YamlNode tree = parse_yaml("auction: {volume_mw: 100, ties: lottery}\n", "x.yaml");
  std::vector<Issue> issues;
  apply_override(tree, {"auction.volume_mw", "{distribution: uniform, low: 1, high: 2}"}, issues);
  EXPECT_TRUE(issues.empty());
  expect_same(tree, "auction: {volume_mw: {distribution: uniform, low: 1, high: 2}, ties: lottery}\n");
  const YamlNode& value = *tree.find("auction")->find("volume_mw");
  EXPECT_EQ(value.source, YamlSource::command_line);
  EXPECT_EQ(value.place.file, "--set");
  EXPECT_EQ(value.place.line, 1);
  EXPECT_EQ(value.place.column, 19);  // "auction.volume_mw=" has 18 characters
}

TEST(PatchTest, OverridesMakeMissingBlocks) {
  YamlNode tree = parse_yaml("a: 1\n", "x.yaml");
  std::vector<Issue> issues;
  apply_override(tree, {"tariff.after_term.price_per_mwh", "30"}, issues);
  EXPECT_TRUE(issues.empty());
  expect_same(tree, "a: 1\ntariff: {after_term: {price_per_mwh: 30}}\n");
}

TEST(PatchTest, WrongOverridesAreErrorsOfTheCommandLine) {
  EXPECT_THAT(errors_of(sample_text, {{"auction.cieling_per_mwh", "40"}}),
              HasSubstr("--set:1:25: auction.cieling_per_mwh: unknown key. Did you mean ceiling_per_mwh?"));
  EXPECT_THAT(errors_of(sample_text, {{"auction.ceiling_per_mwh", "-40"}}),
              HasSubstr("--set:1:25: auction.ceiling_per_mwh: -40 is negative"));
  EXPECT_THAT(errors_of(sample_text, {{"auction.ceiling_per_mwh", ""}}), HasSubstr("auction.ceiling_per_mwh: is empty"));
  EXPECT_THAT(errors_of(sample_text, {{"auction.ceiling_per_mwh.x", "1"}}),
              HasSubstr("auction.ceiling_per_mwh is '45' and not a block"));
  EXPECT_THAT(errors_of(sample_text, {{"auction.ties", "[1"}}), HasSubstr("--set:1:"));
  EXPECT_THAT(errors_of(sample_text, {{"auction.ties", "lottery\nb: 2"}}), HasSubstr("auction.ties: has more than one value"));
  EXPECT_THAT(errors_of(sample_text, {{"policies.a", "{}"}}), HasSubstr("policies.a: cannot be set"));
  for (const char* path : {".a", "a.", "a..b"})
    EXPECT_THAT(errors_of(sample_text, {{path, "1"}}), HasSubstr("has an empty part"));
}

}  // namespace
}  // namespace sealedbid
