#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "base/lanes.hpp"

/// The beta distribution's quantile function has no closed form: it is tabulated once over the normal score z = Φ⁻¹(u), in which
/// it is smooth for every shape, and interpolated.
namespace sealedbid {

/// Intervals of the table and the range of normal scores it covers; 32-bit uniforms stay within |z| < 6.34.
inline constexpr int beta_table_intervals = 512;
inline constexpr double beta_table_reach = 6.4;
inline constexpr double beta_table_intervals_per_score = beta_table_intervals / (2.0 * beta_table_reach);

/// Value x = I⁻¹(Φ(z); alpha, beta) in [0, 1] and slope dx/dz · interval at 513 equally spaced z, as pairs.
///
/// Solved by Newton's method on ln I in ln x from node to node, using this project's exponential and logarithm only, so that
/// every CPU gives the same bits. Slopes are exact, limited to keep the interpolant monotone (to rounding). Error of the
/// interpolated value: at most 1e-9 for alpha, beta ≥ 1; 1e-8 from 0.5; 1e-6 from 0.1; below that the steep middle of the U shape
/// is smoothed.
/// @param alpha,beta shapes > 0.
/// Source: continued fraction DLMF 8.17.22; monotone cubics Fritsch & Carlson (1980).
std::vector<double> make_beta_table(double alpha, double beta);

/// Cubic Hermite interpolation in the table at normal score z; clamped to the table's ends.
SEALEDBID_INLINE double interpolate_beta_table(const double* table, double z) {
  double position = (z + beta_table_reach) * beta_table_intervals_per_score;
  position = position < 0.0 ? 0.0 : position;
  position = position > beta_table_intervals ? static_cast<double>(beta_table_intervals) : position;
  // Rounding by a large addend leaves the index in the low bits; a node may count to either neighbour, where both cubics agree.
  const double shifted = (position - 0.5) + 0x1.8p52;
  const std::uint64_t index = std::bit_cast<std::uint64_t>(shifted) & 0x7ff;
  const double t = position - (shifted - 0x1.8p52);
  const double value = table[2 * index], slope = table[2 * index + 1];
  const double next_value = table[2 * index + 2], next_slope = table[2 * index + 3];
  const double rise = next_value - value;
  return value + t * (slope + t * ((3.0 * rise - 2.0 * slope - next_slope) + t * (slope + next_slope - 2.0 * rise)));
}

}  // namespace sealedbid
