#include "statistics/moments.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "base/lanes.hpp"

namespace sealedbid {
namespace {

/// Partial results side by side, one a lane: they vectorise, in an order that is the same for every CPU and compiler.
double total(const LaneReals& partials) {
  LaneReals sums = partials;
  for (std::size_t half = lane_count / 2; half > 0; half /= 2) {
    for (std::size_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
  }
  return sums[0];
}

struct FirstPass {
  LaneReals count{}, sum{}, minimum, maximum;
  FirstPass() {
    minimum.fill(std::numeric_limits<double>::infinity());
    maximum.fill(-std::numeric_limits<double>::infinity());
  }
};

/// Adds `tiles` tiles of lane_count values; NaN (not equal to itself) is left out.
SEALEDBID_CLONES
void add_values(const double* values, std::size_t tiles, FirstPass& pass) {
  for (std::size_t tile = 0; tile < tiles; ++tile, values += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double value = values[lane];
      pass.count[lane] += value == value ? 1.0 : 0.0;
      pass.sum[lane] += value == value ? value : 0.0;
      pass.minimum[lane] = value < pass.minimum[lane] ? value : pass.minimum[lane];
      pass.maximum[lane] = value > pass.maximum[lane] ? value : pass.maximum[lane];
    }
  }
}

/// Σ (x − centre)(y − other centre) and Σ (x − centre) over pairs that are both defined.
struct SecondPass {
  LaneReals deviations{}, products{};
};

SEALEDBID_CLONES
void add_products(const double* x, double x_centre, const double* y, double y_centre, std::size_t tiles, SecondPass& pass) {
  for (std::size_t tile = 0; tile < tiles; ++tile, x += lane_count, y += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double from_x = x[lane] - x_centre, product = from_x * (y[lane] - y_centre);
      pass.deviations[lane] += product == product ? from_x : 0.0;
      pass.products[lane] += product == product ? product : 0.0;
    }
  }
}

/// The values beyond the last whole tile, filled up with NaN.
LaneReals tail_of(std::span<const double> values) {
  LaneReals tail;
  tail.fill(std::numeric_limits<double>::quiet_NaN());
  const std::size_t whole = values.size() / lane_count * lane_count;
  std::copy(values.begin() + static_cast<std::ptrdiff_t>(whole), values.end(), tail.begin());
  return tail;
}

/// Σ over all pairs, without what rounding left in the centres. Source: Chan, Golub & LeVeque (1983), eq. 1.7.
double sum_of_products(std::span<const double> x, double x_centre, std::span<const double> y, double y_centre, double count) {
  SecondPass pass, mirrored;
  const LaneReals x_tail = tail_of(x), y_tail = tail_of(y);
  add_products(x.data(), x_centre, y.data(), y_centre, x.size() / lane_count, pass);
  add_products(x_tail.data(), x_centre, y_tail.data(), y_centre, 1, pass);
  if (x.data() == y.data()) return std::max(0.0, total(pass.products) - total(pass.deviations) * total(pass.deviations) / count);
  add_products(y.data(), y_centre, x.data(), x_centre, x.size() / lane_count, mirrored);
  add_products(y_tail.data(), y_centre, x_tail.data(), x_centre, 1, mirrored);
  return total(pass.products) - total(pass.deviations) * total(mirrored.deviations) / count;
}

constexpr double not_available = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Moments Moments::of(std::span<const double> values) {
  FirstPass pass;
  add_values(values.data(), values.size() / lane_count, pass);
  add_values(tail_of(values).data(), 1, pass);
  Moments moments;
  const double count = total(pass.count);
  moments.count = static_cast<std::int64_t>(count);
  if (moments.count == 0) return moments;
  moments.minimum = *std::min_element(pass.minimum.begin(), pass.minimum.end());
  moments.maximum = *std::max_element(pass.maximum.begin(), pass.maximum.end());
  moments.mean = total(pass.sum) / count;
  moments.squared_deviations = sum_of_products(values, moments.mean, values, moments.mean, count);
  return moments;
}

void Moments::merge(const Moments& later) {
  if (later.count == 0) return;
  if (count == 0) {
    *this = later;
    return;
  }
  const auto here = static_cast<double>(count), there = static_cast<double>(later.count);
  const double difference = later.mean - mean;
  const double share = there / (here + there);
  mean += difference * share;
  squared_deviations += later.squared_deviations + difference * difference * here * share;
  count += later.count;
  minimum = std::min(minimum, later.minimum);
  maximum = std::max(maximum, later.maximum);
}

double Moments::variance() const {
  return count < 2 ? not_available : squared_deviations / static_cast<double>(count - 1);
}
double Moments::standard_deviation() const {
  return std::sqrt(variance());
}
double Moments::standard_error() const {
  return std::sqrt(variance() / static_cast<double>(count));
}

RatioMoments RatioMoments::of(std::span<const double> x, std::span<const double> w) {
  if (x.size() != w.size()) throw std::invalid_argument("pairs need two lists of the same length");
  // A pair counts only if both are defined: x·0 + w is undefined where either is.
  std::vector<double> both_x(x.size()), both_w(w.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    both_x[i] = x[i] + 0.0 * w[i];
    both_w[i] = w[i] + 0.0 * x[i];
  }
  const Moments of_x = Moments::of(both_x), of_w = Moments::of(both_w);
  RatioMoments moments;
  moments.count = of_x.count;
  if (moments.count == 0) return moments;
  moments.mean_x = of_x.mean;
  moments.mean_w = of_w.mean;
  moments.squared_x = of_x.squared_deviations;
  moments.squared_w = of_w.squared_deviations;
  moments.cross = sum_of_products(both_x, of_x.mean, both_w, of_w.mean, static_cast<double>(of_x.count));
  return moments;
}

void RatioMoments::merge(const RatioMoments& later) {
  if (later.count == 0) return;
  if (count == 0) {
    *this = later;
    return;
  }
  const auto here = static_cast<double>(count), there = static_cast<double>(later.count);
  const double share = there / (here + there);
  const double x = later.mean_x - mean_x, w = later.mean_w - mean_w;
  mean_x += x * share;
  mean_w += w * share;
  squared_x += later.squared_x + x * x * here * share;
  squared_w += later.squared_w + w * w * here * share;
  cross += later.cross + x * w * here * share;
  count += later.count;
}

double RatioMoments::ratio() const {
  return mean_w == 0.0 ? not_available : mean_x / mean_w;
}

double RatioMoments::standard_error() const {
  if (count < 2 || mean_w == 0.0) return not_available;
  const double r = ratio();
  const double residuals = std::max(0.0, squared_x - 2.0 * r * cross + r * r * squared_w);
  const auto n = static_cast<double>(count);
  return std::sqrt(residuals / (n * (n - 1.0))) / std::fabs(mean_w);
}

}  // namespace sealedbid
