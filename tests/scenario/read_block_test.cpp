#include "scenario/read_block.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_every_key.hpp"
#include "scenario/walk.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

/// Every key of the table as it stands in the sample.
struct Key {
  std::string path;
  FieldInfo info;
  bool is_map, is_list;  ///< the value is written as a map or list
};

template <class Block>
void collect_keys(const Block& block, const std::string& path, std::vector<Key>& keys) {
  for_each_field(block, [&](const FieldInfo& info, const auto& value) {
    using Value = std::remove_cvref_t<decltype(value)>;
    const std::string key_path = joined_path(path, info.key);
    constexpr bool is_map =
        TableBlock<Value> || NamedList<Value> || is_one_of<Value, std::map<std::string, Quantity>, std::vector<Correlation>>;
    constexpr bool is_list = is_one_of<Value, std::vector<double>, std::vector<std::string>>;
    keys.push_back({key_path, info, is_map, is_list});
    if constexpr (TableBlock<Value>) collect_keys(value, key_path, keys);
    if constexpr (NamedList<Value>) {
      for (const auto& item : value) collect_keys(item, joined_path(key_path, item.name), keys);
    }
  });
}

std::vector<Key> all_keys() {
  Scenario scenario;
  read_block(parse_yaml(every_key_text, "sample.yaml"), scenario);
  std::vector<Key> keys;
  collect_keys(scenario, "", keys);
  return keys;
}

/// The entries among which a key path stands.
std::vector<YamlEntry>& siblings(YamlNode& root, const std::string& path, std::string& key) {
  YamlNode* node = &root;
  std::size_t begin = 0;
  for (std::size_t end = path.find('.'); end != std::string::npos; end = path.find('.', begin)) {
    node = node->find(path.substr(begin, end - begin));
    if (node == nullptr) throw std::logic_error("the sample does not contain " + path);
    begin = end + 1;
  }
  key = path.substr(begin);
  return node->entries;
}

/// The messages after `change` was applied to the entry of a key path.
template <class Change>
std::string messages_after(const std::string& path, const Change& change) {
  YamlNode root = parse_yaml(every_key_text, "sample.yaml");
  std::string key;
  auto& entries = siblings(root, path, key);
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& each) { return each.key == key; });
  if (entry == entries.end()) throw std::logic_error("the sample does not contain " + path);
  change(entries, entry);
  Scenario scenario;
  return text_of(read_block(root, scenario).issues, 1000);
}

using Entries = std::vector<YamlEntry>;

TEST(ReadBlockTest, SampleReadsWithoutAFault) {
  Scenario scenario;
  EXPECT_EQ(text_of(read_block(parse_yaml(every_key_text, "sample.yaml"), scenario).issues), "");
  EXPECT_GT(all_keys().size(), 250u);
}

TEST(ReadBlockTest, ListsAreRefusedForEveryKey) {  // YS26
  for (const auto& key : all_keys()) {
    const std::string messages = messages_after(key.path, [&](Entries&, Entries::iterator entry) {
      YamlNode list;
      list.kind = YamlKind::sequence;
      list.items = {scalar_node("1")};
      entry->value = list;
      if (key.is_list) entry->value.items = {list};
    });
    EXPECT_THAT(messages, HasSubstr(key.path + ": expected ")) << key.path;
    EXPECT_THAT(messages, HasSubstr(", got a list")) << key.path;
  }
}

TEST(ReadBlockTest, MapsAndScalarsAreNotConfused) {  // YS26
  for (const auto& key : all_keys()) {
    const std::string messages = messages_after(key.path, [&](Entries&, Entries::iterator entry) {
      entry->value = scalar_node("-");
      if (key.is_map || key.is_list) return;
      entry->value.kind = YamlKind::map;
      entry->value.entries = {{"x", Place(), scalar_node("1")}};
    });
    EXPECT_THAT(messages, HasSubstr(key.path + ": expected ")) << key.path;
    EXPECT_THAT(messages, HasSubstr(key.is_map || key.is_list ? ", got '-'" : ", got a map")) << key.path;
  }
}

TEST(ReadBlockTest, MisspeltKeysAreErrorsWithTheRightKey) {  // YS27
  for (const auto& key : all_keys()) {
    const std::string messages =
        messages_after(key.path, [](Entries&, Entries::iterator entry) { entry->key.insert(2, 1, entry->key[1]); });
    EXPECT_THAT(messages, HasSubstr("unknown key. Did you mean " + std::string(key.info.key) + "?")) << key.path;
  }
}

TEST(ReadBlockTest, MissingKeysAreErrorsIfTheyAreMandatory) {  // YS28
  for (const auto& key : all_keys()) {
    const std::string messages =
        messages_after(key.path, [](Entries& entries, Entries::iterator entry) { entries.erase(entry); });
    if (key.info.presence == Presence::mandatory) {
      EXPECT_THAT(messages, HasSubstr(key.path + ": is missing")) << key.path;
    } else {
      EXPECT_EQ(messages, "") << key.path;
    }
  }
}

TEST(ReadBlockTest, EmptyValuesAreNeverTheStandardValue) {  // YS29
  for (const auto& key : all_keys()) {
    for (const char* text : {"", "~", "null"}) {
      const std::string messages =
          messages_after(key.path, [&](Entries&, Entries::iterator entry) { entry->value = scalar_node(text); });
      EXPECT_THAT(messages, HasSubstr(key.path + ": is empty")) << key.path;
    }
  }
}

TEST(ReadBlockTest, MissingKeysAreReportedAtTheirBlock) {
  Scenario scenario;
  const auto root = parse_yaml(sample_with("    bidders: 3\n", ""), "sample.yaml");
  const auto issues = read_block(root, scenario).issues;
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].place.line, root.find("bidder_classes")->find("contractor")->place.line);
}

TEST(ReadBlockTest, AllFaultsAreReportedInOnePass) {
  const std::string text =
      with(with(sample_with("price_year: 2024", "price_year: 24"), "bidders: 3", "bidders: -1"), "ties: lottery", "ties: lotery");
  Scenario scenario;
  const std::string messages = text_of(read_block(parse_yaml(text, "sample.yaml"), scenario).issues);
  EXPECT_THAT(messages, HasSubstr("sample.yaml:5:13: price_year: 24 is not in the range: from 1900 to 2200"));
  EXPECT_THAT(messages, HasSubstr("bidders: -1 is negative (a number of bidders). Did you mean 1?"));
  EXPECT_THAT(messages, HasSubstr("'lotery' is not one of lottery, smaller_first, larger_first, earlier_first, higher_fee_first, "
                                  "shared. Did you mean lottery?"));
}

TEST(ReadBlockTest, EveryFamilyReadsItsParametersAndNoOthers) {
  const auto quantity_of = [](const std::string& text) {
    Scenario scenario;
    const auto issues =
        read_block(parse_yaml(sample_with("price_per_mwh: 62", "price_per_mwh: " + text), "sample.yaml"), scenario).issues;
    return issues.empty() ? text_of(*scenario.exports.corridors[0].price_per_mwh) : text_of(issues);
  };
  const std::pair<Quantity, std::string> cases[] = {
      {Constant{5}, "{distribution: constant, value: 5}"},
      {Uniform{1, 2}, "{distribution: uniform, low: 1, high: 2}"},
      {Triangular{1, 2, 3}, "{distribution: triangular, low: 1, mode: 2, high: 3}"},
      {Normal{1, 2}, "{distribution: normal, mean: 1, sd: 2}"},
      {TruncatedNormal{1, 2, 0, 3}, "{distribution: truncated_normal, mean: 1, sd: 2, low: 0, high: 3}"},
      {Lognormal{60, 0.2}, "{distribution: lognormal, median: 60, sigma: 0.2}"},
      {Pert{1, 2, 3, 4}, "{distribution: pert, low: 1, mode: 2, high: 3}"},
      {Beta{2, 3, 0, 1}, "{distribution: beta, alpha: 2, beta: 3}"},
      {Weibull{2, 3, 0}, "{distribution: weibull, shape: 2, scale: 3}"},
      {Empirical{{1, 2}, {3, 4}}, "{distribution: empirical, values: [1, 2], weights: [3, 4]}"},
      {Empirical{{1, 2}, {}}, "{distribution: empirical, values: [1, 2]}"},
  };
  for (const auto& [quantity, text] : cases) EXPECT_EQ(quantity_of(text), text_of(quantity));
  EXPECT_THAT(quantity_of("{distribution: normal, mean: 1, sd: 2, low: 0}"), HasSubstr("price_per_mwh.low: unknown key"));
  EXPECT_THAT(quantity_of("{distribution: normal, mean: 1}"), HasSubstr("price_per_mwh.sd: is missing"));
  EXPECT_THAT(quantity_of("{distribution: normal, mean: 1, sd: -2}"),
              HasSubstr("sd: -2 is negative (a standard deviation). Did you mean 2?"));
  EXPECT_THAT(quantity_of("{distribution: lognormal, median: 0, sigma: 1}"), HasSubstr("median: 0 is not in the range: above 0"));
  EXPECT_THAT(quantity_of("{distribution: norml, mean: 1, sd: 2}"), HasSubstr("Did you mean normal?"));
  EXPECT_THAT(quantity_of("{mean: 1, sd: 2}"), HasSubstr("without the key distribution"));
  EXPECT_THAT(quantity_of("{distribution: empirical, values: []}"), HasSubstr("values: the list is empty"));
  EXPECT_THAT(quantity_of("{distribution: empirical, values: [1, x]}"), HasSubstr("'x' is not a number"));
}

TEST(ReadBlockTest, ListsOfTextsAreStrict) {
  const auto messages = [](const std::string& zones) {
    Scenario scenario;
    const std::string text = sample_with_rules("  exclusions: {e: {bids: {zones: " + zones + "}}}\n");
    const auto issues = read_block(parse_yaml(text, "sample.yaml"), scenario).issues;
    EXPECT_TRUE(!issues.empty() || scenario.auction.exclusions.at(0).bids.zones.size() == 2) << zones;
    return text_of(issues);
  };
  EXPECT_EQ(messages("[north, 7]"), "");
  EXPECT_EQ(messages("[NO, \"7\"]"), "");
  EXPECT_THAT(messages("north"), HasSubstr("expected a list of texts, got 'north'. Did you mean [north]?"));
  EXPECT_THAT(messages("[]"), HasSubstr("auction.exclusions.e.bids.zones: the list is empty"));
  EXPECT_THAT(messages("[north, ~]"), HasSubstr("the list has an empty item"));
  EXPECT_THAT(messages("[north, south, north]"), HasSubstr("'north' stands twice in the list. Remove one of them"));
  EXPECT_THAT(messages("[" + std::string(65, 'a') + "]"), HasSubstr("has 65 bytes"));
}

TEST(ReadBlockTest, AwardYearIsThePriceYearWhereAbsent) {
  Scenario scenario;
  read_block(parse_yaml(sample_with("  award_year: 2025\n", ""), "sample.yaml"), scenario);
  EXPECT_EQ(scenario.auction.award_year, 2024);
}

TEST(ReadBlockTest, CorrelationsHaveThreeParts) {
  const auto messages = [](const std::string& text) {
    Scenario scenario;
    const auto root =
        parse_yaml(sample_with("[technologies.solar.capex_per_kw, host_country.country_risk_premium_shift_fraction, 0.2]", text),
                   "sample.yaml");
    return text_of(read_block(root, scenario).issues);
  };
  EXPECT_THAT(messages("[a, b]"), HasSubstr("common_shocks.correlation[0]: expected a list of two key paths and a coefficient"));
  EXPECT_THAT(messages("[a, b, 1]"), HasSubstr("1 is not in the range: above -1, below 1"));
  EXPECT_THAT(messages("[a, b, c]"), HasSubstr("'c' is not a number"));
  EXPECT_THAT(messages("[a, [], 0.5]"), HasSubstr("expected text, got a list"));
}

}  // namespace
}  // namespace sealedbid
