#pragma once

#include "scenario/check_economy.hpp"
#include "scenario/game_file.hpp"

namespace sealedbid {

/// Whether a bidder of the game has several projects.
bool has_several_projects(const GameFile& file);

/// Whether games in which bidders have several projects stay within what is solved for: risk neutral bidders with private costs
/// and without entry costs, no more projects than lots, one ceiling for all scores where the price is uniform. What other checks
/// refuse already is not looked at.
void check_projects(const GameFile& file, Findings& findings);

}  // namespace sealedbid
