#include "scenario/yaml_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>

namespace sealedbid {
namespace {

using testing::HasSubstr;

const std::string sample =
    "# A scenario.\n"
    "name: garadagh\n"
    "title: \"First auction, 100 MW\"   # in quotes\n"
    "auction:\n"
    "  ceiling_per_mwh: 45.20\n"
    "  capex: {distribution: normal, mean: 0.92, sd: 4e-2}\n"
    "  preference: {}\n"
    "correlation:\n"
    "  - [a.b, 'c', -0.2]\n"
    "  - [ünï, ~, null]\n"
    "notes: |\n"
    "  two\n"
    "  lines\n"
    "last:\n";

bool is_same(const YamlNode& left, const YamlNode& right) {
  if (left.kind != right.kind || left.text != right.text || left.is_quoted != right.is_quoted) return false;
  if (left.entries.size() != right.entries.size() || left.items.size() != right.items.size()) return false;
  for (std::size_t i = 0; i < left.entries.size(); ++i) {
    if (left.entries[i].key != right.entries[i].key || !is_same(left.entries[i].value, right.entries[i].value)) return false;
  }
  for (std::size_t i = 0; i < left.items.size(); ++i) {
    if (!is_same(left.items[i], right.items[i])) return false;
  }
  return true;
}

std::optional<YamlNode> tree_of(std::string_view bytes) {
  try {
    return parse_yaml(bytes, "f");
  } catch (const InputError&) {
    return std::nullopt;
  }
}

TEST(YamlTreeTest, ReadsMapsListsAndScalarsInTheOrderOfTheFile) {
  const YamlNode root = parse_yaml(sample, "f");
  ASSERT_EQ(root.kind, YamlKind::map);
  ASSERT_EQ(root.entries.size(), 6u);
  EXPECT_EQ(root.entries[0].key, "name");
  EXPECT_EQ(root.entries[5].key, "last");
  const YamlNode* capex = root.find("auction")->find("capex");
  ASSERT_NE(capex, nullptr);
  EXPECT_EQ(capex->find("sd")->text, "4e-2");
  EXPECT_EQ(root.find("auction")->find("preference")->kind, YamlKind::map);
  ASSERT_EQ(root.find("correlation")->items.size(), 2u);
  EXPECT_EQ(root.find("correlation")->items[0].items[2].text, "-0.2");
  EXPECT_EQ(root.find("notes")->text, "two\nlines\n");
  EXPECT_EQ(root.find("absent"), nullptr);
}

TEST(YamlTreeTest, TellsQuotedTextFromPlainText) {
  const YamlNode root = parse_yaml("a: 5\nb: \"5\"\nc: '5'\nd: |\n  5\ne: >\n  5\nf: true\n", "f");
  for (const char* key : {"a", "f"}) EXPECT_FALSE(root.find(key)->is_quoted) << key;
  for (const char* key : {"b", "c", "d", "e"}) EXPECT_TRUE(root.find(key)->is_quoted) << key;
}

// YS29: whether a value may be absent is for the reader to say; the tree keeps what is written.
TEST(YamlTreeTest, KeepsNullsAsWritten) {
  const YamlNode root = parse_yaml("a: ~\nb: null\nc: NULL\nd:\ne: \"\"\nf: {g: , h: Null}\ni:\n~j: 1\n", "f");
  EXPECT_EQ(root.find("a")->text, "~");
  EXPECT_EQ(root.find("b")->text, "null");
  EXPECT_EQ(root.find("c")->text, "NULL");
  EXPECT_EQ(root.find("d")->text, "");
  EXPECT_FALSE(root.find("d")->is_quoted);
  EXPECT_EQ(root.find("d")->place.line, 4);
  EXPECT_EQ(root.find("e")->text, "");
  EXPECT_TRUE(root.find("e")->is_quoted);
  EXPECT_EQ(root.find("f")->find("g")->text, "");
  EXPECT_EQ(root.find("f")->find("h")->text, "Null");
  EXPECT_EQ(root.find("i")->text, "");
}

TEST(YamlTreeTest, NumbersStayTextAsWritten) {
  const YamlNode root = parse_yaml("a: 017\nb: .nan\nc: 12:30\nd: 1_000\ne: 0x1F\n", "f");
  EXPECT_EQ(root.find("a")->text, "017");
  EXPECT_EQ(root.find("b")->text, ".nan");
  EXPECT_EQ(root.find("c")->text, "12:30");
  EXPECT_EQ(root.find("d")->text, "1_000");
  EXPECT_EQ(root.find("e")->text, "0x1F");
}

TEST(YamlTreeTest, GivesEveryNodeItsPlaceInCharacters) {
  const YamlNode root = parse_yaml("# ä\nä: {b: ö, c: [ü, \"x\"]}\nd:\n  - e\n", "file.yaml");
  EXPECT_EQ(root.entries[0].key_place.line, 2);
  EXPECT_EQ(root.entries[0].key_place.column, 1);
  const YamlNode& map = root.entries[0].value;
  EXPECT_EQ(map.place.file, "file.yaml");
  EXPECT_EQ(map.place.column, 4);
  EXPECT_EQ(map.find("b")->place.column, 8);
  EXPECT_EQ(map.entries[1].key_place.column, 11);
  EXPECT_EQ(map.find("c")->items[1].place.column, 18);
  EXPECT_EQ(root.find("d")->items[0].place.line, 4);
  EXPECT_EQ(root.find("d")->items[0].place.column, 5);
}

// YS31
TEST(YamlTreeTest, ReadsJson) {
  const auto json = tree_of("{\"a\": 1, \"b\": [true, {\"c\":\"x\\/y\"}],\n \"d\":{}}\n");
  const auto yaml = tree_of("a: 1\nb:\n  - true\n  - c: \"x/y\"\nd: {}\n");
  ASSERT_TRUE(json && yaml);
  EXPECT_TRUE(is_same(*json, *yaml));
}

TEST(YamlTreeTest, CommentsAndBlankLinesMeanNothing) {
  const auto plain = tree_of("a:\n  b: 1\nc: x#y\n");
  const auto commented = tree_of("\n# c\na: # c\n\n      # c\n  b: 1   # c\n# c\nc: x#y\n\n# c\n");
  ASSERT_TRUE(plain && commented);
  EXPECT_TRUE(is_same(*plain, *commented));
}

/// True where `part` is `whole` with entries and items missing at the end, or with nothing as its last value.
bool is_beginning_of(const YamlNode& part, const YamlNode& whole) {
  if (part.kind == YamlKind::scalar && !part.is_quoted && part.text.empty()) return true;
  if (part.kind != whole.kind || part.entries.size() > whole.entries.size() || part.items.size() > whole.items.size())
    return false;
  if (part.kind == YamlKind::scalar) return is_same(part, whole) || (part.is_quoted && whole.text.starts_with(part.text));
  for (std::size_t i = 0; i < part.entries.size(); ++i) {
    if (part.entries[i].key != whole.entries[i].key || !is_beginning_of(part.entries[i].value, whole.entries[i].value))
      return false;
  }
  for (std::size_t i = 0; i < part.items.size(); ++i) {
    if (!is_beginning_of(part.items[i], whole.items[i])) return false;
  }
  return true;
}

// YS23. A document whose root is in braces has no prefix that is another document.
TEST(YamlTreeTest, EveryPrefixOfAFlowDocumentIsRefusedOrTheWhole) {
  const std::string document = "{\"a\": 100, b: [1.25, 'x', {c: 3e5}],\n d: \"y\", e: {f: true}}\n# end\n\n# more\n";
  const auto whole = tree_of(document);
  ASSERT_TRUE(whole);
  int accepted = 0;
  for (std::size_t length = 0; length < document.size(); ++length) {
    const auto tree = tree_of(document.substr(0, length));
    if (!tree) continue;
    ++accepted;
    EXPECT_TRUE(is_same(*tree, *whole)) << length;
  }
  EXPECT_EQ(accepted, 3);  // the cuts behind "}}", "# end" and the blank line
}

// YS23. Cut between lines, a block document loses whole entries at its end, but no value is ever shortened to another one.
TEST(YamlTreeTest, NoPrefixOfABlockDocumentHoldsAnotherValue) {
  const auto whole = tree_of(sample);
  ASSERT_TRUE(whole);
  int accepted = 0;
  for (std::size_t length = 0; length < sample.size(); ++length) {
    const auto tree = tree_of(sample.substr(0, length));
    if (!tree) continue;
    ++accepted;
    EXPECT_EQ(sample[length - 1], '\n') << length;
    EXPECT_TRUE(is_beginning_of(*tree, *whole)) << sample.substr(0, length);
  }
  EXPECT_GE(accepted, 9);
}

// The twin: the comparison above catches a value that lost its last digit and one that joined its neighbour.
TEST(YamlTreeTest, PrefixComparisonCatchesAShortenedValue) {
  const auto whole = tree_of("a: 45.20\nb: [1, 2]\n");
  EXPECT_FALSE(is_beginning_of(*tree_of("a: 45.2\n"), *whole));
  EXPECT_FALSE(is_beginning_of(*tree_of("a: 45.20\nb: [12]\n"), *whole));
  EXPECT_TRUE(is_beginning_of(*tree_of("a: 45.20\n"), *whole));
}

TEST(YamlTreeTest, WrittenTreeReadsBackToTheSameTree) {
  for (const std::string& text : {
           sample,
           std::string("a: {}\nb: []\nc: [[], {}]\nd: [[1, [2]], [{e: f, g: []}]]\n"),
           std::string("\"on\": \"1\"\n'1': yes\n\"a b\": -x\nc: ?x\nd: :x\ne: x:y\nf: \"x: y\"\ng: 'x #y'\n"),
           std::string("a: \" x \"\nb: \"\\t\\n\\\\\\\"\"\nc: \"---\"\nd: \"- x\"\ne: \"\"\nf: x, y [z]\ng: \"&x\"\nh: \"!x\"\n"),
           std::string("a:\n  - b: 1\n    c:\n      - d: x y\n  - plain text\n  - \"quoted, text\"\n  - ~\n"),
           std::string("{}\n"),
       }) {
    const auto tree = tree_of(text);
    ASSERT_TRUE(tree) << text;
    const auto back = tree_of(yaml_text(*tree));
    ASSERT_TRUE(back) << yaml_text(*tree);
    EXPECT_TRUE(is_same(*tree, *back)) << yaml_text(*tree);
  }
}

TEST(YamlTreeTest, WritesReadableText) {
  EXPECT_EQ(yaml_text(parse_yaml("a: {b: 1, c: \"2\"}\nd: [x, -0.2]\ne: []\n", "f")),
            "a:\n  b: 1\n  c: \"2\"\nd: [x, -0.2]\ne: []\n");
}

// OU06: a text that was built, not read, and would read as something else is put in quotes.
TEST(YamlTreeTest, QuotesTextThatCannotStandPlain) {
  for (const char* text : {"x: y", "x #y", "- x", "? x", "[x", "{x", "*x", "&x", "!x", "|",   ">",    "%x",
                           "@x",   "`x",   "\"x", "'x",  "x:", " x", "x ", "#x", "-",  "---", "x\ny", ",x"}) {
    YamlNode root{.kind = YamlKind::map, .place = {}, .text = "", .entries = {}, .items = {}};
    YamlNode value;
    value.text = text;
    root.entries.push_back({"a", {}, value});
    const auto back = tree_of(yaml_text(root));
    ASSERT_TRUE(back) << yaml_text(root);
    EXPECT_EQ(back->find("a")->text, text);
  }
}

TEST(YamlTreeTest, FindsValuesToChange) {
  YamlNode root = parse_yaml("a:\n  b: 1\n", "f");
  root.find("a")->find("b")->text = "2";
  EXPECT_EQ(yaml_text(root), "a:\n  b: 2\n");
}

// EN25, EN26
TEST(YamlTreeTest, ReadsFilesUpToTheLimit) {
  const auto path = std::filesystem::temp_directory_path() / ("sealedbid_yaml_" + std::to_string(getpid()) + ".yaml");
  std::ofstream(path) << sample;
  EXPECT_EQ(read_text_file(path), sample);
  std::filesystem::resize_file(path, (8 << 20) + 1);
  EXPECT_THROW(read_text_file(path), InputError);
  std::filesystem::remove(path);
  EXPECT_THROW(read_text_file(path), InputError);
  EXPECT_THROW(read_text_file("/dev/zero"), InputError);
}

}  // namespace
}  // namespace sealedbid
