#include "base/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace sealedbid {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - begin;
}

/// The length of a leading "-0", "17", ...; 0 where there is none.
std::size_t length_of_integer(std::string_view text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = digits_at(text, sign);
  if (digits == 0 || (digits > 1 && text[sign] == '0')) return 0;
  return sign + digits;
}

bool is_decimal_number(std::string_view text) {
  std::size_t at = length_of_integer(text);
  if (at == 0) return false;
  if (at < text.size() && text[at] == '.') {
    const std::size_t digits = digits_at(text, ++at);
    if (digits == 0) return false;
    at += digits;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t digits = digits_at(text, at);
    if (digits == 0) return false;
    at += digits;
  }
  return at == text.size();
}

bool has_nonzero_digit(std::string_view text) {
  const std::string_view mantissa = text.substr(0, text.find_first_of("eE"));
  return mantissa.find_first_of("123456789") != std::string_view::npos;
}

template <class Integer>
std::optional<Integer> parse_whole(std::string_view text) {
  if (text.empty() || length_of_integer(text) != text.size()) return std::nullopt;
  Integer value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  // from_chars alone would take "nan", "inf", "5.", ".5" and "017", and stop quietly at a comma.
  if (!is_decimal_number(text)) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  if (value == 0 && has_nonzero_digit(text)) return std::nullopt;
  return value + 0.0;  // turns -0 into 0
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  return parse_whole<std::int64_t>(text);
}

std::optional<std::uint64_t> parse_unsigned(std::string_view text) {
  return parse_whole<std::uint64_t>(text);
}

std::string number_text(double value) {
  if (std::isnan(value)) return "";
  if (value == 0) return "0";
  const double size = std::abs(value);
  const auto format = size >= 1e-4 && size < 1e15 ? std::chars_format::fixed : std::chars_format::scientific;
  std::array<char, 64> buffer;
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format);
  return std::string(buffer.data(), result.ptr);
}

std::string display_text(double value, int digits) {
  if (std::isnan(value)) return "-";
  if (!std::isfinite(value)) return number_text(value);
  std::array<char, 64> buffer;
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific,
                                     std::clamp(digits, 1, 17) - 1);
  double rounded = 0;
  std::from_chars(buffer.data(), written.ptr, rounded);
  return number_text(rounded);
}

}  // namespace sealedbid
