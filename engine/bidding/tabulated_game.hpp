#pragma once

#include <limits>
#include <string>
#include <vector>

#include "base/deadline.hpp"
#include "bidding/equilibrium.hpp"
#include "scenario/auction.hpp"

/// A sealed-bid game whose laws are tables: what the general method solves. It knows what closed laws cannot say: estimates of a
/// cost that is partly common, capacities that fill a volume, rivals whose bids are given. Data only. Lowest score wins.
namespace sealedbid {

/// Bidders alike before they learn their estimates. Money is in any one unit, the same in the whole game.
///
/// A bidder knows an estimate x of its cost. What moves all estimates together and nobody sees is the hidden state, one of
/// TabulatedGame::hidden_probability; given it, bidders are independent. Without one there is a single state of probability 1.
struct TabulatedClass {
  std::string name;
  int bidders = 1;                                 ///< ≥ 1
  double presence_probability = 1.0;               ///< each, independent; (0, 1]
  std::vector<double> estimate;                    ///< [g] ascending, ≥ 2 points
  std::vector<std::vector<double>> cdf;            ///< [hidden][g] P(estimate ≤ estimate[g] | hidden); from 0 to 1
  std::vector<std::vector<double>> posterior;      ///< [hidden][g] P(hidden | estimate[g]); adds up to 1 over hidden states
  std::vector<std::vector<double>> expected_cost;  ///< [hidden][g] E[true cost | estimate[g], hidden]
  /// [hidden][g] standard deviation of the true cost given both, around that mean; empty: 0. Counts for who is averse to risk.
  std::vector<std::vector<double>> cost_deviation = {};
  /// P(project = u units of the volume), u = 0 … size − 1; u = 0 has probability 0. Independent of the estimate.
  std::vector<double> size_probability = {0.0, 1.0};
  double score_factor = 1.0, score_adder = 0.0;              ///< a bid b ranks at score_factor·b + score_adder; factor > 0
  double tariff = 0.0;                                       ///< taken from each payment
  double ceiling = std::numeric_limits<double>::infinity();  ///< highest admissible bid, which the bidders know
  Utility utility;
  double entry_cost = 0.0;      ///< paid by who bids, after learning the estimate
  bool has_given_bids = false;  ///< not solved for: who has estimate x bids x (so `estimate` is then the table of its bids)
};

/// P(ceiling ≥ price), of a ceiling that the bidders do not know: descending from 1, 0 beyond the last point. Empty: none.
struct UnknownCeiling {
  std::vector<double> price, survival;
};

struct TabulatedGame {
  std::vector<TabulatedClass> classes;
  std::vector<double> hidden_probability = {1.0};
  std::vector<double> volume_probability = {0.0, 1.0};  ///< P(volume = u units); bidders know its law
  PricingRule pricing = PricingRule::pay_as_bid;
  UnsoldLots unsold_lots = UnsoldLots::pay_highest_accepted;      ///< pay_ceiling needs a ceiling
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;  ///< award_in_full, partial, reject
  int minimum_bids = 1;                                           ///< fewer admissible bids: nothing is awarded
  UnknownCeiling unknown_ceiling;
};

/// How a class bids. All lists are [g], at TabulatedClass::estimate.
struct TabulatedBids {
  std::vector<double> bid;               ///< ascending; NaN where the class does not bid (the estimates from the first NaN on)
  std::vector<double> win_probability;   ///< expected awarded share of the project, of a bidder that is present
  std::vector<double> profit;            ///< expected, certainty equivalent of the gamble before the entry cost
  double last_estimate_that_bids = 0.0;  ///< between two points of the grid; −∞: nobody bids
  double award_probability = 0.0;        ///< expected awarded share of one bidder, before presence and estimate are known
  double expected_profit = 0.0;          ///< of one bidder, the same, net of the entry cost
};

struct TabulatedEquilibrium {
  EquilibriumStatus status = EquilibriumStatus::solved;  ///< solved, no_trade, not_converged, refused
  std::string reason;                                    ///< empty when solved
  std::vector<TabulatedBids> classes;                    ///< in the order of TabulatedGame::classes
  /// Greatest gain of a class by best replies to the others' bids, before estimates are known, over its expected profit.
  double residual = 0.0;
  int iterations = 0;
};

struct ResponseOptions {
  int bids = 201;           ///< grid of scores on which outcomes are tabulated; ≥ 33
  double tolerance = 1e-3;  ///< of `residual`
  int finest = 1;           ///< up to which smoothing and damping are halved in turn while the tolerance is not met; a power of 2
  /// Iterations end then; what was found until then depends on the machine.
  Deadline deadline = {};
};

/// Solves by damped best replies to smoothed outcomes (smoothed_replies.hpp); where one class is solved for, by its first-order
/// condition from the highest score down (tabulated_march.hpp). Deterministic.
/// @throws std::invalid_argument if the game is malformed.
TabulatedEquilibrium solve_tabulated(const TabulatedGame& game, const ResponseOptions& options = {});

/// One best reply of class `replying` to given bids of all others (and of the other members of its own class).
TabulatedBids best_response(const TabulatedGame& game, const std::vector<TabulatedBids>& bids, std::size_t replying,
                            const ResponseOptions& options = {});

/// The bare game as a table: one hidden state, lots of equal size. For tests and for games beyond the exact solvers.
/// @param points ≥ 33, of each class's estimates.
TabulatedGame tabulated(const Game& game, int points = 257);

}  // namespace sealedbid
