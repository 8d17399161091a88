#pragma once

#include <vector>

#include "base/lanes.hpp"

/// Present values of flows that have a weight a year, by summing the years.
namespace sealedbid {

/// Weights of one kind of cash flow by year of operation, a lane a replication; zero outside [first, last).
struct YearlyWeights {
  int first = 0, last = 0;         ///< years t = first + 1 … last
  std::vector<LaneReals> weights;  ///< [year][lane]
  std::vector<double> common;      ///< [year], where the weights of a year are the same in every lane; else empty
};

/// sums[lane] = Σ_t weight_t · v^t, v = discount[lane], of two flows over equally many years, by Horner's rule from the last
/// year.
/// @param a, b either both have `common` weights or neither. The same bits with and without them, and on every CPU.
void present_values(const YearlyWeights& a, const YearlyWeights& b, const LaneReals& discount, LaneReals& sums_a,
                    LaneReals& sums_b);

/// The same for one flow.
void present_value(const YearlyWeights& flow, const LaneReals& discount, LaneReals& sums);

}  // namespace sealedbid
