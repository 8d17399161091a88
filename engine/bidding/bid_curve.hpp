#pragma once

#include <span>
#include <vector>

/// A monotone function given by points and slopes.
namespace sealedbid {

/// Points of an increasing function, abscissae strictly ascending.
struct BidCurve {
  std::vector<double> cost, bid;
  std::vector<double> slope;  ///< d bid / d cost, ≥ 0; where it is infinite or not a number, the chord takes its place
};

/// Cubic Hermite interpolation, slopes lowered where they would break monotonicity (to three times the chord); the end values
/// outside. Error h⁴·|fourth derivative|/384 where slopes are finite.
/// Source: Fritsch and Carlson 1980.
double interpolate(std::span<const double> cost, std::span<const double> bid, std::span<const double> slope, double at_cost);

/// Drops points that do not lie strictly above their predecessor by at least `least_step`, except the last point, which stays.
void thin(BidCurve& curve, double least_step);

}  // namespace sealedbid
