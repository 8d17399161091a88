#include <algorithm>
#include <cmath>

#include "bidding/tabulated_march.hpp"
#include "bidding/tabulated_newton.hpp"

namespace sealedbid {
namespace {

constexpr int surrogate_points = 257;

/// P(estimate ≤ that of break-even score), before any hidden state is known.
double share_below(const Contest& contest, std::size_t own, double score) {
  const TabulatedClass& bidders = contest.game.classes[own];
  const EstimatePlace place = place_within(bidders.estimate, type_that_breaks_even(contest, own, score));
  double result = 0.0;
  for (std::size_t m = 0; m < bidders.cdf.size(); ++m)
    result += contest.game.hidden_probability[m] * value_at(bidders.cdf[m], place);
  return result;
}

/// Adds a class's sizes to the mean of all.
void add_sizes(const std::vector<double>& sizes, double weight, std::vector<double>& mean) {
  mean.resize(std::max(mean.size(), sizes.size()), 0.0);
  for (std::size_t u = 0; u < sizes.size(); ++u) mean[u] += weight * sizes[u];
}

/// All bidders alike, in scores.
TabulatedGame surrogate_of(const Contest& contest) {
  TabulatedGame result = contest.game;
  result.hidden_probability = {1.0};
  result.classes.clear();
  result.unknown_ceiling = {};
  TabulatedClass all;
  double bidders = 0.0, present = 0.0;
  for (const TabulatedClass& one : contest.game.classes) {
    bidders += one.bidders;
    present += one.bidders * one.presence_probability;
  }
  all.bidders = static_cast<int>(bidders);
  all.presence_probability = present / bidders;
  all.size_probability.clear();
  double highest = contest.bottom;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const TabulatedClass& one = contest.game.classes[i];
    add_sizes(one.size_probability, one.bidders / bidders, all.size_probability);
    highest = std::max(highest, value_at(contest.ranges[i].break_even, place_within(one.estimate, contest.ranges[i].high)));
  }
  all.cdf.resize(1);
  for (int g = 0; g < surrogate_points; ++g) {
    all.estimate.push_back(contest.bottom + (highest - contest.bottom) * g / (surrogate_points - 1));
    double below = 0.0;
    for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
      const TabulatedClass& one = contest.game.classes[i];
      below += one.bidders * one.presence_probability * share_below(contest, i, all.estimate.back());
    }
    all.cdf[0].push_back(g == 0 ? 0.0 : std::min(below / present, 1.0));
  }
  all.posterior = {std::vector<double>(all.estimate.size(), 1.0)};
  all.expected_cost = {all.estimate};
  if (!contest.is_contested) all.ceiling = contest.top;
  result.classes.push_back(std::move(all));
  return result;
}

}  // namespace

ScoreCurves alike_curves(const Contest& contest) {
  ScoreCurves result;
  const Contest surrogate = contest_of(surrogate_of(contest));
  std::vector<double> grid = surrogate.game.classes[0].estimate, scores;
  if (surrogate.reason.empty()) scores = scores_of(march_down(surrogate, {.steps = 200}), surrogate, 0, grid);
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const BiddingRange& range = contest.ranges[i];
    ClassEquilibrium table;
    const bool is_solved_for = !contest.game.classes[i].has_given_bids && range.last > range.low && !range.wins_at_top;
    for (int g = 0; is_solved_for && g < surrogate_points; ++g) {
      const double type = range.low + (range.last - range.low) * g / (surrogate_points - 1);
      const double cost = value_at(range.break_even, place_within(contest.game.classes[i].estimate, type));
      const double bid = scores.empty() ? cost : std::max(cost, value_at(scores, place_within(grid, cost)));
      table.cost_per_mwh.push_back(type);
      table.bid_per_mwh.push_back(g == 0 ? bid : std::max(bid, table.bid_per_mwh.back()));
    }
    result.curves.push_back(table.cost_per_mwh.empty() ? BidTable{} : bid_table(table));
  }
  return result;
}

}  // namespace sealedbid
