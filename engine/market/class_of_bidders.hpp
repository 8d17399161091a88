#pragma once

#include "market/market.hpp"
#include "market/shared_list.hpp"

namespace sealedbid {

/// Adds a class to the market, as one model for each project of its bidders, with the profile of its cash flow, which it may share with classes before it. Technologies and
/// the country are there already. Throws InputError for a strategy that this version does not have.
void add_class(const BidderClass& bidder_class, const Scenario& scenario, Market& market, SharedList& shared);

}  // namespace sealedbid
