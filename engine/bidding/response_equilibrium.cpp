#include "bidding/response_equilibrium.hpp"

#include <algorithm>
#include <cmath>

#include "bidding/deviation_gain.hpp"
#include "bidding/tabulated_game.hpp"

namespace sealedbid {
namespace {

constexpr int table_points = 257, scores = 201, finest = 16;
/// Mean gain of best replies over the profit: what is aimed at, and what counts as solved.
constexpr double aim = 3e-4, accepted = 1e-3;

void add_point(double cost, double bid, double win, double profit, ClassEquilibrium& own) {
  own.cost_per_mwh.push_back(cost);
  own.bid_per_mwh.push_back(own.bid_per_mwh.empty() ? bid : std::max(bid, own.bid_per_mwh.back()));
  own.win_probability.push_back(win);
  own.interim_profit_per_mwh.push_back(profit);
}

/// The bids of a class up to the last that bids.
ClassEquilibrium class_of(const TabulatedClass& bidders, const TabulatedBids& bids) {
  ClassEquilibrium own;
  for (std::size_t g = 0; g < bids.bid.size() && !std::isnan(bids.bid[g]); ++g) {
    if (bidders.estimate[g] > bids.last_estimate_that_bids) break;
    add_point(bidders.estimate[g], std::min(bids.bid[g], bidders.ceiling), bids.win_probability[g], bids.profit[g], own);
  }
  if (own.cost_per_mwh.empty()) return own;
  const double last = bids.last_estimate_that_bids, grid_step = bidders.estimate[1] - bidders.estimate[0];
  if (last > own.cost_per_mwh.back() + 1e-9 * grid_step) {
    const bool breaks_even = bidders.entry_cost == 0.0 && std::isfinite(bidders.ceiling);
    add_point(last, breaks_even ? bidders.ceiling : own.bid_per_mwh.back(), 0.0, 0.0, own);
  }
  own.lowest_bid_per_mwh = own.bid_per_mwh.front();
  own.highest_bid_per_mwh = own.bid_per_mwh.back();
  own.highest_cost_that_bids_per_mwh = own.cost_per_mwh.back();
  return own;
}

/// What the tables are worth, by integration over the rivals' tables.
void take_account(const Game& game, Equilibrium& equilibrium) {
  const DeviationGains worth = deviation_gains(game, equilibrium, {.costs = 3, .bids = 16});
  double nobody = 1.0;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const GameClass& bidders = game.classes[i];
    ClassEquilibrium& own = equilibrium.classes[i];
    own.award_probability = worth.classes[i].award_probability;
    own.expected_payment_per_mwh = worth.classes[i].expected_payment_per_mwh;
    own.expected_profit_per_mwh = worth.classes[i].expected_profit_per_mwh;
    equilibrium.expected_awarded_lots += bidders.bidders * own.award_probability;
    equilibrium.expected_payment_per_mwh += bidders.bidders * own.expected_payment_per_mwh;
    const double bidding = own.cost_per_mwh.empty() ? 0.0 : cdf(bidders.cost, own.highest_cost_that_bids_per_mwh);
    nobody *= std::pow(1.0 - bidders.presence_probability * bidding, bidders.bidders);
  }
  equilibrium.award_probability = 1.0 - nobody;
  const double lots = equilibrium.expected_awarded_lots;
  equilibrium.expected_price_per_mwh = lots > 0.0 ? equilibrium.expected_payment_per_mwh / lots : 0.0;
}

}  // namespace

std::optional<Equilibrium> solve_by_response(const Game& game, const Deadline& deadline) {
  if (game.common_value) return std::nullopt;
  const TabulatedGame table = tabulated(game, table_points);
  const TabulatedEquilibrium found =
      solve_tabulated(table, {.bids = scores, .tolerance = aim, .finest = finest, .deadline = deadline});
  const bool has_bids = found.status == EquilibriumStatus::solved || found.status == EquilibriumStatus::not_converged;
  if (!has_bids) return std::nullopt;
  Equilibrium result;
  if (found.residual > accepted) {
    result.status = found.status;
    result.reason = found.reason;
  }
  result.method = response_method;
  result.iterations = found.iterations;
  double most_profit = 0.0;
  for (std::size_t i = 0; i < table.classes.size(); ++i) {
    result.classes.push_back(class_of(table.classes[i], found.classes[i]));
    most_profit = std::max(most_profit, found.classes[i].expected_profit);
  }
  result.residual = found.residual * most_profit;
  take_account(game, result);
  return result;
}

}  // namespace sealedbid
