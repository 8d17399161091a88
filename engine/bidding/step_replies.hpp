#pragma once

#include <vector>

#include "bidding/step_contest.hpp"

/// Best replies of bidders who bid a price for each of their projects.
namespace sealedbid {

/// The best ascending bids of a bidder at one cost of its projects, and what each step earns.
struct StepReply {
  std::vector<double> score;   ///< [step] ascending; steps for which one bid is best are level
  std::vector<double> profit;  ///< [step] in score money
};

/// Best of all ascending levels by dynamic programming from the last step down; between levels by the parabola through three, of
/// the sum of the steps that are level.
/// @param point of the grid of costs.
StepReply best_steps(const StepContest& contest, const StepCurves& curves, std::size_t own, std::size_t point);

/// What a step earns by a score at a cost of the grid, in score money; 0 above the highest that it may bid.
double step_profit(const StepContest& contest, const StepCurves& curves, std::size_t own, std::size_t step, std::size_t point,
                   double score);

/// Moves the scores of a class towards its best replies by the share `damping`; ascending.
void reply_in_steps(const StepContest& contest, const StepCurves& curves, std::size_t own, double damping,
                    std::vector<std::vector<double>>& scores);

/// What one bidder of a class expects before it knows its costs, in score money.
struct StepStock {
  double profit = 0.0;  ///< by its bids
  double gain = 0.0;    ///< of best replies over them
  double awards = 0.0;  ///< projects
};
StepStock stock_of(const StepContest& contest, const StepCurves& curves, std::size_t own,
                   const std::vector<std::vector<double>>& scores);

}  // namespace sealedbid
