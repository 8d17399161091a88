#pragma once

#include "bidding/equilibrium.hpp"

/// Games in which bidders have several projects, and tables of bids for them.
namespace sealedbid::testing {

/// Bidders alike with costs U[0, 1].
inline Game step_game(int bidders, int projects, int lots, PricingRule pricing, ProjectCosts costs = ProjectCosts::same) {
  Game game;
  GameClass& all = game.classes.emplace_back();
  all.name = "all";
  all.bidders = bidders;
  all.cost = cost_law(Uniform{0.0, 1.0});
  all.projects = projects;
  all.project_costs = costs;
  game.lots = lots;
  game.pricing = pricing;
  game.ceiling_per_mwh = 1.0;
  return game;
}

/// A table of a bid function on [0, 1].
template <class BidAt>
ClassEquilibrium step_table(BidAt bid_at, int rows = 257) {
  ClassEquilibrium table;
  for (int row = 0; row < rows; ++row) {
    table.cost_per_mwh.push_back(static_cast<double>(row) / (rows - 1));
    table.bid_per_mwh.push_back(bid_at(table.cost_per_mwh.back()));
  }
  table.lowest_bid_per_mwh = table.bid_per_mwh.front();
  table.highest_bid_per_mwh = table.bid_per_mwh.back();
  table.highest_cost_that_bids_per_mwh = 1.0;
  return table;
}

/// Two projects a bidder.
template <class First, class Second>
Equilibrium step_tables(First first, Second second) {
  Equilibrium result;
  result.classes = {step_table(first)};
  result.classes[0].later_projects = {step_table(second)};
  return result;
}

}  // namespace sealedbid::testing
