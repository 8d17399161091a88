#pragma once

#include <array>

#include "market/black.hpp"
#include "market/price_law.hpp"

namespace sealedbid {

/// E[max(q, A)] and P(A < q) for the mean A = Σ_j season_j·exp(x_j − s²/2)/12 of the twelve months' prices of a year.
///
/// Given the standardised weighted sum Z of the logarithms, A has the mean m(Z) = Σ_j season_j·exp(β_j·Z − β_j²/2)/12. The option
/// on m(Z) is closed; what the rest of A adds is an integral over Z around the root of m(Z) = q, with A given Z lognormal with
/// its exact first two moments. The error stems from this form of the rest alone: docs/methods/price-worlds.md says how large.
/// **Source:** Curran (1994), Valuing Asian and portfolio options by conditioning on the geometric mean price, Management
/// Science 40; the lognormal with two conditional moments: Lord (2006), Partially exact and bounded approximations for
/// arithmetic Asian options, Journal of Computational Finance 10.
class YearlyMeanOption {
 public:
  /// @param law with a stationary sd > 0.
  explicit YearlyMeanOption(const PriceLaw& law);

  /// @param q > 0.
  OptionValue at(double q) const;
  /// Standard deviation of ln A, to first order.
  double sd() const { return sd_; }

 private:
  /// A given Z = z: mean·(1 − spread + spread·L), L lognormal with mean 1 and this sd of ln L; spread 0: certain.
  struct Conditional {
    double mean = 1.0, spread = 0.0, sd = 0.0;
  };
  Conditional given(double z) const;
  double root(double q) const;

  using Months = std::array<double, months_per_year>;
  Months weight_{};                                    ///< season_j·exp(−β_j²/2)/12
  Months beta_{};                                      ///< covariance of x_j and Z
  std::array<Months, months_per_year> rest_growth_{};  ///< exp(covariance of x_j and x_k given Z) − 1
  double sd_ = 0.0;
};

}  // namespace sealedbid
