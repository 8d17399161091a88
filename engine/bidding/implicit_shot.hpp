#pragma once

#include <vector>

#include "bidding/inverse_bids.hpp"

/// Inverse bid functions from a lowest score upwards, by an implicit method that stays accurate where shooting.hpp has to step in
/// tiny steps: thin tails that enter late, kinks, classes that hardly win. Accurate enough to be an answer by itself.
namespace sealedbid {

/// Everything at one score of a shot.
struct ShotPoint {
  double w = 0.0, score = 0.0;
  double weight = 0.0;        ///< of the point in integrals over scores; 0: the start of the shot
  bool ends_step = true;      ///< false: a stage inside a step
  std::vector<double> cost;   ///< [class] that bids the score; the lowest before a class enters, the last one after it ran out
  std::vector<double> below;  ///< [class] probability that a given bidder is present with a lower score
  std::vector<double> rate;   ///< [class] d below / d score; 0 for classes that do not bid here
};

enum class ShotEnd {
  passed_top,    ///< costs are left at the top: the start was too high
  met_costs,     ///< bids met costs below the top: too low
  ran_out,       ///< too few competitors are left below the top: too low
  lone_is_done,  ///< the lone class has bid its costs; see `lone_preference`
};

struct ImplicitShot {
  double lowest_score = 0.0;
  ShotEnd end = ShotEnd::met_costs;
  double lone_preference = 0.0;   ///< see inverse_bids.hpp; where the end is lone_is_done
  std::vector<ShotPoint> points;  ///< ascending scores; empty: no two classes can start here

  bool is_too_low() const { return end == ShotEnd::lone_is_done ? lone_preference < 0.0 : end != ShotEnd::passed_top; }
};

/// Solves d H/d score = rate/(1 − below), H = −ln(1 − below), from lowest_score to the top: Radau IIA with three stages and
/// step control, active classes by their first-order conditions. Costs below which less than 1e-12 of a class lies bid with
/// those just above.
/// @param step_tolerance of H in a step, by a cautious estimate: costs are about a hundredth as far off.
/// Source: Hairer and Wanner (1996), Solving Ordinary Differential Equations II, IV.8 for the method; Marshall, Meurer, Richard
/// and Stromquist (1994) for shooting.
ImplicitShot implicit_shot(const InverseBidFrame& frame, double lowest_score, double step_tolerance = 1e-6);

}  // namespace sealedbid
