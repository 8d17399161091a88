#pragma once

#include "scenario/quantity.hpp"

/// The distribution of one bidder's cost as the solvers of equilibria need it: CDF, survival, density and quantile.
namespace sealedbid {

/// A continuous cost law on a finite interval: a scenario quantity, cut where its own tail is below 1e-14 and rescaled to mass 1.
/// Plain data; make it with cost_law().
struct CostLaw {
  Quantity quantity = Uniform{};
  double low_per_mwh = 0.0;     ///< lowest cost
  double high_per_mwh = 1.0;    ///< highest cost
  double mass_below_low = 0.0;  ///< probability that the uncut quantity lies below low_per_mwh (≤ 1e-14)
  double mass_kept = 1.0;       ///< probability that the uncut quantity lies inside
  double scale = 1.0;           ///< constant factor of the density, kept because it is costly (1 / beta function, and so on)
  bool is_mirrored = false;     ///< the cost is minus the quantity: a value in a sale

  bool operator==(const CostLaw&) const = default;
};

/// The law of a quantity: uniform, triangular, normal, truncated normal, lognormal, PERT, beta or Weibull (exponential: shape 1).
/// Unbounded tails are cut where less than 1e-14 of the mass lies beyond.
/// @throws std::invalid_argument for a constant or a list of values: an atom has no density, and bids would have to mix.
CostLaw cost_law(const Quantity& quantity);

/// The law of minus the cost. A sale to bidders who value the lot at v is a procurement from bidders with costs −v.
CostLaw mirrored(const CostLaw& law);

/// P(cost ≤ cost_per_mwh), in [0, 1].
double cdf(const CostLaw& law, double cost_per_mwh);
/// P(cost > cost_per_mwh), in [0, 1], without the cancellation of 1 − cdf.
double survival(const CostLaw& law, double cost_per_mwh);
/// Density of the cost, ≥ 0 [1 / (currency/MWh)]; 0 outside [low, high]; at a pole (beta with alpha or beta below 1) infinite.
double density(const CostLaw& law, double cost_per_mwh);
/// The cost with P(cost ≤ result) = probability. @param probability in [0, 1].
double quantile(const CostLaw& law, double probability);

}  // namespace sealedbid
