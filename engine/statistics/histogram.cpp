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

/// Bits of a double below its exponent and seven bits of mantissa. Finer bins fill the cache and add nothing: quantiles are
/// interpolated.
constexpr int dropped_bits = 45;

/// Keys mirror about 0, the key of zero: the order of keys is the order of values. A place is a key from the smallest possible
/// one on; pages of places are made when they are first needed.
constexpr std::int32_t place_of_zero = 1 << 18;
constexpr std::int32_t places = 2 * place_of_zero;
constexpr std::int32_t page_size = 1 << 10;

constexpr std::size_t page_of(std::int32_t place) {
  return static_cast<std::uint32_t>(place) / page_size;
}

/// Tiles of which places are found in one go.
constexpr std::size_t tiles_at_once = 16;

/// Undefined values and small whole numbers (nothing won, two bids) come again and again, and a count that follows one of the
/// same place has to wait for it: places beyond the others are theirs, several in turn.
constexpr std::int32_t small_keys = 15;
constexpr std::int32_t turns = 8;
constexpr std::int32_t undefined_places = places;
constexpr std::int32_t small_places = undefined_places + turns;
constexpr std::size_t extra_cells = (1 + small_keys) * turns;

constexpr std::int64_t no_page = std::numeric_limits<std::int32_t>::min();  ///< plus any place is negative

/// No key is larger; what is larger is not counted.
constexpr std::int32_t largest_key = static_cast<std::int32_t>(0x7fefffffffffffffLL >> dropped_bits) + 1;

SEALEDBID_INLINE void to_places(const LaneIntegers& keys, LaneIntegers& result) {
  for (std::int32_t l = 0; l < lane_count; ++l) {
    const std::int32_t key = keys[static_cast<std::size_t>(l)], turn = l % turns;
    const bool is_small = static_cast<std::uint32_t>(key) < static_cast<std::uint32_t>(small_keys);
    const bool is_key = static_cast<std::uint32_t>(key + largest_key) <= 2u * static_cast<std::uint32_t>(largest_key);
    const std::int32_t place = is_small ? small_places + key * turns + turn : place_of_zero + key;
    result[static_cast<std::size_t>(l)] = is_key ? place : undefined_places + turn;
  }
}

/// As TickHistogram::bin_of, with whole numbers in doubles: from 4,096 on, the exponent and twelve bits of mantissa.
SEALEDBID_CLONES
void places_on_grid(const double* values, std::size_t tiles, double grid_step, LaneIntegers* result) {
  constexpr std::int64_t before_exponent = std::int64_t{1023 + TickHistogram::sub_bits - 1} << TickHistogram::sub_bits;
  constexpr double exact_below = 1 << TickHistogram::sub_bits;
  for (std::size_t tile = 0; tile < tiles; ++tile, values += lane_count) {
    LaneReals steps;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double value = values[lane], exact = std::fabs(value) / grid_step + 0.5, bounded = exact < 0x1p61 ? exact : 0x1p61;
      steps[lane] = (value - value) == 0.0 ? bounded : std::numeric_limits<double>::infinity();
    }
    LaneIntegers keys;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const auto near = static_cast<std::int32_t>(steps[lane] < exact_below ? steps[lane] : -1.0);
      const auto exponent_and_mantissa = std::bit_cast<std::int64_t>(steps[lane]) >> (52 - TickHistogram::sub_bits);
      const auto far = static_cast<std::int32_t>(exponent_and_mantissa - before_exponent);
      const std::int32_t magnitude = near >= 0 ? near : far;
      keys[lane] = values[lane] < 0.0 ? -magnitude : magnitude;
    }
    to_places(keys, result[tile]);
  }
}

SEALEDBID_CLONES
void places_without_grid(const double* values, std::size_t tiles, LaneIntegers* result) {
  for (std::size_t tile = 0; tile < tiles; ++tile, values += lane_count) {
    LaneIntegers keys;
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double value = values[lane];
      const std::uint64_t bits = std::bit_cast<std::uint64_t>(value) & 0x7fffffffffffffffULL;
      const auto magnitude = static_cast<std::int32_t>(bits >> dropped_bits) + 1;
      const std::int32_t key = value < 0.0 ? -magnitude : magnitude;
      keys[lane] = value == 0.0 ? 0 : key;
    }
    to_places(keys, result[tile]);
  }
}

void places_of(const double* values, std::size_t tiles, double grid_step, LaneIntegers* result) {
  if (grid_step > 0.0) {
    places_on_grid(values, tiles, grid_step, result);
  } else {
    places_without_grid(values, tiles, result);
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

}  // namespace

QuantileHistogram::QuantileHistogram(double grid_step)
    : grid_step_(grid_step), offsets_(page_of(places) + 1, no_page), counts_(extra_cells) {
  offsets_.back() = -places;
  cell(place_of_zero);
}

void QuantileHistogram::add(double value, std::uint64_t count) {
  LaneReals tile{};
  tile[0] = value;
  LaneIntegers tile_places;
  places_of(tile.data(), 1, grid_step_, &tile_places);
  counts_[cell(tile_places[0])] += count;
}

void QuantileHistogram::add(std::span<const double> values) {
  for (std::size_t first = 0; first < values.size() / lane_count * lane_count; first += tiles_at_once * lane_count) {
    add_tiles(values.data() + first, std::min(tiles_at_once, (values.size() - first) / lane_count));
  }
  const std::size_t rest = values.size() % lane_count;
  if (rest == 0) return;
  LaneReals tail;
  std::fill(std::copy(values.end() - static_cast<std::ptrdiff_t>(rest), values.end(), tail.begin()), tail.end(),
            std::numeric_limits<double>::quiet_NaN());
  add_tiles(tail.data(), 1);
}

void QuantileHistogram::add_tiles(const double* values, std::size_t tiles) {
  std::array<LaneIntegers, tiles_at_once> found;
  places_of(values, tiles, grid_step_, found.data());
  std::uint64_t* counts = counts_.data();
  for (std::size_t tile = 0; tile < tiles; ++tile) {
#pragma GCC unroll 8
    for (const std::int32_t place : found[tile]) {
      const std::int64_t index = offsets_[page_of(place)] + static_cast<std::uint32_t>(place);
      if (index < 0) [[unlikely]] {
        ++counts_[cell(place)];
        counts = counts_.data();
      } else {
        ++counts[index];
      }
    }
  }
}

std::size_t QuantileHistogram::cell(std::int32_t place) {
  std::int64_t& offset = offsets_[page_of(place)];
  if (offset == no_page) {
    offset = static_cast<std::int64_t>(counts_.size()) - place / page_size * page_size;
    counts_.resize(counts_.size() + page_size);
  }
  return static_cast<std::size_t>(offset + place);
}

void QuantileHistogram::merge(const QuantileHistogram& other) {
  for (std::size_t i = 0; i < extra_cells; ++i) counts_[i] += other.counts_[i];
  for (std::int32_t page = 0; page < places; page += page_size) {
    const std::int64_t offset = other.offsets_[page_of(page)];
    if (offset == no_page) continue;
    const std::size_t from = static_cast<std::size_t>(offset + page), to = cell(page);
    for (std::size_t i = 0; i < page_size; ++i) counts_[to + i] += other.counts_[from + i];
  }
}

void QuantileHistogram::write(ByteWriter& writer) const {
  std::vector<std::pair<std::int32_t, std::uint64_t>> counted;
  const auto look = [&](std::int32_t first, std::size_t cells) {
    const auto from = static_cast<std::size_t>(offsets_[page_of(first)] + first);
    for (std::size_t i = 0; i < cells; ++i) {
      if (counts_[from + i] > 0) counted.emplace_back(first + static_cast<std::int32_t>(i), counts_[from + i]);
    }
  };
  for (std::int32_t page = 0; page < places; page += page_size) {
    if (offsets_[page_of(page)] != no_page) look(page, page_size);
  }
  look(undefined_places, extra_cells);
  writer.real(grid_step_);
  writer.whole(counted.size());
  std::int32_t before = 0;
  for (const auto& [place, count] : counted) {
    writer.compact(static_cast<std::uint64_t>(place - before));
    writer.compact(count);
    before = place;
  }
}

QuantileHistogram QuantileHistogram::read(ByteReader& reader) {
  QuantileHistogram histogram(reader.real());
  const std::size_t counted = reader.size(2);
  std::uint64_t place = 0;
  for (std::size_t i = 0; i < counted; ++i) {
    place += reader.compact();
    if (place >= undefined_places + extra_cells) reader.refuse("counts in a place that does not exist");
    const std::size_t at = histogram.cell(static_cast<std::int32_t>(place));
    histogram.counts_[at] += reader.compact();
  }
  return histogram;
}

std::uint64_t QuantileHistogram::total() const {
  return std::accumulate(counts_.begin() + turns, counts_.end(), std::uint64_t{0});
}

std::vector<HistogramBin> QuantileHistogram::bins() const {
  std::vector<HistogramBin> result;
  for (std::int32_t page = 0; page < places; page += page_size) {
    const std::int64_t offset = offsets_[page_of(page)];
    if (offset == no_page) continue;
    for (std::int32_t place = page; place < page + page_size; ++place) {
      const std::int32_t key = place - place_of_zero;
      std::uint64_t count = counts_[static_cast<std::size_t>(offset + place)];
      if (key >= 0 && key < small_keys) {
        const auto small = counts_.begin() + (1 + key) * turns;
        count = std::accumulate(small, small + turns, count);
      }
      if (count > 0) result.push_back(bin_of_key(key, grid_step_, count));
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
  for (const HistogramBin& bin : bins()) {
    const auto reached = static_cast<double>(before + bin.count);
    const bool is_last = reached >= all;
    for (; next < ascending.size() && (reached / all >= ascending[next] || is_last); ++next) {
      const double fraction =
          std::clamp((ascending[next] * all - static_cast<double>(before)) / static_cast<double>(bin.count), 0.0, 1.0);
      values[next] = grid_step_ > 0.0 ? bin.low : bin.low + fraction * (bin.high - bin.low);
    }
    before += bin.count;
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
