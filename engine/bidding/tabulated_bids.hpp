#pragma once

#include <vector>

#include "base/deadline.hpp"
#include "bidding/tabulated_contest.hpp"

/// Bids of a contest that need no iteration: a first guess, and what first-order conditions say.
namespace sealedbid {

/// True if the lowest cost of a class leaves a profit at the highest score that it may bid.
bool could_bid(const Contest& contest, std::size_t own);

/// True if direct_bids() knows the answer: the truth at the lowest rejected price, or a single class that is solved for.
bool can_be_marched(const Contest& contest);

/// A single class that is solved for, marched down from the highest score; or the truth.
/// @param bids steps of half as many scores.
std::vector<TabulatedBids> direct_bids(const Contest& contest, int bids);

/// The first-order conditions of all classes at once, on few cells, then on many.
/// @param near where to start; empty: the bids of a game whose bidders are all alike.
/// @param deadline when iterations end with the conditions unsolved.
std::vector<TabulatedBids> bids_by_conditions(const Contest& contest, const std::vector<TabulatedBids>& near, int bids,
                                              const Deadline& deadline = {});

/// Where iterated replies start: a small profit at every estimate that could bid.
std::vector<TabulatedBids> cautious_bids(const Contest& contest);

}  // namespace sealedbid
