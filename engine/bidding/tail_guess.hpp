#pragma once

#include <vector>

#include "bidding/inverse_bids.hpp"

/// What shooting can't see: the neighbourhood of the top, where solutions part.
namespace sealedbid {

/// Costs near the top under the assumption that all classes bid alike there. Distances to the top, both descending logarithms.
struct TailGuess {
  std::vector<double> log_score_distance, log_cost_distance;

  /// Distance of the cost to the top when the score is `score_distance` > 0 below it; power law beyond the ends.
  double cost_to_top(double score_distance) const;
};

/// bid(c) − c from d/dc (bid − c) = λ(c)·(bid − c) − 1, with λ the hazard that a bidder meets on average over the classes.
/// @param stretch the classes that compete up to the top.
/// @param lowest_cost the guess starts here.
TailGuess tail_guess(const InverseBidFrame& frame, const Stretch& stretch, double lowest_cost);

}  // namespace sealedbid
