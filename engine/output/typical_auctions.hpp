#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "simulation/typical_auction.hpp"

/// typical_auctions.csv: for each policy and round every bid of one auction whose clearing price is near the median.
namespace sealedbid {

/// A row a bid. A policy and round in which nothing was awarded has none.
struct TypicalBidRow {
  std::string policy, bidder_class, origin;
  int round = 1;
  BidSample bid;
};

/// Seeks them: simulates the first replications of each policy again.
/// @param rounds tallies of the run, in order; their histograms hold the medians.
std::vector<TypicalBidRow> typical_bids(std::span<const PolicyMarket> policies, std::uint64_t seed,
                                        std::span<const RunTally> rounds);

/// Columns: policy, round, replication, bidder_class, origin, member, required_price_per_mwh, bid_per_mwh, ceiling_per_mwh,
/// quantity_mw, awarded_mw, price_paid_per_mwh. Not available is an empty cell.
std::string typical_auctions_csv(const std::vector<TypicalBidRow>& rows);

}  // namespace sealedbid
