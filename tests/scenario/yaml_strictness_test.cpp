#include "scenario/yaml_strictness.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <random>

#include "base/issue.hpp"
#include "scenario/yaml_tree.hpp"

namespace sealedbid {
namespace {

using testing::HasSubstr;

std::string message_for(std::string_view bytes) {
  try {
    parse_yaml(bytes, "f");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string_view with_nul(const char* text, std::size_t size) {
  return {text, size};
}

struct BadBytes {
  const char* row;
  std::string_view bytes;
  const char* message;
};

TEST(YamlStrictnessTest, RefusesOtherEncodingsAndNamesTheByte) {
  for (const auto& [row, bytes, message] : {
           BadBytes{"EN04 UTF-16LE",
                    with_nul("\xFF\xFE"
                             "a\0:\0",
                             6),
                    "f:1:1: only UTF-8 can be read"},
           {"EN04 UTF-16BE", with_nul("\xFE\xFF\0a\0:", 6), "only UTF-8"},
           {"EN04 UTF-32LE", with_nul("\xFF\xFE\0\0a\0\0\0", 8), "only UTF-8"},
           {"EN04 UTF-32BE", with_nul("\0\0\xFE\xFF\0\0\0a", 8), "only UTF-8"},
           {"EN05 UTF-16LE", with_nul("a\0:\0 \0", 6), "byte 1 looks like UTF-16"},
           {"EN05 UTF-16BE", with_nul("\0a\0:\0 ", 6), "byte 0 looks like UTF-16"},
           {"EN06", "name: Bieter \xFC\n", "f:1:14: byte 13 (0xFC) is not UTF-8"},
           {"EN07", "a: 1\nb: \xC3\x28\n", "f:2:4: byte 8 (0xC3) is not UTF-8"},
           {"EN09", "a: \xED\xA0\x80\n", "byte 3 (0xED)"},
           {"EN11 above", "a: \xF4\x90\x80\x80\n", "byte 3 (0xF4)"},
           {"EN11 inside", "a: \xFF\xFE\n", "byte 3 (0xFF)"},
           {"EN25 gzip", "\x1F\x8B\x08", "byte 1 (0x8B)"},
           {"EN25 ELF",
            with_nul("\x7F"
                     "ELF\x02\x01\x01\0\0\0",
                     10),
            "control character U+007F"},
           {"EN25 PNG", "\x89PNG\r\n", "byte 0 (0x89)"},
       }) {
    EXPECT_THAT(message_for(bytes), HasSubstr(message)) << row;
  }
}

TEST(YamlStrictnessTest, RefusesCharactersThatParsersAndTerminalsTreatDifferently) {
  for (const auto& [row, bytes, message] : {
           BadBytes{"EN12 in value", with_nul("a: x\0y\n", 7), "f:1:5: the control character U+0000"},
           {"EN12 in key", with_nul("a\xC3\xA4\0b: 1\n", 9), "f:1:3: the control character U+0000"},
           {"EN12 in comment", with_nul("a: 1 # \0\n", 9), "f:1:8: the control character U+0000"},
           {"EN12 last byte", with_nul("a: 1\n\0", 6), "f:2:1: the control character U+0000"},
           {"EN13", "a: \"x\\0y\"\n", "f:1:4: a control character or separator in a text (x\\x00y)"},
           {"EN14 BEL", "a: \x07\n", "U+0007"},
           {"EN14 ESC", "a: \x1B[31m\n", "f:1:4: the control character U+001B"},
           {"EN14 DEL", "a: \x7F\n", "U+007F"},
           {"EN14 C1", "a: \xC2\x9B\n", "U+009B"},
           {"EN14 escaped BEL", "a: \"\\a\"\n", "(\\x07)"},
           {"EN14 escaped ESC", "a: \"\\x1B[31m\"\n", "(\\x1B[31m)"},
           {"EN14 escaped ESC in a key", "\"a\\e\": 1\n", "a control character or separator"},
           {"EN14 escaped C1", "a: \"\\u009B\"\n", "a control character or separator"},
           {"EN14 escaped CR", "a: \"\\r\"\n", "a control character or separator"},
           {"EN19 NEL", "a: x\xC2\x85y\n", "f:1:5: the line separator U+0085"},
           {"EN19 LS", "a: x\xE2\x80\xA8y\n", "f:1:5: the line separator U+2028"},
           {"EN19 PS", "a: x\xE2\x80\xA9y\n", "U+2029"},
           {"EN19 escaped NEL", "a: \"\\N\"\n", "a control character or separator"},
           {"EN19 escaped LS", "a: \"\\L\"\n", "a control character or separator"},
           {"direction mark", "a: x # \xE2\x80\xAE\n", "f:1:8: the direction mark U+202E"},
           {"byte order mark inside", "a: \xEF\xBB\xBF\n", "a byte order mark inside the text"},
           {"EN20", "a: 1\rb: 2\r", "f:1:5: a carriage return without a line feed"},
           {"EN23", "a:\n\tb: 1\n", "f:2:1: a tab is used as indentation"},
           {"EN23 after spaces", "a:\n  \tb: 1\n", "f:2:3: a tab is used as indentation"},
           {"directive", "%YAML 1.2\n---\na: 1\n", "f:1:1: a line begins with %"},
           {"directive in the middle", "a: 1\n%b: 2\n", "f:2:1: a line begins with %"},
           {"cut off", "a: 1\nb: 20", "f:2:6: the last line has no line end"},
       }) {
    EXPECT_THAT(message_for(bytes), HasSubstr(message)) << row;
  }
}

TEST(YamlStrictnessTest, ReportsAllCharactersTogether) {
  const std::string message = message_for("a: \x01\n\tb: \x02\n");
  for (const char* part : {"f:1:4:", "f:2:1:", "f:2:5:"}) EXPECT_THAT(message, HasSubstr(part));
}

// EN03
TEST(YamlStrictnessTest, DropsAByteOrderMarkAndCountsColumnsWithoutIt) {
  EXPECT_EQ(checked_yaml_text("\xEF\xBB\xBF"
                              "a: 1\n",
                              "f"),
            "a: 1\n");
  EXPECT_EQ(parse_yaml("\xEF\xBB\xBF"
                       "a: 1\n",
                       "f")
                .entries.at(0)
                .value.place.column,
            4);
}

// EN21
TEST(YamlStrictnessTest, TurnsCrlfIntoLf) {
  EXPECT_EQ(checked_yaml_text("a: 1\r\nb: 2\n", "f"), "a: 1\nb: 2\n");
  const YamlNode root = parse_yaml("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: \"p\r\n  q\"\r\nd: 2\n", "f");
  EXPECT_EQ(root.find("a")->text, "1");
  EXPECT_EQ(root.find("b")->text, "x\ny\n");
  EXPECT_EQ(root.find("c")->text, "p q");
  EXPECT_EQ(root.find("d")->place.line, 7);
}

TEST(YamlStrictnessTest, KeepsTabsThatAreNotIndentation) {
  const YamlNode root = parse_yaml("a:\t1\t# c\nb: \"x\ty\"\n", "f");
  EXPECT_EQ(root.find("a")->text, "1");
  EXPECT_EQ(root.find("b")->text, "x\ty");
}

// EN25: whatever the bytes are, the answer is a tree or an InputError.
TEST(YamlStrictnessTest, SurvivesRandomBytes) {
  std::mt19937 random(7);
  const std::string alphabet = "ab:-?[]{},#&*!|>'\"%@`~ \n\n  0";
  int refused = 0;
  for (int run = 0; run < 3000; ++run) {
    std::string bytes(run < 100 ? 4096 : 24, ' ');
    for (char& c : bytes) c = run < 100 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
    refused += message_for(bytes + "\n").empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 2500);
}

// EN26, YS19
TEST(YamlStrictnessTest, RefusesMoreThanTheLimits) {
  EXPECT_THAT(message_for("a: 1 #" + std::string(yaml_limit_bytes, 'x') + "\n"), HasSubstr("larger than 8 MiB"));
  EXPECT_THAT(message_for("a: 1\n" + std::string(2'000'000, '\n')), HasSubstr("more than 1,000,000 lines"));
  EXPECT_THAT(message_for("a: 1" + std::string(2'000'000, ' ') + "\n"), HasSubstr("a line of more than 1 MiB"));
  EXPECT_EQ(message_for("a: 1\n" + std::string(900'000, '\n')), "");
}

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

// YS19: before anything is built, so that a million values take no memory.
TEST(YamlStrictnessTest, RefusesMoreValuesThanTheLimit) {
  EXPECT_THAT(message_for("a: [" + repeated("1,", 200'000) + "1]\n"), HasSubstr("f:1:400002: more than 200,000 values"));
  EXPECT_THAT(message_for("a:\n" + repeated("- 1\n", 200'000)), HasSubstr("f:200001:1: more than 200,000 values"));
  EXPECT_THAT(message_for("a:\n" + repeated("- b: 1\n", 100'000)), HasSubstr("more than 200,000 values"));
  EXPECT_THAT(message_for("{\n" + repeated("? a\n", 200'000) + "}\n"), HasSubstr("more than 200,000 values"));
  EXPECT_EQ(message_for("a: [" + repeated("1,", 199'990) + "1]\n"), "");
}

TEST(YamlStrictnessTest, CountsOnlyBracketsThatAreStillOpen) {
  EXPECT_THAT(message_for(repeated("[", 10'001) + "\n"), HasSubstr("more than 10,000 brackets are open"));
  EXPECT_EQ(message_for("a: 1  # ]]]\nb: [" + repeated("[],", 20'000) + "[]]\n"), "");
}

}  // namespace
}  // namespace sealedbid
