#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "market/market.hpp"
#include "market/settle_project.hpp"
#include "sampling/world_paths.hpp"

namespace sealedbid {

/// The paths of a tile, replication by replication, as projects meet them. Holds work space, so one object a thread.
class LanePaths {
 public:
  LanePaths(const Market& market, std::uint64_t seed);

  /// Paths of the replications first_replication + lane over `years` from the award on. What never varies is worked out once.
  void draw(std::int64_t first_replication, std::uint32_t round, int years);

  /// Parallel to Market::markets.
  std::span<const MarketPath> markets(int lane) const;
  std::span<const double> exchange_rate(int lane) const;

 private:
  void take_market(std::size_t market);

  WorldPaths paths_;
  bool vary_ = false;
  int years_ = 0;
  std::size_t markets_ = 0;
  PathTile tile_;
  std::vector<std::vector<double>> by_month_, by_year_;  ///< [market][lane · periods + period]
  std::vector<double> exchange_rate_;                    ///< [lane · years + year]
  std::vector<MarketPath> views_;                        ///< [lane · markets + market]
};

}  // namespace sealedbid
