#include "bidding/cost_law.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double cut_mass = 1e-14;  // of an unbounded tail
constexpr double cut_sd = 7.651;    // standard normal quantile of 1 − cut_mass

/// Φ(z): the side that does not cancel is the caller's choice.
double normal_below(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}
double normal_density(double z) {
  return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
}
/// Incomplete beta functions to 1e-14 or so, several times as fast as by way of long double. (The inverse needs the latter to
/// converge.)
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double normal_quantile(double probability) {
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * probability);
}

/// P(a < standard normal < b), computed in the tail where it does not cancel.
double normal_between(double a, double b) {
  return a > 0.0 ? normal_below(-a) - normal_below(-b) : normal_below(b) - normal_below(a);
}

/// Mean and sd of the normal that underlies a normal, truncated normal or lognormal, and a cost on its scale.
struct NormalScale {
  double mean, sd;
  bool is_logarithmic;

  double z(double cost) const { return ((is_logarithmic ? std::log(cost) : cost) - mean) / sd; }
  double cost(double z) const { return is_logarithmic ? std::exp(mean + sd * z) : mean + sd * z; }
};

NormalScale scale_of(const Normal& q) {
  return {q.mean, q.sd, false};
}
NormalScale scale_of(const TruncatedNormal& q) {
  return {q.mean, q.sd, false};
}
NormalScale scale_of(const Lognormal& q) {
  return {std::log(q.median), q.sigma, true};
}

/// Both shapes of a beta or PERT.
struct BetaShapes {
  double alpha, beta;
};
BetaShapes shapes_of(const Beta& q) {
  return {q.alpha, q.beta};
}
BetaShapes shapes_of(const Pert& q) {
  const double range = q.high - q.low;
  return {1.0 + q.shape * (q.mode - q.low) / range, 1.0 + q.shape * (q.high - q.mode) / range};
}

/// P(beta ≤ share), given share and rest = 1 − share. A shape of 1 is a power law and needs no incomplete beta function.
double beta_below(const BetaShapes& shapes, double share, double rest) {
  if (shapes.beta == 1.0) return std::pow(share, shapes.alpha);
  if (shapes.alpha == 1.0) return -std::expm1(shapes.beta * std::log1p(-share));
  return share < rest ? boost::math::ibeta(shapes.alpha, shapes.beta, share, InDouble())
                      : boost::math::ibetac(shapes.beta, shapes.alpha, rest, InDouble());
}

template <class Q>
constexpr bool is_normal_like = std::is_same_v<Q, Normal> || std::is_same_v<Q, TruncatedNormal> || std::is_same_v<Q, Lognormal>;
template <class Q>
constexpr bool is_beta_like = std::is_same_v<Q, Beta> || std::is_same_v<Q, Pert>;

CostLaw with_support(const Quantity& quantity, double low, double high) {
  CostLaw law;
  law.quantity = quantity;
  law.low_per_mwh = low;
  law.high_per_mwh = high;
  return law;
}

template <class Q>
CostLaw law_of(const Quantity& quantity, const Q& q) {
  if constexpr (is_normal_like<Q>) {
    const NormalScale scale = scale_of(q);
    CostLaw law = with_support(quantity, scale.cost(-cut_sd), scale.cost(cut_sd));
    if constexpr (std::is_same_v<Q, TruncatedNormal>) law = with_support(quantity, q.low, q.high);
    law.mass_below_low = normal_below(scale.z(law.low_per_mwh));
    law.mass_kept = normal_between(scale.z(law.low_per_mwh), scale.z(law.high_per_mwh));
    if (!(law.mass_kept > 0.0))
      throw std::invalid_argument(text_of(quantity) + " has no mass between its bounds. Move them to the mean.");
    law.scale = 1.0 / law.mass_kept;
    return law;
  } else if constexpr (is_beta_like<Q>) {
    CostLaw law = with_support(quantity, q.low, q.high);
    const BetaShapes shapes = shapes_of(q);
    law.scale = 1.0 / boost::math::beta(shapes.alpha, shapes.beta);
    return law;
  } else if constexpr (std::is_same_v<Q, Weibull>) {
    CostLaw law = with_support(quantity, q.location, q.location + q.scale * std::pow(-std::log(cut_mass), 1.0 / q.shape));
    law.mass_kept = 1.0 - cut_mass;
    law.scale = 1.0 / law.mass_kept;
    return law;
  } else if constexpr (std::is_same_v<Q, Uniform> || std::is_same_v<Q, Triangular>) {
    return with_support(quantity, q.low, q.high);
  } else {
    throw std::invalid_argument(text_of(quantity) +
                                " is not continuous: its atoms have no density, and bids would have to mix. " +
                                "Give a distribution with a density, such as uniform.");
  }
}

/// The ends of the quantity itself, which a mirrored law has turned round.
double low_of(const CostLaw& law) {
  return law.is_mirrored ? -law.high_per_mwh : law.low_per_mwh;
}
double high_of(const CostLaw& law) {
  return law.is_mirrored ? -law.low_per_mwh : law.high_per_mwh;
}

double triangle(double cost, const Triangular& q, bool is_above) {
  const double width = q.high - q.low;
  const double lower = cost <= q.mode && q.mode > q.low ? (cost - q.low) * (cost - q.low) / (width * (q.mode - q.low)) : infinity;
  if (lower != infinity) return is_above ? 1.0 - lower : lower;
  const double upper = (q.high - cost) * (q.high - cost) / (width * (q.high - q.mode));
  return is_above ? upper : 1.0 - upper;
}

double below(const CostLaw& law, const Uniform& q, double cost) {
  return (cost - low_of(law)) / (q.high - q.low);
}
double above(const CostLaw& law, const Uniform& q, double cost) {
  return (high_of(law) - cost) / (q.high - q.low);
}
double below(const CostLaw&, const Triangular& q, double cost) {
  return triangle(cost, q, false);
}
double above(const CostLaw&, const Triangular& q, double cost) {
  return triangle(cost, q, true);
}
double below(const CostLaw& law, const Weibull& q, double cost) {
  return -std::expm1(-std::pow((cost - q.location) / q.scale, q.shape)) * law.scale;
}
double above(const CostLaw& law, const Weibull& q, double cost) {
  return (std::exp(-std::pow((cost - q.location) / q.scale, q.shape)) - cut_mass) * law.scale;
}
template <class Q>
double below(const CostLaw& law, const Q& q, double cost) {
  if constexpr (is_normal_like<Q>) {
    const NormalScale scale = scale_of(q);
    return normal_between(scale.z(low_of(law)), scale.z(cost)) * law.scale;
  } else if constexpr (is_beta_like<Q>) {
    const double range = q.high - q.low;
    return beta_below(shapes_of(q), (cost - q.low) / range, (q.high - cost) / range);
  } else {
    return 0.0;  // cost_law() makes no such law
  }
}
template <class Q>
double above(const CostLaw& law, const Q& q, double cost) {
  if constexpr (is_normal_like<Q>) {
    const NormalScale scale = scale_of(q);
    return normal_between(scale.z(cost), scale.z(high_of(law))) * law.scale;
  } else if constexpr (is_beta_like<Q>) {
    const BetaShapes shapes = shapes_of(q);
    const double range = q.high - q.low;
    return beta_below({shapes.beta, shapes.alpha}, (q.high - cost) / range, (cost - q.low) / range);
  } else {
    return 0.0;
  }
}

template <class Q>
double density_of(const CostLaw& law, const Q& q, double cost) {
  if constexpr (std::is_same_v<Q, Uniform>) {
    return 1.0 / (q.high - q.low);
  } else if constexpr (std::is_same_v<Q, Triangular>) {
    const double peak = 2.0 / (q.high - q.low);
    return cost < q.mode ? peak * (cost - q.low) / (q.mode - q.low)
                         : (q.high > q.mode ? peak * (q.high - cost) / (q.high - q.mode) : peak);
  } else if constexpr (is_normal_like<Q>) {
    const NormalScale scale = scale_of(q);
    return normal_density(scale.z(cost)) * law.scale / (scale.sd * (scale.is_logarithmic ? cost : 1.0));
  } else if constexpr (is_beta_like<Q>) {
    const BetaShapes shapes = shapes_of(q);
    const double range = q.high - q.low;
    return std::pow((cost - q.low) / range, shapes.alpha - 1.0) * std::pow((q.high - cost) / range, shapes.beta - 1.0) *
           law.scale / range;
  } else if constexpr (std::is_same_v<Q, Weibull>) {
    const double power = std::pow((cost - q.location) / q.scale, q.shape - 1.0);
    return q.shape / q.scale * power * std::exp(-power * (cost - q.location) / q.scale) * law.scale;
  } else {
    return 0.0;
  }
}

template <class Q>
double quantile_of(const CostLaw& law, const Q& q, double p) {
  if constexpr (std::is_same_v<Q, Uniform>) {
    return q.low + p * (q.high - q.low);
  } else if constexpr (std::is_same_v<Q, Triangular>) {
    const double width = q.high - q.low;
    return p * width < q.mode - q.low ? q.low + std::sqrt(p * width * (q.mode - q.low))
                                      : q.high - std::sqrt((1.0 - p) * width * (q.high - q.mode));
  } else if constexpr (is_normal_like<Q>) {
    const NormalScale scale = scale_of(q);
    const double upper_tail = normal_below(-scale.z(high_of(law))) + (1.0 - p) * law.mass_kept;
    const double lower_tail = law.mass_below_low + p * law.mass_kept;
    return scale.cost(lower_tail < 0.5 ? normal_quantile(lower_tail) : -normal_quantile(upper_tail));
  } else if constexpr (is_beta_like<Q>) {
    const BetaShapes shapes = shapes_of(q);
    if (shapes.alpha == 1.0) return q.low - (q.high - q.low) * std::expm1(std::log1p(-p) / shapes.beta);
    return q.low + (q.high - q.low) * boost::math::ibeta_inv(shapes.alpha, shapes.beta, p);
  } else if constexpr (std::is_same_v<Q, Weibull>) {
    return q.location + q.scale * std::pow(-std::log1p(-p * law.mass_kept), 1.0 / q.shape);
  } else {
    return low_of(law);
  }
}

}  // namespace

CostLaw cost_law(const Quantity& quantity) {
  if (is_constant(quantity))
    throw std::invalid_argument(text_of(quantity) + " is a single value: an atom has no density, and bids would have to mix. " +
                                "Give a distribution with a density, such as uniform.");
  return std::visit([&](const auto& family) { return law_of(quantity, family); }, quantity);
}

CostLaw mirrored(const CostLaw& law) {
  CostLaw result = law;
  result.low_per_mwh = -law.high_per_mwh;
  result.high_per_mwh = -law.low_per_mwh;
  result.is_mirrored = !law.is_mirrored;
  return result;
}

namespace {

/// P(quantity itself ≤ value) and P(quantity itself > value), for values inside.
double below_value(const CostLaw& law, double value) {
  return std::clamp(std::visit([&](const auto& family) { return below(law, family, value); }, law.quantity), 0.0, 1.0);
}
double above_value(const CostLaw& law, double value) {
  return std::clamp(std::visit([&](const auto& family) { return above(law, family, value); }, law.quantity), 0.0, 1.0);
}

}  // namespace

double cdf(const CostLaw& law, double cost_per_mwh) {
  if (cost_per_mwh <= law.low_per_mwh) return 0.0;
  if (cost_per_mwh >= law.high_per_mwh) return 1.0;
  return law.is_mirrored ? above_value(law, -cost_per_mwh) : below_value(law, cost_per_mwh);
}

double survival(const CostLaw& law, double cost_per_mwh) {
  if (cost_per_mwh <= law.low_per_mwh) return 1.0;
  if (cost_per_mwh >= law.high_per_mwh) return 0.0;
  return law.is_mirrored ? below_value(law, -cost_per_mwh) : above_value(law, cost_per_mwh);
}

double density(const CostLaw& law, double cost_per_mwh) {
  if (cost_per_mwh < law.low_per_mwh || cost_per_mwh > law.high_per_mwh) return 0.0;
  const double value = law.is_mirrored ? -cost_per_mwh : cost_per_mwh;
  return std::visit([&](const auto& family) { return density_of(law, family, value); }, law.quantity);
}

double quantile(const CostLaw& law, double probability) {
  if (probability <= 0.0) return law.low_per_mwh;
  if (probability >= 1.0) return law.high_per_mwh;
  const double share = law.is_mirrored ? 1.0 - probability : probability;
  const double value = std::visit([&](const auto& family) { return quantile_of(law, family, share); }, law.quantity);
  return std::clamp(law.is_mirrored ? -value : value, law.low_per_mwh, law.high_per_mwh);
}

}  // namespace sealedbid
