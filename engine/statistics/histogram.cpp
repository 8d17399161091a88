#include "statistics/histogram.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/lanes.hpp"

namespace sealedbid {
namespace {

constexpr int page_bits = 10;
constexpr std::int32_t page_mask = (1 << page_bits) - 1;

/// Bits of a double below its exponent and seven bits of mantissa. Finer bins fill the cache and add nothing: quantiles are
/// interpolated.
constexpr int dropped_bits = 45;

/// As TickHistogram::bin_of, for 64-bit counts of steps.
std::int32_t bin_of_steps(std::uint64_t steps) {
  const int shift = std::max(0, static_cast<int>(std::bit_width(steps)) - 1 - TickHistogram::sub_bits);
  return (shift << TickHistogram::sub_bits) + static_cast<std::int32_t>(steps >> shift);
}

/// Marks a value that is not counted; its page holds nothing that is read.
constexpr std::int32_t no_key = std::numeric_limits<std::int32_t>::min();

/// Keys mirror about 0, the key of zero: the order of keys is the order of values.
std::int32_t grid_key_of(double value, double grid_step) {
  const std::int32_t key = bin_of_steps(static_cast<std::uint64_t>(std::round(std::min(std::fabs(value) / grid_step, 0x1p61))));
  return value < 0.0 ? -key : key;
}

/// Keys of a tile on a grid; `far_key` where there are too many steps for 32 bits.
constexpr std::int32_t far_key = no_key + 1;

/// Whole numbers of steps with their sign, halves away from zero; `special` is 0 or the key of what has none.
SEALEDBID_CLONES
void steps_of(const double* values, double grid_step, LaneIntegers& steps, LaneIntegers& special) {
  constexpr double most_steps = 1 << 30;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double value = values[lane], exact = value / grid_step;
    const double rounded = exact + (exact < 0.0 ? -0.5 : 0.5);
    const bool is_near = (rounded < most_steps) & (rounded > -most_steps);
    const bool is_defined = (value - value) == 0.0;  // neither NaN nor infinite
    steps[lane] = static_cast<std::int32_t>(is_near ? rounded : 0.0);
    special[lane] = is_defined ? (is_near ? 0 : far_key) : no_key;
  }
}

/// grid_key_of for a tile of whole numbers of steps: the number of binary digits comes from the exponent of a float, with the low
/// bits cleared so that it cannot round up.
SEALEDBID_CLONES
void keys_of_steps(const LaneIntegers& steps, const LaneIntegers& special, LaneIntegers& keys) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const std::int32_t magnitude = steps[lane] < 0 ? -steps[lane] : steps[lane];
    const std::int32_t exponent = (std::bit_cast<std::int32_t>(static_cast<float>(magnitude & 0x3fffff80)) >> 23) - 127;
    const std::int32_t shift = exponent > TickHistogram::sub_bits ? exponent - TickHistogram::sub_bits : 0;
    const std::int32_t key = (shift << TickHistogram::sub_bits) + (magnitude >> shift);
    keys[lane] = special[lane] != 0 ? special[lane] : (steps[lane] < 0 ? -key : key);
  }
}

void grid_keys_of(const double* values, double grid_step, LaneIntegers& keys) {
  LaneIntegers steps, special;
  steps_of(values, grid_step, steps, special);
  keys_of_steps(steps, special, keys);
}

SEALEDBID_CLONES
void plain_keys_of(const double* values, LaneIntegers& keys) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double value = values[lane];
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value) & 0x7fffffffffffffffULL;
    const auto magnitude = static_cast<std::int32_t>(bits >> dropped_bits) + 1;
    const std::int32_t key = value < 0.0 ? -magnitude : magnitude;
    const bool is_defined = (value - value) == 0.0;
    keys[lane] = is_defined ? (value == 0.0 ? 0 : key) : no_key;
  }
}

/// Lower edge of the bin of a key ≥ 1 (without a grid).
double edge_of(std::int32_t key) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(key - 1) << dropped_bits);
}

HistogramBin bin_of_key(std::int32_t key, double grid_step, std::uint64_t count) {
  const std::int32_t magnitude = std::abs(key);
  if (grid_step > 0.0) {
    const auto first = static_cast<double>(TickHistogram::first_tick_of(magnitude));
    const auto next = static_cast<double>(TickHistogram::first_tick_of(magnitude + 1));
    if (key < 0) return {-(next - 1.0) * grid_step, -(first - 1.0) * grid_step, count};
    return {first * grid_step, next * grid_step, count};
  }
  if (key == 0) return {0.0, 0.0, count};
  const double near = edge_of(magnitude);
  const double far = std::min(edge_of(magnitude + 1), std::numeric_limits<double>::max());
  return key < 0 ? HistogramBin{-far, -near, count} : HistogramBin{near, far, count};
}

/// Counts of the first keys. Small whole numbers (nothing won, two bids) come again and again, and a count that follows one of
/// the same value has to wait for it: they get several cells each.
class SmallCounts {
 public:
  static constexpr std::int32_t keys = 15;

  /// Counts the key if it is a small one; returns whether it was.
  bool count(std::int32_t key, std::size_t lane) {
    if (static_cast<std::uint32_t>(key) >= static_cast<std::uint32_t>(keys)) return false;
    ++cells_[static_cast<std::size_t>(key) * cells_a_key + lane % cells_a_key];
    return true;
  }
  std::uint64_t total(std::int32_t key) const {
    const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(key) * cells_a_key;
    return std::accumulate(first, first + cells_a_key, std::uint64_t{0});
  }

 private:
  static constexpr std::ptrdiff_t cells_a_key = 8;
  std::array<std::uint64_t, static_cast<std::size_t>(keys* cells_a_key)> cells_{};
};

/// lane_count values from `first`, filled up with NaN at the end.
LaneReals tile_of(std::span<const double> values, std::size_t first) {
  LaneReals tile;
  const std::size_t count = std::min<std::size_t>(lane_count, values.size() - first);
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
  std::fill(std::copy_n(begin, count, tile.begin()), tile.end(), std::numeric_limits<double>::quiet_NaN());
  return tile;
}

std::int32_t plain_key_of(const LaneReals& lanes) {
  LaneIntegers keys;
  plain_keys_of(lanes.data(), keys);
  return keys[0];
}

}  // namespace

QuantileHistogram::QuantileHistogram(double grid_step) : grid_step_(grid_step) {}

void QuantileHistogram::add(double value, std::uint64_t count) {
  if (!std::isfinite(value)) return;
  LaneReals lanes{};
  lanes[0] = value;
  const std::int32_t key = grid_step_ > 0.0 ? grid_key_of(value, grid_step_) : plain_key_of(lanes);
  page(key >> page_bits)[key & page_mask] += count;
}

void QuantileHistogram::add(std::span<const double> values) {
  // Values of one metric lie close together or jump between a few places: pages last used are remembered.
  constexpr std::uint32_t remembered = 16;
  struct Slot {
    std::int32_t number = std::numeric_limits<std::int32_t>::max();
    std::uint64_t* counts = nullptr;
  };
  std::array<Slot, remembered> slots;
  SmallCounts small;
  for (std::size_t first = 0; first < values.size(); first += lane_count) {
    const LaneReals tile = tile_of(values, first);
    LaneIntegers keys;
    if (grid_step_ > 0.0) {
      grid_keys_of(tile.data(), grid_step_, keys);
    } else {
      plain_keys_of(tile.data(), keys);
    }
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      if (keys[lane] == no_key || small.count(keys[lane], lane)) continue;
      const std::int32_t key = keys[lane] == far_key ? grid_key_of(tile[lane], grid_step_) : keys[lane];
      const std::int32_t number = key >> page_bits;
      Slot& slot = slots[static_cast<std::uint32_t>(number) % remembered];
      if (slot.number != number) slot = {number, page(number)};
      ++slot.counts[key & page_mask];
    }
  }
  for (std::int32_t key = 0; key < SmallCounts::keys; ++key) {
    if (small.total(key) > 0) page(0)[key] += small.total(key);
  }
}

std::uint64_t* QuantileHistogram::page(std::int32_t number) {
  std::vector<std::uint64_t>& counts = pages_[number];
  if (counts.empty()) counts.resize(std::size_t{1} << page_bits);
  return counts.data();
}

void QuantileHistogram::merge(const QuantileHistogram& other) {
  for (const auto& [number, counts] : other.pages_) {
    auto& page = pages_[number];
    if (page.empty()) page.resize(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) page[i] += counts[i];
  }
}

std::uint64_t QuantileHistogram::total() const {
  std::uint64_t sum = 0;
  for (const auto& [number, counts] : pages_) {
    for (const std::uint64_t count : counts) sum += count;
  }
  return sum;
}

std::vector<HistogramBin> QuantileHistogram::bins() const {
  std::vector<HistogramBin> result;
  for (const auto& [number, counts] : pages_) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const std::int32_t key = number * (1 << page_bits) + static_cast<std::int32_t>(i);
      if (counts[i] > 0) result.push_back(bin_of_key(key, grid_step_, counts[i]));
    }
  }
  return result;
}

double QuantileHistogram::quantile(double p) const {
  return quantiles(std::span(&p, 1)).front();
}

std::vector<double> QuantileHistogram::quantiles(std::span<const double> ascending) const {
  std::vector<double> values(ascending.size(), std::numeric_limits<double>::quiet_NaN());
  const auto all = static_cast<double>(total());
  std::uint64_t before = 0;
  std::size_t next = 0;
  for (const auto& [number, counts] : pages_) {
    for (std::size_t i = 0; i < counts.size() && next < ascending.size(); ++i) {
      if (counts[i] == 0) continue;
      const HistogramBin bin = bin_of_key(number * (1 << page_bits) + static_cast<std::int32_t>(i), grid_step_, counts[i]);
      const auto reached = static_cast<double>(before + bin.count);
      const bool is_last = reached >= all;
      for (; next < ascending.size() && (reached / all >= ascending[next] || is_last); ++next) {
        const double fraction =
            std::clamp((ascending[next] * all - static_cast<double>(before)) / static_cast<double>(bin.count), 0.0, 1.0);
        values[next] = grid_step_ > 0.0 ? bin.low : bin.low + fraction * (bin.high - bin.low);
      }
      before += bin.count;
    }
  }
  return values;
}

std::vector<HistogramBin> thinned(const std::vector<HistogramBin>& bins, int most, double step) {
  if (bins.empty()) return {};
  double start = bins.front().low;
  const double end = bins.back().high;
  if (step > 0.0) start = std::floor(start / step + 1e-9) * step;
  // A bin wider than the new ones would leave a comb of empty places; its own width is then the limit.
  double width = (end - start) / most;
  for (const HistogramBin& bin : bins) width = std::max(width, bin.high - bin.low);
  if (step > 0.0) width = std::max(1.0, std::ceil(width / step - 1e-9)) * step;
  std::vector<HistogramBin> result;
  for (const HistogramBin& bin : bins) {
    const double place = width > 0.0 ? std::floor((0.5 * (bin.low + bin.high) - start) / width) : 0.0;
    const double low = start + std::clamp(place, 0.0, most - 1.0) * width;
    if (result.empty() || result.back().low < low) result.push_back({low, low + width, 0});
    result.back().count += bin.count;
  }
  return result;
}

}  // namespace sealedbid
