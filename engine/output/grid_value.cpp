#include "output/grid_value.hpp"

#include <cmath>

namespace sealedbid {

double grid_value(std::int64_t steps, double step) {
  const double product = static_cast<double>(steps) * step;
  if (step == std::floor(step)) return product;
  // 1/0.00001 is 99999.99999999999 in doubles, so "whole" has to allow for the last bits.
  const double inverse = std::round(1.0 / step);
  if (inverse >= 1.0 && std::fabs(inverse * step - 1.0) < 1e-12) return static_cast<double>(steps) / inverse;
  if (product == 0.0) return 0.0;
  const double scale = std::pow(10.0, 11 - std::floor(std::log10(std::fabs(product))));
  return std::round(product * scale) / scale;
}

double nearest_grid_value(double value, double step) {
  if (step <= 0.0 || !std::isfinite(value)) return value;
  return grid_value(std::llround(value / step), step);
}

}  // namespace sealedbid
