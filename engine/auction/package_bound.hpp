#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "auction/package_problem.hpp"

/// Upper bounds on the objective of a package auction: the Lagrangian dual of its covering and requirement constraints.
namespace sealedbid {

/// Multipliers of the relaxed constraints, all ≥ 0.
struct PackagePrices {
  std::vector<double> product;      ///< [product] money per unit
  std::vector<double> requirement;  ///< [requirement] money
};

PackagePrices zero_prices(const PackageProblem& problem);

struct PackageBound {
  Int128 bound = 0;        ///< no completion of the node has a greater objective
  PackageSet relaxed = 0;  ///< packages that are worth their price at the multipliers, at most one of a group
  PackageNode implied;     ///< the node, with every package decided that cannot be otherwise in a completion worth `target`
};

/// The bound of one node at given multipliers,
///
///     Σ_k (value_k − p_k) · R_k + Σ_j max(0, Σ_k p_k · min(q_jk, R_k) − price_j) + what is decided,
///
/// with R_k the demand that the selected packages leave, one package a group, and p limited to the value of products that have
/// one. Exact in integers once the multipliers are rounded to 2⁻²⁰; valid for all multipliers. @param node must be complete.
PackageBound bound_at(const PackageProblem& problem, const PackageNode& node, const PackagePrices& prices, Int128 target);

/// Improves the multipliers for this node by up to `steps` subgradient steps and leaves the best in `prices`; ends as soon as the
/// bound seems to fall below `target`. In floating point: the result is what bound_at gives at these multipliers.
/// @param likely gets for each package how often the relaxation selects it (0 … 1).
PackageBound improve_bound(const PackageProblem& problem, const PackageNode& node, Int128 target, int steps,
                           PackagePrices& prices, std::vector<double>& likely);

}  // namespace sealedbid
