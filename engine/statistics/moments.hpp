#pragma once

#include <cstdint>
#include <limits>
#include <span>

/// Mergeable moments. A block of replications gives one record; records are merged in block order, so that results are the same
/// bits for any number of threads.
namespace sealedbid {

/// Count, mean, sum of squared deviations, extremes of one metric.
struct Moments {
  std::int64_t count = 0;
  double mean = 0.0;
  double squared_deviations = 0.0;  ///< Σ (x − mean)²
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();

  /// Two-pass moments of a block; NaN means "not defined in this replication" and is left out.
  static Moments of(std::span<const double> values);
  /// Pairwise merge. Source: Chan, Golub & LeVeque (1983), eq. 2.1.
  void merge(const Moments& later);

  double variance() const;  ///< with n − 1; NaN for count < 2
  double standard_deviation() const;
  double standard_error() const;  ///< of the mean; NaN for count < 2
};

/// Moments of pairs (x, w), one pair a replication, for the ratio Σx / Σw: the mean over items (bids, MW) that come in clusters
/// (replications), with a standard error that respects the clusters.
struct RatioMoments {
  std::int64_t count = 0;
  double mean_x = 0.0, mean_w = 0.0;
  double squared_x = 0.0, squared_w = 0.0, cross = 0.0;

  static RatioMoments of(std::span<const double> x, std::span<const double> w);
  void merge(const RatioMoments& later);

  double ratio() const;  ///< NaN where Σw = 0
  /// Linearised (delta method): sqrt(Σ (x − R w)² / (n (n − 1))) / mean_w. Source: Cochran, Sampling Techniques (1977), eq. 6.13.
  double standard_error() const;
};

}  // namespace sealedbid
