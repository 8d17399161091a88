#pragma once

#include "bidding/play.hpp"

/// Plays that need no equations.
namespace sealedbid {

/// Everybody bids its cost, up to the ceiling: the lowest rejected price. No entry costs.
/// @param table_points of each class's table.
Play truthful_play(const ScoreGame& game, int table_points);

/// Nobody competes: every bidder with a cost below its `top` bids that, and all of them win.
/// @param top of each class, in scores: its ceiling, or what rivals cannot undercut. @param classes_of_game size of the result.
Equilibrium uncontested(const ScoreGame& game, const std::vector<double>& top, std::size_t classes_of_game);

}  // namespace sealedbid
