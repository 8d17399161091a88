#pragma once

#include <string>
#include <vector>

#include "scenario/auction.hpp"

namespace sealedbid {

/// A column of a file of bids that a rule asks for.
struct NeededColumn {
  std::string column;
  std::string rule;               ///< which rule, as in "limit north_area" or "ties: earlier_first"
  bool is_needed_of_all = false;  ///< empty cells are faults
};

/// The columns that the rules ask for beyond bid, capacity_mw and price_per_mwh, each once, with the first rule that does.
std::vector<NeededColumn> needed_columns(const Auction& auction);

/// True where some rule tells domestic from foreign bids, so that the rules must name the host country.
bool tells_origins_apart(const Auction& auction);

}  // namespace sealedbid
