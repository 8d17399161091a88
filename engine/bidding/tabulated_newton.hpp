#pragma once

#include <vector>

#include "base/deadline.hpp"
#include "bidding/bid_table.hpp"
#include "bidding/tabulated_contest.hpp"

/// First-order conditions of unlike classes, solved for all their bids together.
namespace sealedbid {

struct NewtonOptions {
  int cells = 64;  ///< of each class's bid function; ≥ 8
  int most_iterations = 60;
  double tolerance = 1e-8;  ///< of a change of scores, as a share of Contest::top − bottom
  Deadline deadline = {};   ///< when iterations end unsolved
};

/// Bid functions of all classes: from estimate to score.
struct ScoreCurves {
  std::vector<BidTable> curves;  ///< [class] over [low, last] of its range; empty: given bids, or no bids
  bool has_converged = false;
  int iterations = 0;
};

/// A start: the one bid function of a surrogate game whose bidders are all alike, drawn from the mixture of the classes, with
/// costs as break-even scores.
ScoreCurves alike_curves(const Contest& contest);

/// Solves the condition of preference() (tabulated_march.hpp) in each cell of each class's bid function; unknown are the scores
/// at the knots. The last type bids what breaks even where it can (its ceiling, or the top), otherwise its own best score.
///
/// Unlike classes cannot be marched down: through the singular top passes one solution for each way in which they may differ,
/// and the lower ends select. Newton's method on the whole, in pseudo-time (α I + J) δ = −F with α falling along F, which follows
/// the path of damped best replies, and is Newton's in the end. Source: Kelley and Keyes 1998.
ScoreCurves solve_conditions(const Contest& contest, const ScoreCurves& start, const NewtonOptions& options = {});

}  // namespace sealedbid
