#include "bidding/tabulated_game.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <stdexcept>

#include "bidding/best_response.hpp"
#include "bidding/smoothed_replies.hpp"
#include "bidding/tabulated_bids.hpp"

namespace sealedbid {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();
constexpr double no_bid = std::numeric_limits<double>::quiet_NaN();

void check(const ResponseOptions& options) {
  if (options.bids < 33) throw std::invalid_argument("bids: below 33.");
  if (!(options.tolerance > 0.0)) throw std::invalid_argument("tolerance: not positive.");
}

TabulatedEquilibrium without_bids(const TabulatedGame& game, EquilibriumStatus status, const std::string& reason) {
  TabulatedEquilibrium result;
  result.status = status;
  result.reason = reason;
  for (const TabulatedClass& bidders : game.classes) {
    TabulatedBids bids;
    bids.bid.assign(bidders.estimate.size(), no_bid);
    bids.win_probability.assign(bidders.estimate.size(), 0.0);
    bids.profit = bids.win_probability;
    bids.last_estimate_that_bids = never;
    result.classes.push_back(std::move(bids));
  }
  return result;
}

/// Bids, and the best of all bids seen with what best replies gain over them.
struct Search {
  const Contest& contest;
  const ResponseOptions& options;
  Contest focus;  ///< the same with the top where hardly anybody can win any more
  std::vector<TabulatedBids> bids;
  TabulatedEquilibrium best;
  double margin = 0.0;  ///< mean profit of a winner, in money

  bool is_done() const { return best.residual <= options.tolerance || options.deadline.has_passed(); }
};

/// Greatest mean gain of a class over its expected profit; classes that hardly earn anything count with the others' profit.
double gain_share(const BidPayoffs& payoffs, std::vector<TabulatedBids>& bids) {
  constexpr double negligible_profit = 1e-3;  // of the most profitable class's
  double most = 0.0;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (payoffs.contest.game.classes[i].has_given_bids) continue;
    take_stock(payoffs, i, bids[i]);
    most = std::max(most, bids[i].expected_profit);
  }
  double share = 0.0;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (payoffs.contest.game.classes[i].has_given_bids) continue;
    const double gain = mean_gain(payoffs, i, bids[i]), profit = std::max(bids[i].expected_profit, negligible_profit * most);
    if (gain > 0.0) share = std::max(share, profit > 0.0 ? gain / profit : std::numeric_limits<double>::infinity());
  }
  return share;
}

/// From the first estimate that doesn't bid on there are no bids.
TabulatedBids without_silent(const TabulatedClass& bidders, TabulatedBids bids) {
  for (std::size_t g = 0; g < bids.bid.size(); ++g) {
    if (bidders.estimate[g] > bids.last_estimate_that_bids) bids.bid[g] = no_bid;
  }
  if (bids.bid.empty() || std::isnan(bids.bid.front())) bids.last_estimate_that_bids = never;
  return bids;
}

/// Expected profit over expected awards, all classes together.
double mean_margin(const Contest& contest, const std::vector<TabulatedBids>& bids) {
  double profit = 0.0, awards = 0.0;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (contest.game.classes[i].has_given_bids) continue;
    profit += contest.game.classes[i].bidders * bids[i].expected_profit;
    awards += contest.game.classes[i].bidders * bids[i].award_probability;
  }
  return awards > 0.0 ? std::max(profit / awards, 0.0) : 0.0;
}

/// Judges the bids and keeps them if they are the best so far.
void judge(Search& search, const BidPayoffs& payoffs, std::vector<TabulatedBids> bids) {
  for (std::size_t i = 0; i < bids.size(); ++i) {
    if (!search.contest.game.classes[i].has_given_bids) bids[i] = without_silent(search.contest.game.classes[i], bids[i]);
  }
  const double share = gain_share(payoffs, bids);
  search.margin = mean_margin(search.contest, bids);
  const bool is_better = share < search.best.residual || search.best.classes.empty();
  if (!is_better) return;
  search.best.residual = share;
  search.best.classes = std::move(bids);
}

/// Moves the top of the grid to where hardly anybody can win, so that its scores are dense where they matter.
void focus_on(Search& search, const BidPayoffs& payoffs) {
  constexpr double hardly = 1e-5, margin = 0.05, growth = 0.2;
  const auto can_win = [&](const ScoreLevel& level) {
    return std::ranges::any_of(level.outcome, [](const Outcome& outcome) { return outcome.win > hardly; });
  };
  const double low = payoffs.levels.front().score, high = payoffs.levels.back().score;
  if (can_win(payoffs.levels.back())) {
    search.focus.top = std::min(search.contest.top, high + growth * (high - low));
    return;
  }
  std::size_t level = payoffs.levels.size() - 1;
  while (level > 1 && !can_win(payoffs.levels[level - 1])) --level;
  search.focus.top = std::min(search.contest.top, payoffs.levels[level].score + margin * (high - low));
}

/// A ripple of wave number k grows by about the margin times k in a reply: less smoothing needs less damping.
/// @param fineness of smoothing and damping; 1: the coarsest.
void iterate(Search& search, int fineness) {
  const double smoothing_over_margin = 0.16 / fineness, damping = 0.1 / fineness;
  constexpr double tremble = 1e-6, most_margin_over_range = 0.3;
  constexpr int between_judgements = 10;
  const int most_iterations = 50 * fineness + 1;
  const int scores = fineness * (search.options.bids - 1) / 4;  // small smoothing needs a fine grid
  for (int iteration = 1; iteration <= most_iterations; ++iteration) {
    const BidPayoffs payoffs = bid_payoffs(search.focus, search.bids, std::max(search.options.bids, scores + 1));
    ++search.best.iterations;
    if (iteration % between_judgements == 1) judge(search, payoffs, search.bids);
    if (search.is_done()) return;
    const double range = payoffs.levels.back().score - payoffs.levels.front().score;
    const double smoothing = smoothing_over_margin * std::min(search.margin, most_margin_over_range * range);
    for (std::size_t i = 0; i < search.bids.size(); ++i) {
      if (search.contest.game.classes[i].has_given_bids) continue;
      reply(payoffs, i, payoff_curves(payoffs, i, smoothing, tremble), damping, search.bids[i]);
    }
    focus_on(search, payoffs);
  }
}

/// Solves all first-order conditions together, from the best bids found and from a guess.
/// @param scores on which bids are judged; the conditions stand in a quarter as many cells.
/// @return true if that gave the best bids.
bool try_conditions(Search& search, int scores) {
  const bool has_private_costs = search.contest.game.hidden_probability.size() == 1;  // hidden states smooth outcomes themselves
  if (!has_private_costs || search.contest.law.pricing == PricingRule::uniform_lowest_rejected) return false;
  const double before = search.best.residual;
  for (const std::vector<TabulatedBids>& near : {search.best.classes, std::vector<TabulatedBids>{}}) {
    if (search.is_done()) break;
    const std::vector<TabulatedBids> bids = bids_by_conditions(search.contest, near, scores, search.options.deadline);
    judge(search, bid_payoffs(search.contest, bids, scores), bids);
  }
  return search.best.residual < before;
}

}  // namespace

TabulatedEquilibrium solve_tabulated(const TabulatedGame& game, const ResponseOptions& options) {
  check(options);
  const Contest contest = contest_of(game);
  if (!contest.reason.empty()) return without_bids(game, EquilibriumStatus::refused, contest.reason);
  const auto classes = std::views::iota(std::size_t{0}, contest.ranges.size());
  if (std::ranges::none_of(classes, [&](std::size_t i) { return could_bid(contest, i); })) {
    return without_bids(game, EquilibriumStatus::no_trade, "No bid that breaks even is admissible, so that nobody bids.");
  }
  Search search{contest, options, contest, {}, {}};
  search.best.residual = std::numeric_limits<double>::infinity();
  if (can_be_marched(contest)) {
    search.bids = direct_bids(contest, options.bids);
    search.best.iterations = 1;
    judge(search, bid_payoffs(contest, search.bids, options.bids), search.bids);
    if (search.is_done()) return search.best;
  }
  search.bids = cautious_bids(contest);
  iterate(search, 1);
  const bool conditions_help = try_conditions(search, options.bids);
  if (conditions_help && options.finest > 1) try_conditions(search, 2 * options.bids - 1);
  for (int fineness = 2; fineness <= options.finest && !search.is_done(); fineness *= 2) iterate(search, fineness);
  if (search.best.residual > options.tolerance) {
    search.best.status = EquilibriumStatus::not_converged;
    search.best.reason = "Best replies still gain more than the tolerance.";
  }
  return search.best;
}

TabulatedBids best_response(const TabulatedGame& game, const std::vector<TabulatedBids>& bids, std::size_t replying,
                            const ResponseOptions& options) {
  check(options);
  if (bids.size() != game.classes.size()) throw std::invalid_argument("bids: another number of classes than the game.");
  const Contest contest = contest_of(game);
  if (!contest.reason.empty()) throw std::invalid_argument(contest.reason);
  const BidPayoffs payoffs = bid_payoffs(contest, bids, options.bids);
  TabulatedBids result = replies(payoffs, replying);
  take_stock(payoffs, replying, result);
  return result;
}

}  // namespace sealedbid
