#include "market/expected_minimum.hpp"

#include "base/elementary.hpp"

namespace sealedbid {

double expected_minimum(double mean, double sd, double cap) {
  if (!(sd > 0.0)) return mean < cap ? mean : cap;
  constexpr double inverse_sqrt_two_pi = 0.39894228040143267794;
  const double z = (cap - mean) / sd;
  // From the side on which the limit hardly matters, so that what remains is not the difference of large numbers.
  const double y = z < 0.0 ? -z : z;
  const double shortfall = sd * (inverse_sqrt_two_pi * exponential(-0.5 * y * y) - y * normal_cdf(-y));
  return (z < 0.0 ? cap : mean) - shortfall;
}

}  // namespace sealedbid
