#pragma once

#include <string>

#include "market/market.hpp"
#include "scenario/scenario.hpp"

/// Small scenarios that tests start from and change.
namespace sealedbid::testing {

/// One class "bidders" of `bidders` single-lot bidders (1 MW each) with U(0, 1) required prices on a fine grid, `lots` MW for
/// sale, ceiling 1, truthful, pay-as-bid.
Scenario uniform_cost_auction(int bidders, int lots);

/// Two classes of solar developers (domestic AAA, foreign BBB), taxes, tail revenue, estimate errors, ten bidders.
Scenario solar_auction();

/// A class of solar_auction by name.
BidderClass& class_named(Scenario& scenario, const std::string& name);

}  // namespace sealedbid::testing
