#include "scenario/quantity.hpp"

#include <algorithm>
#include <cmath>

#include "base/number_text.hpp"

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Support {
  double low, high;
};

Support support_of(const Constant& constant) {
  return {constant.value, constant.value};
}
Support support_of(const Normal& normal) {
  return normal.sd == 0.0 ? Support{normal.mean, normal.mean} : Support{-infinity, infinity};
}
Support support_of(const TruncatedNormal& normal) {
  const double clamped = std::clamp(normal.mean, normal.low, normal.high);
  return normal.sd == 0.0 ? Support{clamped, clamped} : Support{normal.low, normal.high};
}
Support support_of(const Lognormal& lognormal) {
  const bool is_constant = lognormal.sigma == 0.0 || lognormal.median == 0.0;
  return is_constant ? Support{lognormal.median, lognormal.median} : Support{0.0, infinity};
}
Support support_of(const Weibull& weibull) {
  return {weibull.location, weibull.scale == 0.0 ? weibull.location : infinity};
}
Support support_of(const Empirical& empirical) {
  Support support{infinity, -infinity};
  for (std::size_t i = 0; i < empirical.values.size(); ++i) {
    if (empirical.weights.empty() || empirical.weights[i] > 0.0) {
      support = {std::min(support.low, empirical.values[i]), std::max(support.high, empirical.values[i])};
    }
  }
  return support;
}
template <class Bounded>
Support support_of(const Bounded& bounded) {
  return {bounded.low, bounded.high};
}

Support support_of(const Quantity& quantity) {
  return std::visit([](const auto& family) { return support_of(family); }, quantity);
}

double middle_of(const Constant& q) {
  return q.value;
}
double middle_of(const Uniform& q) {
  return 0.5 * (q.low + q.high);
}
double middle_of(const Triangular& q) {
  return (q.low + q.mode + q.high) / 3.0;
}
double middle_of(const Normal& q) {
  return q.mean;
}
double middle_of(const TruncatedNormal& q) {
  return std::clamp(q.mean, q.low, q.high);
}
double middle_of(const Lognormal& q) {
  return q.median;
}
double middle_of(const Pert& q) {
  return (q.low + q.shape * q.mode + q.high) / (q.shape + 2.0);
}
double middle_of(const Beta& q) {
  return q.low + (q.high - q.low) * q.alpha / (q.alpha + q.beta);
}
double middle_of(const Weibull& q) {
  return q.location + q.scale * std::pow(std::log(2.0), 1.0 / q.shape);
}
double middle_of(const Empirical& q) {
  double sum = 0.0, weights = 0.0;
  for (std::size_t i = 0; i < q.values.size(); ++i) {
    const double weight = q.weights.empty() ? 1.0 : q.weights[i];
    sum += weight * q.values[i];
    weights += weight;
  }
  return sum / weights;
}

std::string list_of(const std::vector<double>& numbers) {
  std::string text;
  for (const double number : numbers) text += (text.empty() ? "" : ", ") + number_text(number);
  return text;
}

std::string line_of(const Constant& q) {
  return number_text(q.value);
}
std::string line_of(const Uniform& q) {
  return "uniform(" + number_text(q.low) + " to " + number_text(q.high) + ")";
}
std::string line_of(const Triangular& q) {
  return "triangular(" + number_text(q.low) + " to " + number_text(q.high) + ", mode " + number_text(q.mode) + ")";
}
std::string line_of(const Normal& q) {
  return "normal(mean " + number_text(q.mean) + ", sd " + number_text(q.sd) + ")";
}
std::string line_of(const TruncatedNormal& q) {
  return "truncated_normal(mean " + number_text(q.mean) + ", sd " + number_text(q.sd) + ", " + number_text(q.low) + " to " +
         number_text(q.high) + ")";
}
std::string line_of(const Lognormal& q) {
  return "lognormal(median " + number_text(q.median) + ", sigma " + number_text(q.sigma) + ")";
}
std::string line_of(const Pert& q) {
  return "pert(" + number_text(q.low) + " to " + number_text(q.high) + ", mode " + number_text(q.mode) + ", shape " +
         number_text(q.shape) + ")";
}
std::string line_of(const Beta& q) {
  return "beta(alpha " + number_text(q.alpha) + ", beta " + number_text(q.beta) + ", " + number_text(q.low) + " to " +
         number_text(q.high) + ")";
}
std::string line_of(const Weibull& q) {
  return "weibull(shape " + number_text(q.shape) + ", scale " + number_text(q.scale) + ", location " + number_text(q.location) +
         ")";
}
std::string line_of(const Empirical& q) {
  return "empirical(" + list_of(q.values) + (q.weights.empty() ? "" : "; weights " + list_of(q.weights)) + ")";
}

}  // namespace

bool is_constant(const Quantity& quantity) {
  const Support support = support_of(quantity);
  return support.low == support.high;
}

bool is_zero(const Quantity& quantity) {
  return lowest(quantity) == 0.0 && highest(quantity) == 0.0;
}

double lowest(const Quantity& quantity) {
  return support_of(quantity).low;
}
double highest(const Quantity& quantity) {
  return support_of(quantity).high;
}

double middle(const Quantity& quantity) {
  return std::visit([](const auto& family) { return middle_of(family); }, quantity);
}

std::string text_of(const Quantity& quantity) {
  return std::visit([](const auto& family) { return line_of(family); }, quantity);
}

}  // namespace sealedbid
