#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/lanes.hpp"
#include "market/price_law.hpp"
#include "sampling/stream.hpp"

/// How prices, the exchange rate and yields turn out after the award, for settlement. A draw is a function of (seed, name,
/// replication, round, month or year): every policy sees the same paths, whatever it builds and when.
namespace sealedbid {

/// A market with the law of its prices. Its stream is keyed by its name.
struct NamedLaw {
  std::string name;
  PriceLaw law;
};

/// Paths of a tile of replications from the award on.
struct PathTile {
  std::vector<std::vector<LaneReals>> price;  ///< [market][month]: R_m, relative to the mean level; month 0 is a January
  std::vector<LaneReals> exchange;            ///< [year]: value of the host's currency relative to the award; [0] is 1
};

/// Draws price and exchange-rate paths; their laws are those of price_law.hpp and expected_exchange_rate.hpp.
///
/// Shocks of the same month are joined by the Cholesky factor of their correlation matrix in the order of the list, the state at
/// month 0 by that of the stationary correlations: an uncorrelated market more changes no other path, a correlated one at most
/// those listed after it. The exchange rate is independent of prices.
class WorldPaths {
 public:
  /// @param shock_correlation row by row, markets × markets, ones on the diagonal; empty: uncorrelated.
  /// Throws std::invalid_argument if the matrix has another size or is not positive definite (reading a scenario has checked
  /// that already).
  WorldPaths(std::uint64_t seed, std::vector<NamedLaw> markets, const std::vector<double>& shock_correlation,
             const ExchangeRate& exchange_rate);

  /// Fills months 0 … 12·years − 1 and years 0 … years − 1 for the replications first_replication + lane.
  /// @param round from 1. @param out its room is reused: no allocation once it is large enough. What never varies costs no draws.
  void draw(std::int64_t first_replication, std::uint32_t round, int years, PathTile& out) const;

 private:
  struct Entry {
    StreamKey key;
    PriceLaw law;
    double stationary_sd = 0.0;
    std::vector<double> initial_weights;  ///< row of the Cholesky factor of the stationary correlations
    std::vector<double> shock_weights;    ///< row of the Cholesky factor of the shocks
  };
  /// Own shocks of a market to those joined with the markets before it, in place.
  void correlate(std::size_t market, std::vector<std::vector<LaneReals>>& shocks) const;

  std::vector<Entry> entries_;
  StreamKey exchange_key_;
  ExchangeRate exchange_rate_;
};

/// by_year[t − 1][lane]: yield of a bidder's project in year t of operation relative to its mean, max(0, N(1, sd)), independent
/// from year to year. Throws std::invalid_argument for more than 64 years.
/// @param class_key stream of the bidder's class. @param member index of the bidder in its class, < 2²⁸. @param sd_fraction ≥ 0.
/// @param by_year as many years as it has entries.
void draw_yields(StreamKey class_key, std::int64_t first_replication, std::uint32_t round, std::uint32_t member,
                 double sd_fraction, std::vector<LaneReals>& by_year);

}  // namespace sealedbid
