#include "scenario/place_cursor.hpp"

#include <gtest/gtest.h>

#include <random>

namespace sealedbid {
namespace {

/// Counts from the beginning of the text each time.
Place place_by_counting(std::string_view text, std::size_t offset) {
  Place place{.file = "f", .line = 1, .column = 1};
  for (std::size_t at = 1; at <= offset; ++at) {
    if (text[at - 1] == '\n') {
      place = {.file = "f", .line = place.line + 1, .column = 1};
    } else if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

TEST(PlaceCursorTest, CountsLinesAndCharacters) {
  PlaceCursor cursor("äb\n\nüc\n", "f");
  EXPECT_EQ(cursor.place_at(0).column, 1);
  EXPECT_EQ(cursor.place_at(2).column, 2);
  EXPECT_EQ(cursor.place_at(7).line, 3);
  EXPECT_EQ(cursor.place_at(7).column, 2);
  EXPECT_EQ(cursor.place_at(7).file, "f");
}

TEST(PlaceCursorTest, StopsAtTheLastCharacter) {
  PlaceCursor cursor("ab\n", "f");
  EXPECT_EQ(cursor.place_at(99).line, 1);
  EXPECT_EQ(cursor.place_at(99).column, 3);
  PlaceCursor empty("", "f");
  EXPECT_EQ(empty.place_at(5).line, 1);
  EXPECT_EQ(empty.place_at(5).column, 1);
}

TEST(PlaceCursorTest, AgreesWithCountingInAnyOrder) {
  const std::string text = "key: välue\n\n  ünï: 太陽\n☀\n- x\n\n";
  PlaceCursor cursor(text, "f");
  std::mt19937 random(3);
  for (int i = 0; i < 5000; ++i) {
    const std::size_t offset = random() % text.size();
    if ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80) continue;
    const Place expected = place_by_counting(text, offset);
    const Place place = cursor.place_at(offset);
    ASSERT_EQ(place.line, expected.line) << offset;
    ASSERT_EQ(place.column, expected.column) << offset;
  }
}

}  // namespace
}  // namespace sealedbid
