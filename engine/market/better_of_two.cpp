#include "market/better_of_two.hpp"

#include <algorithm>
#include <cmath>

#include "base/elementary.hpp"
#include "market/black.hpp"

namespace sealedbid {
namespace {

constexpr double inverse_sqrt_two_pi = 0.39894228040143267794;
constexpr int most_nodes = 8192;

/// A price level·exp(sd·z − sd²/2), z standard normal.
struct Lognormal {
  double level = 0.0, sd = 0.0;
};

/// E[max(c, X)] for a constant c of either sign.
double better_of_fixed_and(double fixed, const Lognormal& price) {
  if (fixed <= 0.0 || price.level <= 0.0) return std::max(fixed, price.level);
  return price.level * better_of_fixed_and_lognormal(fixed / price.level, price.sd).value;
}

/// max(outer + charge, inner) given the outer price: what is left of the inner one's randomness is lognormal.
struct Conditioned {
  Lognormal outer;
  double charge = 0.0;       ///< > 0
  double inner_level = 0.0;  ///< the inner price given z: inner_level·exp(inner_beta·z − inner_beta²/2), and
  double inner_beta = 0.0;
  double rest_sd = 0.0;  ///< the standard deviation of its logarithm
};

SEALEDBID_CLONES void add_nodes(const Conditioned terms, double first, double step, LaneReals& sum) {
  const double outer_shift = 0.5 * terms.outer.sd * terms.outer.sd, inner_shift = 0.5 * terms.inner_beta * terms.inner_beta;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double z = first + step * static_cast<double>(lane);
    const double fixed = terms.charge + terms.outer.level * exponential(terms.outer.sd * z - outer_shift);
    const double level = terms.inner_level * exponential(terms.inner_beta * z - inner_shift);
    const double best = level * better_of_fixed_and_lognormal(fixed / level, terms.rest_sd).value;
    sum[lane] += step * inverse_sqrt_two_pi * exponential(-0.5 * z * z) * best;
  }
}

/// Step of the trapezoidal rule, whose error falls like exp(−2π²/(h²·(1 + k²))), k = how steeply the choice turns with z.
double step_for(const Conditioned& terms) {
  // ln(outer + charge) rises with z by something between 0 and the outer sd.
  const double turn = std::max(std::fabs(terms.outer.sd - terms.inner_beta), std::fabs(terms.inner_beta));
  const double steepness = turn / std::max(terms.rest_sd, 1e-9);
  return 0.9 / std::sqrt(1.0 + steepness * steepness);
}

/// E[max(X + charge, Y)], X the outer price.
double integrate(const Lognormal& outer, double charge, const Lognormal& inner, double correlation) {
  const Conditioned terms{outer, charge, inner.level, correlation * inner.sd,
                          inner.sd * std::sqrt(std::max((1.0 - correlation) * (1.0 + correlation), 0.0))};
  const double limit = 6.3 + std::max(outer.sd, std::fabs(terms.inner_beta));
  const double nodes = std::min(2.0 * limit / step_for(terms) + 1.0, double{most_nodes});
  const int tiles = static_cast<int>(std::ceil(nodes / lane_count));
  const double step = 2.0 * limit / (tiles * lane_count - 1);
  LaneReals sum{};
  for (int tile = 0; tile < tiles; ++tile) add_nodes(terms, -limit + step * (tile * lane_count), step, sum);
  double total = 0.0;
  for (const double lane : sum) total += lane;
  return total;
}

/// E[max(X₁ − charge, X₂)].
double better_of(const Lognormal& first, double charge, const Lognormal& second, double correlation) {
  if (first.level <= 0.0 || first.sd == 0.0) return better_of_fixed_and(first.level - charge, second);
  if (second.level <= 0.0 || second.sd == 0.0) return better_of_fixed_and(second.level + charge, first) - charge;
  if (charge == 0.0) {
    const double sum = first.sd * first.sd + second.sd * second.sd;
    const double variance = std::max(sum - 2.0 * correlation * first.sd * second.sd, 0.0);
    return better_of_fixed_and(first.level, {second.level, std::sqrt(variance)});
  }
  // Conditioned on the price to which the charge is added, the choice is between two positive amounts.
  if (charge > 0.0) return integrate(second, charge, first, correlation) - charge;
  return integrate(first, -charge, second, correlation);
}

}  // namespace

double stationary_correlation(const PriceLaw& first, const PriceLaw& second, double correlation_of_shocks) {
  if (first.sd_of_change_fraction == 0.0 || second.sd_of_change_fraction == 0.0) return 0.0;
  const double phi = first.persistence_fraction, psi = second.persistence_fraction;
  return correlation_of_shocks * std::sqrt((1.0 - phi) * (1.0 + phi) * (1.0 - psi) * (1.0 + psi)) / (1.0 - phi * psi);
}

double better_of_two(const PriceLaw& first, double first_scale, double charge, const PriceLaw& second, double second_scale,
                     double correlation_of_levels) {
  const double first_sd = stationary_sd(first), second_sd = stationary_sd(second);
  double sum = 0.0, month_value = 0.0;
  for (std::size_t month = 0; month < months_per_year; ++month) {
    const auto season = [month](const PriceLaw& law) { return law.seasonality_factor[month]; };
    const bool is_as_before = month > 0 && season(first) == first.seasonality_factor[month - 1] &&
                              season(second) == second.seasonality_factor[month - 1];
    if (!is_as_before) {
      month_value = better_of({first_scale * season(first), first_sd}, charge, {second_scale * season(second), second_sd},
                              correlation_of_levels);
    }
    sum += month_value;
  }
  return sum / months_per_year;
}

}  // namespace sealedbid
