#include "bidding/radau_rule.hpp"

#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/legendre.hpp>
#include <cstddef>

namespace sealedbid {
namespace {

constexpr int points = 8;

/// The roots of P_8 − P_7 on [−1, 1], moved to [0, 1]: sign changes on a grid, then halving.
std::vector<double> places() {
  const auto polynomial = [](double x) { return boost::math::legendre_p(points, x) - boost::math::legendre_p(points - 1, x); };
  std::vector<double> result;
  constexpr int steps = 1000;
  for (int step = 0; step + 1 < steps; ++step) {  // the last root is 1 itself
    double low = -1.0 + 2.0 * step / steps, high = -1.0 + 2.0 * (step + 1) / steps;
    const bool is_positive = polynomial(low) > 0.0;
    if ((polynomial(high) > 0.0) == is_positive) continue;
    for (int halving = 0; halving < 60; ++halving) {
      const double middle = 0.5 * (low + high);
      ((polynomial(middle) > 0.0) == is_positive ? low : high) = middle;
    }
    result.push_back(0.5 * (1.0 + 0.5 * (low + high)));
  }
  result.push_back(1.0);
  return result;
}

/// The polynomial that is 1 at one place and 0 at the others.
double basis(const std::vector<double>& place, std::size_t one, double x) {
  double product = 1.0;
  for (std::size_t m = 0; m < place.size(); ++m) {
    if (m != one) product *= (x - place[m]) / (place[one] - place[m]);
  }
  return product;
}

double basis_slope(const std::vector<double>& place, std::size_t one, double x) {
  double sum = 0.0;
  for (std::size_t left_out = 0; left_out < place.size(); ++left_out) {
    if (left_out == one) continue;
    double product = 1.0 / (place[one] - place[left_out]);
    for (std::size_t m = 0; m < place.size(); ++m) {
      if (m != one && m != left_out) product *= (x - place[m]) / (place[one] - place[m]);
    }
    sum += product;
  }
  return sum;
}

}  // namespace

RadauRule radau_rule() {
  RadauRule rule;
  rule.place = places();
  const auto integral = [&](std::size_t one, double to) {
    return boost::math::quadrature::gauss<double, 10>::integrate([&](double x) { return basis(rule.place, one, x); }, 0.0, to);
  };
  for (const double to : rule.place) {
    for (std::size_t one = 0; one < rule.place.size(); ++one) {
      rule.integral.push_back(integral(one, to));
      rule.derivative.push_back(basis_slope(rule.place, one, to));
    }
  }
  for (std::size_t one = 0; one < rule.place.size(); ++one) {
    rule.weight.push_back(integral(one, 1.0));
    rule.derivative_at_start.push_back(basis_slope(rule.place, one, 0.0));
  }
  return rule;
}

}  // namespace sealedbid
