#include "bidding/bid_curve.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

double monotone_slope(double slope, double chord) {
  return std::isfinite(slope) ? std::clamp(slope, 0.0, 3.0 * chord) : chord;
}

}  // namespace

double interpolate(std::span<const double> cost, std::span<const double> bid, std::span<const double> slope, double at_cost) {
  if (at_cost <= cost.front()) return bid.front();
  if (at_cost >= cost.back()) return bid.back();
  const auto upper = static_cast<std::size_t>(std::upper_bound(cost.begin(), cost.end(), at_cost) - cost.begin());
  const std::size_t lower = upper - 1;
  const double width = cost[upper] - cost[lower], rise = bid[upper] - bid[lower], chord = rise / width;
  const double start = monotone_slope(slope[lower], chord), end = monotone_slope(slope[upper], chord);
  const double share = (at_cost - cost[lower]) / width, rest = 1.0 - share;
  return bid[lower] + rise * share * share * (3.0 - 2.0 * share) + width * share * rest * (start * rest - end * share);
}

void thin(BidCurve& curve, double least_step) {
  std::size_t kept = 0;
  const std::size_t size = curve.cost.size();
  for (std::size_t i = 1; i < size; ++i) {
    const bool is_last = i + 1 == size;
    const bool is_apart = curve.cost[i] > curve.cost[kept] + least_step;
    if (!is_apart && !is_last) continue;
    if (is_apart || kept == 0) ++kept;
    curve.cost[kept] = curve.cost[i];
    curve.bid[kept] = std::max(curve.bid[i], kept > 0 ? curve.bid[kept - 1] : curve.bid[i]);
    curve.slope[kept] = curve.slope[i];
  }
  curve.cost.resize(kept + 1);
  curve.bid.resize(kept + 1);
  curve.slope.resize(kept + 1);
}

}  // namespace sealedbid
