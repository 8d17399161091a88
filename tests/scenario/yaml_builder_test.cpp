#include "scenario/yaml_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

using testing::HasSubstr;

std::string message_for(const std::string& text) {
  try {
    build_yaml_tree(text, "f");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

struct BadStructure {
  const char* row;
  std::string text;
  const char* message;
};

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

/// A map within a map, `levels` in all.
std::string nested_maps(int levels) {
  std::string text;
  for (int i = 0; i < levels - 1; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  return text + std::string(static_cast<std::size_t>(levels - 1), ' ') + "a: 1\n";
}

void expect_messages(const std::vector<BadStructure>& cases) {
  for (const auto& [row, text, message] : cases) {
    EXPECT_THAT(message_for(text), HasSubstr(message)) << row << "\n" << text.substr(0, 200);
  }
}

TEST(YamlBuilderTest, RefusesWhatIsNoMap) {
  expect_messages({
      {"EN02 nothing", "", "holds no keys"},
      {"EN02 comment", "# only this\n", "f:1:1: holds no keys"},
      {"EN02 blanks", "\n  \n", "holds no keys"},
      {"EN02 ---", "---\n", "holds no keys"},
      {"EN02 ~", "~\n", "f:1:1: holds no keys"},
      {"YS22 text", "just text\n", "f:1:1: the document must be a map of keys and values, not text"},
      {"YS22 number", "5\n", "not text"},
      {"YS22 list", "- a\n- b\n", "f:1:1: the document must be a map of keys and values, not a list"},
      {"YS14 a:1", "a:1\n", "Put a space after the colon"},
  });
}

TEST(YamlBuilderTest, RefusesDepthBeyondTheLimit) {
  EXPECT_EQ(message_for(nested_maps(64)), "");  // YS01
  EXPECT_EQ(message_for("a: " + repeated("[", 63) + repeated("]", 63) + "\n"), "");
  expect_messages({
      {"YS01 block", nested_maps(65), "f:65:65: lists and maps are nested too deeply"},
      {"YS01 flow", "a: " + repeated("[", 64) + repeated("]", 64) + "\n", "nested too deeply"},
      {"YS01 dashes", "a:\n  " + repeated("- ", 64) + "x\n", "nested too deeply"},
      {"YS01 questions", repeated("? ", 65) + "x\n", "a list or map stands as a key"},
      {"YS02 unclosed", "a: " + repeated("[", 100'000) + "\n", "close each bracket"},
      {"YS02 closed", "a: " + repeated("[", 100'000) + repeated("]", 100'000) + "\n", "nested too deeply"},
      {"YS02 braces", repeated("{", 20'000) + "\n", "close each bracket"},
      {"YS02 maps", repeated("{a: ", 20'000) + "\n", "close each bracket"},
      {"YS02 closed maps", repeated("{a: ", 20'000) + "1" + repeated("}", 20'000) + "\n", "nested too deeply"},
  });
}

TEST(YamlBuilderTest, RefusesAnchorsAliasesTagsAndMergeKeys) {
  std::string laughs = "a0: &a0 x\n";
  for (int i = 1; i <= 30; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(alias + ",", 9) + "x]\n";
  }
  expect_messages({
      {"YS03", laughs, "anchors (&) and aliases (*) are not allowed"},
      {"YS05 unknown alias", "a: *nope\n", "f:1:4: anchors (&)"},
      {"YS05 anchor", "a: &x 1\n", "f:1:4: anchors (&)"},
      {"YS05 anchor on map", "a: &x\n  b: 1\n", "anchors (&)"},
      {"YS05 anchor on key", "&x a: 1\n", "f:1:1: anchors (&)"},
      {"YS05 anchor on nothing", "a: &x\n", "anchors (&)"},
      {"YS05 anchor on null", "a: &x ~\n", "anchors (&)"},
      {"YS05 bare star", "a: *\n", "anchors (&)"},
      {"YS05 bare ampersand", "a: &\n", "anchors (&)"},
      {"alias key", "a: &x 1\n*x : 2\n", "anchors (&)"},
      {"YS06", "<<: {a: 1}\n", "f:1:1: merge keys (<<) are not supported"},
      {"tag", "a: !x 1\n", "f:1:4: tags (!) are not allowed"},
      {"core tag", "a: !!int 1\n", "f:1:4: tags (!) are not allowed"},
      {"non-specific tag", "a: ! 1\n", "f:1:4: tags (!) are not allowed"},
      {"verbatim tag", "a: !<tag:yaml.org,2002:str> 1\n", "tags (!)"},
      {"tagged text in quotes", "a: !!str \"1\"\n", "tags (!)"},
      {"tagged map", "a: !!map {b: 1}\n", "tags (!)"},
      {"tagged nothing", "a: !!str\n", "tags (!)"},
  });
}

TEST(YamlBuilderTest, RefusesKeysThatAreNotUniqueText) {
  std::string many, flow;
  for (int i = 0; i < 4097; ++i) {
    many += "k" + std::to_string(i) + ": 1\n";
    flow += "k" + std::to_string(i) + ": 1, ";
  }
  EXPECT_EQ(message_for(many.substr(0, many.rfind("k"))), "");
  expect_messages({
      {"YS07 root", "a: 1\nb: 2\na: 3\n", "f:3:1: the key 'a' is already on line 1"},
      {"YS07 nested", "x:\n  a: 1\n  a: 2\n", "f:3:3: the key 'a' is already on line 2"},
      {"YS07 flow", "x: {a: 1, a: 2}\n", "f:1:11: the key 'a' is already on line 1"},
      {"YS07 quoted and plain", "a: 1\n\"a\": 2\n", "f:2:1: the key 'a' is already on line 1"},
      {"YS07 other quotes", "'a': 1\n\"\\x61\": 2\n", "f:2:1: the key 'a' is already on line 1"},
      {"YS08", "? [1, 2]\n: 3\n", "f:1:3: a list or map stands as a key"},
      {"YS08 in flow", "{[1]: 2}\n", "a list or map stands as a key"},
      {"explicit key", "? a\n: b\n", "'a' is not followed by a colon"},
      {"explicit key in flow", "{? a : 1}\n", "'a' is not followed by a colon"},
      {"YS09 no key", ": 1\n", "a key is missing"},
      {"YS09 null", "~: 1\n", "a key is missing"},
      {"YS09 empty", "\"\": 1\n", "f:1:1: the key is empty"},
      {"YS09 integer", "1: x\n", "the key '1' reads as a number"},
      {"YS09 decimal", "1.5e3: x\n", "reads as a number"},
      {"YS09 octal", "0o17: x\n", "reads as a number"},
      {"YS09 hexadecimal", "0x1F: x\n", "reads as a number"},
      {"YS09 infinite", ".inf: x\n", "reads as a number"},
      {"YS09 truth value", "on: x\n", "f:1:1: the key 'on' reads as a truth value"},
      {"YS09 NO", "NO: x\n", "reads as a truth value"},
      {"line break", "\"a\\nb\": 1\n", "holds a line break"},
      {"long", std::string(257, 'k') + ": 1\n", "longer than 256 bytes"},
      {"YS18", many, "f:4097:1: too many keys"},
      {"YS18 in flow", "x: {" + flow + "}\n", "too many keys"},
  });
  EXPECT_EQ(message_for("\"1\": a\n'on': b\n\"~\": c\nyear_2024: d\n2nd: e\n"), "");
}

TEST(YamlBuilderTest, RefusesSecondDocumentsAndTails) {
  expect_messages({
      {"YS10", "a: 1\n---\nb: 2\n", "f:2:1: a second document begins here"},
      {"YS10 same", "--- \na: 1\n---\n", "a second document begins here"},
      {"YS11", "a: 1\n...\njunk\n", "f:3:1: a second document begins here"},
      {"YS11 on the line", "a: 1\n... junk\n", "f:2:5: a second document begins here"},
      {"YS11 after flow", "{a: 1}\nb: 2\n", "f:2:1: a second document begins here"},
      {"YS11 text after flow", "{a: 1} x\n", "second document"},
      {"YS11 indented root", " a: 1\nb: 2\n", "f:2:1: a second document begins here"},
      {"YS21", repeated("---\n", 100'000), "f:2:1: a second document begins here"},
  });
  EXPECT_EQ(message_for("# c\n---\na: 1\n...\n# c\n"), "");
}

TEST(YamlBuilderTest, RefusesOpenQuotesAndBrackets) {
  expect_messages({
      {"YS12 double", "a: \"x\n", "f:1:4: a text in quotes is never closed"},
      {"YS12 single", "# don't\na: 'x\nb: 2\n", "f:2:4: a text in quotes is never closed"},
      {"YS12 escaped", "a: \"x\\\"\n", "f:1:4: a text in quotes is never closed"},
      {"YS12 after quotes", "\"a\": \"b\"\nc: \"x\n", "f:2:4: a text in quotes is never closed"},
      {"YS12 list", "a: 1\nb: [1, 2\n", "a list in [ ] is not closed, or a comma is missing (it opens on line 2)"},
      {"YS12 list and more", "b: [1, 2\nc: 3\n", "in [ ]"},
      {"YS12 map", "a: {b: 1\n", "a map in { } is not closed, or a comma is missing (it opens on line 1)"},
      {"YS12 block header", "a: >99999999999\n  x\n", "f:1:6: after | or >"},
      {"YS12 block header 0", "a: |0\n  x\n", "one digit from 1 to 9"},
      {"YS13 two commas", "a: [1,,2]\n", "f:1:7: an item of the list before this place is empty"},
      {"YS13 comma on its line", "a: [1\n,\n,2]\n", "is empty"},
      {"YS13 two commas in a map", "{a: 1,,b: 2}\n", "f:1:7: a key is missing"},
      {"YS13 empty item", "a:\n  -\n  - 1\n", "is empty"},
      {"YS13 stray ]", "a: 1\n]\n", "f:2:1: this bracket closes nothing"},
      {"YS13 stray }", "{a: 1}}\n", "f:1:7: this bracket closes nothing"},
      {"YS13 mixed", "a: {b: 1]\n", "this bracket closes nothing"},
      {"behind a quote", "a: \"x\"y\n", "f:1:7:"},
      {"comment behind a quote", "a: \"x\"#y\n", "f:1:4: something stands directly behind the closing quote"},
  });
}

TEST(YamlBuilderTest, AcceptsValuesOnTheNextLineIfTheyAreIndented) {
  EXPECT_EQ(message_for("a:\n  b c\nd:\n- 1\ne:\n  {f: 1,\ng: 2}\n"), "");
}

TEST(YamlBuilderTest, LeavesOutWhatAnOpenBracketMakesOfTheRest) {
  EXPECT_EQ(message_for("on: 1\na: {\n  b: [1, 2\n"),
            "f:1:1: the key 'on' reads as a truth value, and keys are text. If it is a name, put it in quotes\n"
            "f:3:11: a list in [ ] is not closed, or a comma is missing (it opens on line 3). Close it with ]");
}

TEST(YamlBuilderTest, RefusesLinesThatAreNoKeyAndValue) {
  expect_messages({
      {"YS14 no key", "foo: bar\nnot-a-key\n", "f:2:1: 'not-a-key' is not followed by a colon and a value"},
      {"YS14 no space", "foo: bar\na:1\n",
       "f:2:1: 'a:1' is not followed by a colon and a value on its line. Put a space after the colon"},
      {"YS14 no space in flow", "x: {a:1}\n", "Put a space after the colon"},
      {"YS14 then a pair", "x:\n  a:1\n  b: 2\n", "put a space after each colon"},
      {"indented too far", "a: 1\n  b: 2\n", "f:2:4: a colon stands where no value can follow"},
      {"indented too little", "a:\n   b: 1\n  c: 2\n", "f:3:3: this does not belong to the map above"},
      {"value not indented", "a:\nb c # d\ne: 1\n", "f:2:1: the value of the key on line 1 is not indented"},
      {"quoted value not indented", "x:\n  a:\n  \"b\"\n", "f:3:3: the value of the key on line 2 is not indented"},
      {"list not indented", "a:\n[1]\n", "f:2:1: the value of the key on line 1 is not indented"},
      {"folded text", "a: x\n  y\n", "f:1:4: a text without quotes runs over several lines"},
      {"list under text", "a: 1\n  - b\n", "a text without quotes runs over several lines"},
      {"reserved", "a: @x\n", "f:1:4: a value cannot begin with this character"},
      {"unknown escape", "a: \"\\q\"\n", "this escape is not known"},
      {"half a pair", "a: \"\\ud800\"\n", "this escape is no character of Unicode"},
      {"missing key in flow", "{a, b: 1}\n", "f:1:2: 'a' is not followed by a colon"},
  });
}

TEST(YamlBuilderTest, RefusesMoreThanTheLimits) {
  expect_messages({
      {"YS19 text", "a: " + std::string(65'537, 'x') + "\n", "f:1:4: a text of more than 64 KiB"},
  });
  EXPECT_EQ(message_for("a: " + std::string(65'536, 'x') + "\n"), "");
}

TEST(YamlBuilderTest, ReportsAllProblemsOfOnePass) {
  const std::string message = message_for("a: &x 1\na: !t 2\non: 3\nb: \"\\0\"\nc: 4\nc: 5\n");
  for (const char* part :
       {"f:1:4: anchors", "f:2:4: tags", "f:2:1: the key 'a'", "f:3:1: the key 'on'", "f:4:4: a control", "f:6:1:"}) {
    EXPECT_THAT(message, HasSubstr(part));
  }
}

TEST(YamlBuilderTest, MessagesHoldNoTypeNames) {
  for (const char* text :
       {"a: [1\n", "a: \"x\n", "a: @\n", "a: 1\n b: 2\n", "? [1]\n", "a: >99x\n", "a: !! 1\n", "a: \"\\xZZ\"\n"}) {
    const std::string message = message_for(text);
    EXPECT_NE(message, "") << text;
    for (const char* word : {"yaml-cpp", "std::", "YAML::", "basic_string", "bad file"}) {
      EXPECT_EQ(message.find(word), std::string::npos) << message;
    }
  }
}

}  // namespace
}  // namespace sealedbid
