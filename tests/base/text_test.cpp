#include "base/text.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace sealedbid {
namespace {

TEST(TextTest, PrintableKeepsText) {
  EXPECT_EQ(printable("Qaradağ 100 MW – Günəş 太陽 ☀"), "Qaradağ 100 MW – Günəş 太陽 ☀");
  EXPECT_EQ(printable(""), "");
}

// EN06, EN12, EN14, EN19
TEST(TextTest, PrintableEscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\x07\x1B[31m\n\r\t\x7F"), "a\\x07\\x1B[31m\\x0A\\x0D\\x09\\x7F");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(printable("\xC2\x9B"), "\\xC2\\x9B");
  EXPECT_EQ(printable("Bieter \xFC"), "Bieter \\xFC");
  EXPECT_EQ(printable("\xE2\x80\xAE\xE2\x80\xA8\xE2\x81\xA6\xEF\xBB\xBF"),
            "\\xE2\\x80\\xAE\\xE2\\x80\\xA8\\xE2\\x81\\xA6\\xEF\\xBB\\xBF");
}

TEST(TextTest, PrintableCutsBetweenCharactersWithinTheLimit) {
  EXPECT_EQ(printable("abcdefgh", 8), "abcdefgh");
  EXPECT_EQ(printable("abcdefghi", 8), "abcde…");
  EXPECT_EQ(printable("äääää", 8), "ää…");
  for (std::size_t limit = 3; limit < 40; ++limit) {
    const std::string shown = printable("a\x01ä\x02太\x03☀ text that goes on and on", limit);
    EXPECT_LE(shown.size(), limit);
    EXPECT_FALSE(first_invalid_utf8(shown).has_value());
  }
}

TEST(TextTest, AcceptsEveryWellFormedLengthOfUtf8) {
  for (const char* text : {"", "a", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(first_invalid_utf8(text), std::nullopt) << printable(text);
  }
}

// EN06, EN07, EN09, EN11, overlong forms and sequences that end too early
TEST(TextTest, FindsTheFirstByteThatIsNotUtf8) {
  for (const char* bytes : {"\xFC", "\xC3\x28", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xFF\xFE", "\xC0\x80",
                            "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xC3",
                            "\xE2\x82", "\xF0\x9F\x98", "\xE2\x28\xA1", "\xF0\x9F\x28\x80"}) {
    EXPECT_EQ(first_invalid_utf8(bytes), 0u) << printable(bytes);
    EXPECT_EQ(first_invalid_utf8("aä" + std::string(bytes)), 3u) << printable(bytes);
  }
}

TEST(TextTest, NearestNameFindsPlausibleSlips) {
  const std::vector<std::string> keys = {"volume_mw", "ceiling_per_mwh", "pricing", "ties", "award_year", "code"};
  EXPECT_EQ(nearest_name("volumme_mw", keys), "volume_mw");  // YS27
  EXPECT_EQ(nearest_name("Volume-MW", keys), "volume_mw");
  EXPECT_EQ(nearest_name("pircing", keys), "pricing");
  EXPECT_EQ(nearest_name("cieling_per_mwh", keys), "ceiling_per_mwh");
  EXPECT_EQ(nearest_name("ceiling", keys), "ceiling_per_mwh");
  EXPECT_EQ(nearest_name("v\xD0\xBEolume_mw", keys), "volume_mw");  // EN16
  EXPECT_EQ(nearest_name("ceiling_per_mwh", keys), "ceiling_per_mwh");
}

TEST(TextTest, NearestNameIsEmptyForOtherWords) {
  const std::vector<std::string> keys = {"volume_mw", "pricing", "ties"};
  EXPECT_EQ(nearest_name("technology", keys), "");
  EXPECT_EQ(nearest_name("x", keys), "");
  EXPECT_EQ(nearest_name("", keys), "");
  EXPECT_EQ(nearest_name("ties", {}), "");
  EXPECT_EQ(nearest_name(std::string(1'000'000, 'x'), keys), "");
}

TEST(TextTest, NearestNameCountsASwapAsOneEdit) {
  const std::vector<std::string> keys = {"ties"};
  EXPECT_EQ(nearest_name("tise", keys), "ties");  // one swap
  EXPECT_EQ(nearest_name("tesi", keys), "ties");  // two edits, the most for four letters
  EXPECT_EQ(nearest_name("sexi", keys), "");      // three
}

}  // namespace
}  // namespace sealedbid
