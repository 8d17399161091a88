#pragma once

#include <vector>

#include "bidding/game.hpp"
#include "bidding/low_end.hpp"

/// A game in which bidders bid a price for each of their projects, in scores on grids, for its solver (step_equilibrium.hpp).
///
/// With k lots, step s of a bidder (its s-th lowest bid) wins if at most k − s projects of rivals rank below it. Its payment and
/// what it does to the price of the bidder's other steps add up to a sum over steps, each of which depends on its own bid alone
/// (docs/methods/step-bids.md).
namespace sealedbid {

/// Bidders alike, in scores.
struct StepClass {
  int bidders = 1, projects = 1;
  double presence = 1.0;
  std::vector<double> cost;              ///< [g] own costs, equally spaced
  std::vector<double> break_even;        ///< [g] the score that breaks even if it wins
  std::vector<std::vector<double>> cdf;  ///< [step][g] P(cost of the step's project ≤ cost[g])
  double factor = 1.0;                   ///< score money of one unit of own money
  double highest = 0.0;                  ///< score that the ceiling lets it bid; infinite without one
};

struct StepContest {
  std::vector<StepClass> classes;
  int lots = 1;
  PricingRule pricing = PricingRule::pay_as_bid;
  double bottom = 0.0;  ///< lowest score that breaks even
  double top = 0.0;     ///< the ceiling; without one the score from which on nobody who breaks even can win
};

/// Scores bid, [class][step][g]; above StepClass::highest: no bid. Ascending in g and in the step.
using StepScores = std::vector<std::vector<std::vector<double>>>;

/// @param points of each class's costs, ≥ 33.
/// @throws std::invalid_argument if the game is outside the method: risk aversion, entry costs, common values, unsold lots that
/// pay the highest accepted bid, no ceiling or unlike scores at a uniform price, more projects than lots.
StepContest step_contest(const Game& game, int points);

/// What each score brings a step, on a grid of scores.
struct StepCurves {
  std::vector<double> score;                              ///< [level] from bottom to top, equally spaced
  std::vector<std::vector<std::vector<double>>> win;      ///< [class][step][level] P(award)
  std::vector<std::vector<std::vector<double>>> revenue;  ///< the same: expected gain of the bidder before the step's own cost
  std::vector<std::size_t> last_level;                    ///< [class] the highest that it may bid
};

/// @param smoothing standard deviation of an error of rivals' scores, which lets replies be iterated; 0: none.
/// @param tremble chance that the own rank is any of the grid's, which gives those who never win a reply; 0: none.
StepCurves step_curves(const StepContest& contest, const StepScores& scores, int levels, double smoothing, double tremble,
                       LowEnd low_end = LowEnd::as_it_is);

}  // namespace sealedbid
