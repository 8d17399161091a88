#include "simulation/typical_auction.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sealedbid {

namespace {

/// Index of the value nearest to `target`; −1: none is defined.
int nearest(const std::vector<double>& values, double target) {
  int best = -1;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double distance = std::abs(values[i] - target);
    if (distance < least) {
      least = distance;
      best = static_cast<int>(i);
    }
  }
  return best;
}

}  // namespace

std::vector<TypicalAuction> typical_auctions(const PolicyMarket& policy, std::uint64_t seed, std::int64_t replications,
                                             const std::vector<double>& medians_per_mwh) {
  BlockSimulator simulator(policy.market, seed, KeepBids::yes, &policy.strategies);
  const auto among = static_cast<int>(std::min<std::int64_t>(replications, typical_among_replications));
  std::vector<TypicalAuction> result;
  for (std::size_t r = 0; r < medians_per_mwh.size(); ++r) {
    TypicalAuction auction{static_cast<int>(r) + 1, -1, {}};
    simulator.simulate(0, among, static_cast<std::uint32_t>(auction.round));
    const auto column = std::size_t(MetricTable::column(AuctionMetric::clearing_price_per_mwh));
    auction.replication = nearest(simulator.values().metrics[column], medians_per_mwh[r]);
    for (const BidSample& bid : simulator.bids()) {
      if (bid.replication == auction.replication) auction.bids.push_back(bid);
    }
    result.push_back(std::move(auction));
  }
  return result;
}

}  // namespace sealedbid
