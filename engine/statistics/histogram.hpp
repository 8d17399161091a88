#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "statistics/tick_histogram.hpp"

/// Counts by bin, exact integers, so merging in any order gives the same bits; quantiles come from them. Memory depends on the
/// range of the values, never on their number.
namespace sealedbid {

/// Histogram of any finite doubles: 128 bins an octave on either side of zero (relative width below 8e-3), a bin of its own,
/// [0, 0], for zero. Bins of negative values are mirror images: (low, high]. With a grid step, values are rounded to multiples of
/// it and binned as whole numbers of steps: exact below 8,192 steps.
class QuantileHistogram {
 public:
  explicit QuantileHistogram(double grid_step = 0.0);

  void add(double value, std::uint64_t count = 1);  ///< NaN and infinities are ignored
  void add(std::span<const double> values);         ///< all of a block
  void merge(const QuantileHistogram& other);
  std::uint64_t total() const;
  /// With a grid: the grid value at which P(value ≤ x) first reaches p. Without: linear interpolation within the bin in which it
  /// does. NaN if empty.
  double quantile(double p) const;
  /// The quantiles of several probabilities in ascending order, in one pass.
  std::vector<double> quantiles(std::span<const double> ascending) const;
  std::vector<HistogramBin> bins() const;

  void write(ByteWriter& writer) const;
  static QuantileHistogram read(ByteReader& reader);  ///< throws InputError

 private:
  void add_tiles(const double* values, std::size_t tiles);
  std::size_t cell(std::int32_t place);  ///< where a place is counted; makes its page

  double grid_step_;
  std::vector<std::int64_t> offsets_;  ///< page of places → from a place to its cell
  std::vector<std::uint64_t> counts_;  ///< cells of undefined values and small numbers, then pages
};

/// A histogram thinned to at most `most` bins of equal width between the smallest and the largest value (for pictures and files);
/// counts keep their total, each going whole to the bin of its middle. No width is below that of the widest bin given; widths and
/// edges are multiples of `step` where step > 0. Empty bins are left out.
std::vector<HistogramBin> thinned(const std::vector<HistogramBin>& bins, int most, double step);

}  // namespace sealedbid
