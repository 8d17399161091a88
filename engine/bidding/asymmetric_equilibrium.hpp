#pragma once

#include <string>

#include "base/deadline.hpp"
#include "bidding/inverse_bids.hpp"
#include "bidding/play.hpp"

/// Equilibrium of unlike classes: shooting finds who competes where, collocation the inverse bid functions.
namespace sealedbid {

struct AsymmetricSolution {
  Play play;
  bool is_solved = false;
  std::string reason;     ///< what is missing when it is not solved
  double residual = 0.0;  ///< largest change of a bid on cells half as wide [score]
  int iterations = 0;     ///< shots and Newton steps
};

/// @param game at least two classes (or one), none hopeless, all with the same ceiling score; pay as bid or last accepted price.
/// @param top score_top(game).
AsymmetricSolution solve_asymmetric(const ScoreGame& game, const ScoreTop& top, UnlikeMethod method, double tolerance,
                                    const Deadline& deadline);

}  // namespace sealedbid
