#pragma once

#include <span>
#include <vector>

#include "bidding/cost_law.hpp"

/// Smooth laws and regressions from draws: what a best reply needs, which a histogram would make jump.
namespace sealedbid {

/// A law on a finite interval: densities at equally spaced points, linear between them, and their exact integral.
struct SampledLaw {
  double low = 0.0, step = 0.0;
  std::vector<double> density, cdf;  ///< [point]; cdf from 0 to 1

  double high() const { return low + step * static_cast<double>(cdf.size() - 1); }
};

/// A Gaussian kernel estimate of 1,025 points from the smallest to the largest draw, reflected at both, so that bounded laws keep
/// their bounds. The outermost draws (1 in 100,000 on each side, and those beyond the middle half by more than ten times its
/// width) are left out. The bandwidth is Silverman's, 0.9 · min(standard deviation, interquartile range / 1.34) · n^(−1/5), and
/// wider where draws are few, with the inverse square root of a first estimate (Abramson's), up to eight times.
/// @param draws finite, at least 32 and not all alike (else an empty law: cdf has no entry).
/// **Source:** Silverman (1986), Density Estimation, sections 2.10, 3.4.2 and 5.3.
SampledLaw sampled_law(std::span<const double> draws);

/// A known law as such a table: exact at its points, cut at a mass of 1e-7 on each side.
SampledLaw tabulated_law(const CostLaw& law);

double cdf(const SampledLaw& law, double value);
double density(const SampledLaw& law, double value);
/// The value with P(draw ≤ result) = probability.
double quantile(const SampledLaw& law, double probability);

/// E[y | x] at equally spaced points of x, linear between and beyond them.
struct SampledMean {
  double low = 0.0, step = 0.0;
  std::vector<double> mean;
};

/// Local linear regression with a Gaussian kernel, twice the bandwidth of the law's density, between the 0.1 % and the 99.9 %
/// quantile of x; beyond, the line of the last points goes on.
/// @param x, y of equal length, from which `law` = sampled_law(x) comes.
/// **Source:** Fan & Gijbels (1996), Local Polynomial Modelling, section 2.3.
SampledMean sampled_mean(std::span<const double> x, std::span<const double> y, const SampledLaw& law);

double mean_at(const SampledMean& regression, double x);

}  // namespace sealedbid
