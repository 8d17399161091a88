#pragma once

#include "base/deadline.hpp"
#include "bidding/asymmetric_equilibrium.hpp"

/// Equilibrium of unlike classes by implicit shots alone. A shot parts from the equilibrium only where hardly anybody can win, by
/// about what is left to win there: errors grow as the probability to win falls. So the best of all shots is an answer, without
/// the guess, the stretches and the good start that collocation needs.
namespace sealedbid {

/// Bisects the lowest score, first with wide steps, then with narrow ones; what lies between is the residual.
/// Where the shot parts from the equilibrium, costs are led to the top.
AsymmetricSolution solve_by_shots(const InverseBidFrame& frame, bool is_ceiling, double tolerance, const Deadline& deadline);

}  // namespace sealedbid
