#include "bidding/symmetric_equilibrium.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <span>

namespace sealedbid {
namespace {

/// What one bidder's bid faces at a cost: logs, so that no power of a small survival underflows.
struct Pressure {
  double log_deciding = 0.0;  ///< ln H
  double hazard = 0.0;        ///< −d ln H / d cost
};

double binomial_term(int trials, int successes) {
  return std::exp(std::lgamma(trials + 1.0) - std::lgamma(successes + 1.0) - std::lgamma(trials - successes + 1.0));
}

Pressure pressure_at(const ScoreGame& game, double cost) {
  const ScoreClass& bidders = game.classes[0];
  const int n = bidders.bidders, k = game.lots;
  const double g = below(bidders, cost), above = not_below(bidders, cost), density = below_density(bidders, cost);
  Pressure result{(n - k) * std::log(above), (n - k) * density / above};
  if (game.pricing != PricingRule::pay_as_bid || k == 1) return result;
  double sum = 0.0, term = 1.0;  // Σ_{j<k} C(n−1, j) g^j above^(k−1−j)
  for (int j = 0; j < k; ++j) {
    term = binomial_term(n - 1, j) * std::pow(g, j) * std::pow(above, k - 1 - j);
    sum += term;
  }
  result.log_deciding += std::log(sum);
  result.hazard *= term / sum;  // (n−1)·C(n−2, k−1) = (n−k)·C(n−1, k−1)
  return result;
}

/// CARA's coefficient in score money; 0 for the other families.
double absolute_aversion(const ScoreClass& bidders) {
  return bidders.utility.family == UtilityFamily::cara ? bidders.utility.coefficient / bidders.factor : 0.0;
}

double log_kernel(const ScoreGame& game, double cost) {
  const ScoreClass& bidders = game.classes[0];
  const double power = bidders.utility.family == UtilityFamily::crra ? 1.0 / bidders.utility.coefficient : 1.0;
  return power * pressure_at(game, cost).log_deciding - absolute_aversion(bidders) * cost;
}

double win_at(const ScoreGame& game, double cost) {
  const ScoreClass& bidders = game.classes[0];
  const ClassBelow group{bidders.bidders, below(bidders, cost), not_below(bidders, cost)};
  return win_probability(std::span(&group, 1), 0, game.lots);
}

/// The highest cost that bids; below the lowest cost if entry pays for nobody.
double highest_cost(const ScoreGame& game, double top) {
  const ScoreClass& bidders = game.classes[0];
  const double high = std::min(top, bidders.high);
  if (bidders.entry_cost == 0.0) return high;
  const auto surplus = [&](double cost) { return win_at(game, cost) * (bidders.ceiling - cost) - bidders.entry_cost; };
  if (surplus(high) >= 0.0) return high;
  if (surplus(bidders.low) <= 0.0) return bidders.low - 1.0;
  boost::uintmax_t steps = 200;
  const auto bracket =
      boost::math::tools::toms748_solve(surplus, bidders.low, high, boost::math::tools::eps_tolerance<double>(50), steps);
  return 0.5 * (bracket.first + bracket.second);
}

/// Half of the points evenly in cost, half evenly in probability, and the peak of a triangle.
std::vector<double> table_costs(const ScoreClass& bidders, double last, int points) {
  std::vector<double> costs;
  const double share = below(bidders, last) / bidders.presence;
  const int half = std::max(1, points / 2);
  for (int p = 0; p <= half; ++p) {
    costs.push_back(bidders.low + (last - bidders.low) * p / half);
    costs.push_back(std::min(last, bidders.factor * quantile(bidders.law, share * (p + 0.5) / (half + 1)) + bidders.shift));
  }
  if (const auto* triangle = std::get_if<Triangular>(&bidders.law.quantity))
    costs.push_back(
        std::min(last, bidders.factor * (bidders.law.is_mirrored ? -triangle->mode : triangle->mode) + bidders.shift));
  std::sort(costs.begin(), costs.end());
  costs.front() = bidders.low;
  costs.back() = last;
  BidCurve grid{costs, costs, costs};
  thin(grid, 1e-9 * (last - bidders.low));
  return grid.cost;
}

/// I(c) at all costs of the table, from the highest down; see the header.
std::vector<double> kernel_integrals(const ScoreGame& game, const std::vector<double>& costs) {
  const ScoreClass& bidders = game.classes[0];
  const double aversion = absolute_aversion(bidders), rest = bidders.ceiling - costs.back();
  std::vector<double> integrals(costs.size(), 0.0);
  double log_above = log_kernel(game, costs.back());
  if (std::isfinite(log_above) && std::isfinite(rest))
    integrals.back() = aversion > 0.0 ? -std::expm1(-aversion * rest) / aversion : rest;
  for (std::size_t p = costs.size() - 1; p-- > 0;) {
    const double log_here = log_kernel(game, costs[p]);
    const auto ratio = [&](double cost) { return std::exp(log_kernel(game, cost) - log_here); };
    const double panel = boost::math::quadrature::gauss<double, 10>::integrate(ratio, costs[p], costs[p + 1]);
    integrals[p] = panel + std::exp(log_above - log_here) * integrals[p + 1];
    log_above = log_here;
  }
  return integrals;
}

void add_point(const ScoreGame& game, double cost, double integral, Play& play) {
  const ScoreClass& bidders = game.classes[0];
  const double aversion = absolute_aversion(bidders);
  double profit = aversion > 0.0 ? -std::log1p(-aversion * integral) / aversion : integral;
  double slope = utility_ratio(bidders, profit) * pressure_at(game, cost).hazard;
  if (game.pricing == PricingRule::uniform_lowest_rejected) profit = 0.0, slope = 1.0;
  play.curves[0].cost.push_back(cost);
  play.curves[0].bid.push_back(cost + profit);
  play.curves[0].slope.push_back(slope);
  play.win[0].push_back(win_at(game, cost));
}

/// A density with a pole is not a polynomial: the nodes of a panel keep their proportions and get its true mass.
void keep_mass(double mass, std::span<double> of_nodes) {
  double sum = 0.0;
  for (const double node : of_nodes) sum += node;
  if (!(sum > 0.0) || !std::isfinite(sum)) return;
  for (double& node : of_nodes) node *= mass / sum;
}

void add_nodes(const ScoreGame& game, Play& play) {
  using Rule = boost::math::quadrature::gauss<double, 10>;
  const ScoreClass& bidders = game.classes[0];
  const BidCurve& curve = play.curves[0];
  const auto node = [&](double cost, double weight) {
    const double score = interpolate(curve.cost, curve.bid, curve.slope, cost);
    const double margin = utility_ratio(bidders, score - cost);
    const double slope = game.pricing == PricingRule::uniform_lowest_rejected ? 1.0 : margin * pressure_at(game, cost).hazard;
    add_node(play, game, score, weight * slope, {cost}, {weight * below_density(bidders, cost)});
  };
  std::size_t nodes_before = play.mass.size();
  for (std::size_t p = 0; p + 1 < curve.cost.size(); ++p) {
    const double middle = 0.5 * (curve.cost[p] + curve.cost[p + 1]), half = 0.5 * (curve.cost[p + 1] - curve.cost[p]);
    for (std::size_t q = Rule::abscissa().size(); q-- > 0;) node(middle - half * Rule::abscissa()[q], half * Rule::weights()[q]);
    for (std::size_t q = 0; q < Rule::abscissa().size(); ++q)
      node(middle + half * Rule::abscissa()[q], half * Rule::weights()[q]);
    const double mass = below(bidders, curve.cost[p + 1]) - below(bidders, curve.cost[p]);
    keep_mass(mass, std::span(play.mass).last(play.mass.size() - nodes_before));
    nodes_before = play.mass.size();
  }
}

}  // namespace

Play symmetric_play(const ScoreGame& game, double top, int table_points) {
  const ScoreClass& bidders = game.classes[0];
  Play play;
  play.curves.resize(1);
  play.win.resize(1);
  play.top_mass = play.top_cost = {0.0};
  const double last = highest_cost(game, top);
  play.top = last;
  play.at_top = {{bidders.bidders, below(bidders, last), not_below(bidders, last)}};
  if (last <= bidders.low) return play;
  const std::vector<double> costs = table_costs(bidders, last, table_points);
  const std::vector<double> integrals = kernel_integrals(game, costs);
  for (std::size_t p = 0; p < costs.size(); ++p) add_point(game, costs[p], integrals[p], play);
  play.top = play.curves[0].bid.back();
  add_nodes(game, play);
  return play;
}

}  // namespace sealedbid
