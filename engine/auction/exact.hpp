#pragma once

#include <cmath>
#include <cstdint>

/// Exact arithmetic on scaled integers.
namespace sealedbid {

/// Sums of kW times hours times ticks outgrow 64 bits.
__extension__ typedef __int128 Int128;

/// A number to six decimals.
inline std::int64_t millionths(double value) {
  return std::llround(value * 1e6);
}

/// numerator / denominator, halves away from zero. @param denominator > 0.
inline Int128 rounded_ratio(Int128 numerator, Int128 denominator) {
  const Int128 magnitude = numerator < 0 ? -numerator : numerator;
  const Int128 rounded = (2 * magnitude + denominator) / (2 * denominator);
  return numerator < 0 ? -rounded : rounded;
}

}  // namespace sealedbid
