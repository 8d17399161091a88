#pragma once

#include <span>

#include "simulation/learned_market.hpp"

namespace sealedbid {

/// Nodes of the public state: 11 between the lowest and the highest price that solved bidders need, where a ceiling bites, one
/// below and three above, within the states that worlds have (but for 1 in 10,000 on each side); one where all have the same.
/// @param ceiling_over_reference, reference_per_mwh [world], the former empty where bidders know no ceiling.
/// @param lowest, highest prices that bidders need, over the reference.
StateNodes state_nodes(std::span<const double> ceiling_over_reference, std::span<const double> reference_per_mwh, double lowest,
                       double highest);

/// The law of a ceiling that bidders do not know, over the reference that they know.
UnknownCeiling unknown_ceiling(std::span<const double> ceiling_over_reference);

}  // namespace sealedbid
