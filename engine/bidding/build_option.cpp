#include "bidding/build_option.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace sealedbid {
namespace {

double normal_below(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

double normal_density(double z) {
  return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
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
    return option.spread_per_mwh * (z * normal_below(z) + normal_density(z)) - option.bond_per_mwh;
  }
  if (z <= 0.0) return -option.bond_per_mwh;
  if (z >= 2.0) return margin_per_mwh - option.mean_per_mwh;
  return 0.25 * option.spread_per_mwh * z * z - option.bond_per_mwh;
}

double build_probability(const BuildOption& option, double margin_per_mwh) {
  const double z = reach(option, margin_per_mwh);
  if (option.form == BuildOption::Form::normal) return normal_below(z);
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
  double low = option.mean_per_mwh - option.bond_per_mwh - 40.0 * option.spread_per_mwh, high = option.mean_per_mwh;
  for (int halving = 0; halving < 200 && low < 0.5 * (low + high) && 0.5 * (low + high) < high; ++halving) {
    const double middle = 0.5 * (low + high);
    (option_value(option, middle) < 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace sealedbid
