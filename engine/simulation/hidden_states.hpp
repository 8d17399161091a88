#pragma once

#include <span>
#include <vector>

namespace sealedbid {

/// A law as few values with probabilities: those of Gauss's rule, so that it has the draws' first 2n − 1 moments.
struct HiddenStates {
  std::vector<double> value = {1.0};
  std::vector<double> probability = {1.0};
};

/// @param draws at least one. @param states ≥ 1; fewer come back where the draws have no more different values (1 where their
/// spread is below 1e-9 of their mean).
/// **Source:** Gautschi (2004), Orthogonal Polynomials: Computation and Approximation, sections 2.2 (Stieltjes) and 3.1.1.
HiddenStates hidden_states(std::span<const double> draws, int states);

}  // namespace sealedbid
