#pragma once

#include <vector>

#include "base/deadline.hpp"
#include "bidding/inverse_bids.hpp"

/// A first, rough solution of unlike classes by shooting: who competes where, and roughly how.
namespace sealedbid {

/// A class that starts (its lowest cost) or ends (its highest) to bid inside the range of scores.
struct BidEvent {
  double score = 0.0;
  std::size_t index = 0;  ///< of the class
  bool is_entry = true;
};

/// One solution of the equations from a lowest score upwards.
struct Trajectory {
  double lowest_score = 0.0;
  std::vector<double> w;               ///< over [lowest_score, top]
  std::vector<std::vector<double>> y;  ///< of all classes at each w; −infinity before they enter, +infinity when exhausted
  std::vector<std::size_t> first;      ///< classes that bid the lowest score
  std::vector<BidEvent> events;
  bool is_too_low = false;    ///< bids met costs, or a class that the others need ran out, below the top
  bool is_exhausted = false;  ///< … it was the second, of class `exhausted`
  std::size_t exhausted = 0;
};

/// The two neighbours of the equilibrium.
struct Bracket {
  Trajectory too_low, too_high;
  bool is_found = false;
  int shots = 0;
};

/// Integrates from lowest_score to the top.
Trajectory shoot(const InverseBidFrame& frame, double lowest_score);

/// Bisects the lowest score: solutions that start too low run into their costs, those that start too high pass the top.
/// Source: Marshall, Meurer, Richard and Stromquist 1994; Fibich and Gavish 2011 on why shooting alone is not enough.
Bracket bracket_lowest_score(const InverseBidFrame& frame, const Deadline& deadline);

}  // namespace sealedbid
