#pragma once

#include <vector>

#include "bidding/game.hpp"

namespace sealedbid {

/// The common part as a bidder sees it that has an estimate, as a table to draw from: Bayes's rule on cells of equal width.
/// Shares with the integrations of affiliated_estimates.hpp the densities of the laws alone.
struct CommonPosterior {
  double low = 0.0, width = 0.0;   ///< of the possible common parts
  std::vector<double> cumulative;  ///< P(common part below the upper end of each cell)
};

/// @param game with a common value and one class. @param estimate inside the range of estimates.
CommonPosterior common_posterior(const Game& game, double estimate);

/// The common part with P(less) = probability.
double quantile(const CommonPosterior& posterior, double probability);

/// The estimate of a common and an own part.
double estimate_of(const CommonPart& part, double common, double own);

}  // namespace sealedbid
