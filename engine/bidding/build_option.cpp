#include "bidding/build_option.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/elementary.hpp"

namespace sealedbid {
namespace {

/// zΦ(z) + φ(z): the mean of what a standard normal falls short of z.
double normal_shortfall(double z) {
  constexpr double inverse_sqrt_two_pi = 0.39894228040143267794;
  const double y = z < 0.0 ? -z : z;
  const double tail = inverse_sqrt_two_pi * exponential(-0.5 * y * y) - y * normal_cdf(-y);
  return (z < 0.0 ? 0.0 : z) + std::max(tail, 0.0);
}

/// z with zΦ(z) + φ(z) = value > 0, by Newton's method from the right, whence it comes down to the root (the function is convex).
double inverse_normal_shortfall(double value) {
  double z = value;
  for (int step = 0; step < 200; ++step) {
    const double next = z - (normal_shortfall(z) - value) / normal_cdf(z);
    if (!(next < z - 1e-15 * (1.0 + std::abs(z)))) return z;
    z = next;
  }
  return z;
}

/// How far the change may rise above its lowest value (uniform) or its mean (normal), in spreads, before it is not built.
double reach(const BuildOption& option, double margin_per_mwh) {
  const double room = margin_per_mwh + option.bond_per_mwh - option.mean_per_mwh;
  return room / option.spread_per_mwh + (option.form == BuildOption::Form::uniform ? 1.0 : 0.0);
}

}  // namespace

double option_value(const BuildOption& option, double margin_per_mwh) {
  const double z = reach(option, margin_per_mwh);
  if (option.form == BuildOption::Form::normal) {
    // Above the mean from what the choice adds, so that large bonds cost no digits.
    if (z > 0.0) return margin_per_mwh - option.mean_per_mwh + option.spread_per_mwh * normal_shortfall(-z);
    return option.spread_per_mwh * normal_shortfall(z) - option.bond_per_mwh;
  }
  if (z <= 0.0) return -option.bond_per_mwh;
  if (z >= 2.0) return margin_per_mwh - option.mean_per_mwh;
  return 0.25 * option.spread_per_mwh * z * z - option.bond_per_mwh;
}

double build_probability(const BuildOption& option, double margin_per_mwh) {
  const double z = reach(option, margin_per_mwh);
  if (option.form == BuildOption::Form::normal) return normal_cdf(z);
  return z <= 0.0 ? 0.0 : z >= 2.0 ? 1.0 : 0.5 * z;
}

double break_even_margin(const BuildOption& option) {
  if (!(option.spread_per_mwh > 0.0) || !std::isfinite(option.spread_per_mwh)) {
    throw std::invalid_argument("spread_per_mwh: not positive.");
  }
  const bool is_normal = option.form == BuildOption::Form::normal;
  if (!(option.bond_per_mwh >= 0.0) || (is_normal && option.bond_per_mwh == 0.0)) {
    throw std::invalid_argument("bond_per_mwh: a price below any cost is worth something where nothing is lost by walking away.");
  }
  if (!is_normal) {
    if (option.bond_per_mwh >= option.spread_per_mwh) return option.mean_per_mwh;  // always built
    const double z = 2.0 * std::sqrt(option.bond_per_mwh / option.spread_per_mwh);
    return option.mean_per_mwh - option.bond_per_mwh + option.spread_per_mwh * (z - 1.0);
  }
  return option.mean_per_mwh - option.bond_per_mwh +
         option.spread_per_mwh * inverse_normal_shortfall(option.bond_per_mwh / option.spread_per_mwh);
}

}  // namespace sealedbid
