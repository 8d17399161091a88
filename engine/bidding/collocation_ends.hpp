#pragma once

#include <vector>

#include "bidding/collocation.hpp"

/// Boundary conditions of the collocation, linearised.
namespace sealedbid {

/// One derivative of a condition: by y of an active class at a mesh point of a stretch, or by a bound between stretches.
struct EndDerivative {
  std::size_t stretch = 0, point = 0, active = 0;
  bool is_bound = false;  ///< by Collocation::bounds[stretch]
  double value = 0.0;
};

/// residual + Σ value·change = 0.
struct EndCondition {
  double residual = 0.0;
  std::vector<EndDerivative> terms;
};
using EndConditions = std::vector<EndCondition>;

/// Conditions where stretch m starts: one for each class that starts to bid there, continuity for the others, and the place of
/// the entry. @return false if the iterate is not admissible.
bool start_conditions(const InverseBidFrame& frame, const Collocation& solution, std::size_t m, EndConditions& conditions);

/// The condition where stretch m ends: a class has bid all its costs, or the top is reached; none where a class enters.
bool end_conditions(const InverseBidFrame& frame, const Collocation& solution, std::size_t m, EndConditions& conditions);

}  // namespace sealedbid
