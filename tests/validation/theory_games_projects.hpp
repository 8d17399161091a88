#pragma once

#include "validation/theory_games_cases.hpp"

/// Bidders with several projects, by the general method: its bids are exact to a hundredth of the range, gains to 1e-3.
namespace sealedbid::testing {

inline constexpr double general_method = 1e-2;

/// Bids of a project in place `project` at some costs.
inline std::vector<KnownBid> bids_of_project(std::size_t project, const BidFunction& bid_at, const std::vector<double>& costs) {
  std::vector<KnownBid> bids = bids_of("all", bid_at, costs);
  for (KnownBid& bid : bids) bid.project = project;
  return bids;
}

inline std::vector<KnownGame> games_of_several_projects() {
  const std::vector<double> costs = {0.1, 0.25, 0.4, 0.6, 0.75};
  const auto truth = [](double c) { return c; };
  std::vector<KnownGame> games;
  games.push_back(known_game(
      "demand-reduction", {}, closed_form, 1.0,
      {{"", "expected_price_per_mwh", 1.0}, {"all", "award_probability", 1.0}, {"all", "expected_profit_per_mwh", 0.5}},
      joined(bids_of_project(1, truth, costs), bids_of_project(
                                                   2, [](double) { return 1.0; }, costs))));
  games.push_back(known_game("second-project", {}, general_method, 1.0, {{"", "award_probability", 1.0}},
                             joined(bids_of_project(1, truth, costs), bids_of_project(
                                                                          2, [](double c) { return 2.0 * c - c * c; }, costs))));
  for (const int n : {2, 3}) {
    const auto bid_at = [n](double c) { return c + (1.0 - c) / n; };
    games.push_back(known_game("lots-wanted-by-both", with_bidders(n), general_method, 1.0,
                               {{"", "expected_price_per_mwh", 2.0 / (n + 1)}},
                               joined(bids_of_project(1, bid_at, costs), bids_of_project(2, bid_at, costs))));
  }
  return games;
}

}  // namespace sealedbid::testing
