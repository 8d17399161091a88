#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "simulation/tally.hpp"

/// Whether two runs gave the same bits.
namespace sealedbid {

/// The same bits, undefined values included.
inline bool same(double a, double b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

inline void expect_same(const Moments& a, const Moments& b, const std::string& what) {
  EXPECT_EQ(a.count, b.count) << what;
  EXPECT_TRUE(same(a.mean, b.mean) && same(a.squared_deviations, b.squared_deviations) && same(a.minimum, b.minimum) &&
              same(a.maximum, b.maximum))
      << what;
}

inline void expect_same(const RunTally& a, const RunTally& b) {
  ASSERT_EQ(a.policies.size(), b.policies.size());
  for (std::size_t p = 0; p < a.policies.size(); ++p) {
    for (std::size_t m = 0; m < a.policies[p].metrics.size(); ++m) {
      const MetricTally &x = a.policies[p].metrics[m], &y = b.policies[p].metrics[m];
      expect_same(x.moments, y.moments, x.metric.name + " " + x.metric.group);
      for (const double probability : {0.01, 0.5, 0.99}) {
        EXPECT_TRUE(same(x.histogram.quantile(probability), y.histogram.quantile(probability)));
      }
    }
    for (std::size_t g = 0; g < a.policies[p].bids.size(); ++g) {
      EXPECT_TRUE(same(a.policies[p].bids[g].moments.ratio(), b.policies[p].bids[g].moments.ratio()));
      EXPECT_EQ(a.policies[p].bids[g].histogram.quantile(0.3), b.policies[p].bids[g].histogram.quantile(0.3));
    }
  }
  for (std::size_t d = 0; d < a.differences.size(); ++d) {
    expect_same(a.differences[d].moments, b.differences[d].moments, a.differences[d].metric.name);
  }
}

}  // namespace sealedbid
