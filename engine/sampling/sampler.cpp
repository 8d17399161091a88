#include "sampling/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/elementary.hpp"
#include "sampling/beta_table.hpp"

namespace sealedbid {
namespace {

// Loops over lanes, one a family. Parameters come by value: through a reference they might alias the values and block
// vectorisation.

SEALEDBID_INLINE double clamped(double value, double low, double high) {
  value = value < low ? low : value;
  return value > high ? high : value;
}

SEALEDBID_CLONES void draw_uniform(const LaneReals& u, double low, double high, LaneReals& values) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) values[lane] = clamped(low + u[lane] * (high - low), low, high);
}

SEALEDBID_CLONES void draw_triangular(const LaneReals& u, double low, double mode, double high, LaneReals& values) {
  const double width = high - low;
  const double share_below_mode = (mode - low) / width;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double rising = clamped(low + std::sqrt(u[lane] * width * (mode - low)), low, mode);
    const double falling = clamped(high - std::sqrt((1.0 - u[lane]) * width * (high - mode)), mode, high);
    values[lane] = u[lane] < share_below_mode ? rising : falling;
  }
}

/// Standard normal scores to seven digits: twice as many lanes fit a register, and no draw needs more.
SEALEDBID_CLONES void normal_scores(const LaneReals& u, LaneArray<float>& scores) {
  LaneArray<float> centred, tail;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double q = u[lane] - 0.5;
    centred[lane] = static_cast<float>(q);
    tail[lane] = static_cast<float>(q < 0.0 ? u[lane] : 1.0 - u[lane]);
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) scores[lane] = normal_quantile_single(centred[lane], tail[lane]);
}

SEALEDBID_CLONES void draw_normal(const LaneReals& u, double mean, double sd, LaneReals& values) {
  LaneArray<float> scores;
  normal_scores(u, scores);
  for (std::size_t lane = 0; lane < lane_count; ++lane) values[lane] = mean + sd * static_cast<double>(scores[lane]);
}

SEALEDBID_CLONES void draw_lognormal(const LaneReals& u, double median, double sigma, LaneReals& values) {
  LaneArray<float> scores;
  normal_scores(u, scores);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    values[lane] = median * exponential(sigma * static_cast<double>(scores[lane]));
  }
}

/// The cut normal between the probabilities `low_tail` and `high_tail`, which are counted from the side given by the sign of
/// `sd`.
SEALEDBID_CLONES void draw_truncated(const LaneReals& u, const TruncatedNormal normal, double low_tail, double high_tail,
                                     double sign, LaneReals& values) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double rank = sign > 0.0 ? u[lane] : 1.0 - u[lane];
    const double probability = clamped(low_tail + rank * (high_tail - low_tail), 1e-300, 1.0 - 0x1p-53);
    const double value = normal.mean + sign * normal.sd * normal_quantile_with_far_tail(probability);
    values[lane] = clamped(value, normal.low, normal.high);
  }
}

SEALEDBID_CLONES void draw_weibull(const LaneReals& u, double inverse_shape, double scale, double location, LaneReals& values) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    // ln(1 − u) with what the subtraction rounds away: uniforms of a copula have more digits than 1 − u can hold.
    const double rest = 1.0 - u[lane];
    const double hazard = (u[lane] + (rest - 1.0)) - logarithm(rest);
    values[lane] = location + scale * exponential(logarithm(hazard) * inverse_shape);
  }
}

SEALEDBID_CLONES void draw_tabulated(const LaneReals& u, double low, double high, const double* table, LaneReals& values) {
  LaneReals score;
  for (std::size_t lane = 0; lane < lane_count; ++lane) score[lane] = normal_quantile(u[lane]);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    values[lane] = clamped(low + (high - low) * interpolate_beta_table(table, score[lane]), low, high);
  }
}

using Table = std::vector<double>;

void draw(const Constant& q, const Table&, const LaneReals&, LaneReals& values) {
  values.fill(q.value);
}
void draw(const Uniform& q, const Table&, const LaneReals& u, LaneReals& values) {
  draw_uniform(u, q.low, q.high, values);
}
void draw(const Triangular& q, const Table&, const LaneReals& u, LaneReals& values) {
  draw_triangular(u, q.low, q.mode, q.high, values);
}
void draw(const Normal& q, const Table&, const LaneReals& u, LaneReals& values) {
  draw_normal(u, q.mean, q.sd, values);
}
void draw(const Lognormal& q, const Table&, const LaneReals& u, LaneReals& values) {
  draw_lognormal(u, q.median, q.sigma, values);
}
void draw(const TruncatedNormal& q, const Table& table, const LaneReals& u, LaneReals& values) {
  draw_truncated(u, q, table[0], table[1], table[2], values);
}
void draw(const Weibull& q, const Table&, const LaneReals& u, LaneReals& values) {
  draw_weibull(u, 1.0 / q.shape, q.scale, q.location, values);
}
void draw(const Pert& q, const Table& table, const LaneReals& u, LaneReals& values) {
  draw_tabulated(u, q.low, q.high, table.data(), values);
}
void draw(const Beta& q, const Table& table, const LaneReals& u, LaneReals& values) {
  draw_tabulated(u, q.low, q.high, table.data(), values);
}
void draw(const Empirical& q, const Table& table, const LaneReals& u, LaneReals& values) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const auto found = std::upper_bound(table.begin(), table.end() - 1, u[lane]);
    values[lane] = q.values[static_cast<std::size_t>(found - table.begin())];
  }
}

/// Probabilities of both ends and the side they are counted from: the lower one, or the upper one (−1) where the interval lies
/// mostly above the mean and probabilities from below would crowd at 1.
Table tails_of(const TruncatedNormal& q) {
  const double low = (q.low - q.mean) / q.sd, high = (q.high - q.mean) / q.sd;
  if (low + high <= 0.0) return {normal_cdf(low), normal_cdf(high), 1.0};
  return {normal_cdf(-high), normal_cdf(-low), -1.0};
}

/// Values in ascending order without those of weight zero.
Empirical sorted(const Empirical& q) {
  std::vector<std::size_t> order(q.values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return q.values[left] < q.values[right]; });
  Empirical result;
  for (const std::size_t index : order) {
    const double weight = q.weights.empty() ? 1.0 : q.weights[index];
    if (weight <= 0.0) continue;
    result.values.push_back(q.values[index]);
    result.weights.push_back(weight);
  }
  return result;
}

Table cumulative_shares(const std::vector<double>& weights) {
  Table cumulative(weights.size());
  std::partial_sum(weights.begin(), weights.end(), cumulative.begin());
  const double total = cumulative.back();
  for (double& share : cumulative) share /= total;
  return cumulative;
}

template <class Family>
Table table_of(const Family&) {
  return {};
}
Table table_of(const TruncatedNormal& q) {
  return tails_of(q);
}
Table table_of(const Pert& q) {
  const double width = q.high - q.low;
  return make_beta_table(1.0 + q.shape * (q.mode - q.low) / width, 1.0 + q.shape * (q.high - q.mode) / width);
}
Table table_of(const Beta& q) {
  return make_beta_table(q.alpha, q.beta);
}
Table table_of(const Empirical& q) {
  return cumulative_shares(q.weights);
}

/// Degenerate families become constants, empirical values are sorted; all else stays as it is.
Quantity prepared(const Quantity& quantity) {
  if (is_constant(quantity)) return Constant{lowest(quantity)};
  if (const auto* empirical = std::get_if<Empirical>(&quantity)) return sorted(*empirical);
  return quantity;
}

}  // namespace

Sampler::Sampler(const Quantity& quantity)
    : quantity_(prepared(quantity)), table_(std::visit([](const auto& family) { return table_of(family); }, quantity_)) {}

bool Sampler::is_constant() const {
  return std::holds_alternative<Constant>(quantity_);
}

void Sampler::quantiles(const LaneReals& u, LaneReals& values) const {
  std::visit([&](const auto& family) { draw(family, table_, u, values); }, quantity_);
}

double Sampler::quantile(double u) const {
  LaneReals lanes;
  lanes.fill(u);
  quantiles(lanes, lanes);
  return lanes[0];
}

}  // namespace sealedbid
