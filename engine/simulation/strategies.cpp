#include "simulation/strategies.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "base/deadline.hpp"
#include "base/issue.hpp"
#include "simulation/learned_market.hpp"
#include "simulation/market_game.hpp"
#include "simulation/parallel.hpp"
#include "simulation/simulated_rounds.hpp"
#include "simulation/solvable_rules.hpp"
#include "simulation/solved_surface.hpp"
#include "simulation/strategy_bids.hpp"
#include "simulation/world_reference.hpp"

namespace sealedbid {

namespace {

using OptionalBids = std::vector<std::optional<TabulatedBids>>;  // [party]

/// What is found at one node.
struct SolvedNode {
  SolvedState state;
  OptionalBids bids;
};

/// The worst status and the largest residual of several solutions count.
void merge(const TabulatedEquilibrium& found, SolvedState& state) {
  const auto badness = [](EquilibriumStatus status) {
    return status == EquilibriumStatus::refused ? 2 : (status == EquilibriumStatus::not_converged ? 1 : 0);
  };
  if (badness(found.status) > badness(state.status) || state.iterations == 0) {
    state.status = found.status;
    state.reason = found.reason;
  }
  state.residual = std::max(state.residual, found.residual);
  state.iterations += std::max(1, found.iterations);
}

/// Best responses to rivals who all bid as given.
void respond(const LearnedMarket& learned, std::size_t node, const ResponseOptions& options, SolvedNode& solved) {
  for (std::size_t p = 0; p < learned.parties.size(); ++p) {
    if (learned.parties[p].strategy != Strategy::best_response) continue;
    std::vector<Part> parts(learned.parties.size(), Part::as_given);
    parts[p] = Part::solved_for_one;
    const TabulatedEquilibrium found = solve_tabulated(market_game(learned, node, parts, {}).game, options);
    merge(found, solved.state);
    solved.bids[p] = found.classes[p];
  }
}

void find_equilibrium(const LearnedMarket& learned, std::size_t node, const ResponseOptions& options, SolvedNode& solved) {
  std::vector<Part> parts;
  bool is_needed = false;
  for (const LearnedParty& party : learned.parties) {
    const bool is_sought = party.strategy == Strategy::equilibrium;
    is_needed = is_needed || is_sought;
    parts.push_back(is_sought                                   ? Part::solved_for
                    : party.strategy == Strategy::best_response ? Part::by_known_bids
                                                                : Part::as_given);
  }
  if (!is_needed) return;
  const TabulatedEquilibrium found = solve_tabulated(market_game(learned, node, parts, solved.bids).game, options);
  merge(found, solved.state);
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (parts[p] == Part::solved_for) solved.bids[p] = found.classes[p];
  }
}

void refuse(const Market& market, const std::string& reason) {
  const auto solved = std::ranges::find_if(market.classes, [](const ClassModel& model) { return is_solved_for(model.strategy); });
  throw InputError(Issue{{},
                         "bidder_classes." + solved->class_name + ".strategy",
                         "bid functions cannot be solved for: " + reason,
                         "Use truthful, markup or table.",
                         Severity::error});
}

void solve_games(const LearnedMarket& learned, int threads, const std::atomic<bool>* stop, const Market& market,
                 Strategies& result) {
  const ResponseOptions options{.deadline = {.stop = stop}};
  const std::size_t nodes = learned.nodes.ceiling_over_reference.size();
  std::vector<SolvedNode> solved(nodes);
  for_each_parallel(static_cast<int>(nodes), thread_count(threads), [&](int index, int) {
    SolvedNode& node = solved[std::size_t(index)];
    node.bids.resize(learned.parties.size());
    node.state.ceiling_over_reference = learned.nodes.ceiling_over_reference[std::size_t(index)];
    respond(learned, std::size_t(index), options, node);
    find_equilibrium(learned, std::size_t(index), options, node);
    throw_if_stopped(stop);
  });
  for (const SolvedNode& node : solved) {
    if (node.state.status == EquilibriumStatus::refused) refuse(market, node.state.reason);
    result.solution.states.push_back(node.state);
  }
  for (std::size_t p = 0; p < learned.parties.size(); ++p) {
    const LearnedParty& party = learned.parties[p];
    if (!is_solved_for(party.strategy)) continue;
    BidSurface surface;
    for (std::size_t node = 0; node < nodes; ++node) add_state(learned, party, node, *solved[node].bids[p], surface);
    for (const int c : party.party.classes) result.surfaces[std::size_t(c)] = surface;
  }
  result.solution.method = "damped best response";
  result.solution.base_per_mwh = learned.base_per_mwh;
  result.solution.reference_per_mwh = learned.reference_per_mwh;
}

/// Fewer worlds where bidders are many, so that as many bids are cleared; more where rules are plain, and clearing is fast.
SimulatedRoundsOptions rounds_for(const Market& market, const std::atomic<bool>* stop) {
  constexpr std::int64_t fewest = 256;
  const std::int64_t ease = market.has_plain_rules ? 8 : 1, most_bids = ease << 16;
  SimulatedRoundsOptions options;
  options.stop = stop;
  const std::int64_t worlds = most_bids / std::max(1, market.total_bidders()) / lane_count * lane_count;
  options.worlds = std::clamp(worlds, fewest, ease * options.worlds);
  return options;
}

}  // namespace

Strategies find_strategies(const Market& market, std::uint64_t seed, int threads, const std::atomic<bool>* stop) {
  const bool are_needed = std::ranges::any_of(
      market.classes, [](const ClassModel& model) { return model.bidders > 0 && is_solved_for(model.strategy); });
  if (!are_needed) return {};
  const auto start = std::chrono::steady_clock::now();
  check_solvable(market);
  Strategies result;
  result.surfaces.resize(market.classes.size());
  result.reference_weight.assign(market.classes.size(), 0.0);
  if (is_truth_best(market)) {
    result.solution.method = "truthful";
    result.solution.states.resize(1);
  } else {
    result.reference_weight = reference_weights(market);
    LearnedMarket learned = learn_market(market, result.reference_weight, seed, threads, stop);
    if (has_tabulated_rules(market)) {
      solve_games(learned, threads, stop, market, result);
    } else {
      solve_by_simulated_rounds(market, std::move(learned), seed, threads, rounds_for(market, stop), result);
    }
  }
  result.solution.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace sealedbid
