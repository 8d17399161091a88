#pragma once

#include <optional>
#include <vector>

#include "bidding/game.hpp"

/// Estimates that share a hidden common part: independent of each other given that part, affiliated without it.
/// Source: Milgrom and Weber (1982), "A theory of auctions and competitive bidding".
namespace sealedbid {

/// The law of all bidders' estimates: common + own, or common · own, the own parts independent and alike.
struct EstimateLaw {
  CostLaw common;
  CostLaw own;
  EstimateForm form = EstimateForm::common_plus_own;
  /// ∫ of the own part's CDF from its lowest value to each of equally spaced places: what partial means are made of.
  std::vector<double> cdf_integral;
};

/// @param game with a common value and one class, whose cost is the law of the own parts.
/// @throws std::invalid_argument if it has not, if a density is infinite somewhere, or if factors may be negative or the common
///   part that they multiply may change its sign.
EstimateLaw estimate_law(const Game& game);

double lowest_estimate(const EstimateLaw& law);
double highest_estimate(const EstimateLaw& law);
/// The lowest and the highest estimate that this common part can give.
double lowest_given(const EstimateLaw& law, double common);
double highest_given(const EstimateLaw& law, double common);
/// The estimate with P(estimate ≤ result) = probability, to some 1e-6 of the range: for reports.
double estimate_quantile(const EstimateLaw& law, double probability);
/// Ascending: both ends, and the estimates at which the law of an estimate changes its formula.
std::vector<double> knots_of(const EstimateLaw& law);

/// One bidder's estimate, given the common part.
struct GivenCommon {
  double below = 0.0, above = 0.0;  ///< P(estimate ≤ place), P(estimate > place)
  double density = 0.0;
};
GivenCommon given_common(const EstimateLaw& law, double common, double place);

/// Means of one bidder's estimate, given the common part, on either side of a place.
struct PartialMeans {
  double below = 0.0, above = 0.0;  ///< E[estimate | it is ≤ place], E[estimate | it is > place]; the place where impossible
};
PartialMeans partial_means(const EstimateLaw& law, double common, double place);

/// A common part and its share of an integral over all that an estimate leaves possible.
struct CommonNode {
  double common = 0.0;
  double prior = 0.0;       ///< weight of the node times the density of the common part
  GivenCommon at_estimate;  ///< of a bidder's estimate at the place
};
/// Gauss's rule over the common parts with which the estimate is possible; Σ prior·density is the density of the estimate.
/// @param panels ≥ 1; of ten points each, more over many orders of magnitude of a multiplied common part.
/// @param rival_estimate whose probability, given the common part, is integrated too: panels end where it has kinks.
std::vector<CommonNode> common_nodes(const EstimateLaw& law, double estimate, int panels,
                                     std::optional<double> rival_estimate = std::nullopt);

}  // namespace sealedbid
