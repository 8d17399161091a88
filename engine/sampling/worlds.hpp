#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/lanes.hpp"
#include "market/shared_quantity.hpp"
#include "sampling/sampler.hpp"
#include "sampling/stream.hpp"

namespace sealedbid {

/// Draws the shared quantities of a tile of replications, joined by a Gaussian copula.
///
/// z = L ε with ε = Φ⁻¹(own uniform) and L the Cholesky factor of the correlation matrix of the quantities that appear in a
/// correlation, in the order of the list; each then takes its quantile at Φ(z), kept within [2⁻³³, 1 − 2⁻³³]. All others are
/// independent. Each has its own stream keyed by its key path: an uncorrelated quantity more changes no draw, a correlated one at
/// most those listed after it.
class WorldSampler {
 public:
  /// Throws std::invalid_argument if the correlation matrix is not positive definite (reading a scenario has checked that
  /// already).
  WorldSampler(std::uint64_t seed, std::vector<SharedQuantity> quantities, const std::vector<SharedCorrelation>& correlations);

  /// values[i][lane]: quantity i in replication first_replication + lane. @param values one entry a quantity.
  void draw(std::int64_t first_replication, std::uint32_t round, std::span<LaneReals> values) const;

 private:
  struct Entry {
    StreamKey key;
    Sampler sampler;
  };
  /// Independent uniforms to uniforms joined by the copula, for the correlated quantities.
  void correlate(std::span<LaneReals> uniforms) const;

  std::vector<Entry> entries_;
  std::vector<int> correlated_;   ///< indices of the quantities under the copula, ascending
  std::vector<double> cholesky_;  ///< lower triangle, row by row, of their correlation matrix
};

}  // namespace sealedbid
