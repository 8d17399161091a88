#include "bidding/equilibrium.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "bidding/affiliated_equilibrium.hpp"
#include "bidding/asymmetric_equilibrium.hpp"
#include "bidding/response_equilibrium.hpp"
#include "bidding/simple_plays.hpp"
#include "bidding/step_costs.hpp"
#include "bidding/step_equilibrium.hpp"
#include "bidding/symmetric_equilibrium.hpp"

namespace sealedbid {

namespace {

using Watch = std::chrono::steady_clock;

/// What collocation is refined to, as far as time and digits allow; the tolerance only decides what counts as solved.
constexpr double finest_tolerance = 1e-9;

Deadline deadline_of(const SolverOptions& options, Watch::time_point start) {
  const auto limit = std::chrono::duration_cast<Watch::duration>(std::chrono::duration<double>(options.time_limit_seconds));
  return {start + limit, options.stop};
}

Equilibrium without_bids(const Game& game, EquilibriumStatus status, const std::string& reason) {
  Equilibrium result;
  result.classes.resize(game.classes.size());
  result.status = status;
  result.reason = reason;
  result.method = "theory";
  return result;
}

int bidders_in(const ScoreGame& game) {
  int bidders = 0;
  for (const ScoreClass& group : game.classes) bidders += group.bidders;
  return bidders;
}

/// Whether fewer bids than lots may come.
bool may_leave_lots(const ScoreGame& game) {
  int sure = 0;
  for (const ScoreClass& group : game.classes) {
    const bool is_sure = group.presence == 1.0 && group.high <= group.ceiling && group.entry_cost == 0.0;
    sure += is_sure ? group.bidders : 0;
  }
  return sure < game.lots;
}

/// Why the game has no price; empty if it has one.
std::string reason_for_no_price(const Game& game, const ScoreGame& scores) {
  const bool is_truthful = game.pricing == PricingRule::uniform_lowest_rejected;
  const bool has_none = is_truthful && !game.ceiling_per_mwh && may_leave_lots(scores);
  return has_none ? "Lots may be left, and without a ceiling there is then no lowest rejected price." : "";
}

/// Why an option to build is not answered for; empty if it is, or nobody has one.
std::string reason_against_walking_away(const Game& game) {
  const bool is_there = std::ranges::any_of(
      game.classes, [](const GameClass& bidders) { return bidders.utility.family == UtilityFamily::option_to_build; });
  return is_there && game.pricing != PricingRule::pay_as_bid ? "An option not to build is solved for bids that are paid as bid."
                                                             : "";
}

/// Why the exact methods have no answer; empty if one has.
std::string reason_beyond_exact_methods(const Game& game, const ScoreGame& scores) {
  const bool is_truthful = game.pricing == PricingRule::uniform_lowest_rejected;
  const bool has_entry_cost = std::ranges::any_of(scores.classes, [](const ScoreClass& c) { return c.entry_cost > 0.0; });
  if (has_entry_cost && scores.classes.size() > 1) return "Entry costs among unlike classes are not in this version.";
  if (game.pricing == PricingRule::uniform_highest_accepted && may_leave_lots(scores) &&
      (!game.ceiling_per_mwh || game.unsold_lots == UnsoldLots::pay_highest_accepted)) {
    return "Lots may be left that pay the highest accepted bid, which is not in this version.";
  }
  if (is_truthful || !game.ceiling_per_mwh) return {};
  const double first = scores.classes.front().ceiling;
  const bool agree = std::ranges::all_of(scores.classes, [&](const ScoreClass& c) { return c.ceiling == first; });
  return agree ? "" : "A ceiling that is another score for each class is not in this version.";
}

/// Rounding must not turn a bid function around.
void keep_monotone(Equilibrium& equilibrium) {
  for (ClassEquilibrium& own : equilibrium.classes) {
    for (std::size_t p = 1; p < own.bid_per_mwh.size(); ++p) {
      own.bid_per_mwh[p] = std::max(own.bid_per_mwh[p], own.bid_per_mwh[p - 1]);
    }
  }
}

void add_losing_bid(const ScoreClass& bidders, double cost_score, ClassEquilibrium& own) {
  own.cost_per_mwh.push_back((cost_score - bidders.shift) / bidders.factor);
  own.bid_per_mwh.push_back((cost_score - bidders.adder) / bidders.factor);
  own.bid_slope.push_back(1.0);
  own.win_probability.push_back(0.0);
  own.interim_profit_per_mwh.push_back(0.0);
}

/// Who cannot win bids its cost where neither the ceiling nor an entry cost keeps it out: it is what holds the others' bids.
void add_losers(const ScoreGame& game, Equilibrium& equilibrium) {
  for (const ScoreClass& bidders : game.classes) {
    ClassEquilibrium& own = equilibrium.classes[bidders.origin];
    const bool bids = !own.cost_per_mwh.empty();
    const double rounding = 1e-12 * (bidders.high - bidders.low), last = std::min(bidders.high, bidders.ceiling);
    if (bidders.entry_cost > 0.0 || last <= bidders.low) continue;
    if (bids && bidders.factor * own.highest_cost_that_bids_per_mwh + bidders.shift >= last - rounding) continue;
    if (!bids) add_losing_bid(bidders, bidders.low, own);
    add_losing_bid(bidders, last, own);
    own.lowest_bid_per_mwh = own.bid_per_mwh.front();
    own.highest_bid_per_mwh = own.bid_per_mwh.back();
    own.highest_cost_that_bids_per_mwh = own.cost_per_mwh.back();
  }
}

/// Costs went to scores and back: the last one that bids is the highest there is.
void close_tables(const Game& game, Equilibrium& equilibrium) {
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    ClassEquilibrium& own = equilibrium.classes[i];
    const CostLaw& law = game.classes[i].cost;
    const double rounding = 1e-12 * (std::abs(law.high_per_mwh) + std::abs(law.low_per_mwh));
    if (own.cost_per_mwh.empty() || std::abs(own.cost_per_mwh.back() - law.high_per_mwh) > rounding) continue;
    own.cost_per_mwh.back() = own.highest_cost_that_bids_per_mwh = law.high_per_mwh;
  }
}

Equilibrium unlike_bidders_by(UnlikeMethod method, const ScoreGame& game, const ScoreTop& top, std::size_t classes,
                              const SolverOptions& options, Watch::time_point start) {
  const AsymmetricSolution solution =
      solve_asymmetric(game, top, method, std::min(options.tolerance, finest_tolerance), deadline_of(options, start));
  Equilibrium result;
  double lowest = top.score;
  if (!solution.play.curves.empty()) {
    result = account(game, solution.play, classes);
    for (const BidCurve& curve : solution.play.curves) {
      if (!curve.bid.empty()) lowest = std::min(lowest, curve.bid.front());
    }
  }
  result.classes.resize(classes);
  result.method = method == UnlikeMethod::collocation ? "collocation" : "implicit shots";
  result.iterations = solution.iterations;
  result.residual = std::isfinite(solution.residual) ? solution.residual : 0.0;
  const bool has_settled =
      !solution.play.curves.empty() && result.residual > 0.0 && result.residual <= options.tolerance * (top.score - lowest);
  const bool is_solved = solution.is_solved || has_settled;
  result.status = is_solved ? EquilibriumStatus::solved : EquilibriumStatus::not_converged;
  if (!is_solved) result.reason = solution.reason;
  return result;
}

Equilibrium unlike_bidders(const ScoreGame& game, const ScoreTop& top, std::size_t classes, const SolverOptions& options,
                           Watch::time_point start) {
  Equilibrium result = unlike_bidders_by(options.unlike_method, game, top, classes, options, start);
  if (result.status == EquilibriumStatus::solved || options.unlike_method == UnlikeMethod::shots) return result;
  Equilibrium other = unlike_bidders_by(UnlikeMethod::shots, game, top, classes, options, start);
  return other.status == EquilibriumStatus::solved ? other : result;
}

Equilibrium solve(const Game& game, const ScoreGame& all, const SolverOptions& options, Watch::time_point start) {
  if (has_steps(game)) return solve_in_steps(game, deadline_of(options, start));
  if (game.common_value) {
    const std::string reason = reason_to_refuse_affiliated(game);
    return reason.empty() ? solve_affiliated(game, options) : without_bids(game, EquilibriumStatus::refused, reason);
  }
  for (const std::string& reason : {reason_for_no_price(game, all), reason_against_walking_away(game)}) {
    if (!reason.empty()) return without_bids(game, EquilibriumStatus::refused, reason);
  }
  if (const std::string reason = reason_beyond_exact_methods(game, all); !reason.empty()) {
    const std::optional<Equilibrium> found = solve_by_response(game, deadline_of(options, start));
    return found ? *found : without_bids(game, EquilibriumStatus::refused, reason);
  }
  const std::size_t classes = game.classes.size();
  const bool is_truthful = game.pricing == PricingRule::uniform_lowest_rejected;
  const ScoreTop top = score_top(all);
  const ScoreGame in = without_hopeless(all, is_truthful ? std::numeric_limits<double>::infinity() : top.score);
  if (in.classes.empty()) {
    return without_bids(game, EquilibriumStatus::no_trade, "The ceiling is below every cost, so that nobody bids.");
  }
  if (is_truthful && in.classes.front().entry_cost == 0.0) {
    Equilibrium result = account(in, truthful_play(in, options.table_points), classes);
    result.method = "truthful";
    return result;
  }
  if (!top.is_contested) {
    return without_bids(
        game, EquilibriumStatus::refused,
        "Too few rivals are sure to come, and without a ceiling a bidder would ask for ever more. Give a ceiling.");
  }
  if (bidders_in(in) <= game.lots) {
    std::vector<double> tops;
    for (const ScoreClass& bidders : in.classes) tops.push_back(std::min(top.score, bidders.ceiling));
    Equilibrium result = uncontested(in, tops, classes);
    result.status = EquilibriumStatus::degenerate;
    result.method = "theory";
    result.reason = top.is_ceiling ? "There are lots for all who can bid: they bid the ceiling."
                                   : "The others' costs are higher than the best bid: they are kept out at their lowest cost.";
    return result;
  }
  const bool may_walk_away = in.classes.front().utility.family == UtilityFamily::option_to_build;
  if (in.classes.size() > 1 || may_walk_away) return unlike_bidders(in, top, classes, options, start);
  Equilibrium result = account(in, symmetric_play(in, top.score, options.table_points), classes);
  result.method = "quadrature";
  if (result.expected_awarded_lots == 0.0) {
    return without_bids(game, EquilibriumStatus::no_trade,
                        "Not even the lowest cost covers the entry cost, so that nobody bids.");
  }
  return result;
}

}  // namespace

Equilibrium solve_equilibrium(const Game& game, const SolverOptions& options) {
  const auto require = [](bool is_met, const char* text) {
    if (!is_met) throw std::invalid_argument(text);
  };
  require(options.tolerance > 0.0 && options.tolerance < 1.0, "tolerance: outside (0, 1).");
  require(options.time_limit_seconds > 0.0, "time_limit_seconds: not positive.");
  require(options.table_points >= 2, "table_points: below 2.");
  const auto start = Watch::now();
  const ScoreGame scores = score_game(game);
  Equilibrium result = solve(game, scores, options, start);
  const bool has_bids = result.status != EquilibriumStatus::refused && result.status != EquilibriumStatus::no_trade;
  if (has_bids && !game.common_value && !has_steps(game)) {
    add_losers(scores, result);
    close_tables(game, result);
  }
  keep_monotone(result);
  result.tolerance = options.tolerance;
  result.seconds = std::chrono::duration<double>(Watch::now() - start).count();
  return result;
}

double bid_at(const ClassEquilibrium& bidders, double cost_per_mwh) {
  if (bidders.cost_per_mwh.empty() || cost_per_mwh > bidders.highest_cost_that_bids_per_mwh) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  std::vector<double> chords;
  if (bidders.bid_slope.empty()) chords.assign(bidders.cost_per_mwh.size(), std::numeric_limits<double>::quiet_NaN());
  return interpolate(bidders.cost_per_mwh, bidders.bid_per_mwh, chords.empty() ? bidders.bid_slope : chords, cost_per_mwh);
}

}  // namespace sealedbid
