#pragma once

#include <limits>
#include <string>
#include <vector>

#include "bidding/game.hpp"

/// A game in score space, where the lowest score wins and all classes compete in one currency.
namespace sealedbid {

/// Bidders alike, in scores: own money m becomes score_factor·(m + tariff) + adder.
struct ScoreClass {
  int bidders = 1;
  double presence = 1.0;
  CostLaw law;                                               ///< of the own cost
  double factor = 1.0;                                       ///< score money of one unit of own money
  double shift = 0.0;                                        ///< score of an own cost c: factor·c + shift
  double adder = 0.0;                                        ///< score of an own bid b: factor·b + adder
  double low = 0.0, high = 1.0;                              ///< of the cost in scores
  double ceiling = std::numeric_limits<double>::infinity();  ///< highest score that the ceiling lets it bid
  Utility utility;
  double entry_cost = 0.0;  ///< in score money
  std::size_t origin = 0;   ///< index in Game::classes
};

struct ScoreGame {
  std::vector<ScoreClass> classes;
  int lots = 1;
  PricingRule pricing = PricingRule::pay_as_bid;
};

/// @throws std::invalid_argument if the game is malformed; see solve_equilibrium().
ScoreGame score_game(const Game& game);

/// Leaves out classes whose lowest cost is not below `top`: they never win.
ScoreGame without_hopeless(const ScoreGame& game, double top);

/// Probability that a bidder is present with a cost below, as score.
double below(const ScoreClass& bidders, double cost_score);
/// 1 − below(), with its own digits.
double not_below(const ScoreClass& bidders, double cost_score);
/// Density of below() in the cost as score.
double below_density(const ScoreClass& bidders, double cost_score);

/// u(profit)/u'(profit) in score money, for a profit in score money ≥ 0: the profit itself when risk neutral.
double utility_ratio(const ScoreClass& bidders, double profit);

/// Utility of a profit ≥ 0 in score money, up to a constant factor.
double utility_of(const ScoreClass& bidders, double profit);

/// How far competition reaches: the score at or above which nobody can win any more, and why.
struct ScoreTop {
  double score = 0.0;
  bool is_ceiling = false;   ///< the ceiling; else costs of rivals
  bool is_contested = true;  ///< false: too few rivals are sure to be there, and no ceiling holds bids
  /// Where k bidders of one class undercut all others for sure, `score` is what the highest of their costs bids against rivals
  /// who bid their costs: its best bid. Index of that class in Game::classes, else no_lone_class.
  std::size_t lone_origin = no_lone_class;
  static constexpr std::size_t no_lone_class = static_cast<std::size_t>(-1);
};
/// Source for the lone class: Kaplan and Zamir 2012 (the lowest winning bid of a sale).
ScoreTop score_top(const ScoreGame& game);

}  // namespace sealedbid
