#pragma once

#include "market/price_equation.hpp"

namespace sealedbid {

/// Required prices of lanes that are not linear, the others stay as they are: solves NPV(p) = 0 by Halley's method with exact
/// slopes and the curvature that two of them show, kept within the bracket of what is known to be too low and too high. A lane
/// stops when it has converged, so its result does not depend on the others.
///
/// Relative error of p below 1e-10. Infinite where no price up to 1e6 times (capex + opex)/energy reaches NPV ≥ 0, 0 where every
/// price does; see RequiredPriceTile. At most 200 iterations; usual are 3 to 6.
void solve_required_price(const YearlyFlows& flows, const BidderCostTile& bidder, const PresentValues& values,
                          RequiredPriceTile& out);

}  // namespace sealedbid
