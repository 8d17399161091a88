#include "bidding/low_end.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sealedbid {

namespace {

/// The last level to which a row is as it starts.
std::size_t flat_start(const std::vector<double>& row) {
  std::size_t level = 0;
  while (level + 1 < row.size() && std::abs(row[level + 1] - row.front()) <= 1e-12) ++level;
  return level;
}

}  // namespace

void turn_round_low_end(std::vector<double>& row) {
  const std::size_t start = flat_start(row);
  for (std::size_t below = 1; below <= start; ++below) {
    row[start - below] = 2.0 * row[start] - row[std::min(start + below, row.size() - 1)];
  }
}

}  // namespace sealedbid
