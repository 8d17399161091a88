#include "scenario/yaml_syntax.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(YamlSyntaxTest, FindsTheEndOfQuotedText) {
  EXPECT_EQ(end_of_quoted("'x' y", 0), 3u);
  EXPECT_EQ(end_of_quoted("'it''s' y", 0), 7u);
  EXPECT_EQ(end_of_quoted("a: \"x\\\"y\" z", 3), 9u);
  EXPECT_EQ(end_of_quoted("'\\' y", 0), 3u);
  EXPECT_EQ(end_of_quoted("\"a\nb\"", 0), 5u);
  EXPECT_EQ(end_of_quoted("\"x\\\"", 0), std::nullopt);
  EXPECT_EQ(end_of_quoted("'x''", 0), std::nullopt);
  EXPECT_EQ(end_of_quoted("\"\\", 0), std::nullopt);
}

TEST(YamlSyntaxTest, FindsTheNextQuoteOutsideComments) {
  EXPECT_EQ(next_quote("# don't\na: 'x", 0), 11u);
  EXPECT_EQ(next_quote("a: x#'y", 0), 5u);
  EXPECT_EQ(next_quote("a: 1 # it's", 0), 11u);
}

// NU07, NU08, NU30, YS09
TEST(YamlSyntaxTest, TellsWhatPlainTextMightBeReadAs) {
  for (const char* text : {"", "~", "null", "NULL", "Null"}) EXPECT_EQ(other_reading(text), "null") << text;
  for (const char* text : {"true", "False", "yes", "NO", "on", "Off", "y", "N"})
    EXPECT_EQ(other_reading(text), "a truth value") << text;
  for (const char* text :
       {"1", "-1.5", "+5", "1e-3", "017", "0o17", "0x1F", "0b1", "1_000", "12:30", "5.", ".5", ".nan", "-.inf", "inf"}) {
    EXPECT_EQ(other_reading(text), "a number") << text;
  }
  for (const char* text : {"a", "solar_pv", "CHN", "2nd", "e5", "x1", "-", "policy-1", "0xyz", "none", "information"}) {
    EXPECT_EQ(other_reading(text), "") << text;
  }
}

TEST(YamlSyntaxTest, SeesAColonWithoutASpace) {
  EXPECT_TRUE(lacks_space_after_colon("volume:1"));
  EXPECT_FALSE(lacks_space_after_colon("volume"));
  EXPECT_FALSE(lacks_space_after_colon("volume: 1"));
  EXPECT_FALSE(lacks_space_after_colon(":x"));
  EXPECT_FALSE(lacks_space_after_colon("x:"));
}

TEST(YamlSyntaxTest, AKeyIsFollowedByAColonOnItsLine) {
  YamlNode key;
  key.text = "a";
  for (const char* text : {"a: 1", "a : 1", "a:"}) EXPECT_FALSE(fault_of_colon(text, key, 0, 1)) << text;
  for (const char* text : {"a", "a\n: 1", "a b"}) EXPECT_TRUE(fault_of_colon(text, key, 0, 1)) << text;
  EXPECT_FALSE(fault_of_colon("x: {a: 1}", key, 4, 5));
  EXPECT_TRUE(fault_of_colon("? a : 1", key, 2, 3)) << "a key behind a question mark";
}

TEST(YamlSyntaxTest, ExplainsUnknownMessagesByThemselves) {
  EXPECT_EQ(explain_yaml_error("some\nnews").what, "not valid YAML (some\\x0Anews)");
  EXPECT_EQ(explain_yaml_error("illegal tab when looking for indentation").what, "a tab is used as indentation");
}

}  // namespace
}  // namespace sealedbid
