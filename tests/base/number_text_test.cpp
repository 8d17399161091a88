#include "base/number_text.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <clocale>
#include <cmath>
#include <limits>
#include <locale>
#include <random>

namespace sealedbid {
namespace {

constexpr double smallest = std::numeric_limits<double>::denorm_min();
constexpr double largest = std::numeric_limits<double>::max();

TEST(NumberTextTest, ParsesDecimalNumbers) {
  EXPECT_EQ(parse_number("5"), 5.0);
  EXPECT_EQ(parse_number("-0.25"), -0.25);
  EXPECT_EQ(parse_number("1e-3"), 1e-3);
  EXPECT_EQ(parse_number("1E+05"), 1e5);
  EXPECT_EQ(parse_number("0"), 0.0);
  EXPECT_EQ(parse_number("0.5"), 0.5);
  EXPECT_EQ(parse_number("0e400"), 0.0);
}

// NU04, NU03
TEST(NumberTextTest, ParsesExactSubnormalsAndTheLargestDouble) {
  EXPECT_EQ(parse_number("4.9e-324"), smallest);
  EXPECT_EQ(parse_number("2.2250738585072011e-308"), 2.2250738585072011e-308);
  EXPECT_EQ(parse_number("1.7976931348623157e308"), largest);
}

// NU12
TEST(NumberTextTest, ReadsMinusZeroAsZero) {
  ASSERT_TRUE(parse_number("-0").has_value());
  EXPECT_FALSE(std::signbit(*parse_number("-0")));
  EXPECT_FALSE(std::signbit(*parse_number("-0.0e5")));
}

// NU01, NU03 to NU05, NU07, NU08, NU10, NU27, PA09
TEST(NumberTextTest, RefusesWhatIsNoFiniteDecimalNumber) {
  for (const char* text :
       {"",       " ",      "nan",    "NaN",   ".nan",    "-nan(ind)", "inf",   "infinity", "-inf", "1e400",
        "-1e400", "1e-400", "2e-324", "1,5",   "1.234,5", "1 000",     "1_000", "1'000",    "017",  "00",
        "-01",    "0o17",   "0x1F",   "0b1",   "12:30",   "5.",        ".5",    "-.5",      "1e",   "1e+",
        "--1",    "+5",     "1f",     "0x1p3", "1d5",     "5%",        "7 kWh", " 5",       "5 ",   "1.5.2",
        "1.e5",   "e5",     "-",      "NA",    "#REF!",   "=1+1",      "1e5.0", "٣",        "5\n",  "1e99999999999999999999"}) {
    EXPECT_FALSE(parse_number(text).has_value()) << "'" << text << "'";
  }
  EXPECT_FALSE(parse_number(std::string_view("5\0", 2)).has_value());
}

// NU13, NU14
TEST(NumberTextTest, ParsesIntegersExactlyOrNotAtAll) {
  EXPECT_EQ(parse_integer("9007199254740993"), 9007199254740993);  // 2^53 + 1
  EXPECT_EQ(parse_integer("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parse_integer("-0"), 0);
  EXPECT_EQ(parse_unsigned("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parse_unsigned("0"), 0u);
  for (const char* text :
       {"", "9223372036854775808", "-9223372036854775809", "017", "+1", "1.0", "1e3", "0x1F", " 1", "1 ", "-", "1,000"}) {
    EXPECT_FALSE(parse_integer(text).has_value()) << "'" << text << "'";
  }
  for (const char* text : {"", "-1", "-0", "18446744073709551616", "017", "1.5", "random"}) {
    EXPECT_FALSE(parse_unsigned(text).has_value()) << "'" << text << "'";
  }
}

TEST(NumberTextTest, WritesShortNumbers) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(-45.0), "-45");
  EXPECT_EQ(number_text(200000.0), "200000");
  EXPECT_EQ(number_text(0.0001), "0.0001");
  EXPECT_EQ(number_text(0.00001), "1e-05");
  EXPECT_EQ(number_text(1e15), "1e+15");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(std::nan("")), "");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::infinity()), "-inf");
}

// OU08
TEST(NumberTextTest, WrittenNumbersReadBackToTheSameBits) {
  std::mt19937_64 bits(20240731);
  for (int i = 0; i < 200'000; ++i) {
    double value = std::bit_cast<double>(bits());
    if (i % 4 == 0) value = std::ldexp(1 + static_cast<double>(bits() >> 12) * 0x1p-52, static_cast<int>(bits() % 80) - 20);
    if (i % 4 == 1) value = std::bit_cast<double>(bits() >> 12);  // subnormal
    if (!std::isfinite(value)) continue;
    const auto back = parse_number(number_text(value));
    ASSERT_TRUE(back.has_value()) << number_text(value);
    ASSERT_EQ(std::bit_cast<std::uint64_t>(*back), std::bit_cast<std::uint64_t>(value + 0.0)) << number_text(value);
  }
}

TEST(NumberTextTest, DisplaysRoundedNumbers) {
  EXPECT_EQ(display_text(3.14159265), "3.1416");
  EXPECT_EQ(display_text(99999.6), "100000");
  EXPECT_EQ(display_text(1234567.0), "1234600");
  EXPECT_EQ(display_text(45.2), "45.2");
  EXPECT_EQ(display_text(-0.0), "0");
  EXPECT_EQ(display_text(0.000123456, 3), "0.000123");
  EXPECT_EQ(display_text(2.5, 1), "2");  // ties to even
  EXPECT_EQ(display_text(1e20), "1e+20");
  EXPECT_EQ(display_text(std::nan("")), "-");
}

class CommaDecimals : public std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

// NU06. The C++ locale exists everywhere; a C locale with a comma only where one is installed.
TEST(NumberTextTest, LocalesChangeNothing) {
  const std::locale before = std::locale::global(std::locale(std::locale::classic(), new CommaDecimals));
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C"}) {
    std::setlocale(LC_ALL, name);
    EXPECT_EQ(number_text(1234.5), "1234.5");
    EXPECT_EQ(display_text(1234.5), "1234.5");
    EXPECT_EQ(parse_number("1234.5"), 1234.5);
    EXPECT_FALSE(parse_number("1234,5").has_value());
  }
  std::setlocale(LC_ALL, "C");
  std::locale::global(before);
}

}  // namespace
}  // namespace sealedbid
