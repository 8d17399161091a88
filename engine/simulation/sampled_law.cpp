#include "simulation/sampled_law.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/elementary.hpp"

namespace sealedbid {

namespace {

constexpr std::size_t points = 1025;
constexpr double kernel_reach = 5.0;  // bandwidths

double sorted_quantile(const std::vector<double>& sorted, double probability) {
  const double place = probability * static_cast<double>(sorted.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(place), sorted.size() - 2);
  const double share = place - static_cast<double>(below);
  return sorted[below] + share * (sorted[below + 1] - sorted[below]);
}

/// The width within which draws are averaged, and the interval that holds them.
struct Spread {
  double low, high, bandwidth;
};

Spread spread_of(std::span<const double> draws) {
  constexpr double most_widths = 10.0, outer_share = 1e-5;
  std::vector<double> sorted(draws.begin(), draws.end());
  std::sort(sorted.begin(), sorted.end());
  double mean = 0.0, square = 0.0;
  const auto count = static_cast<double>(sorted.size());
  for (const double draw : sorted) mean += draw / count;
  for (const double draw : sorted) square += (draw - mean) * (draw - mean) / count;
  const double lower = sorted_quantile(sorted, 0.25), upper = sorted_quantile(sorted, 0.75);
  const double width = upper - lower > 0.0 ? upper - lower : sorted.back() - sorted.front();
  const auto outer = static_cast<std::size_t>(outer_share * count);
  const double low = std::max(sorted[outer], lower - most_widths * width);
  const double high = std::min(sorted[sorted.size() - 1 - outer], upper + most_widths * width);
  return {low, high, 0.9 * std::min(std::sqrt(square), width / 1.34) * exponential(-0.2 * logarithm(count))};
}

/// kernel[d] at a distance of d points; sums to 1 over both sides.
std::vector<double> kernel_of(double bandwidth_points) {
  const auto reach = static_cast<std::size_t>(kernel_reach * bandwidth_points) + 1;
  std::vector<double> kernel(reach + 1);
  double total = 0.0;
  for (std::size_t d = 0; d <= reach; ++d) {
    const double z = static_cast<double>(d) / bandwidth_points;
    kernel[d] = exponential(-0.5 * z * z);
    total += d == 0 ? kernel[d] : 2.0 * kernel[d];
  }
  for (double& value : kernel) value /= total;
  return kernel;
}

/// Weights of draws at the points around them; draws outside are left out.
template <class Add>
void bin(std::span<const double> draws, double low, double step, const Add& add) {
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double place = (draws[i] - low) / step;
    if (!(place >= -1e-9 && place <= static_cast<double>(points - 1) + 1e-9)) continue;
    const auto point = std::min(static_cast<std::size_t>(std::max(place, 0.0)), points - 2);
    const double share = place - static_cast<double>(point);
    add(i, point, 1.0 - share);
    add(i, point + 1, share);
  }
}

/// Index reflected into [0, points).
std::size_t reflected(std::ptrdiff_t index) {
  constexpr auto last = static_cast<std::ptrdiff_t>(points) - 1;
  const std::ptrdiff_t inside = index < 0 ? -index : (index > last ? 2 * last - index : index);
  return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(inside, 0, last));
}

/// Every weight spread over its surroundings, each with a bandwidth of its own.
std::vector<double> spread_weights(const std::vector<double>& weight, const std::vector<double>& bandwidth_points) {
  std::vector<double> spread(points, 0.0);
  for (std::size_t i = 0; i < points; ++i) {
    if (weight[i] == 0.0) continue;
    const std::vector<double> kernel = kernel_of(bandwidth_points[i]);
    const auto at = static_cast<std::ptrdiff_t>(i);
    spread[i] += kernel[0] * weight[i];
    for (std::size_t d = 1; d < kernel.size(); ++d) {
      const auto distance = static_cast<std::ptrdiff_t>(d);
      spread[reflected(at - distance)] += kernel[d] * weight[i];
      spread[reflected(at + distance)] += kernel[d] * weight[i];
    }
  }
  // Half of what is reflected about an end belongs to the end's missing half cell.
  spread.front() *= 2.0;
  spread.back() *= 2.0;
  return spread;
}

/// Bandwidths that widen where draws are few, up to eightfold.
std::vector<double> adapted_bandwidths(const std::vector<double>& weight, const std::vector<double>& pilot, double bandwidth) {
  constexpr double widest = 8.0;
  double logarithms = 0.0, total = 0.0;
  for (std::size_t i = 0; i < points; ++i) {
    if (weight[i] == 0.0) continue;
    logarithms += weight[i] * logarithm(pilot[i]);
    total += weight[i];
  }
  const double typical = exponential(logarithms / total);
  std::vector<double> result(points, bandwidth);
  for (std::size_t i = 0; i < points; ++i) {
    if (pilot[i] > 0.0) result[i] = bandwidth * std::clamp(std::sqrt(typical / pilot[i]), 1.0, widest);
  }
  return result;
}

void integrate(SampledLaw& law) {
  law.cdf.assign(points, 0.0);
  for (std::size_t i = 1; i < points; ++i) {
    law.cdf[i] = law.cdf[i - 1] + 0.5 * law.step * (law.density[i - 1] + law.density[i]);
  }
  const double total = law.cdf.back();
  for (double& value : law.cdf) value /= total;
  for (double& value : law.density) value /= total;
}

}  // namespace

SampledLaw sampled_law(std::span<const double> draws) {
  constexpr std::size_t fewest_draws = 32;
  if (draws.size() < fewest_draws) return {};
  const Spread spread = spread_of(draws);
  if (!(spread.high - spread.low > 1e-9 * std::fabs(spread.high))) return {};
  SampledLaw law;
  law.low = spread.low;
  law.step = (spread.high - spread.low) / static_cast<double>(points - 1);
  std::vector<double> weight(points, 0.0);
  bin(draws, law.low, law.step, [&](std::size_t, std::size_t point, double share) { weight[point] += share; });
  const double bandwidth = std::max(spread.bandwidth / law.step, 1.0);
  const std::vector<double> pilot = spread_weights(weight, std::vector<double>(points, bandwidth));
  law.density = spread_weights(weight, adapted_bandwidths(weight, pilot, bandwidth));
  integrate(law);
  return law;
}

SampledLaw tabulated_law(const CostLaw& law) {
  constexpr double cut_mass = 1e-7;
  SampledLaw result;
  const double first = cdf(law, quantile(law, cut_mass)), last = cdf(law, quantile(law, 1.0 - cut_mass));
  result.low = quantile(law, cut_mass);
  result.step = (quantile(law, 1.0 - cut_mass) - result.low) / static_cast<double>(points - 1);
  for (std::size_t i = 0; i < points; ++i) {
    const double at = result.low + result.step * static_cast<double>(i);
    result.cdf.push_back(std::clamp((cdf(law, at) - first) / (last - first), 0.0, 1.0));
    const double dense = density(law, at);
    result.density.push_back(std::isfinite(dense) ? dense / (last - first) : 0.0);
  }
  result.cdf.front() = 0.0;
  result.cdf.back() = 1.0;
  return result;
}

double cdf(const SampledLaw& law, double value) {
  const double place = (value - law.low) / law.step;
  if (!(place > 0.0)) return 0.0;
  if (place >= static_cast<double>(points - 1)) return 1.0;
  const auto point = static_cast<std::size_t>(place);
  const double share = place - static_cast<double>(point);
  const double start = law.density[point], rise = law.density[point + 1] - start;
  return std::min(1.0, law.cdf[point] + law.step * share * (start + 0.5 * share * rise));
}

double density(const SampledLaw& law, double value) {
  const double place = (value - law.low) / law.step;
  if (!(place >= 0.0) || place > static_cast<double>(points - 1)) return 0.0;
  const auto point = std::min(static_cast<std::size_t>(place), points - 2);
  const double share = place - static_cast<double>(point);
  return law.density[point] + share * (law.density[point + 1] - law.density[point]);
}

double quantile(const SampledLaw& law, double probability) {
  const auto above = std::lower_bound(law.cdf.begin() + 1, law.cdf.end() - 1, probability);
  const auto point = static_cast<std::size_t>(above - law.cdf.begin()) - 1;
  const double mass = law.cdf[point + 1] - law.cdf[point];
  const double share = mass > 0.0 ? std::clamp((probability - law.cdf[point]) / mass, 0.0, 1.0) : 0.0;
  return law.low + law.step * (static_cast<double>(point) + share);
}

SampledMean sampled_mean(std::span<const double> x, std::span<const double> y, const SampledLaw& law) {
  constexpr double outer_mass = 1e-3, density_bandwidths = 2.0;
  std::vector<double> weight(points, 0.0), sum(points, 0.0);
  bin(x, law.low, law.step, [&](std::size_t i, std::size_t point, double share) {
    weight[point] += share;
    sum[point] += share * y[i];
  });
  const double bandwidth = density_bandwidths * spread_of(x).bandwidth / law.step;
  const std::vector<double> kernel = kernel_of(std::max(bandwidth, 1.0));
  const auto first = static_cast<std::size_t>((quantile(law, outer_mass) - law.low) / law.step);
  const auto last = std::min(static_cast<std::size_t>((quantile(law, 1.0 - outer_mass) - law.low) / law.step) + 1, points - 1);
  SampledMean result{law.low + law.step * static_cast<double>(first), law.step, {}};
  for (std::size_t i = first; i <= last; ++i) {
    double w = 0.0, wx = 0.0, wxx = 0.0, wy = 0.0, wxy = 0.0;
    const std::size_t from = i - std::min(i, kernel.size() - 1), to = std::min(i + kernel.size(), points);
    for (std::size_t j = from; j < to; ++j) {
      const double distance = static_cast<double>(j) - static_cast<double>(i);
      const double k = kernel[j > i ? j - i : i - j];
      w += k * weight[j];
      wx += k * weight[j] * distance;
      wxx += k * weight[j] * distance * distance;
      wy += k * sum[j];
      wxy += k * sum[j] * distance;
    }
    const double determinant = w * wxx - wx * wx;
    result.mean.push_back(determinant > 1e-12 * w * wxx ? (wxx * wy - wx * wxy) / determinant : wy / w);
  }
  return result;
}

double mean_at(const SampledMean& regression, double x) {
  constexpr std::size_t end_cells = 16;  // whose line goes on
  const auto last = regression.mean.size() - 1;
  const double place = (x - regression.low) / regression.step;
  const auto line = [&](std::size_t from, std::size_t to) {
    const double slope = (regression.mean[to] - regression.mean[from]) / static_cast<double>(to - from);
    return place < static_cast<double>(from) + 0.5 ? regression.mean[from] + slope * (place - static_cast<double>(from))
                                                   : regression.mean[to] + slope * (place - static_cast<double>(to));
  };
  if (last == 0) return regression.mean[0];
  if (place <= 0.0) return line(0, std::min(end_cells, last));
  if (place >= static_cast<double>(last)) return line(last - std::min(end_cells, last), last);
  const auto point = static_cast<std::size_t>(place);
  const double share = place - static_cast<double>(point);
  return regression.mean[point] + share * (regression.mean[point + 1] - regression.mean[point]);
}

}  // namespace sealedbid
