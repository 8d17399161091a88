#pragma once

#include "market/yearly_flows.hpp"

namespace sealedbid {

/// Flows of a tile whose worlds are few, but for the degradation of each: lane l gets the flows of world `world_of_lane[l]`, all
/// energy of year t times (1 − degradation)^(t − 1).
/// @param worlds a world a lane, built without degradation; no limit on supported hours, which would not be in proportion.
/// @param degradation_fraction_per_year [0, 1), a lane each.
void spread_worlds(const YearlyFlows& worlds, const LaneIntegers& world_of_lane, const LaneReals& degradation_fraction_per_year,
                   YearlyFlows& flows);

}  // namespace sealedbid
