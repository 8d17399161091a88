#pragma once

#include <functional>
#include <vector>

#include "bidding/tabulated_game.hpp"

/// Best replies of bidders with several projects, whose bids ascend with the project.
namespace sealedbid {

/// The best ascending bids of all projects of a bidder, from its best bids for any of them alone: where a later project would bid
/// less than one before it, both bid what is best for the two together, and so on (pooling of adjacent violators; Ayer et al.
/// 1955, exact where payoffs have one peak).
/// @param projects ≥ 1.
/// @param best bids of the projects first … last together, at all estimates. Called for the pools that occur, once each.
/// @return [project] bids at all estimates.
std::vector<TabulatedBids> ascending_replies(std::size_t projects,
                                             const std::function<TabulatedBids(std::size_t first, std::size_t last)>& best);

}  // namespace sealedbid
