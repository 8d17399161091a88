#pragma once

namespace sealedbid {

/// E[min(Y, cap)] for Y normal: cap − (cap − mean)·Φ(z) − sd·φ(z) with z = (cap − mean)/sd. min(mean, cap) where sd is 0.
///
/// What a limited quantity is worth, e.g. the supported full-load hours of a year with a yield that varies.
/// @param sd ≥ 0. **Source:** the normal loss function, e.g. Silver, Pyke & Peterson (1998), Inventory Management and Production
/// Planning and Scheduling, appendix B.
double expected_minimum(double mean, double sd, double cap);

}  // namespace sealedbid
