#pragma once

#include "base/elementary.hpp"
#include "base/lanes.hpp"

namespace sealedbid {

/// E[max(q, L)] and its slope P(L < q) for a lognormal L with mean 1.
struct OptionValue {
  double value = 1.0, slope = 0.0;
};

/// q·Φ(d) + Φ(s − d), slope Φ(d), with d = ln(q)/s + s/2.
///
/// @param q ≥ 0. @param sd standard deviation s of ln L, ≥ 0. Below 1e-12 it counts as 0: then max(q, 1), with slope ½ at q = 1.
/// **Source:** Black (1976), The pricing of commodity contracts, Journal of Financial Economics 3, eq. 16: call on a forward of
/// price 1 with strike q, undiscounted, plus q.
SEALEDBID_INLINE OptionValue better_of_fixed_and_lognormal(double q, double sd) {
  const double positive = q < 1e-300 ? 1e-300 : q;
  const double divisor = sd < 1e-12 ? 1e-12 : sd;
  double d = logarithm(positive) / divisor + 0.5 * sd;
  d = d < -40.0 ? -40.0 : d;  // beyond, Φ is 0 or 1
  d = d > 40.0 ? 40.0 : d;
  const double below = normal_cdf(d);
  return {q * below + normal_cdf(sd - d), below};
}

/// Both for all lanes at one sd.
void better_of_fixed_and_lognormal(const LaneReals& q, double sd, LaneReals& value, LaneReals& slope);

}  // namespace sealedbid
