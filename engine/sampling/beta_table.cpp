#include "sampling/beta_table.hpp"

#include <algorithm>
#include <cmath>

#include "base/elementary.hpp"

namespace sealedbid {
namespace {

constexpr double interval = 1.0 / beta_table_intervals_per_score;
constexpr int half = beta_table_intervals / 2;
constexpr double log_root_two_pi = 0.91893853320467274178;

/// ln Γ(x), x > 0: Stirling's series after shifting x above 16.
double log_gamma(double x) {
  double product = 1.0;
  for (; x < 16.0; x += 1.0) product *= x;
  const double inverse_square = 1.0 / (x * x);
  const double series =
      polynomial(inverse_square, 1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360360.0) / x;
  return (x - 0.5) * logarithm(x) - x + log_root_two_pi + series - logarithm(product);
}

double away_from_zero(double value) {
  return std::fabs(value) < 1e-300 ? 1e-300 : value;
}

/// The continued fraction of the incomplete beta function (DLMF 8.17.22), by the modified Lentz method.
double continued_fraction(double a, double b, double x) {
  double c = 1.0, d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)), value = d;
  for (int m = 1; m < 20'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1.0 / away_from_zero(1.0 + even * d);
    c = away_from_zero(1.0 + even / c);
    value *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1.0 / away_from_zero(1.0 + odd * d);
    c = away_from_zero(1.0 + odd / c);
    value *= d * c;
    if (std::fabs(d * c - 1.0) < 4e-16) break;
  }
  return value;
}

/// ln I_x(a, b) and its derivative by ln x, at x = e^log_x.
struct LogProbability {
  double value, derivative;
};
LogProbability log_probability(double a, double b, double log_beta, double log_x) {
  const double x = exponential(log_x);
  const double log_rest = logarithm(1.0 - x);
  const double log_front = a * log_x + b * log_rest - log_beta;
  const double value = x < (a + 1.0) / (a + b + 2.0)
                           ? log_front + logarithm(continued_fraction(a, b, x) / a)
                           : logarithm(std::max(1.0 - exponential(log_front) * continued_fraction(b, a, 1.0 - x) / b, 1e-300));
  return {value, exponential(log_front - log_rest - value)};
}

struct Node {
  double value, slope;
};

/// The nodes z = −6.4 … 0. Each starts from its predecessor's solution, the first from the leading term I ≈ x^a / (a B).
std::vector<Node> lower_nodes(double a, double b) {
  // Nearer to x = 1 than this, 1 − x has lost its digits; what is left of the range does not matter.
  constexpr double largest_log_x = -1e-13;
  const double log_beta = log_gamma(a) + log_gamma(b) - log_gamma(a + b);
  std::vector<Node> nodes;
  double log_x = (logarithm(normal_cdf(-beta_table_reach)) + logarithm(a) + log_beta) / a;
  for (int i = 0; i <= half; ++i) {
    const double z = (i - half) * interval;
    const double log_target = logarithm(normal_cdf(z));
    log_x = std::min(log_x, largest_log_x);
    double derivative = 1.0;
    for (int iteration = 0; iteration < 100; ++iteration) {
      const LogProbability at = log_probability(a, b, log_beta, log_x);
      const double step = (log_target - at.value) / at.derivative;
      derivative = at.derivative;
      log_x = std::min(log_x + step, largest_log_x);
      if (std::fabs(step) <= 1e-13 * std::max(1.0, std::fabs(log_x)) || log_x == largest_log_x) break;
    }
    const double x = std::max(exponential(log_x), nodes.empty() ? 0.0 : nodes.back().value);
    const double log_density = -0.5 * z * z - log_root_two_pi;
    nodes.push_back({x, interval * x * exponential(log_density - log_target) / derivative});
  }
  return nodes;
}

}  // namespace

std::vector<double> make_beta_table(double alpha, double beta) {
  const std::vector<Node> lower = lower_nodes(alpha, beta);
  const std::vector<Node> upper = lower_nodes(beta, alpha);
  std::vector<Node> nodes(lower.begin(), lower.end());
  for (int i = half - 1; i >= 0; --i) {
    const Node& mirrored = upper[static_cast<std::size_t>(i)];
    nodes.push_back({std::max(1.0 - mirrored.value, nodes.back().value), mirrored.slope});
  }
  std::vector<double> table;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const double before = i == 0 ? nodes[1].value - nodes[0].value : nodes[i].value - nodes[i - 1].value;
    const double after = i + 1 == nodes.size() ? before : nodes[i + 1].value - nodes[i].value;
    table.push_back(nodes[i].value);
    table.push_back(std::clamp(nodes[i].slope, 0.0, 3.0 * std::max(0.0, std::min(before, after))));
  }
  return table;
}

}  // namespace sealedbid
