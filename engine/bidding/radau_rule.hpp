#pragma once

#include <vector>

namespace sealedbid {

/// Collocation at the eight Radau points of [0, 1], the last of which is 1: implicit, and stable however fast solutions approach
/// each other. Source: Hairer and Wanner (1996), Solving Ordinary Differential Equations II, section IV.5.
struct RadauRule {
  std::vector<double> place;       ///< ascending, the last is 1
  std::vector<double> weight;      ///< of each place for integrals over [0, 1]; exact for polynomials up to degree 14
  std::vector<double> integral;    ///< [i·8 + j] ∫_0^place[i] of the polynomial that is 1 at place j and 0 at the others
  std::vector<double> derivative;  ///< [i·8 + j] d/d place of polynomial j at place i
  std::vector<double> derivative_at_start;  ///< [j] the same at 0
};

RadauRule radau_rule();

}  // namespace sealedbid
