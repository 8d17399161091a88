#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "study/solve_strategies.hpp"

/// A scenario in; how each class bids, what that is worth and what its certificate says, out. Nothing is written.
namespace sealedbid {

/// A tenth of a class's bids, in the order of the required prices that they are based on; all means over its bids.
struct BidsOfATenth {
  double required_price_per_mwh = 0.0;  ///< as believed
  double bid_per_mwh = 0.0;
  double win_probability = 0.0;  ///< of being awarded, in full or in part
};

struct ClassAnswer {
  std::string bidder_class;
  int bidders = 0;
  bool is_solved_for = false;
  // Of the bids of simulated worlds; all 0 where the class makes none.
  std::int64_t bids = 0;
  double lowest_bid_per_mwh = 0.0, highest_bid_per_mwh = 0.0, mean_bid_per_mwh = 0.0;
  double highest_required_price_that_bids_per_mwh = 0.0;
  double win_probability = 0.0;
  std::vector<BidsOfATenth> tenths;  ///< ten; empty for fewer than ten bids
  /// Price paid to winners, weighted by capacity; absent where nobody wins.
  std::optional<double> mean_awarded_price_per_mwh;
  std::optional<SearchedDeviation> certificate;  ///< of those that are solved for
};

struct PolicyAnswer {
  std::vector<ClassAnswer> classes;
  std::optional<double> mean_awarded_price_per_mwh;
};

struct ScenarioAnswer {
  std::string title, currency;
  int price_year = 0;
  std::int64_t worlds = 0;  ///< simulated for the numbers of ClassAnswer
  SolvedPolicies solved;
  std::vector<PolicyAnswer> policies;  ///< parallel to solved.markets
};

/// Solves, certifies and simulates 2¹⁶ worlds (fewer where they hold more than 2²⁰ bidders), the first ones of a run of the file.
/// The same bits for any number of threads, but for seconds. Throws what solve_policies and simulate throw.
ScenarioAnswer solve_scenario(const ScenarioFile& file, int threads, const std::atomic<bool>* stop);

}  // namespace sealedbid
