#include "scenario/scalars.hpp"

#include <gmock/gmock.h>

#include <cstdint>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

YamlNode quoted(const std::string& text) {
  YamlNode node = scalar_node(text);
  node.is_quoted = true;
  return node;
}

template <class Value>
std::string message(const Parsed<Value>& parsed) {
  const auto* fault = std::get_if<Fault>(&parsed);
  return fault == nullptr ? "accepted" : fault->what + " | " + fault->suggestion;
}

TEST(ScalarsTest, PlainDecimalsAreExact) {
  EXPECT_EQ(std::get<double>(number_of(scalar_node("-0.25"))), -0.25);
  EXPECT_EQ(std::get<double>(number_of(scalar_node("1e-3"))), 1e-3);
  EXPECT_EQ(std::get<double>(number_of(scalar_node("4.9e-324"))), 4.9e-324);
  EXPECT_FALSE(std::signbit(std::get<double>(number_of(scalar_node("-0")))));
}

struct WrongNumber {
  const char* id;
  const char* text;
  const char* message;
};

TEST(ScalarsTest, WrongSpellingsOfNumbersAreRefusedWithAHint) {
  const WrongNumber cases[] = {
      {"NU01", ".nan", "is not a finite number"},
      {"NU01", "NaN", "is not a finite number"},
      {"NU01", "-.inf", "is not a finite number"},
      {"NU03", "1e400", "larger than numbers"},
      {"NU03", "-1e400", "larger than numbers"},
      {"NU04", "1e-400", "smaller than numbers"},
      {"NU05", "1,5", "Did you mean 1.5?"},
      {"NU05", "1.234,5", "contains a comma"},
      {"NU05", "1 000", "Did you mean 1000?"},
      {"NU05", "1_000", "Did you mean 1000?"},
      {"NU05", "1'000", "Did you mean 1000?"},
      {"NU07", "017", "Did you mean 17?"},
      {"NU07", "0x1F", "Did you mean 31?"},
      {"NU07", "0o17", "Did you mean 15?"},
      {"NU07", "0b1", "Did you mean 1?"},
      {"NU08", "12:30", "base 60"},
      {"NU08", "1:30:00", "base 60"},
      {"NU10", "5.", "Did you mean 5?"},
      {"NU10", ".5", "Did you mean 0.5?"},
      {"NU10", "+5", "Did you mean 5?"},
      {"NU10", "1e", "is not a number"},
      {"NU10", "--1", "is not a number"},
      {"NU10", "1f", "is not a number"},
      {"NU10", "1d5", "is not a number"},
      {"NU10", "0x1p3", "is not a number"},
      {"NU27", "5%", "Did you mean 0.05?"},
      {"NU27", "7 kWh", "Did you mean 7?"},
      {"NU27", "7kWh", "is not a number"},
      {"", "abc", "is not a number"},
      {"", "-017", "Did you mean -17?"},
  };
  for (const auto& each : cases)
    EXPECT_THAT(message(number_of(scalar_node(each.text))), HasSubstr(each.message)) << each.id << " " << each.text;
}

TEST(ScalarsTest, QuotedNumbersAreText) {
  EXPECT_THAT(message(number_of(quoted("5"))), HasSubstr("'5' is text in quotes, not a number | Write 5 without quotes."));
  EXPECT_THAT(message(integer_of(quoted("5"))), HasSubstr("text in quotes"));
}

TEST(ScalarsTest, WholeNumbersAreExactToTheLastDigit) {
  EXPECT_EQ(std::get<std::int64_t>(integer_of(scalar_node("9007199254740993"))), 9007199254740993);
  EXPECT_EQ(std::get<std::uint64_t>(unsigned_of(scalar_node("18446744073709551615"))), UINT64_MAX);
  EXPECT_THAT(message(integer_of(scalar_node("1.5"))), HasSubstr("is not a whole number"));
  EXPECT_THAT(message(integer_of(scalar_node("1e6"))), HasSubstr("Did you mean 1000000?"));
  EXPECT_THAT(message(integer_of(scalar_node("9223372036854775808"))), HasSubstr("does not fit"));
  EXPECT_THAT(message(unsigned_of(scalar_node("18446744073709551616"))), HasSubstr("does not fit"));
  EXPECT_THAT(message(unsigned_of(scalar_node("-1"))), HasSubstr("does not fit"));
  EXPECT_THAT(message(unsigned_of(scalar_node("-0"))), HasSubstr("does not fit"));
  EXPECT_THAT(message(integer_of(scalar_node("017"))), HasSubstr("Did you mean 17?"));
}

TEST(ScalarsTest, TruthValuesAreTrueAndFalseOnly) {
  EXPECT_TRUE(std::get<bool>(truth_of(scalar_node("true"))));
  EXPECT_FALSE(std::get<bool>(truth_of(scalar_node("false"))));
  for (const char* text : {"yes", "on", "True", "TRUE", "y", "1"}) {
    EXPECT_THAT(message(truth_of(scalar_node(text))), HasSubstr("Did you mean true?")) << text;
  }
  for (const char* text : {"no", "off", "NO", "False", "0"}) {
    EXPECT_THAT(message(truth_of(scalar_node(text))), HasSubstr("Did you mean false?")) << text;
  }
  EXPECT_THAT(message(truth_of(quoted("true"))), HasSubstr("text in quotes"));
  EXPECT_THAT(message(truth_of(scalar_node("maybe"))), HasSubstr("is not true or false"));
}

TEST(ScalarsTest, OnlyPlainNothingIsNull) {
  for (const char* text : {"", "~", "null", "Null", "NULL"}) {
    EXPECT_TRUE(is_null(scalar_node(text))) << text;
    EXPECT_FALSE(is_null(quoted(text))) << text;
  }
  EXPECT_FALSE(is_null(scalar_node("0")));
}

TEST(ScalarsTest, ControlCharactersAreEscapedInMessages) {
  EXPECT_EQ(description_of(scalar_node("a\x1b[31m")).find('\x1b'), std::string::npos);
  EXPECT_EQ(message(number_of(scalar_node("\x1b[31m"))).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace sealedbid
