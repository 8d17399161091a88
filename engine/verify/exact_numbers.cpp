#include "verify/exact_numbers.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace sealedbid {
namespace {

using Integer = boost::multiprecision::cpp_int;

}  // namespace

Exact to_six_decimals(double value) {
  return Exact(std::llround(value * 1e6), 1000000);
}

std::int64_t round_down(const Exact& value) {
  const Integer above = numerator(value), below = denominator(value);
  Integer whole = above / below;  // towards zero
  if (whole * below > above) --whole;
  if (whole < std::numeric_limits<std::int64_t>::min() || whole > std::numeric_limits<std::int64_t>::max())
    throw std::range_error("a number of the round is beyond 64 bits");
  return static_cast<std::int64_t>(whole);
}

std::int64_t round_up(const Exact& value) {
  return -round_down(-value);
}

std::int64_t round_half_up(const Exact& value) {
  return round_down(value + Exact(1, 2));
}

std::int64_t round_half_away(const Exact& value) {
  return value < 0 ? -round_half_up(-value) : round_half_up(value);
}

std::int64_t to_kw(double mw) {
  return std::llround(mw * 1000.0);
}

}  // namespace sealedbid
