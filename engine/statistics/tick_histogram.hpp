#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/lanes.hpp"

/// Counts of prices by tick, for the hot loop.
namespace sealedbid {

/// One non-empty bin [low, high).
struct HistogramBin {
  double low = 0.0, high = 0.0;
  std::uint64_t count = 0;
};

/// Histogram of whole numbers ≥ 0 (ticks of the price grid), for the hot loop: exact up to 8,191, then 4,096 bins an octave
/// (relative width below 2.5e-4).
class TickHistogram {
 public:
  static constexpr int sub_bits = 12;

  /// Index of the bin of a tick; monotone in the tick.
  static int bin_of(std::int32_t tick) {
    const int width = 31 - __builtin_clz(static_cast<unsigned>(tick) | 1u);
    const int shift = width > sub_bits ? width - sub_bits : 0;
    return (shift << sub_bits) + (tick >> shift);
  }
  static std::int64_t first_tick_of(int bin);  ///< smallest tick of a bin

  /// Makes room for ticks up to `largest_tick`; call before `count`.
  void reserve(std::int32_t largest_tick);
  /// Adds one. The tick must be ≥ 0 and within the reserved range.
  void count(std::int32_t tick) { ++counts_[spare_cells + static_cast<std::size_t>(bin_of(tick))]; }

  /// For the hot loop: where each lane's tick is counted. Lanes with `is_counted` 0 get a spare cell, which nothing reads, so
  /// that counting needs no branch.
  static void cells_of(const LaneIntegers& ticks, const LaneIntegers& is_counted, LaneIntegers& cells);
  /// Adds one to each lane's cell. The ticks must be within the reserved range.
  void count(const LaneIntegers& cells) {
#pragma GCC unroll 8
    for (const std::int32_t cell : cells) ++counts_[static_cast<std::size_t>(cell)];
  }

  void merge(const TickHistogram& other);
  std::uint64_t total() const;
  /// Smallest tick t with P(value ≤ t) ≥ p (p in [0, 1]); exact below 8,192, else the lower edge of its bin. −1 if empty.
  std::int64_t quantile(double p) const;
  /// The quantiles of several probabilities in ascending order, in one pass.
  std::vector<std::int64_t> quantiles(std::span<const double> ascending) const;
  std::int64_t smallest() const;  ///< −1 if empty; lower edge of its bin
  std::int64_t largest() const;   ///< −1 if empty; lower edge of its bin
  /// Non-empty bins in ascending order, scaled by `tick_size`; a bin of one tick has low = tick·size and high = (tick + 1)·size.
  std::vector<HistogramBin> bins(double tick_size) const;

  void write(ByteWriter& writer) const;
  static TickHistogram read(ByteReader& reader);  ///< throws InputError

 private:
  static constexpr std::size_t spare_cells =
      lane_count;  ///< one a lane: a shared one would make every count wait for the one before

  std::vector<std::uint64_t> counts_ = std::vector<std::uint64_t>(spare_cells);  ///< spare cells, then bins
};

}  // namespace sealedbid
