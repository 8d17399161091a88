#include "scenario/check_quantity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/number_text.hpp"

namespace sealedbid {

namespace {

constexpr double smallest_truncated_mass = 1e-12;

using Result = std::optional<QuantityFault>;

Result order_fault(double low, double high) {
  if (low <= high) return {};
  return QuantityFault{"low", {"low " + number_text(low) + " is above high " + number_text(high), "Exchange them?"}};
}

Result mode_fault(double low, double mode, double high) {
  if (auto fault = order_fault(low, high)) return fault;
  if (mode >= low && mode <= high) return {};
  return QuantityFault{
      "mode", {"mode " + number_text(mode) + " is outside low " + number_text(low) + " to high " + number_text(high), ""}};
}

/// P(low < mean + sd·Z < high), computed in the tail where it keeps its digits.
double mass_inside(const TruncatedNormal& normal) {
  if (normal.sd == 0.0) return normal.mean >= normal.low && normal.mean <= normal.high ? 1.0 : 0.0;
  double from = (normal.low - normal.mean) / (normal.sd * std::sqrt(2.0));
  double to = (normal.high - normal.mean) / (normal.sd * std::sqrt(2.0));
  if (from + to < 0.0) from = -std::exchange(to, -from);
  return 0.5 * (std::erfc(from) - std::erfc(to));
}

Result family_fault(const Constant&) {
  return {};
}
Result family_fault(const Normal&) {
  return {};
}
Result family_fault(const Lognormal&) {
  return {};
}
Result family_fault(const Weibull&) {
  return {};
}
Result family_fault(const Uniform& uniform) {
  return order_fault(uniform.low, uniform.high);
}
Result family_fault(const Beta& beta) {
  return order_fault(beta.low, beta.high);
}
Result family_fault(const Triangular& triangular) {
  return mode_fault(triangular.low, triangular.mode, triangular.high);
}
Result family_fault(const Pert& pert) {
  return mode_fault(pert.low, pert.mode, pert.high);
}

Result family_fault(const TruncatedNormal& normal) {
  if (auto fault = order_fault(normal.low, normal.high)) return fault;
  if (mass_inside(normal) >= smallest_truncated_mass) return {};
  return QuantityFault{"",
                       {"almost nothing of the normal distribution (less than 1e-12) lies between low " +
                            number_text(normal.low) + " and high " + number_text(normal.high),
                        "Bounds near the mean " + number_text(normal.mean) + " are needed."}};
}

Result family_fault(const Empirical& empirical) {
  if (empirical.values.empty()) return QuantityFault{"values", {"the list of values is empty", ""}};
  if (empirical.weights.empty()) return {};
  if (empirical.weights.size() != empirical.values.size()) {
    return QuantityFault{
        "weights",
        {std::to_string(empirical.weights.size()) + " weights for " + std::to_string(empirical.values.size()) + " values",
         "Give one weight a value."}};
  }
  if (std::accumulate(empirical.weights.begin(), empirical.weights.end(), 0.0) > 0.0) return {};
  return QuantityFault{"weights", {"the weights sum to 0", "At least one weight must be above 0."}};
}

std::string with_unit(const std::string& text, std::string_view unit) {
  const bool is_clear = unit.empty() || unit == "year" || unit.starts_with("fraction");
  return is_clear ? text : text + " " + std::string(unit);
}

bool is_share(const FieldInfo& info) {
  return info.unit.starts_with("fraction");
}

}  // namespace

std::optional<QuantityFault> fault_of_family(const Quantity& quantity) {
  return std::visit([](const auto& family) { return family_fault(family); }, quantity);
}

std::optional<Fault> fault_of_range(double value, const FieldInfo& info) {
  if (info.range.contains(value)) return {};
  std::string reason(info.reason);
  if (reason.empty() && is_share(info)) reason = "a fraction, not percent";
  const bool has_wrong_sign = value < 0.0 && info.range.low >= 0.0;
  const std::string problem =
      has_wrong_sign ? "is negative" : "is not in the range: " + with_unit(text_of(info.range), info.unit);
  Fault fault{number_text(value) + " " + problem + (reason.empty() ? "" : " (" + reason + ")"), ""};
  if (has_wrong_sign && info.range.contains(-value)) fault.suggestion = "Did you mean " + number_text(-value) + "?";
  if (is_share(info) && value > 1.0 && info.range.contains(value / 100.0)) {
    fault.suggestion = "Did you mean " + number_text(value / 100.0) + "?";
  }
  return fault;
}

std::optional<QuantityFault> fault_of_range(const Quantity& quantity, const FieldInfo& info) {
  const auto check = [&](std::string parameter, double value) -> Result {
    if (auto fault = fault_of_range(value, info)) return QuantityFault{std::move(parameter), *fault};
    return {};
  };
  if (const auto* normal = std::get_if<Normal>(&quantity)) return check("mean", normal->mean);
  if (const auto* lognormal = std::get_if<Lognormal>(&quantity)) return check("median", lognormal->median);
  if (const auto* weibull = std::get_if<Weibull>(&quantity)) {
    return check("", weibull->location + weibull->scale * std::pow(std::log(2.0), 1.0 / weibull->shape));
  }
  const bool has_bounds = !std::holds_alternative<Constant>(quantity) && !std::holds_alternative<Empirical>(quantity);
  if (auto fault = check(has_bounds ? "low" : "", lowest(quantity))) return fault;
  return check(has_bounds ? "high" : "", highest(quantity));
}

}  // namespace sealedbid
