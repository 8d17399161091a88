#include "statistics/moments.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>

#include "base/lanes.hpp"

namespace sealedbid {
namespace {

/// Partial results side by side, one a lane: they vectorise, in an order that is the same for every CPU and compiler.
/// Here the second half of the lanes is folded onto the first until one is left, the result.
template <class Combine>
SEALEDBID_INLINE double folded(const LaneReals& partials, Combine combine) {
  LaneReals values = partials;
#pragma GCC unroll 8
  for (std::size_t half = lane_count / 2; half > 0; half /= 2) {
    for (std::size_t lane = 0; lane < half; ++lane) values[lane] = combine(values[lane], values[lane + half]);
  }
  return values[0];
}

SEALEDBID_CLONES
double total(const LaneReals& partials) {
  return folded(partials, [](double a, double b) { return a + b; });
}

SEALEDBID_CLONES
double smallest(const LaneReals& partials) {
  return folded(partials, [](double a, double b) { return b < a ? b : a; });
}

SEALEDBID_CLONES
double largest(const LaneReals& partials) {
  return folded(partials, [](double a, double b) { return b > a ? b : a; });
}

/// The value, or 0 where the condition does not hold. A conditional expression would do, but g++ 12 then adds twice: the value
/// here, 0 there.
SEALEDBID_INLINE double value_where(bool condition, double value) {
  const std::uint64_t mask = condition ? ~std::uint64_t{0} : 0;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) & mask);
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
void add_values(const double* values, std::size_t tiles, FirstPass& result) {
  FirstPass pass = result;  // nothing else lies there: the sums stay in registers
  for (std::size_t tile = 0; tile < tiles; ++tile, values += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double value = values[lane];
      pass.count[lane] += value_where(value == value, 1.0);
      pass.sum[lane] += value_where(value == value, value);
      pass.minimum[lane] = value < pass.minimum[lane] ? value : pass.minimum[lane];
      pass.maximum[lane] = value > pass.maximum[lane] ? value : pass.maximum[lane];
    }
  }
  result = pass;
}

/// Σ (x − centre) and Σ (x − centre)².
struct SecondPass {
  LaneReals deviations{}, squares{};
};

SEALEDBID_CLONES
void add_squares(const double* values, double centre, std::size_t tiles, SecondPass& result) {
  SecondPass pass = result;
  for (std::size_t tile = 0; tile < tiles; ++tile, values += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double deviation = values[lane] - centre, square = deviation * deviation;
      pass.deviations[lane] += value_where(square == square, deviation);
      pass.squares[lane] += value_where(square == square, square);
    }
  }
  result = pass;
}

/// Sums over pairs that are both defined.
struct PairSums {
  LaneReals count{}, x{}, w{}, xx{}, ww{}, xw{};
};

SEALEDBID_CLONES
void add_pairs(const double* x, double x_centre, const double* w, double w_centre, std::size_t tiles, PairSums& result) {
  PairSums sums = result;
  for (std::size_t tile = 0; tile < tiles; ++tile, x += lane_count, w += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double from_x = x[lane] - x_centre, from_w = w[lane] - w_centre, product = from_x * from_w;
      const bool is_pair = product == product;
      sums.count[lane] += value_where(is_pair, 1.0);
      sums.x[lane] += value_where(is_pair, from_x);
      sums.w[lane] += value_where(is_pair, from_w);
      sums.xx[lane] += value_where(is_pair, from_x * from_x);
      sums.ww[lane] += value_where(is_pair, from_w * from_w);
      sums.xw[lane] += value_where(is_pair, product);
    }
  }
  result = sums;
}

/// Their counts and plain sums only.
SEALEDBID_CLONES
void add_plain_pairs(const double* x, const double* w, std::size_t tiles, PairSums& result) {
  PairSums sums = result;
  for (std::size_t tile = 0; tile < tiles; ++tile, x += lane_count, w += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double product = x[lane] * w[lane];
      sums.count[lane] += value_where(product == product, 1.0);
      sums.x[lane] += value_where(product == product, x[lane]);
      sums.w[lane] += value_where(product == product, w[lane]);
    }
  }
  result = sums;
}

/// The values beyond the last whole tile, filled up with NaN.
LaneReals tail_of(std::span<const double> values) {
  LaneReals tail;
  tail.fill(std::numeric_limits<double>::quiet_NaN());
  const std::size_t whole = values.size() / lane_count * lane_count;
  std::copy(values.begin() + static_cast<std::ptrdiff_t>(whole), values.end(), tail.begin());
  return tail;
}

/// All pairs through a kernel that adds whole tiles.
template <class AddTiles>
PairSums pair_sums(std::span<const double> x, std::span<const double> w, const AddTiles& add_tiles) {
  PairSums sums;
  add_tiles(x.data(), w.data(), x.size() / lane_count, sums);
  if (x.size() % lane_count != 0) add_tiles(tail_of(x).data(), tail_of(w).data(), std::size_t{1}, sums);
  return sums;
}

constexpr double not_available = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Moments Moments::of(std::span<const double> values) {
  const bool has_tail = values.size() % lane_count != 0;
  const LaneReals tail = has_tail ? tail_of(values) : LaneReals{};
  FirstPass first;
  add_values(values.data(), values.size() / lane_count, first);
  if (has_tail) add_values(tail.data(), 1, first);
  Moments moments;
  const double count = total(first.count);
  moments.count = static_cast<std::int64_t>(count);
  if (moments.count == 0) return moments;
  moments.minimum = smallest(first.minimum);
  moments.maximum = largest(first.maximum);
  if (moments.minimum == moments.maximum) {
    moments.mean = moments.minimum;  // exactly, and no deviations: a metric that never varies has variance 0
    return moments;
  }
  moments.mean = total(first.sum) / count;
  SecondPass second;
  add_squares(values.data(), moments.mean, values.size() / lane_count, second);
  if (has_tail) add_squares(tail.data(), moments.mean, 1, second);
  // Without what rounding left in the mean. Source: Chan, Golub & LeVeque (1983), eq. 1.7.
  const double rest = total(second.deviations);
  moments.squared_deviations = std::max(0.0, total(second.squares) - rest * rest / count);
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
  const PairSums raw = pair_sums(x, w, add_plain_pairs);
  const double count = total(raw.count);
  RatioMoments moments;
  moments.count = static_cast<std::int64_t>(count);
  if (moments.count == 0) return moments;
  moments.mean_x = total(raw.x) / count;
  moments.mean_w = total(raw.w) / count;
  const PairSums centred = pair_sums(x, w, [&](const double* x_tiles, const double* w_tiles, std::size_t tiles, PairSums& sums) {
    add_pairs(x_tiles, moments.mean_x, w_tiles, moments.mean_w, tiles, sums);
  });
  const double rest_x = total(centred.x), rest_w = total(centred.w);
  moments.squared_x = std::max(0.0, total(centred.xx) - rest_x * rest_x / count);
  moments.squared_w = std::max(0.0, total(centred.ww) - rest_w * rest_w / count);
  moments.cross = total(centred.xw) - rest_x * rest_w / count;
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
