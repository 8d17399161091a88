#pragma once

#include <cstdint>

namespace sealedbid {

struct Interval {
  double low = 0.0, high = 0.0;
};

/// mean ± t(n − 1) · standard error, two-sided; NaN for n < 2. Quantiles of Student's t from Boost.Math.
Interval mean_interval(double mean, double standard_error, std::int64_t count, double confidence = 0.95);

/// Wilson score interval of a proportion; never [0, 0] for 0 successes; NaN for n < 1. Source: Wilson (1927); Brown, Cai &
/// DasGupta (2001), eq. 4.
Interval proportion_interval(double proportion, std::int64_t count, double confidence = 0.95);

}  // namespace sealedbid
