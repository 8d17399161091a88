#include "bidding/bid_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Differences below this are noise of the last bits.
double rounding(double value) {
  return 4.0 * std::numeric_limits<double>::epsilon() * std::abs(value);
}

void check(const BidTable& table) {
  if (table.cost_per_mwh.size() != table.bid_per_mwh.size()) {
    throw std::invalid_argument("bid table: " + std::to_string(table.cost_per_mwh.size()) + " costs and " +
                                std::to_string(table.bid_per_mwh.size()) + " bids (a bid for each cost is needed)");
  }
  if (!table.slope.empty() && table.slope.size() != table.cost_per_mwh.size()) {
    throw std::invalid_argument("bid table: " + std::to_string(table.cost_per_mwh.size()) + " costs and " +
                                std::to_string(table.slope.size()) + " slopes (a slope for each cost, or none, is needed)");
  }
  for (std::size_t m = 0; m < table.cost_per_mwh.size(); ++m) {
    const double cost = table.cost_per_mwh[m], bid = table.bid_per_mwh[m];
    const std::string place = "bid table, row " + std::to_string(m + 1) + ": ";
    if (!std::isfinite(cost) || !std::isfinite(bid)) throw std::invalid_argument(place + "cost or bid is not a finite number");
    if (m == 0) continue;
    if (cost <= table.cost_per_mwh[m - 1]) throw std::invalid_argument(place + "the cost is not above that of the row before");
    if (bid < table.bid_per_mwh[m - 1] - rounding(bid))
      throw std::invalid_argument(place + "the bid is below that of the row before");
  }
}

/// Slope at an end from the two nearest secants; the limits keep the cubic monotone.
double end_slope(double width, double next_width, double secant, double next_secant) {
  const double slope = ((2.0 * width + next_width) * secant - width * next_secant) / (width + next_width);
  if (slope <= 0.0) return 0.0;
  return std::min(slope, 3.0 * secant);
}

std::vector<double> slopes(const std::vector<double>& x, const std::vector<double>& y) {
  const std::size_t points = x.size();
  std::vector<double> slope(points, 0.0);
  if (points < 2) return slope;
  const auto width = [&](std::size_t m) { return x[m + 1] - x[m]; };
  const auto secant = [&](std::size_t m) { return (y[m + 1] - y[m]) / width(m); };
  if (points == 2) return {secant(0), secant(0)};
  for (std::size_t m = 1; m + 1 < points; ++m) {
    const double before = secant(m - 1), after = secant(m);
    if (before <= 0.0 || after <= 0.0) continue;
    const double first = 2.0 * width(m) + width(m - 1), second = width(m) + 2.0 * width(m - 1);
    slope[m] = (first + second) / (first / before + second / after);
  }
  slope[0] = end_slope(width(0), width(1), secant(0), secant(1));
  slope[points - 1] = end_slope(width(points - 2), width(points - 3), secant(points - 2), secant(points - 3));
  return slope;
}

struct ValueAndSlope {
  double value = 0.0, slope = 0.0;
};

/// Rise of the cubic above the left end of a segment, and its derivative, at a fraction of the segment's width.
ValueAndSlope rise(const BidTable& table, std::size_t left, double fraction) {
  const double width = table.cost_per_mwh[left + 1] - table.cost_per_mwh[left];
  const double height = table.bid_per_mwh[left + 1] - table.bid_per_mwh[left];
  const auto change = [&](double slope) { return std::isfinite(slope) ? std::clamp(width * slope, 0.0, 3.0 * height) : height; };
  const double start = change(table.slope[left]), end = change(table.slope[left + 1]);
  const double square = 3.0 * height - 2.0 * start - end, cube = start + end - 2.0 * height;
  return {fraction * (start + fraction * (square + fraction * cube)), start + fraction * (2.0 * square + fraction * 3.0 * cube)};
}

/// The cost inside a segment at which the cubic reaches a bid: Newton's steps, kept inside a shrinking bracket.
double cost_in_segment(const BidTable& table, std::size_t left, double bid) {
  const double target = bid - table.bid_per_mwh[left];
  double low = 0.0, high = 1.0;
  double fraction = target / (table.bid_per_mwh[left + 1] - table.bid_per_mwh[left]);
  for (int step = 0; step < 100 && high - low > 1e-16; ++step) {
    const ValueAndSlope at = rise(table, left, fraction);
    if (at.value == target) break;
    (at.value < target ? low : high) = fraction;
    double next = at.slope > 0.0 ? fraction - (at.value - target) / at.slope : -1.0;
    if (next <= low || next >= high) next = 0.5 * (low + high);
    if (std::abs(next - fraction) <= 1e-16) break;
    fraction = next;
  }
  return table.cost_per_mwh[left] + fraction * (table.cost_per_mwh[left + 1] - table.cost_per_mwh[left]);
}

}  // namespace

BidTable bid_table(const ClassEquilibrium& bidders) {
  BidTable table{bidders.cost_per_mwh, bidders.bid_per_mwh, bidders.bid_slope};
  check(table);
  std::vector<double>& bids = table.bid_per_mwh;
  for (std::size_t m = 1; m < bids.size(); ++m) {
    if (bids[m] - bids[m - 1] <= rounding(bids[m])) bids[m] = bids[m - 1];
  }
  if (table.slope.empty()) table.slope = slopes(table.cost_per_mwh, bids);
  return table;
}

double bid_of(const BidTable& table, double cost_per_mwh) {
  const std::vector<double>& costs = table.cost_per_mwh;
  if (costs.empty() || !(cost_per_mwh <= costs.back())) return std::numeric_limits<double>::quiet_NaN();
  const auto next = std::upper_bound(costs.begin(), costs.end(), cost_per_mwh);
  if (next == costs.begin()) return table.bid_per_mwh.front();
  if (next == costs.end()) return table.bid_per_mwh.back();
  const auto left = static_cast<std::size_t>(next - costs.begin() - 1);
  const double fraction = (cost_per_mwh - costs[left]) / (costs[left + 1] - costs[left]);
  return table.bid_per_mwh[left] + rise(table, left, fraction).value;
}

double lowest_cost_bidding(const BidTable& table, double bid_per_mwh) {
  const std::vector<double>& bids = table.bid_per_mwh;
  const auto at = static_cast<std::size_t>(std::lower_bound(bids.begin(), bids.end(), bid_per_mwh) - bids.begin());
  if (at == bids.size()) return infinity;
  if (at == 0) return -infinity;
  return bids[at] == bid_per_mwh ? table.cost_per_mwh[at] : cost_in_segment(table, at - 1, bid_per_mwh);
}

double highest_cost_bidding(const BidTable& table, double bid_per_mwh) {
  const std::vector<double>& bids = table.bid_per_mwh;
  const auto above = static_cast<std::size_t>(std::upper_bound(bids.begin(), bids.end(), bid_per_mwh) - bids.begin());
  if (above == 0) return -infinity;
  if (above == bids.size() || bids[above - 1] == bid_per_mwh) return table.cost_per_mwh[above - 1];
  return cost_in_segment(table, above - 1, bid_per_mwh);
}

}  // namespace sealedbid
