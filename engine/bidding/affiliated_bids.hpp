#pragma once

#include <vector>

#include "bidding/affiliated_terms.hpp"

/// Bids of alike bidders with affiliated estimates, before what they are worth is known: see affiliated_equilibrium.hpp.
namespace sealedbid {

/// A cell of estimates: its ends, and bids, their slopes and terms at its Radau points, which descend to the lower end.
struct AffiliatedCell {
  double from, to;
  std::vector<double> estimate, bid, slope;
  std::vector<AffiliatedTerms> terms;
  double slope_at_to;
};

struct AffiliatedBids {
  double last = 0.0;                  ///< the highest estimate that bids
  bool ceiling_binds = false;         ///< and keeps out higher ones
  std::vector<AffiliatedCell> cells;  ///< ascending
};

/// Terms at an estimate; a hair inside the ends of the estimates, where probabilities vanish.
AffiliatedTerms terms_inside(const AffiliatedGame& game, double estimate, int panels);

/// Solves for the bids, from the highest estimate that bids down. @param width of cells at most, as a share of the range of
/// estimates; @param panels of the integrals over the common part, see common_nodes().
AffiliatedBids solve_affiliated_bids(const Game& game, const AffiliatedGame& affiliated, double width, int panels);

}  // namespace sealedbid
