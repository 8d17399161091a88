#pragma once

#include <string>
#include <vector>

#include "auction/clear_list.hpp"

namespace sealedbid {

/// One row of a file of bids, checked. `bid.lottery` is not set.
struct ListedBid {
  Bid bid;
  std::string bidder, origin;
  double price_per_mwh = 0.0;
};

/// Reads a file of bids; see clear_bids for its columns. Prices become multiples of `price_step_per_mwh` (> 0), capacities kW.
/// Throws InputError with every fault of the file.
std::vector<ListedBid> read_bids(const std::string& bids_csv, double price_step_per_mwh);

}  // namespace sealedbid
