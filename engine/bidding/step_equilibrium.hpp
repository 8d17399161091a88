#pragma once

#include "base/deadline.hpp"
#include "bidding/equilibrium.hpp"

/// Games in which bidders have several projects and bid a price for each: docs/methods/step-bids.md.
namespace sealedbid {

/// Solves by damped best replies of all steps of all classes to smoothed outcomes, as the general method does
/// (smoothed_replies.hpp). At the lowest rejected price later steps start at the ceiling, so that of several equilibria one is
/// found in which much is held back. `residual` is the mean gain of best replies of the class that gains most [currency/MWh].
/// Awards, payments and profits before costs are known are integrals over the tables.
/// @param deadline when iterations end with the best bids found.
/// @throws std::invalid_argument if the game is malformed or outside the method; see step_contest().
Equilibrium solve_in_steps(const Game& game, const Deadline& deadline = {});

}  // namespace sealedbid
