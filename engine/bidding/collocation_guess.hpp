#pragma once

#include "bidding/collocation.hpp"
#include "bidding/shooting.hpp"

namespace sealedbid {

/// Turns the two neighbours found by shooting into a first iterate of the collocation: stretches between the events, meshes that
/// are fine where most costs bid and coarse towards the singular ends, and y read off the upper neighbour, continued by its power
/// law where the neighbours part.
Collocation collocation_guess(const InverseBidFrame& frame, const Bracket& bracket, bool is_ceiling);

/// The same solution on cells half as wide; see collocation.hpp.
Collocation refined(const Collocation& solution);

}  // namespace sealedbid
