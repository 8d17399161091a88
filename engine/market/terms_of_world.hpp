#pragma once

#include <span>

#include "base/lanes.hpp"
#include "market/market.hpp"

namespace sealedbid {

/// What a profile's project costs and earns in one replication's world, before the bidder's own draws: capex_per_kw is the
/// technology's, cost_of_capital_fraction is 0. Draws outside the physical range are moved to its border, see the scenario
/// reference.
/// @param shared the drawn shared quantities, parallel to market.shared. @param lane which replication of the tile.
/// @param terms its room is reused: no allocation once it is large enough.
void project_terms(const Market& market, int profile, std::span<const LaneReals> shared, int lane, ProjectTerms& terms);

/// The shared quantities on which project_terms depends, apart from the levels of capex, opex and yield.
std::vector<SharedIndex> schedule_inputs(const Market& market, int profile);

}  // namespace sealedbid
