#include "base/bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

std::string some_bytes() {
  ByteWriter writer;
  writer.whole(~std::uint64_t{0});
  writer.real(-0.0);
  writer.text(std::string("a\0b\xff", 4));
  writer.reals(std::vector{0.1, std::numeric_limits<double>::infinity()});
  return writer.bytes();
}

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

void read_all(std::string_view bytes) {
  ByteReader reader(bytes, "some bytes");
  reader.whole();
  reader.real();
  reader.text();
  reader.reals();
  reader.expect_end();
}

TEST(BytesTest, WhatIsWrittenIsReadToTheBit) {
  const std::string bytes = some_bytes();
  ByteReader reader(bytes, "some bytes");
  EXPECT_EQ(reader.whole(), ~std::uint64_t{0});
  EXPECT_TRUE(std::signbit(reader.real()));
  EXPECT_EQ(reader.text(), std::string("a\0b\xff", 4));
  EXPECT_EQ(reader.reals(), (std::vector{0.1, std::numeric_limits<double>::infinity()}));
  reader.expect_end();
}

TEST(BytesTest, BytesThatEndAnywhereTooEarlyAreRefused) {
  const std::string bytes = some_bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(message_of([&] { read_all(std::string_view(bytes).substr(0, size)); }), HasSubstr("ends too early")) << size;
  }
  EXPECT_THAT(message_of([&] { read_all(bytes + "x"); }), HasSubstr("longer than it may be"));
}

TEST(BytesTest, CompactNumbersTakeLittleRoomAndAreReadAgain) {
  ByteWriter writer;
  const std::vector<std::uint64_t> numbers = {0, 1, 127, 128, 16383, 16384, std::uint64_t{1} << 63, ~std::uint64_t{0}};
  for (const std::uint64_t number : numbers) writer.compact(number);
  EXPECT_EQ(writer.bytes().size(), 1u + 1 + 1 + 2 + 2 + 3 + 10 + 10);
  ByteReader reader(writer.bytes(), "numbers");
  for (const std::uint64_t number : numbers) EXPECT_EQ(reader.compact(), number);
  reader.expect_end();
  const std::string endless(20, '\xff');
  EXPECT_THAT(message_of([&] { ByteReader(endless, "x").compact(); }), HasSubstr("too large"));
  EXPECT_THAT(message_of([&] { ByteReader("\x80", "x").compact(); }), HasSubstr("ends too early"));
}

TEST(BytesTest, AHugeCountIsRefusedBeforeMemoryIsSetAside) {
  ByteWriter writer;
  writer.whole(std::uint64_t{1} << 60);
  const std::string bytes = writer.bytes();
  EXPECT_THAT(message_of([&] { ByteReader(bytes, "x").reals(); }), HasSubstr("ends too early"));
  EXPECT_THAT(message_of([&] { ByteReader(bytes, "x").whole_below(7); }), HasSubstr("below 7"));
}

TEST(BytesTest, AnyDamageOfSealedBytesIsNoticed) {
  const std::string whole = sealed("payload");
  EXPECT_EQ(unsealed(whole, "x"), "payload");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_NE(message_of([&] { unsealed(damaged, "x"); }), "") << i;
    EXPECT_NE(message_of([&] { unsealed(std::string_view(whole).substr(0, i), "x"); }), "") << i;
  }
}

}  // namespace
}  // namespace sealedbid
