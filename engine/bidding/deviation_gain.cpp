#include "bidding/deviation_gain.hpp"

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "bidding/affiliated_deviation.hpp"
#include "bidding/bid_table.hpp"
#include "bidding/deviation_payoff.hpp"
#include "bidding/step_costs.hpp"
#include "bidding/step_deviation.hpp"

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
/// Lots left over with less than this probability are rounding.
constexpr double negligible_probability = 1e-12;

void check(const Game& game, const Equilibrium& equilibrium, const DeviationOptions& options) {
  if (equilibrium.classes.size() != game.classes.size()) {
    throw std::invalid_argument("deviation gains: " + std::to_string(equilibrium.classes.size()) + " tables for " +
                                std::to_string(game.classes.size()) + " classes (a table for each class is needed)");
  }
  if (options.costs < 2 || options.bids < 2)
    throw std::invalid_argument("deviation gains: a grid needs at least 2 costs and 2 bids");
  for (std::size_t i = 0; game.ceiling_per_mwh && i < game.classes.size(); ++i) {
    const std::vector<double>& bids = equilibrium.classes[i].bid_per_mwh;
    if (bids.empty() || bids.back() <= *game.ceiling_per_mwh + 1e-12 * std::abs(*game.ceiling_per_mwh)) continue;
    throw std::invalid_argument("deviation gains: class " + game.classes[i].name + " bids " + std::to_string(bids.back()) +
                                ", above the ceiling of " + std::to_string(*game.ceiling_per_mwh) + " (inadmissible)");
  }
}

/// Money that is worth as much as this expected utility, less the entry cost.
double value_of(const DeviationPayoff& payoff, const OwnCost& own, double expected_utility) {
  return certainty_equivalent(own.utility, expected_utility) - payoff.bidder.entry_cost_per_mwh;
}

struct Reply {
  double utility = -infinity, score = 0.0;
};

/// Golden-section search for the best score in an interval. Source: Kiefer (1953).
Reply refine(const DeviationPayoff& payoff, const OwnCost& own, double low, double high) {
  constexpr double golden = 0.6180339887498949;
  const auto at = [&](double score) { return Reply{expected_utility(payoff, own, score), score}; };
  Reply left = at(high - golden * (high - low)), right = at(low + golden * (high - low));
  for (int step = 0; step < 28; ++step) {
    if (left.utility >= right.utility) {
      high = right.score;
      right = left;
      left = at(high - golden * (high - low));
    } else {
      low = left.score;
      left = right;
      right = at(low + golden * (high - low));
    }
  }
  return left.utility >= right.utility ? left : right;
}

/// The best bid: the grid, then the neighbourhoods of its three highest peaks.
Reply best_reply(const DeviationPayoff& payoff, const OwnCost& own) {
  const std::size_t points = payoff.score.size();
  std::vector<double> utility(points);
  for (std::size_t m = 0; m < points; ++m) utility[m] = expected_utility_at(payoff, own, m);
  std::vector<std::size_t> peaks;
  for (std::size_t m = 0; m < points; ++m) {
    const bool above_left = m == 0 || utility[m] >= utility[m - 1], above_right = m + 1 == points || utility[m] >= utility[m + 1];
    if (above_left && above_right) peaks.push_back(m);
  }
  const auto kept = peaks.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(peaks.size(), 3));
  std::partial_sort(peaks.begin(), kept, peaks.end(), [&](std::size_t a, std::size_t b) { return utility[a] > utility[b]; });
  peaks.erase(kept, peaks.end());
  Reply best;
  for (const std::size_t m : peaks) {
    const Reply near = refine(payoff, own, payoff.score[m == 0 ? 0 : m - 1], payoff.score[std::min(m + 1, points - 1)]);
    for (const Reply& reply : {Reply{utility[m], payoff.score[m]}, near}) {
      if (reply.utility > best.utility) best = reply;
    }
  }
  return best;
}

struct Gain {
  double gain_per_mwh = 0.0, table_bid_per_mwh = 0.0, better_bid_per_mwh = 0.0;
};

/// What the bidder gains at one cost by the best bid, or by not bidding, over its table.
Gain gain_at(const DeviationPayoff& payoff, const BidTable& table, double cost_per_mwh) {
  const OwnCost own = own_cost(payoff, payoff.bidder.utility, cost_per_mwh);
  const double table_bid = bid_of(table, cost_per_mwh);
  const bool bids = !std::isnan(table_bid);
  const double table_value =
      bids ? value_of(payoff, own, expected_utility(payoff, own, score_of(payoff.bidder, table_bid))) : 0.0;
  const Reply reply = best_reply(payoff, own);
  const double reply_value = value_of(payoff, own, reply.utility);
  const double best_value = std::max(0.0, reply_value);
  if (best_value <= table_value) return {0.0, table_bid, table_bid};
  return {best_value - table_value, table_bid, reply_value > 0.0 ? bid_with_score(payoff.bidder, reply.score) : not_a_number};
}

/// The costs that are looked at: all, but for the ends of thin tails, which hardly ever occur.
struct SeenCosts {
  double low = 0.0, high = 0.0;
};

SeenCosts seen_costs(const CostLaw& law) {
  constexpr double negligible_mass = 1e-9, thin_tail = 0.01;  // the second of the range of costs
  const double low = quantile(law, negligible_mass), high = quantile(law, 1.0 - negligible_mass);
  const double thin = thin_tail * (law.high_per_mwh - law.low_per_mwh);
  return {low - law.low_per_mwh > thin ? low : law.low_per_mwh, law.high_per_mwh - high > thin ? high : law.high_per_mwh};
}

/// Equal steps of cost and of probability; the highest cost that bids, and the next one, which does not.
std::vector<double> grid_of_costs(const CostLaw& law, const BidTable& table, int steps) {
  std::vector<double> costs;
  const auto [lowest, highest] = seen_costs(law);
  for (int m = 0; m < steps; ++m) {
    const double share = static_cast<double>(m) / (steps - 1);
    costs.push_back(lowest + (highest - lowest) * share);
    costs.push_back(std::clamp(quantile(law, share), lowest, highest));
  }
  if (!table.cost_per_mwh.empty()) {
    const double last = table.cost_per_mwh.back();
    costs.insert(costs.end(), {last, std::nextafter(last, infinity)});
  }
  std::erase_if(costs, [&, low = lowest, high = highest](double cost) { return cost < low || cost > high; });
  std::sort(costs.begin(), costs.end());
  costs.erase(std::unique(costs.begin(), costs.end()), costs.end());
  return costs;
}

void search(const DeviationPayoff& payoff, const BidTable& table, const DeviationOptions& options, ClassDeviation& result) {
  double previous_gain = 0.0, previous_probability = 0.0;
  bool is_first = true;
  for (const double cost : grid_of_costs(payoff.bidder.cost, table, options.costs)) {
    const Gain gain = gain_at(payoff, table, cost);
    if (is_first || gain.gain_per_mwh > result.gain_per_mwh) {
      result.gain_per_mwh = gain.gain_per_mwh;
      result.at_cost_per_mwh = cost;
      result.table_bid_per_mwh = gain.table_bid_per_mwh;
      result.better_bid_per_mwh = gain.better_bid_per_mwh;
    }
    is_first = false;
    const double probability = cdf(payoff.bidder.cost, cost);
    result.average_gain_per_mwh += 0.5 * (gain.gain_per_mwh + previous_gain) * (probability - previous_probability);
    previous_gain = gain.gain_per_mwh;
    previous_probability = probability;
  }
}

struct WeightedCost {
  double cost_per_mwh = 0.0, probability = 0.0;
};

/// Gauss's rule of order 4 for expectations on a stretch of costs: over the cost; over probability where the density has a pole.
std::array<WeightedCost, 4> gauss_costs(const CostLaw& law, double from, double to) {
  using Rule = boost::math::quadrature::gauss<double, 4>;
  const bool has_pole = !std::isfinite(density(law, from)) || !std::isfinite(density(law, to));
  const double low = has_pole ? cdf(law, from) : from, high = has_pole ? cdf(law, to) : to;
  std::array<WeightedCost, 4> result;
  for (std::size_t g = 0; g < result.size(); ++g) {
    const double place = 0.5 * (low + high) + (g % 2 == 0 ? -0.5 : 0.5) * (high - low) * Rule::abscissa()[g / 2];
    const double weight = 0.5 * (high - low) * Rule::weights()[g / 2];
    result[g] = has_pole ? WeightedCost{std::clamp(quantile(law, place), from, to), weight}
                         : WeightedCost{place, weight * density(law, place)};
  }
  return result;
}

/// Adds what the table is worth on a stretch of costs.
void add_stretch(const DeviationPayoff& payoff, const BidTable& table, double from, double to, ClassDeviation& result) {
  const GameClass& bidder = payoff.bidder;
  for (const auto& [cost, probability] : gauss_costs(bidder.cost, from, to)) {
    const double score = score_of(bidder, bid_of(table, cost));
    const double weight = bidder.presence_probability * probability;
    const double award = award_probability(payoff.rivals, score);
    const OwnCost neutral = own_cost(payoff, Utility{}, cost);
    const double profit = expected_utility(payoff, neutral, score);
    const OwnCost own = bidder.utility == Utility{} ? neutral : own_cost(payoff, bidder.utility, cost);
    const bool may_walk_away = bidder.utility.family == UtilityFamily::option_to_build;
    const double margin = bid_of(table, cost) - bidder.tariff_per_mwh - cost;
    const double built = may_walk_away ? marginal_utility(bidder.utility, margin) : 1.0;  // paid as bid
    result.award_probability += weight * award;
    result.build_probability += weight * award * built;
    result.expected_profit_per_mwh +=
        weight * ((may_walk_away ? expected_utility(payoff, own, score) : profit) - bidder.entry_cost_per_mwh);
    result.expected_payment_per_mwh += weight * (profit + award * (bidder.tariff_per_mwh + cost));
    result.expected_value_per_mwh += weight * value_of(payoff, own, expected_utility(payoff, own, score));
  }
}

/// What the table is worth before the cost is known, stretch by stretch between its rows; long stretches in pieces.
void add_expectations(const DeviationPayoff& payoff, const BidTable& table, ClassDeviation& result) {
  const std::vector<double>& costs = table.cost_per_mwh;
  const auto pieces = static_cast<int>(1 + 256 / (costs.size() + 1));
  for (std::size_t m = 0; m < costs.size(); ++m) {
    const double from = m == 0 ? payoff.bidder.cost.low_per_mwh : costs[m - 1];
    const double width = (costs[m] - from) / pieces;
    for (int piece = 0; width > 0.0 && piece < pieces; ++piece) {
      add_stretch(payoff, table, from + piece * width, std::min(costs[m], from + (piece + 1) * width), result);
    }
  }
}

ClassDeviation class_deviation(const Game& game, std::span<const BidTable> tables, std::size_t own_class,
                               const DeviationOptions& options) {
  const DeviationPayoff payoff = deviation_payoff(game, tables, own_class, options.bids);
  const BidTable& table = tables[own_class];
  const bool price_without_bound = !game.ceiling_per_mwh && lots_left_probability(payoff.rivals) > negligible_probability;
  if (price_without_bound && game.pricing == PricingRule::uniform_lowest_rejected) {
    throw std::invalid_argument("deviation gains: class " + payoff.bidder.name +
                                " may win with no bid rejected, and there is no ceiling to be paid (give ceiling_per_mwh)");
  }
  ClassDeviation result;
  result.build_probability = 0.0;
  add_expectations(payoff, table, result);
  result.build_probability = result.award_probability > 0.0 ? result.build_probability / result.award_probability : 1.0;
  if (price_without_bound) {
    const double cost = payoff.bidder.cost.low_per_mwh;
    result.gain_per_mwh = result.average_gain_per_mwh = result.gain_share = result.better_bid_per_mwh = infinity;
    result.at_cost_per_mwh = cost;
    result.table_bid_per_mwh = bid_of(table, cost);
    return result;
  }
  search(payoff, table, options, result);
  const double value = result.expected_value_per_mwh / payoff.bidder.presence_probability;
  result.gain_share = result.gain_per_mwh == 0.0 ? 0.0 : value > 0.0 ? result.gain_per_mwh / value : infinity;
  return result;
}

}  // namespace

DeviationGains deviation_gains(const Game& game, const Equilibrium& equilibrium, const DeviationOptions& options) {
  check(game, equilibrium, options);
  if (has_steps(game)) return step_deviations(game, equilibrium, options);
  std::vector<BidTable> tables;
  for (const ClassEquilibrium& bidders : equilibrium.classes) tables.push_back(bid_table(bidders));
  DeviationGains gains;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    gains.classes.push_back(game.common_value ? affiliated_deviation(game, tables[i], options)
                                              : class_deviation(game, tables, i, options));
    gains.greatest_gain_per_mwh = std::max(gains.greatest_gain_per_mwh, gains.classes.back().gain_per_mwh);
    gains.greatest_gain_share = std::max(gains.greatest_gain_share, gains.classes.back().gain_share);
  }
  return gains;
}

}  // namespace sealedbid
