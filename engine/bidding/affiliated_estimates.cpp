#include "bidding/affiliated_estimates.hpp"

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <stdexcept>

namespace sealedbid {
namespace {

constexpr std::size_t integral_panels = 256;

void require(bool is_met, const char* text) {
  if (!is_met) throw std::invalid_argument(text);
}

bool is_sum(const EstimateLaw& law) {
  return law.form == EstimateForm::common_plus_own;
}

/// Where a law begins, ends and has a kink.
std::vector<double> knots_of_law(const CostLaw& law) {
  std::vector<double> knots = {law.low_per_mwh, law.high_per_mwh};
  if (const auto* triangle = std::get_if<Triangular>(&law.quantity)) {
    knots.push_back(law.is_mirrored ? -triangle->mode : triangle->mode);
  }
  return knots;
}

double cdf_between(const CostLaw& law, double from, double to) {
  return boost::math::quadrature::gauss<double, 7>::integrate([&](double place) { return cdf(law, place); }, from, to);
}

/// ∫ of the own CDF from its lowest value to a place inside.
double integrated_cdf(const EstimateLaw& law, double place) {
  const double low = law.own.low_per_mwh, width = (law.own.high_per_mwh - low) / integral_panels;
  const auto panel = static_cast<std::size_t>(std::clamp((place - low) / width, 0.0, integral_panels - 1.0));
  return law.cdf_integral[panel] + cdf_between(law.own, low + width * static_cast<double>(panel), place);
}

/// The own part that makes an estimate.
double own_part(const EstimateLaw& law, double common, double estimate) {
  return is_sum(law) ? estimate - common : estimate / common;
}

/// The sizes of common parts between two places, as exponents where it multiplies: estimates then scale with it.
struct CommonRange {
  double low, high;
};

CommonRange possible_common(const EstimateLaw& law, double estimate) {
  const double low = law.common.low_per_mwh, high = law.common.high_per_mwh;
  if (is_sum(law)) return {std::max(low, estimate - law.own.high_per_mwh), std::min(high, estimate - law.own.low_per_mwh)};
  const double size = std::abs(estimate), smallest = std::min(std::abs(low), std::abs(high));
  const double largest = std::max(std::abs(low), std::abs(high));
  const double most = law.own.low_per_mwh > 0.0 ? std::min(largest, size / law.own.low_per_mwh) : largest;
  return {std::log(std::max(smallest, size / law.own.high_per_mwh)), std::log(most)};
}

/// Ends and kinks of the integrand over common parts, in the coordinate of possible_common().
std::vector<double> breaks_of(const EstimateLaw& law, double estimate, std::optional<double> rival_estimate,
                              const CommonRange& range) {
  std::vector<double> breaks = {range.low, range.high};
  const auto add = [&](double common) {
    const double place = is_sum(law) ? common : std::log(std::abs(common));
    if (place > range.low && place < range.high) breaks.push_back(place);
  };
  for (const double common : knots_of_law(law.common)) add(common);
  for (const double own : knots_of_law(law.own)) {
    add(is_sum(law) ? estimate - own : estimate / own);
    if (rival_estimate) add(is_sum(law) ? *rival_estimate - own : *rival_estimate / own);
  }
  std::ranges::sort(breaks);
  return breaks;
}

}  // namespace

EstimateLaw estimate_law(const Game& game) {
  require(game.common_value && game.classes.size() == 1, "common value: one class of bidders is needed.");
  EstimateLaw law{game.common_value->common, game.classes[0].cost, game.common_value->form, {0.0}};
  for (const CostLaw* part : {&law.common, &law.own}) {
    const bool is_finite = std::isfinite(density(*part, part->low_per_mwh)) && std::isfinite(density(*part, part->high_per_mwh));
    require(is_finite, "common value: a density is infinite (a beta with alpha or beta below 1, a Weibull with shape below 1).");
  }
  if (!is_sum(law)) {
    const bool keeps_sign = law.common.low_per_mwh >= 0.0 || law.common.high_per_mwh <= 0.0;
    require(law.own.low_per_mwh >= 0.0 && keeps_sign, "common value: a common part times an own one needs both not negative.");
  }
  const double width = (law.own.high_per_mwh - law.own.low_per_mwh) / integral_panels;
  for (std::size_t panel = 0; panel < integral_panels; ++panel) {
    const double from = law.own.low_per_mwh + width * static_cast<double>(panel);
    law.cdf_integral.push_back(law.cdf_integral.back() + cdf_between(law.own, from, from + width));
  }
  return law;
}

std::vector<double> knots_of(const EstimateLaw& law) {
  std::vector<double> knots;
  for (const double common : knots_of_law(law.common)) {
    for (const double own : knots_of_law(law.own)) knots.push_back(is_sum(law) ? common + own : common * own);
  }
  std::ranges::sort(knots);
  const double same = 1e-9 * (knots.back() - knots.front());
  const auto ends = std::ranges::unique(knots, [same](double a, double b) { return b - a <= same; });
  knots.erase(ends.begin(), ends.end());
  return knots;
}

double lowest_estimate(const EstimateLaw& law) {
  return knots_of(law).front();
}
double highest_estimate(const EstimateLaw& law) {
  return knots_of(law).back();
}

double estimate_quantile(const EstimateLaw& law, double probability) {
  constexpr int pieces = 1024;
  const auto below = [&](double estimate) {
    double sum = 0.0;
    for (int piece = 0; piece < pieces; ++piece) {
      sum += given_common(law, quantile(law.common, (piece + 0.5) / pieces), estimate).below;
    }
    return sum / pieces;
  };
  double low = lowest_estimate(law), high = highest_estimate(law);
  for (int halving = 0; halving < 50; ++halving) {
    const double middle = 0.5 * (low + high);
    (below(middle) < probability ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double lowest_given(const EstimateLaw& law, double common) {
  if (is_sum(law)) return common + law.own.low_per_mwh;
  return common * (common > 0.0 ? law.own.low_per_mwh : law.own.high_per_mwh);
}
double highest_given(const EstimateLaw& law, double common) {
  if (is_sum(law)) return common + law.own.high_per_mwh;
  return common * (common > 0.0 ? law.own.high_per_mwh : law.own.low_per_mwh);
}

GivenCommon given_common(const EstimateLaw& law, double common, double place) {
  const double own = own_part(law, common, place);
  const double below = cdf(law.own, own), above = survival(law.own, own), at = density(law.own, own);
  if (is_sum(law)) return {below, above, at};
  return common > 0.0 ? GivenCommon{below, above, at / common} : GivenCommon{above, below, -at / common};
}

PartialMeans partial_means(const EstimateLaw& law, double common, double place) {
  const double low = law.own.low_per_mwh, high = law.own.high_per_mwh;
  const double own = std::clamp(own_part(law, common, place), low, high);
  const double below = cdf(law.own, own), above = survival(law.own, own), integral = integrated_cdf(law, own);
  const double survival_integral = (high - own) - (law.cdf_integral.back() - integral);
  const double mean_below = below > 0.0 ? std::max(low, own - integral / below) : own;
  const double mean_above = above > 0.0 ? std::min(high, own + survival_integral / above) : own;
  if (is_sum(law)) return {common + mean_below, common + mean_above};
  return common > 0.0 ? PartialMeans{common * mean_below, common * mean_above}
                      : PartialMeans{common * mean_above, common * mean_below};
}

std::vector<CommonNode> common_nodes(const EstimateLaw& law, double estimate, int panels, std::optional<double> rival_estimate) {
  using Rule = boost::math::quadrature::gauss<double, 10>;
  const CommonRange range = possible_common(law, estimate);
  std::vector<CommonNode> nodes;
  if (!(range.high > range.low)) return nodes;
  const double sign = law.common.high_per_mwh > 0.0 ? 1.0 : -1.0;
  const auto add = [&](double place, double weight) {
    const double common = is_sum(law) ? place : sign * std::exp(place);
    const double measure = is_sum(law) ? 1.0 : std::abs(common);
    nodes.push_back({common, weight * measure * density(law.common, common), given_common(law, common, estimate)});
  };
  const std::vector<double> breaks = breaks_of(law, estimate, rival_estimate, range);
  for (std::size_t b = 0; b + 1 < breaks.size(); ++b) {
    const double length = breaks[b + 1] - breaks[b];
    const int pieces = is_sum(law) ? panels : std::max(panels, static_cast<int>(std::ceil(2.0 * length)));
    const double half = 0.5 * length / pieces;
    for (int piece = 0; piece < pieces; ++piece) {
      const double middle = breaks[b] + half * (2 * piece + 1);
      for (std::size_t q = 0; q < Rule::abscissa().size(); ++q) {
        add(middle - half * Rule::abscissa()[q], half * Rule::weights()[q]);
        add(middle + half * Rule::abscissa()[q], half * Rule::weights()[q]);
      }
    }
  }
  return nodes;
}

}  // namespace sealedbid
