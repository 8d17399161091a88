#pragma once

#include <vector>

#include "bidding/bid_table.hpp"
#include "bidding/game.hpp"

/// What each score brings each project of a bidder while its rivals keep to their tables, by integration: the certificate's side.
namespace sealedbid {

/// The bids of a class, [step].
using StepTables = std::vector<BidTable>;

/// One bidder of a class against all others, on a grid of scores.
struct StepPayoff {
  GameClass bidder;
  int lots = 1;
  PricingRule pricing = PricingRule::pay_as_bid;
  std::vector<GameClass> rivals;             ///< with the number of rivals of each class
  std::vector<StepTables> tables;            ///< of all classes
  std::vector<double> score;                 ///< ascending
  std::vector<std::vector<double>> award;    ///< [step][m] P(award) at each score
  std::vector<std::vector<double>> further;  ///< [step][m] ∫ of the tail from each score to the top
};

/// @param bids ≥ 2: scores equally spaced, besides those of every row of every table and close by each flat stretch of a table.
StepPayoff step_payoff(const Game& game, const std::vector<StepTables>& tables, std::size_t own_class, int bids);

/// P(award of the step's project) by a bid with this score. @param step 0 … projects − 1.
double step_award(const StepPayoff& payoff, std::size_t step, double score);

/// What the step adds to the bidder's expected profit [currency/MWh, own money].
double step_value(const StepPayoff& payoff, std::size_t step, double cost_per_mwh, double score);
/// The same at a score of the grid, without new counts of rivals.
double step_value_at(const StepPayoff& payoff, std::size_t step, double cost_per_mwh, std::size_t grid_index);

}  // namespace sealedbid
