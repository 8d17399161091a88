#pragma once

#include <vector>

#include "base/issue.hpp"
#include "replay/read_bids.hpp"

namespace sealedbid {

/// Warnings about texts of bids that no rule names, but that nearly are a text which a rule names and no bid has: "Solar" where a
/// limit holds for "solar". Without them the rule would pass such bids by unnoticed.
std::vector<Issue> near_misses(const BidList& list, const Auction& auction);

}  // namespace sealedbid
