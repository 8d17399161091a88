#include "bidding/affiliated_terms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace sealedbid {
namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();  // ln 0

/// count · ln share, with 0 · ln 0 = 0.
double log_power(double share, int count) {
  return count == 0 ? 0.0 : count * std::log(share);
}

double log_choices(int of, int chosen) {
  return std::lgamma(of + 1.0) - std::lgamma(chosen + 1.0) - std::lgamma(of - chosen + 1.0);
}

/// The true cost of a bidder with this estimate, given the common part and sums over rivals.
double true_cost(const AffiliatedGame& game, double estimate, double common, double sum_of_rivals) {
  switch (game.true_amount) {
    case TrueAmount::common:
      return common + game.tariff_per_mwh;
    case TrueAmount::own_estimate:
      return estimate + game.tariff_per_mwh;
    case TrueAmount::mean_of_estimates:
      return (estimate + sum_of_rivals) / game.bidders + game.tariff_per_mwh;
  }
  return estimate;
}

/// One common part's share of the sums, as logarithms.
struct TermNode {
  double log_tie, log_win, tie_cost, win_cost;
};

TermNode node_of(const AffiliatedGame& game, double estimate, const CommonNode& node) {
  const RivalsGivenCommon rivals = rivals_given(game, node.at_estimate);
  const double log_weight = std::log(node.prior * node.at_estimate.density);
  double sum_at_tie = 0.0, sum_at_win = 0.0;
  if (game.true_amount == TrueAmount::mean_of_estimates) {
    const PartialMeans means = partial_means(game.law, node.common, estimate);
    const int below = game.lots - 1, above = game.bidders - 1 - game.lots;
    sum_at_tie = estimate + below * means.below + above * means.above;
    sum_at_win = rivals.mean_below * means.below + (game.bidders - 1 - rivals.mean_below) * means.above;
  }
  return {log_weight + rivals.log_tie, log_weight + rivals.log_win, true_cost(game, estimate, node.common, sum_at_tie),
          true_cost(game, estimate, node.common, sum_at_win)};
}

/// ln Σ exp and the mean of costs with these weights.
struct LogMean {
  double log_sum = nothing, mean = 0.0;
};
template <class Logarithm, class Value>
LogMean log_mean(const std::vector<TermNode>& nodes, Logarithm logarithm, Value value) {
  double greatest = nothing;
  for (const TermNode& node : nodes) greatest = std::max(greatest, node.*logarithm);
  if (greatest == nothing) return {};
  double sum = 0.0, weighted = 0.0;
  for (const TermNode& node : nodes) {
    const double weight = std::exp(node.*logarithm - greatest);
    sum += weight;
    weighted += weight * node.*value;
  }
  return {greatest + std::log(sum), weighted / sum};
}

}  // namespace

AffiliatedGame affiliated_game(const Game& game) {
  AffiliatedGame result{estimate_law(game), game.common_value->true_amount, game.classes[0].bidders, game.lots,
                        game.classes[0].tariff_per_mwh};
  result.low = lowest_estimate(result.law);
  result.high = highest_estimate(result.law);
  return result;
}

RivalsGivenCommon rivals_given(const AffiliatedGame& game, const GivenCommon& rival) {
  const int n = game.bidders, k = game.lots;
  RivalsGivenCommon result;
  result.log_tie = std::log(n - 1.0) + log_choices(n - 2, k - 1) + log_power(rival.below, k - 1) +
                   log_power(rival.above, n - 1 - k) + std::log(rival.density);
  double sum = 0.0, counted = 0.0;  // Σ_{j<k} C(n−1, j) below^j above^(k−1−j), and the same times j
  for (int j = 0; j < k; ++j) {
    const double term = std::exp(log_choices(n - 1, j)) * std::pow(rival.below, j) * std::pow(rival.above, k - 1 - j);
    sum += term;
    counted += j * term;
  }
  result.log_win = std::log(sum) + log_power(rival.above, n - k);
  result.mean_below = sum > 0.0 ? counted / sum : 0.0;
  return result;
}

AffiliatedTerms terms_at(const AffiliatedGame& game, double estimate, int panels) {
  AffiliatedTerms terms;
  std::vector<TermNode> nodes;
  for (const CommonNode& node : common_nodes(game.law, estimate, panels)) {
    const GivenCommon& at = node.at_estimate;
    if (!(node.prior * at.density > 0.0)) continue;
    nodes.push_back(node_of(game, estimate, node));
    terms.density += node.prior * at.density;
    terms.tie_mass += at.below * std::exp(nodes.back().log_tie) / at.density;
    terms.below_win += at.below * std::exp(nodes.back().log_win) / at.density;
  }
  const LogMean tie = log_mean(nodes, &TermNode::log_tie, &TermNode::tie_cost);
  const LogMean win = log_mean(nodes, &TermNode::log_win, &TermNode::win_cost);
  if (nodes.empty() || tie.log_sum == nothing || win.log_sum == nothing) return terms;
  terms.win = std::exp(win.log_sum) / terms.density;
  terms.hazard = std::exp(tie.log_sum - win.log_sum);
  terms.tie_cost = tie.mean;
  terms.win_cost = win.mean;
  return terms;
}

}  // namespace sealedbid
