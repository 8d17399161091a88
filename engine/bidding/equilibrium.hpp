#pragma once

#include <string>
#include <vector>

#include "base/deadline.hpp"
#include "bidding/game.hpp"

/// The Bayes–Nash equilibrium of a game, as numbers.
namespace sealedbid {

enum class EquilibriumStatus {
  solved,         ///< to the tolerance
  no_trade,       ///< no bidder can bid at or below the ceiling
  degenerate,     ///< answered by theory rather than by equations (no competition, supports that do not overlap, …): see reason
  not_converged,  ///< time or iterations ended: the best iterate
  refused         ///< the game has no equilibrium of the kind that is sought, or is outside the solver: see reason; no bids
};

/// How a class bids, and what that is worth before costs are known. Costs, bids and payments are the bidder's own
/// [currency/MWh], neither scores nor net of tariffs.
struct ClassEquilibrium {
  /// A monotone table of the bid function, costs ascending; both empty if the class never bids. The last cost is the highest
  /// that bids.
  std::vector<double> cost_per_mwh, bid_per_mwh;
  std::vector<double> bid_slope;        ///< d bid / d cost at each cost of the table, ≥ 0; may be infinite
  std::vector<double> win_probability;  ///< interim, at each cost of the table, of a bidder that is present
  std::vector<double>
      interim_profit_per_mwh;  ///< expected at each cost of the table (win probability × profit), before the entry cost
  double lowest_bid_per_mwh = 0.0, highest_bid_per_mwh = 0.0;
  double highest_cost_that_bids_per_mwh = 0.0;
  double award_probability = 0.0;         ///< of one bidder, before presence and cost are known
  double expected_payment_per_mwh = 0.0;  ///< to one bidder, × award (0 where not awarded), gross of its tariff
  double expected_profit_per_mwh = 0.0;   ///< of one bidder, net of tariff and entry cost
  /// Of a bidder with several projects, those after the cheapest: their tables, over their own costs, and award probabilities.
  /// What stands above is the cheapest project's; payments and profits are those of all projects of one bidder together.
  std::vector<ClassEquilibrium> later_projects = {};
};

struct Equilibrium {
  EquilibriumStatus status = EquilibriumStatus::solved;
  std::string reason;  ///< empty when solved without remark; what was selected where there are several
  std::string method;  ///< "quadrature", "collocation", "implicit shots", "truthful", "theory", "best response"
  std::vector<ClassEquilibrium> classes;  ///< in the order of Game::classes
  double award_probability = 0.0;         ///< P(at least one lot is awarded)
  double expected_awarded_lots = 0.0;
  double expected_payment_per_mwh = 0.0;  ///< E[sum of all payments], gross of tariffs
  double expected_price_per_mwh = 0.0;    ///< expected payment / expected awarded lots; 0 without trade
  double tolerance = 0.0;                 ///< asked for
  double residual = 0.0;  ///< largest change of a bid when the equations are solved on a finer grid [currency/MWh]
  int iterations = 0;
  double seconds = 0.0;
};

/// How games of unlike classes are solved.
enum class UnlikeMethod {
  collocation,  ///< a boundary value problem: fast and to the last digits where it settles; else shots
  shots         ///< implicit shots (shot_equilibrium.hpp): slower, for any laws
};

struct SolverOptions {
  double tolerance = 1e-9;                  ///< of bids, as a share of the range of scores in play
  double time_limit_seconds = 10.0;         ///< > 0; afterwards the best iterate is returned as not_converged
  const std::atomic<bool>* stop = nullptr;  ///< set by others to end at once with the best iterate; may be null
  int table_points = 257;                   ///< ≥ 2; of each class's bid function
  UnlikeMethod unlike_method = UnlikeMethod::collocation;
};

/// Solves a game. Deterministic for a game and options, unless the time limit ends it.
/// @throws std::invalid_argument if the game is malformed (no class, bidders < 1, presence outside (0, 1], lots < 1, score_factor
///   ≤ 0, a coefficient outside its range, options outside theirs).
Equilibrium solve_equilibrium(const Game& game, const SolverOptions& options = {});

/// The bid of a class at a cost: monotone cubic (Hermite) interpolation of the table; the lowest bid below the table.
/// @return NaN where the class does not bid (cost above the highest that bids).
double bid_at(const ClassEquilibrium& bidders, double cost_per_mwh);

}  // namespace sealedbid
