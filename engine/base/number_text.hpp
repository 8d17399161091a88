#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers to text and back, independent of any locale.
namespace sealedbid {

/// The whole of `text` as a finite decimal number ("5", "-0.25", "1e-3"); nothing for anything else: a leading plus, hexadecimal,
/// "nan", "inf", a comma, an underscore, "1e", "5.", ".5", "017", or a number outside the range of a double (underflow to zero
/// included). "-0" reads as 0.
std::optional<double> parse_number(std::string_view text);

/// The whole of `text` as a decimal integer without leading zeros; nothing for anything else or beyond 64 bits.
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<std::uint64_t> parse_unsigned(std::string_view text);

/// The fewest digits that read back to the same double, with an exponent only outside 1e-4 … 1e15; "0" for -0; empty for NaN
/// ("not available"); "inf" and "-inf", which parse_number refuses.
std::string number_text(double value);

/// For people: rounded to `digits` significant digits (1 to 17), without trailing zeros, no exponent between 1e-4 and 1e15, "-"
/// for NaN, never "-0".
std::string display_text(double value, int digits = 5);

}  // namespace sealedbid
