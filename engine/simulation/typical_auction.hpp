#pragma once

#include <cstdint>
#include <vector>

#include "simulation/samples.hpp"
#include "simulation/simulate.hpp"

/// One auction of a run, bid by bid: the one that people can be shown.
namespace sealedbid {

/// Replications among which a typical one is sought: the first ones of the run.
inline constexpr int typical_among_replications = 1024;

struct TypicalAuction {
  int round = 1;
  std::int64_t replication = -1;  ///< −1: nothing was awarded in any of them
  std::vector<BidSample> bids;    ///< in order of the classes, their members
};

/// The replication of each round whose clearing price is nearest to the median of the whole run; the earliest of several.
/// @param medians_per_mwh [round] of clearing_price_per_mwh; NaN: not defined.
/// @param replications done by the run.
std::vector<TypicalAuction> typical_auctions(const PolicyMarket& policy, std::uint64_t seed, std::int64_t replications,
                                             const std::vector<double>& medians_per_mwh);

}  // namespace sealedbid
