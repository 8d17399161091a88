#include "market/project_return.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "market/project_account.hpp"

namespace sealedbid {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double lowest_factor = 0.05, highest_factor = 101.0;  // of 1 + rate
constexpr double step = 1.02;                                   // of 1 + rate, in the search for a bracket

int sign_changes(std::span<const double> flows) {
  int changes = 0;
  double last = 0.0;
  for (const double flow : flows) {
    if (flow == 0.0) continue;
    if (flow * last < 0.0) ++changes;
    last = flow;
  }
  return changes;
}

/// Value at 1 + rate = factor.
double value_at(std::span<const double> flows, double factor) {
  return present_value_of_flows(flows, factor - 1.0);
}

/// Root between `low`, with a positive value, and `high`, with a value that is not.
double root_between(std::span<const double> flows, double low, double value_low, double high, double value_high) {
  constexpr double tolerance = 1e-13;
  constexpr int most_steps = 100;
  int last_side = 0;
  for (int i = 0; i < most_steps && high - low > tolerance * high; ++i) {
    double middle = (low * value_high - high * value_low) / (value_high - value_low);
    if (!(middle > low && middle < high)) middle = 0.5 * (low + high);
    const double value = value_at(flows, middle);
    if (value == 0.0) return middle;
    const int side = value > 0.0 ? -1 : 1;
    (side < 0 ? low : high) = middle;
    (side < 0 ? value_low : value_high) = value;
    if (side == last_side) (side < 0 ? value_high : value_low) *= 0.5;
    last_side = side;
  }
  return std::abs(value_low) < std::abs(value_high) ? low : high;
}

}  // namespace

double present_value_of_flows(std::span<const double> flows, double rate_fraction) {
  const double discount = 1.0 / (1.0 + rate_fraction);
  double value = 0.0;
  for (auto flow = flows.rbegin(); flow != flows.rend(); ++flow) value = value * discount + *flow;
  return value;
}

double return_fraction(std::span<const double> flows, double guess_fraction) {
  const int changes = sign_changes(flows);
  if (changes > 2) return irr_fraction(flows).value_or(undefined);
  double factor = std::clamp(1.0 + guess_fraction, lowest_factor, highest_factor);
  double value = value_at(flows, factor);
  const bool is_below_root = value > 0.0;
  while (is_below_root ? factor < highest_factor : factor > lowest_factor) {
    const double next = std::clamp(is_below_root ? factor * step : factor / step, lowest_factor, highest_factor);
    const double next_value = value_at(flows, next);
    if (is_below_root && next_value <= 0.0) return root_between(flows, factor, value, next, next_value) - 1.0;
    if (!is_below_root && next_value > 0.0) return root_between(flows, next, next_value, factor, value) - 1.0;
    factor = next;
    value = next_value;
  }
  return changes == 2 ? irr_fraction(flows).value_or(undefined) : undefined;  // the guess may lie below where the value rises
}

}  // namespace sealedbid
