#pragma once

#include <cstdint>
#include <vector>

#include "base/lanes.hpp"
#include "market/black.hpp"
#include "market/price_law.hpp"

namespace sealedbid {

/// g(q) = E[max(q, R)] for the price R of a period relative to its mean level, E R = 1: what the better of a fixed price and a
/// market price is worth. Calls, puts and floors follow: E(R − q)⁺ = g(q) − q, E(q − R)⁺ = g(q) − 1.
///
/// hour, month: the mean of twelve lognormals (Black 1976); year: the mean of the months' prices, see yearly_mean_option.hpp.
/// Tabulated with as many equal steps in each octave of q as the standard deviation needs; between nodes cubic Hermite with the
/// law's own slopes. Prices without randomness are not tabulated but exact.
class OptionTable {
 public:
  /// Cost: about a millisecond for hours and months, 20 for years.
  OptionTable(const PriceLaw& law, ReferencePeriod period);

  /// g(q) ≥ max(q, 1); 1 for q ≤ 0, q for q far above all prices. Error against the tabulated law below 1e-9 · max(1, q) for
  /// standard deviations of ln R up to 1 and 5e-9 up to 1.4; where seasons differ and it is below 1e-4 but not 0: below 1e-6.
  double value(double q) const;
  /// g'(q) = P(R < q), in [0, 1]. Error against the tabulated law below 2e-6 for standard deviations in [0.02, 1].
  double slope(double q) const;
  /// Both, for all lanes; to the bit the same.
  void evaluate(const LaneReals& q, LaneReals& value, LaneReals& slope) const;

 private:
  /// Where each node stands is part of the bits of q.
  struct Grid {
    std::int64_t first_bits = 0;  ///< of the lowest node
    int cell_bits = 0;            ///< lower bits of q that say where it stands in its cell: 2^(52 − cell_bits) cells an octave
    double lowest = 0.0, highest = 0.0;
  };
  /// @param law from q to its OptionValue.
  template <class Law>
  void tabulate(double lowest, double highest, double sd, const Law& law);
  OptionValue at(double q) const;

  Grid grid_;
  std::vector<double> nodes_;    ///< value and slope of each node in turn; empty: prices without randomness
  std::vector<double> certain_;  ///< those prices, equally likely
};

}  // namespace sealedbid
