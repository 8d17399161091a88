#include "market/option_table.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

#include "base/elementary.hpp"
#include "market/black.hpp"
#include "market/yearly_mean_option.hpp"

namespace sealedbid {
namespace {

constexpr int mantissa_bits = 52;
constexpr double most_cells = 16384.0;
/// Below this, randomness changes no value by more than 4e-10.
constexpr double least_sd = 1e-9;
/// Beyond this many standard deviations a tail holds less than 1e-16.
constexpr double tail_deviations = 8.3;

/// Cubic Hermite between the two nodes around q; the value does not fall below max(q, 1).
SEALEDBID_INLINE OptionValue interpolate(double q, std::int64_t first_bits, int cell_bits, double lowest, double highest,
                                         const double* nodes) {
  const double inside = q > lowest && q < highest ? q : lowest;
  const auto bits = std::bit_cast<std::int64_t>(inside);
  const std::int64_t within = bits & ((std::int64_t{1} << cell_bits) - 1);
  const double x = std::bit_cast<double>(within << (mantissa_bits - cell_bits) | std::bit_cast<std::int64_t>(1.0)) - 1.0;
  const double octave = std::bit_cast<double>(bits & 0x7ff0000000000000);
  const double width = octave * std::bit_cast<double>(std::int64_t{1023 - mantissa_bits + cell_bits} << mantissa_bits);
  const double* const node = nodes + 2 * ((bits - first_bits) >> cell_bits);
  const double start = node[0], start_slope = node[1] * width, rise = node[2] - start, end_slope = node[3] * width;
  const double square = 3.0 * rise - 2.0 * start_slope - end_slope, cube = start_slope + end_slope - 2.0 * rise;
  const double value = start + x * (start_slope + x * (square + x * cube));
  const double slope = (start_slope + x * (2.0 * square + x * 3.0 * cube)) / width;
  const double least = q > 1.0 ? q : 1.0;
  const double kept = slope < 0.0 ? 0.0 : (slope > 1.0 ? 1.0 : slope);
  return {q > lowest && q < highest && value > least ? value : least, q >= highest ? 1.0 : (q > lowest ? kept : 0.0)};
}

SEALEDBID_CLONES void interpolate_lanes(const LaneReals& q, std::int64_t first_bits, int cell_bits, double lowest, double highest,
                                        const double* nodes, LaneReals& value, LaneReals& slope) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const OptionValue option = interpolate(q[lane], first_bits, cell_bits, lowest, highest, nodes);
    value[lane] = option.value;
    slope[lane] = option.slope;
  }
}

OptionValue against_certain(double q, const std::vector<double>& prices) {
  OptionValue sum{0.0, 0.0};
  for (const double price : prices) {
    sum.value += std::max(q, price);
    sum.slope += price < q ? 1.0 : 0.0;
  }
  const auto count = static_cast<double>(prices.size());
  return {sum.value / count, sum.slope / count};
}

/// A price of a month drawn among twelve, or of an hour in it.
OptionValue mean_of_seasons(const PriceLaw& law, double sd, double q) {
  OptionValue sum{0.0, 0.0};
  for (const double season : law.seasonality_factor) {
    const OptionValue option = better_of_fixed_and_lognormal(q / season, sd);
    sum.value += season * option.value;
    sum.slope += option.slope;
  }
  return {sum.value / months_per_year, sum.slope / months_per_year};
}

/// Mantissa bits within a cell, so that cubic interpolation of a law with this standard deviation errs by less than 1e-9.
int cell_bits_for(double sd, double octaves) {
  const double scale = std::min(sd, 0.5);
  const double step = std::max(0.03 * std::sqrt(scale * std::sqrt(scale)), octaves / most_cells);
  return std::clamp(mantissa_bits + std::ilogb(step), 0, mantissa_bits);
}

/// Prices that are never left but for 1e-15.
struct PriceRange {
  double lowest = 1.0, highest = 1.0;
};

PriceRange range_of_months(const PriceLaw& law, double sd) {
  const auto [low, high] = std::minmax_element(law.seasonality_factor.begin(), law.seasonality_factor.end());
  const double reach = tail_deviations * sd + 0.5 * sd * sd;
  return {*low * exponential(-reach), *high * exponential(reach)};
}

/// A year's mean lies above the weighted geometric mean of its months and below the highest of them, seasons apart.
PriceRange range_of_years(double month_sd, double year_sd) {
  const double shift = 0.5 * month_sd * month_sd;
  return {exponential(-tail_deviations * year_sd - shift), exponential(tail_deviations * month_sd + shift)};
}

}  // namespace

OptionTable::OptionTable(const PriceLaw& law, ReferencePeriod period) {
  const double month_sd = stationary_sd(law);
  const double hourly_sd = period == ReferencePeriod::hour ? law.hourly_sd_fraction : 0.0;
  const double sd = std::sqrt(month_sd * month_sd + hourly_sd * hourly_sd);
  if (sd < least_sd) {
    certain_.assign(law.seasonality_factor.begin(), law.seasonality_factor.end());
    if (period == ReferencePeriod::year) certain_ = {1.0};
  } else if (period == ReferencePeriod::year) {
    const YearlyMeanOption mean_of_year(law);
    const PriceRange range = range_of_years(month_sd, mean_of_year.sd());
    tabulate(range.lowest, range.highest, mean_of_year.sd(), [&](double q) { return mean_of_year.at(q); });
  } else {
    const PriceRange range = range_of_months(law, sd);
    tabulate(range.lowest, range.highest, sd, [&](double q) { return mean_of_seasons(law, sd, q); });
  }
}

template <class Law>
void OptionTable::tabulate(double lowest, double highest, double sd, const Law& law) {
  grid_.cell_bits = cell_bits_for(sd, logarithm(highest / lowest) / std::numbers::ln2);
  const auto cell_at = [&](double q) { return std::bit_cast<std::int64_t>(q) >> grid_.cell_bits; };
  const std::int64_t first = cell_at(lowest), last = cell_at(highest) + 1;
  for (std::int64_t cell = first; cell <= last; ++cell) {
    const OptionValue option = law(std::bit_cast<double>(cell << grid_.cell_bits));
    nodes_.insert(nodes_.end(), {option.value, option.slope});
  }
  grid_.first_bits = first << grid_.cell_bits;
  grid_.lowest = std::bit_cast<double>(grid_.first_bits);
  grid_.highest = std::bit_cast<double>(last << grid_.cell_bits);
}

void OptionTable::evaluate(const LaneReals& q, LaneReals& value, LaneReals& slope) const {
  if (!nodes_.empty()) {
    interpolate_lanes(q, grid_.first_bits, grid_.cell_bits, grid_.lowest, grid_.highest, nodes_.data(), value, slope);
    return;
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const OptionValue option = against_certain(q[lane], certain_);
    value[lane] = option.value;
    slope[lane] = option.slope;
  }
}

OptionValue OptionTable::at(double q) const {
  if (nodes_.empty()) return against_certain(q, certain_);
  return interpolate(q, grid_.first_bits, grid_.cell_bits, grid_.lowest, grid_.highest, nodes_.data());
}

double OptionTable::value(double q) const {
  return at(q).value;
}

double OptionTable::slope(double q) const {
  return at(q).slope;
}

}  // namespace sealedbid
