#pragma once

#include <cstddef>

#include "bidding/bid_surface.hpp"
#include "bidding/tabulated_game.hpp"
#include "simulation/learned_market.hpp"

namespace sealedbid {

/// Appends one state to a surface: the bids of a party read at equally spaced estimates up to the last that bids.
/// @param bids at the estimates of estimate_grid(), at the node. @param surface has the states of all nodes before.
void add_state(const LearnedMarket& learned, const LearnedParty& party, std::size_t node, const TabulatedBids& bids,
               BidSurface& surface);

/// Adds a state beyond the outermost `node` (the first or the last), whose bids keep their places between `low` and the highest
/// bid: the known ceiling or `high`, whichever is lower.
/// @param ceiling_over_state see LearnedParty.
void add_outer_state(double low, double high, double ceiling_over_state, double state, std::size_t node, BidSurface& surface);

}  // namespace sealedbid
