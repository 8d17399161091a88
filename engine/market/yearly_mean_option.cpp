#include "market/yearly_mean_option.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

#include "base/elementary.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t months = months_per_year;
constexpr double inverse_sqrt_two_pi = 0.39894228040143267794;

/// Covariance of the logarithms of the prices of two months of a year.
std::array<std::array<double, months>, months> covariance_of(const PriceLaw& law) {
  const double s = stationary_sd(law);
  std::array<double, months> lagged{s * s};
  for (std::size_t lag = 1; lag < months; ++lag) lagged[lag] = lagged[lag - 1] * law.persistence_fraction;
  std::array<std::array<double, months>, months> covariance{};
  for (std::size_t j = 0; j < months; ++j) {
    for (std::size_t k = 0; k < months; ++k) covariance[j][k] = lagged[j > k ? j - k : k - j];
  }
  return covariance;
}

/// Σ weight·f(z) from `low` to `high` by Gauss–Legendre.
template <class Function>
void integrate(double low, double high, const Function& add) {
  using Rule = boost::math::quadrature::gauss<double, 20>;
  const double middle = 0.5 * (low + high), half = 0.5 * (high - low);
  for (std::size_t i = 0; i < Rule::abscissa().size(); ++i) {
    add(middle - half * Rule::abscissa()[i], half * Rule::weights()[i]);
    add(middle + half * Rule::abscissa()[i], half * Rule::weights()[i]);
  }
}

}  // namespace

YearlyMeanOption::YearlyMeanOption(const PriceLaw& law) {
  const auto covariance = covariance_of(law);
  double variance = 0.0;
  for (std::size_t j = 0; j < months; ++j) {
    for (std::size_t k = 0; k < months; ++k) beta_[j] += covariance[j][k] * law.seasonality_factor[k] / months_per_year;
    variance += beta_[j] * law.seasonality_factor[j] / months_per_year;
  }
  sd_ = std::sqrt(variance);
  for (double& beta : beta_) beta /= sd_;
  for (std::size_t j = 0; j < months; ++j) {
    weight_[j] = law.seasonality_factor[j] / months_per_year * exponential(-0.5 * beta_[j] * beta_[j]);
    for (std::size_t k = 0; k < months; ++k) rest_growth_[j][k] = exponential(covariance[j][k] - beta_[j] * beta_[k]) - 1.0;
  }
}

YearlyMeanOption::Conditional YearlyMeanOption::given(double z) const {
  Months part;
  double mean = 0.0, second = 0.0, third = 0.0;
  for (std::size_t j = 0; j < months; ++j) mean += part[j] = weight_[j] * exponential(beta_[j] * z);
  for (double& share : part) share /= mean;
  for (std::size_t j = 0; j < months; ++j) {
    double row = 0.0, triangle = 0.0;
    for (std::size_t k = 0; k < months; ++k) {
      row += part[k] * rest_growth_[j][k];
      double path = 0.0;
      for (std::size_t l = 0; l < months; ++l) path += part[l] * rest_growth_[j][l] * rest_growth_[k][l];
      triangle += part[k] * rest_growth_[j][k] * path;
    }
    second += part[j] * row;
    third += part[j] * (3.0 * row * row + triangle);
  }
  if (!(second > 1e-24)) return {mean, 0.0, 0.0};
  // Skewness (w + 2)·√(w − 1) of a lognormal with w = exp(sd²): a cubic in √(w − 1).
  const double skewness = std::max(third / (second * std::sqrt(second)), 0.01);
  const double power = exponential(logarithm(0.5 * (skewness + std::sqrt(skewness * skewness + 4.0))) / 3.0);
  const double spread = power - 1.0 / power;
  return {mean, std::sqrt(second) / spread, std::sqrt(logarithm(1.0 + spread * spread))};
}

double YearlyMeanOption::root(double q) const {
  const double goal = logarithm(q);
  double z = goal / sd_;
  // ln m is convex and increasing: after its first step Newton's method comes from the right and cannot overshoot.
  for (int step = 0; step < 100; ++step) {
    double mean = 0.0, slope = 0.0;
    for (std::size_t j = 0; j < months; ++j) {
      const double part = weight_[j] * exponential(beta_[j] * z);
      mean += part;
      slope += beta_[j] * part;
    }
    const double change = (goal - logarithm(mean)) * mean / slope;
    z = std::clamp(z + change, -40.0, 40.0);
    if (std::fabs(change) < 1e-14 * (1.0 + std::fabs(z))) break;
  }
  return z;
}

OptionValue YearlyMeanOption::at(double q) const {
  const double edge = root(q);
  double slope = normal_cdf(edge);
  double put = q * slope;
  for (std::size_t j = 0; j < months; ++j) {
    put -= weight_[j] * exponential(0.5 * beta_[j] * beta_[j]) * normal_cdf(edge - beta_[j]);
  }
  const Conditional middle = given(edge);
  if (middle.spread == 0.0 || std::fabs(edge) > 9.0) return {1.0 + put, slope};
  const auto add = [&](double z, double weight) {
    const Conditional rest = given(z);
    const double scale = rest.mean * rest.spread;
    const OptionValue option = better_of_fixed_and_lognormal(std::max((q - rest.mean) / scale + 1.0, 0.0), rest.sd);
    const double density = weight * inverse_sqrt_two_pi * exponential(-0.5 * z * z);
    put += density * (scale * (option.value - 1.0) - std::max(q - rest.mean, 0.0));
    slope += density * (option.slope - (z < edge ? 1.0 : 0.0));
  };
  // Where m(z) leaves the range in which A given Z lies but for 1e-12 around q.
  const double least_beta = *std::min_element(beta_.begin(), beta_.end());
  const double highest = 1.0 + middle.spread * (exponential(6.5 * middle.sd) - 1.0);
  const double lowest = std::max(1.0 - middle.spread * (1.0 - exponential(-6.5 * middle.sd)), 0.01);
  integrate(edge - logarithm(highest) / least_beta, edge, add);
  integrate(edge, edge - logarithm(lowest) / least_beta, add);
  return {1.0 + put, std::clamp(slope, 0.0, 1.0)};
}

}  // namespace sealedbid
