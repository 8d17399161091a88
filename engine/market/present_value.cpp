#include "market/present_value.hpp"

#include <algorithm>

namespace sealedbid {
namespace {

// A year's weight in one lane: its own, or the one that all lanes share.
SEALEDBID_INLINE double in_lane(const LaneReals& weights, std::size_t lane) {
  return weights[lane];
}
SEALEDBID_INLINE double in_lane(double weight, std::size_t) {
  return weight;
}

template <class Weights>
SEALEDBID_INLINE void sum_years(const Weights* weights, int first, int last, const LaneReals& discount, LaneReals& sums) {
  double sum[lane_count] = {};
  for (int t = last - 1; t >= first; --t) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] = (sum[lane] + in_lane(weights[t], lane)) * discount[lane];
  }
  if (first < last) {
    for (int t = first - 1; t >= 0; --t) {
      for (std::size_t lane = 0; lane < lane_count; ++lane) sum[lane] *= discount[lane];
    }
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) sums[lane] = sum[lane];
}

SEALEDBID_CLONES
void sum_one(const YearlyWeights& flow, const LaneReals& discount, LaneReals& sums) {
  if (flow.common.empty()) {
    sum_years(flow.weights.data(), flow.first, flow.last, discount, sums);
  } else {
    sum_years(flow.common.data(), flow.first, flow.last, discount, sums);
  }
}

template <class Weights>
SEALEDBID_INLINE void sum_years(const Weights* a, const Weights* b, int last, const LaneReals& discount, LaneReals& sums_a,
                                LaneReals& sums_b) {
  double sum_a[lane_count] = {}, sum_b[lane_count] = {};
  for (int t = last - 1; t >= 0; --t) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      sum_a[lane] = (sum_a[lane] + in_lane(a[t], lane)) * discount[lane];
      sum_b[lane] = (sum_b[lane] + in_lane(b[t], lane)) * discount[lane];
    }
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    sums_a[lane] = sum_a[lane];
    sums_b[lane] = sum_b[lane];
  }
}

/// The same for two flows side by side, each chain of operations hiding the latency of the other; the same bits. Worth it only
/// where registers are wide enough to hold both: a third faster with AVX-512, a third slower with AVX2.
SEALEDBID_CLONES
void sum_both(const YearlyWeights& a, const YearlyWeights& b, const LaneReals& discount, LaneReals& sums_a, LaneReals& sums_b) {
  const int last = std::max(a.last, b.last);
  if (a.common.empty()) {
    sum_years(a.weights.data(), b.weights.data(), last, discount, sums_a, sums_b);
  } else {
    sum_years(a.common.data(), b.common.data(), last, discount, sums_a, sums_b);
  }
}

}  // namespace

void present_values(const YearlyWeights& a, const YearlyWeights& b, const LaneReals& discount, LaneReals& sums_a,
                    LaneReals& sums_b) {
  if (has_wide_registers()) {
    sum_both(a, b, discount, sums_a, sums_b);
  } else {
    sum_one(a, discount, sums_a);
    sum_one(b, discount, sums_b);
  }
}

void present_value(const YearlyWeights& flow, const LaneReals& discount, LaneReals& sums) {
  sum_one(flow, discount, sums);
}

}  // namespace sealedbid
