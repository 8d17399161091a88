#pragma once

#include <algorithm>
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

/// Draws of a plant, moved to the border of what a plant can have.
inline double usable_cost(double drawn) {
  return std::max(0.0, drawn);
}
inline double usable_degradation_fraction_per_year(double drawn) {
  return std::clamp(drawn, 0.0, 0.5);
}
inline double first_year_energy_mwh_per_kw(double capacity_factor_fraction) {
  constexpr double hours_per_year = 8760.0, kw_per_mw = 1000.0;
  return std::clamp(capacity_factor_fraction, 1e-3, 1.0) * hours_per_year / kw_per_mw;
}

/// The shared quantities on which project_terms depends, apart from the levels of capex, opex and yield.
std::vector<SharedIndex> schedule_inputs(const Market& market, int profile);

}  // namespace sealedbid
