#include "bidding/step_costs.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {

namespace {

double at_least(int step, int projects, double probability) {
  if (probability <= 0.0) return 0.0;
  if (probability >= 1.0) return 1.0;
  double sum = 0.0;
  for (int j = step; j <= projects; ++j) {
    const double ways = std::lgamma(projects + 1.0) - std::lgamma(j + 1.0) - std::lgamma(projects - j + 1.0);
    sum += std::exp(ways + j * std::log(probability) + (projects - j) * std::log1p(-probability));
  }
  return std::min(sum, 1.0);
}

}  // namespace

bool has_steps(const Game& game) {
  return std::ranges::any_of(game.classes, [](const GameClass& bidders) { return bidders.projects > 1; });
}

double step_cdf(const GameClass& bidders, int step, double cost_per_mwh) {
  const double one = cdf(bidders.cost, cost_per_mwh);
  const bool is_drawn_for_each = bidders.projects > 1 && bidders.project_costs == ProjectCosts::independent;
  return is_drawn_for_each ? at_least(step, bidders.projects, one) : one;
}

double step_quantile(const GameClass& bidders, int step, double probability) {
  const bool is_drawn_for_each = bidders.projects > 1 && bidders.project_costs == ProjectCosts::independent;
  if (!is_drawn_for_each) return quantile(bidders.cost, probability);
  double low = 0.0, high = 1.0;
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = 0.5 * (low + high);
    (at_least(step, bidders.projects, middle) < probability ? low : high) = middle;
  }
  return quantile(bidders.cost, 0.5 * (low + high));
}

}  // namespace sealedbid
