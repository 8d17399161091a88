#pragma once

#include <vector>

#include "bidding/inverse_bids.hpp"
#include "bidding/play.hpp"

/// How a Play is completed where equations end: between stretches, at the top, and beyond the last costs that were solved for.
namespace sealedbid {

/// Adds what lies between two scores, too close for a quadrature, as one node. Costs are [class].
void add_gap(const InverseBidFrame& frame, double from_score, double to_score, const std::vector<double>& from_cost,
             const std::vector<double>& to_cost, Play& play);

/// Closes a curve at both ends: the lowest cost, and the highest that bids.
void close_curve(const InverseBidFrame& frame, std::size_t i, double first_score, double last_score, double last_cost,
                 Play& play);

/// A lone class may still have costs left where the top is reached: they all bid the top. @param cost [class] first of them.
void add_top_mass(const InverseBidFrame& frame, const std::vector<double>& cost, Play& play);

/// Between the highest bid of a lone class and the top, the others' bids keep its highest cost indifferent: all of them go on
/// from `cost` to the top by the same share of their way.
void add_indifference(const InverseBidFrame& frame, double score, const std::vector<double>& cost, Play& play);

/// A class that bids the top with positive probability gets there by the last cost that was solved for. After add_top_mass,
/// before close_curve.
void reach_top(Play& play);

/// Where a class bids the top with positive probability, the others' highest costs bid just below it, not just as much.
void step_below_mass(Play& play);

}  // namespace sealedbid
