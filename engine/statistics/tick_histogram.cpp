#include "statistics/tick_histogram.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace sealedbid {

std::int64_t TickHistogram::first_tick_of(int bin) {
  const int shift = std::max(0, (bin >> sub_bits) - 1);
  return static_cast<std::int64_t>(bin - (shift << sub_bits)) << shift;
}

void TickHistogram::reserve(std::int32_t largest_tick) {
  const std::size_t size = spare_cells + static_cast<std::size_t>(bin_of(largest_tick)) + 1;
  if (size > counts_.size()) counts_.resize(size);
}

SEALEDBID_CLONES
void TickHistogram::cells_of(const LaneIntegers& ticks, const LaneIntegers& is_counted, LaneIntegers& cells) {
  constexpr auto first_cell = static_cast<std::int32_t>(spare_cells);
  constexpr std::int32_t largest_exact_tick = (2 << sub_bits) - 1;
  std::int32_t largest = 0;
  for (std::int32_t lane = 0; lane < lane_count; ++lane) {
    const std::int32_t tick = ticks[static_cast<std::size_t>(lane)], counted = is_counted[static_cast<std::size_t>(lane)];
    largest |= counted != 0 ? tick : 0;
    cells[static_cast<std::size_t>(lane)] = counted != 0 ? first_cell + tick : lane;
  }
  if (largest <= largest_exact_tick) return;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (is_counted[lane] != 0) cells[lane] = first_cell + bin_of(ticks[lane]);
  }
}

void TickHistogram::merge(const TickHistogram& other) {
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t cell = 0; cell < other.counts_.size(); ++cell) counts_[cell] += other.counts_[cell];
}

void TickHistogram::write(ByteWriter& writer) const {
  const auto first = counts_.begin() + spare_cells;
  writer.whole(static_cast<std::uint64_t>(std::count_if(first, counts_.end(), [](std::uint64_t count) { return count > 0; })));
  std::size_t before = spare_cells;
  for (std::size_t cell = spare_cells; cell < counts_.size(); ++cell) {
    if (counts_[cell] == 0) continue;
    writer.compact(cell - before);
    writer.compact(counts_[cell]);
    before = cell;
  }
}

TickHistogram TickHistogram::read(ByteReader& reader) {
  static const auto bins = static_cast<std::uint64_t>(bin_of(std::numeric_limits<std::int32_t>::max())) + 1;
  TickHistogram histogram;
  const std::size_t counted = reader.size(2);
  std::uint64_t bin = 0;
  for (std::size_t i = 0; i < counted; ++i) {
    bin += reader.compact();
    if (bin >= bins) reader.refuse("counts in a place that does not exist");
    const std::size_t cell = spare_cells + static_cast<std::size_t>(bin);
    if (cell >= histogram.counts_.size()) histogram.counts_.resize(cell + 1);
    histogram.counts_[cell] += reader.compact();
  }
  return histogram;
}

std::uint64_t TickHistogram::total() const {
  return std::accumulate(counts_.begin() + spare_cells, counts_.end(), std::uint64_t{0});
}

std::int64_t TickHistogram::quantile(double p) const {
  return quantiles(std::span(&p, 1)).front();
}

std::vector<std::int64_t> TickHistogram::quantiles(std::span<const double> ascending) const {
  std::vector<std::int64_t> ticks(ascending.size(), -1);
  const auto all = static_cast<double>(total());
  std::uint64_t cumulative = 0;
  std::size_t next = 0;
  for (std::size_t cell = spare_cells; cell < counts_.size() && next < ticks.size(); ++cell) {
    if (counts_[cell] == 0) continue;
    cumulative += counts_[cell];
    // The share is compared, not a rank p·n: 7 of 100 must reach p = 0.07, whose double lies above 7/100.
    const double share = static_cast<double>(cumulative) / all;
    for (; next < ticks.size() && share >= ascending[next]; ++next) {
      ticks[next] = first_tick_of(static_cast<int>(cell - spare_cells));
    }
  }
  return ticks;
}

std::int64_t TickHistogram::smallest() const {
  return quantile(0.0);
}

std::int64_t TickHistogram::largest() const {
  for (std::size_t cell = counts_.size(); cell-- > spare_cells;) {
    if (counts_[cell] > 0) return first_tick_of(static_cast<int>(cell - spare_cells));
  }
  return -1;
}

std::vector<HistogramBin> TickHistogram::bins(double tick_size) const {
  std::vector<HistogramBin> result;
  for (std::size_t i = spare_cells; i < counts_.size(); ++i) {
    if (counts_[i] == 0) continue;
    const int bin = static_cast<int>(i - spare_cells);
    result.push_back({static_cast<double>(first_tick_of(bin)) * tick_size,
                      static_cast<double>(first_tick_of(bin + 1)) * tick_size, counts_[i]});
  }
  return result;
}

}  // namespace sealedbid
