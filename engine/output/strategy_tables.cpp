#include "output/strategy_tables.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/csv.hpp"
#include "base/number_text.hpp"

namespace sealedbid {

namespace {

constexpr int points = 33;
constexpr std::size_t most_states = 5;

int severity(EquilibriumStatus status) {
  switch (status) {
    case EquilibriumStatus::no_trade:
      return 0;
    case EquilibriumStatus::solved:
      return 1;
    case EquilibriumStatus::degenerate:
      return 2;
    case EquilibriumStatus::not_converged:
      return 3;
    case EquilibriumStatus::refused:
      return 4;
  }
  return 4;
}

void append(std::string& text, double value) {
  text += ',';
  if (std::isfinite(value)) text += number_text(value);
}

std::string row_of(const PolicyMarket& policy, const SearchedDeviation& found) {
  const StrategySolution& solution = policy.strategies.solution;
  int iterations = 0;
  double residual = 0.0;
  for (const SolvedState& state : solution.states) {
    iterations = std::max(iterations, state.iterations);
    residual = std::max(residual, state.residual);
  }
  std::string text = csv_cell(policy.policy) + ',' + csv_cell(found.bidder_class) + ',' + csv_cell(solution.method) + ',' +
                     std::string(status_name(worst_status(solution))) + ',' + std::to_string(iterations);
  for (const double value : {residual, found.expected_profit_per_mwh, found.gain_per_mwh, found.standard_error,
                             found.upper_bound_per_mwh, found.gain_share, found.upper_bound_share, found.at_estimate_per_mwh,
                             found.gain_there_per_mwh, found.better_bid_change_fraction}) {
    append(text, value);
  }
  return text + '\n';
}

/// Indices of at most `most_states` states, the first and the last among them.
std::set<std::size_t> shown_states(std::size_t count) {
  std::set<std::size_t> shown;
  const std::size_t steps = std::min(count, most_states);
  for (std::size_t step = 0; step < steps; ++step) shown.insert(steps == 1 ? 0 : step * (count - 1) / (steps - 1));
  return shown;
}

void append_state(const PolicyMarket& policy, std::size_t c, std::size_t state, StrategyTable& table) {
  const BidSurface& surface = *policy.strategies.surfaces[c];
  const double lowest = surface.lowest_estimate[state], last = surface.last_estimate[state];
  if (!std::isfinite(last)) return;
  const double base = policy.strategies.solution.base_per_mwh, reference = policy.strategies.solution.reference_per_mwh;
  for (int point = 0; point < points; ++point) {
    const double estimate = lowest + (last - lowest) * point / (points - 1.0);
    table.csv += csv_cell(policy.policy) + ',' + csv_cell(policy.market.classes[c].name);
    append(table.csv, surface.state.size() > 1 ? base + surface.state[state] * reference : NAN);
    append(table.csv, base + reference);
    append(table.csv, base + estimate * reference);
    append(table.csv, base + bid_of(surface, estimate * reference, reference, surface.state[state]));
    table.csv += '\n';
    ++table.rows;
  }
}

}  // namespace

EquilibriumStatus worst_status(const StrategySolution& solution) {
  if (solution.states.empty()) return EquilibriumStatus::solved;
  return std::ranges::max_element(solution.states, {}, [](const SolvedState& state) { return severity(state.status); })->status;
}

std::string_view status_name(EquilibriumStatus status) {
  switch (status) {
    case EquilibriumStatus::solved:
      return "solved";
    case EquilibriumStatus::no_trade:
      return "no_trade";
    case EquilibriumStatus::degenerate:
      return "degenerate";
    case EquilibriumStatus::not_converged:
      return "not_converged";
    case EquilibriumStatus::refused:
      return "refused";
  }
  return "";
}

StrategyTable equilibrium_table(std::span<const PolicyMarket> policies, std::span<const StrategyCertificate> certificates) {
  StrategyTable table;
  table.csv =
      "policy,bidder_class,method,status,iterations,solver_gain_share,expected_profit_per_mwh,gain_per_mwh,standard_error,"
      "upper_bound_per_mwh,gain_share,upper_bound_share,at_estimate_per_mwh,gain_there_per_mwh,better_bid_change_fraction\n";
  for (std::size_t p = 0; p < policies.size(); ++p) {
    for (const SearchedDeviation& found : certificates[p].classes) {
      table.csv += row_of(policies[p], found);
      ++table.rows;
    }
  }
  return table;
}

StrategyTable bid_function_table(std::span<const PolicyMarket> policies) {
  StrategyTable table;
  table.csv = "policy,bidder_class,ceiling_per_mwh,reference_price_per_mwh,required_price_per_mwh,bid_per_mwh\n";
  for (const PolicyMarket& policy : policies) {
    for (std::size_t c = 0; c < policy.strategies.surfaces.size(); ++c) {
      if (!policy.strategies.surfaces[c]) continue;
      for (const std::size_t state : shown_states(policy.strategies.surfaces[c]->state.size())) {
        append_state(policy, c, state, table);
      }
    }
  }
  return table;
}

}  // namespace sealedbid
