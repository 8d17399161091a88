#include "bidding/step_equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bidding/response_equilibrium.hpp"
#include "bidding/step_costs.hpp"
#include "bidding/step_deviation.hpp"
#include "bidding/step_replies.hpp"

namespace sealedbid {
namespace {

constexpr int cost_points = 257, levels = 401, finest = 8;
/// Mean gain of best replies over the profit: what is aimed at, and what counts as solved.
constexpr double aim = 3e-4, accepted = 1e-3;

struct Search {
  const StepContest& contest;
  const Deadline& deadline;
  StepScores scores, best;
  double gain_share = std::numeric_limits<double>::infinity(), gain = 0.0;  ///< of the best; `gain` in own money
  double margin = 0.0;                                                      ///< mean profit of an awarded project, in scores
  int iterations = 0;

  bool is_done() const { return gain_share <= aim || deadline.has_passed(); }
};

/// Projects a little above what breaks even; later steps at the lowest rejected price as high as they may.
StepScores first_scores(const StepContest& contest) {
  constexpr double first_margin = 0.05;  // of the range of scores
  StepScores result;
  for (const StepClass& bidders : contest.classes) {
    std::vector<std::vector<double>>& steps = result.emplace_back(bidders.cdf.size());
    for (std::size_t s = 0; s < steps.size(); ++s) {
      for (const double break_even : bidders.break_even) {
        const bool is_rejected_price = contest.pricing == PricingRule::uniform_lowest_rejected;
        const double cautious = break_even + first_margin * (contest.top - contest.bottom);
        const double bid = !is_rejected_price ? cautious : s > 0 ? contest.top : break_even;
        steps[s].push_back(std::max(break_even, std::min(bid, std::min(contest.top, bidders.highest))));
      }
    }
  }
  return result;
}

/// Judges the scores by exact outcomes, and keeps them if they are the best so far.
void judge(Search& search) {
  constexpr double negligible_profit = 1e-3;  // of the most profitable class's
  const StepCurves curves = step_curves(search.contest, search.scores, levels, 0.0, 0.0);
  std::vector<StepStock> stocks;
  double most = 0.0, profit = 0.0, awards = 0.0;
  for (std::size_t i = 0; i < search.scores.size(); ++i) {
    const StepClass& bidders = search.contest.classes[i];
    stocks.push_back(stock_of(search.contest, curves, i, search.scores[i]));
    most = std::max(most, stocks[i].profit / bidders.factor);
    profit += bidders.bidders * stocks[i].profit;
    awards += bidders.bidders * stocks[i].awards;
  }
  double share = 0.0, gain = 0.0;
  for (std::size_t i = 0; i < stocks.size(); ++i) {
    const double factor = search.contest.classes[i].factor;
    const double counted = std::max(stocks[i].profit / factor, negligible_profit * most);
    if (stocks[i].gain <= 0.0) continue;
    share = std::max(share, counted > 0.0 ? stocks[i].gain / factor / counted : std::numeric_limits<double>::infinity());
    gain = std::max(gain, stocks[i].gain / factor);
  }
  search.margin = awards > 0.0 ? std::max(profit / awards, 0.0) : 0.0;
  if (share >= search.gain_share && !search.best.empty()) return;
  search.gain_share = share;
  search.gain = gain;
  search.best = search.scores;
}

/// A ripple of wave number k comes back about k times the margin as large, a quarter of a wave ahead, and the smoothing lets
/// k < 1 / smoothing pass: damping has to fall with its square.
/// @param fineness of smoothing and damping; 1: the coarsest.
void iterate(Search& search, int fineness, LowEnd low_end) {
  constexpr double tremble = 1e-6, most_margin_over_range = 0.3;
  const int between_judgements = 10 * fineness, most_iterations = 40 * fineness * fineness + 1;
  const double damping = 0.12 / (fineness * fineness), smoothing_over_margin = 0.16 / fineness;
  for (int iteration = 1; iteration <= most_iterations; ++iteration) {
    ++search.iterations;
    if (iteration % between_judgements == 1) judge(search);
    if (search.is_done()) return;
    const double range = search.contest.top - search.contest.bottom;
    const double smoothing = smoothing_over_margin * std::min(search.margin, most_margin_over_range * range);
    const StepCurves curves = step_curves(search.contest, search.scores, levels, smoothing, tremble, low_end);
    for (std::size_t i = 0; i < search.scores.size(); ++i) {
      reply_in_steps(search.contest, curves, i, damping, search.scores[i]);
    }
  }
}

/// What a step brings at one score, linear between the levels of the grid.
struct StepRows {
  const StepCurves& curves;
  std::size_t own, step;

  double at(const std::vector<double>& row, double score) const {
    const double place = (score - curves.score.front()) / (curves.score[1] - curves.score[0]);
    const auto top = static_cast<double>(curves.last_level[own]);
    if (place > top + 1e-9) return 0.0;
    const auto level = static_cast<std::size_t>(std::clamp(place, 0.0, top - 1.0));
    return std::lerp(row[level], row[level + 1], std::clamp(place - static_cast<double>(level), 0.0, 1.0));
  }
};

void add_point(const StepClass& bidders, const StepRows& rows, double cost, double bid, double score, ClassEquilibrium& table) {
  table.cost_per_mwh.push_back(cost);
  table.bid_per_mwh.push_back(table.bid_per_mwh.empty() ? bid : std::max(bid, table.bid_per_mwh.back()));
  const double win = rows.at(rows.curves.win[rows.own][rows.step], score);
  const double shift = bidders.break_even.front() - bidders.factor * bidders.cost.front();
  const double profit = rows.at(rows.curves.revenue[rows.own][rows.step], score) - (bidders.factor * cost + shift) * win;
  table.win_probability.push_back(win);
  table.interim_profit_per_mwh.push_back(profit / bidders.factor);
}

/// The bids of a step up to the last cost that bids, in own money.
ClassEquilibrium table_of(const StepClass& bidders, const GameClass& game_class, const StepRows& rows,
                          const std::vector<double>& scores) {
  ClassEquilibrium table;
  const auto bid_of = [&](double score) { return (score - game_class.score_adder_per_mwh) / game_class.score_factor; };
  for (std::size_t g = 0; g < scores.size(); ++g) {
    if (bidders.break_even[g] <= bidders.highest) {
      const double score = std::min(scores[g], bidders.highest);
      add_point(bidders, rows, bidders.cost[g], bid_of(score), score, table);
      continue;
    }
    const double last = bid_of(bidders.highest) - game_class.tariff_per_mwh;  // breaks even at the ceiling
    if (g > 0 && last > bidders.cost[g - 1])
      add_point(bidders, rows, std::min(last, bidders.cost[g]), bid_of(bidders.highest), bidders.highest, table);
    break;
  }
  if (table.cost_per_mwh.empty()) return table;
  table.lowest_bid_per_mwh = table.bid_per_mwh.front();
  table.highest_bid_per_mwh = table.bid_per_mwh.back();
  table.highest_cost_that_bids_per_mwh = table.cost_per_mwh.back();
  return table;
}

/// What the tables are worth, by integration over the rivals' tables.
void take_account(const Game& game, Equilibrium& equilibrium) {
  const DeviationGains worth = step_deviations(game, equilibrium, {.costs = 3, .bids = 16});
  double nobody = 1.0;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const GameClass& bidders = game.classes[i];
    ClassEquilibrium& own = equilibrium.classes[i];
    const ClassDeviation& found = worth.classes[i];
    own.award_probability = found.award_probability;
    own.expected_payment_per_mwh = found.expected_payment_per_mwh;
    own.expected_profit_per_mwh = found.expected_profit_per_mwh;
    double awards = own.award_probability;
    for (std::size_t later = 0; later < own.later_projects.size(); ++later) {
      own.later_projects[later].award_probability = found.later_award_probabilities[later];
      awards += found.later_award_probabilities[later];
    }
    equilibrium.expected_awarded_lots += bidders.bidders * awards;
    equilibrium.expected_payment_per_mwh += bidders.bidders * own.expected_payment_per_mwh;
    const double bidding = own.cost_per_mwh.empty() ? 0.0 : step_cdf(bidders, 1, own.highest_cost_that_bids_per_mwh);
    nobody *= std::pow(1.0 - bidders.presence_probability * bidding, bidders.bidders);
  }
  equilibrium.award_probability = 1.0 - nobody;
  const double lots = equilibrium.expected_awarded_lots;
  equilibrium.expected_price_per_mwh = lots > 0.0 ? equilibrium.expected_payment_per_mwh / lots : 0.0;
}

}  // namespace

Equilibrium solve_in_steps(const Game& game, const Deadline& deadline) {
  const StepContest contest = step_contest(game, cost_points);
  Equilibrium result;
  result.method = response_method;
  result.classes.resize(game.classes.size());
  const bool somebody_bids =
      std::ranges::any_of(contest.classes, [](const StepClass& c) { return c.break_even.front() < c.highest; });
  if (!somebody_bids) {
    result.status = EquilibriumStatus::no_trade;
    result.reason = "The ceiling is below every cost, so that nobody bids.";
    for (std::size_t i = 0; i < game.classes.size(); ++i)
      result.classes[i].later_projects.resize(static_cast<std::size_t>(game.classes[i].projects) - 1);
    return result;
  }
  Search search{contest, deadline, first_scores(contest), {}};
  const bool is_pay_as_bid = contest.pricing == PricingRule::pay_as_bid;
  for (int fineness = 1; fineness <= finest && !search.is_done(); fineness *= 2) {
    if (is_pay_as_bid) iterate(search, fineness, LowEnd::turned_round);
    if (!search.is_done()) iterate(search, fineness, LowEnd::as_it_is);
  }
  result.iterations = search.iterations;
  result.residual = search.gain;
  if (search.gain_share > accepted) {
    result.status = EquilibriumStatus::not_converged;
    result.reason = "Best replies still gain more than the tolerance.";
  }
  const StepCurves curves = step_curves(contest, search.best, levels, 0.0, 0.0);
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    for (std::size_t s = 0; s < search.best[i].size(); ++s) {
      ClassEquilibrium table = table_of(contest.classes[i], game.classes[i], {curves, i, s}, search.best[i][s]);
      if (s == 0) {
        result.classes[i] = std::move(table);
      } else {
        result.classes[i].later_projects.push_back(std::move(table));
      }
    }
  }
  take_account(game, result);
  return result;
}

}  // namespace sealedbid
