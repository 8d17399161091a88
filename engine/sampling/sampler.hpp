#pragma once

#include <vector>

#include "base/lanes.hpp"
#include "scenario/quantity.hpp"

/// From uniforms to the values of a distribution, by the inverse of its distribution function: monotone in u, so that common
/// random numbers, antithetic draws and copulas work.
namespace sealedbid {

/// A Quantity prepared for drawing. Families without a closed inverse (PERT, beta) are tabulated once.
///
/// Errors: uniform, triangular, Weibull and truncated normal about 1e-15 of the value, PERT and beta 1e-9 of the range (shapes
/// from 1 on), normal and lognormal 5e-7 · max(1, |z|) standard deviations (of the logarithm): see
/// docs/decisions/0001-number-types.md. Values stay within [lowest, highest] of the quantity. The quantity must be valid (reading
/// a scenario has checked that).
class Sampler {
 public:
  explicit Sampler(const Quantity& quantity);

  bool is_constant() const;
  /// values[lane] = F⁻¹(u[lane]), u in [2⁻³³, 1 − 2⁻³³]; a constant ignores u. `u` and `values` may be the same array.
  void quantiles(const LaneReals& u, LaneReals& values) const;
  /// One value; equal to the lanes' to the bit.
  double quantile(double u) const;

 private:
  Quantity quantity_;
  std::vector<double> table_;  ///< what the family needs beside its parameters: see the constructor
};

}  // namespace sealedbid
