#include "bidding/deviation_payoff.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Gauss–Legendre points and weights of order 5 on [0, 1]. Source: Abramowitz & Stegun (1964), table 25.4.
constexpr std::array<double, 5> gauss_points = {0.046910077030668004, 0.23076534494715845, 0.5, 0.76923465505284155,
                                                0.953089922969332};
constexpr std::array<double, 5> gauss_weights = {0.11846344252809454, 0.23931433524968324, 0.28444444444444444,
                                                 0.23931433524968324, 0.11846344252809454};

double profit_at(const GameClass& bidder, double cost_per_mwh, double score) {
  return bid_with_score(bidder, score) - bidder.tariff_per_mwh - cost_per_mwh;
}

/// The scores of every row of the rivals' tables, and a hair to each side of each atom.
std::vector<double> scores_of_rivals(const RivalScores& rivals) {
  std::vector<double> scores;
  for (const RivalClassScores& group : rivals.classes) {
    if (group.bidders == 0) continue;
    for (const double bid : group.table.bid_per_mwh) scores.push_back(group.score_factor * bid + group.score_adder_per_mwh);
    for (const ScoreAtom& atom : group.atoms) {
      const double hair = 1e-12 * std::max(1.0, std::abs(atom.score));
      scores.insert(scores.end(), {atom.score - hair, atom.score + hair});
    }
  }
  return scores;
}

std::vector<double> grid_of_scores(const RivalScores& rivals, const GameClass& bidder, const BidTable& own,
                                   std::optional<double> ceiling_per_mwh, int bids) {
  std::vector<double> scores = scores_of_rivals(rivals);
  for (const double bid : own.bid_per_mwh) scores.push_back(score_of(bidder, bid));
  if (scores.empty()) scores.push_back(score_of(bidder, bidder.cost.low_per_mwh + bidder.tariff_per_mwh));
  const auto [lowest, highest] = std::minmax_element(scores.begin(), scores.end());
  const double top = ceiling_per_mwh ? score_of(bidder, *ceiling_per_mwh) : *highest;
  const double bottom = std::min(*lowest, top) - 1e-3 * std::max(std::abs(top - *lowest), 1e-6);
  for (int m = 0; m < bids; ++m) scores.push_back(bottom + (top - bottom) * m / (bids - 1));
  scores.push_back(top);
  std::erase_if(scores, [top](double score) { return score > top; });
  std::sort(scores.begin(), scores.end());
  scores.erase(std::unique(scores.begin(), scores.end()), scores.end());
  return scores;
}

/// ∫ P(award and price > x) du(profit at x) over [from, to] with new counts, by Gauss's rule: over utility for CRRA, where the
/// integrand has no singularity although u' is infinite at 0; otherwise over scores.
double tail_between(const DeviationPayoff& payoff, const OwnCost& own, double from, double to) {
  const GameClass& bidder = payoff.bidder;
  const bool over_utility = own.utility.family == UtilityFamily::crra;
  const double no_profit = score_of(bidder, bidder.tariff_per_mwh + own.cost_per_mwh);
  if (over_utility && from < no_profit && no_profit < to) {
    return tail_between(payoff, own, from, no_profit) + tail_between(payoff, own, no_profit, to);
  }
  const double low = utility_of(own.utility, profit_at(bidder, own.cost_per_mwh, from));
  const double high = utility_of(own.utility, profit_at(bidder, own.cost_per_mwh, to));
  double sum = 0.0;
  for (std::size_t g = 0; g < gauss_points.size(); ++g) {
    double score = from + (to - from) * gauss_points[g];
    double change_of_utility = high - low;
    if (over_utility) {
      const double profit = certainty_equivalent(own.utility, low + (high - low) * gauss_points[g]);
      score = std::clamp(score_of(bidder, profit + bidder.tariff_per_mwh + own.cost_per_mwh), from, to);
    } else {
      change_of_utility =
          marginal_utility(own.utility, profit_at(bidder, own.cost_per_mwh, score)) * (to - from) / bidder.score_factor;
    }
    sum += gauss_weights[g] * change_of_utility * price_tail(payoff.rivals, payoff.pricing, score);
  }
  return sum;
}

/// The same over a whole interval of the grid, from the stored counts.
double tail_of_interval(const DeviationPayoff& payoff, const OwnCost& own, std::size_t m) {
  const double from = payoff.score[m], to = payoff.score[m + 1];
  const double width = (to - from) / payoff.bidder.score_factor;
  const double lowest_profit = profit_at(payoff.bidder, own.cost_per_mwh, from);
  const bool near_zero = lowest_profit < width && lowest_profit + width > -width;
  if (own.utility.family == UtilityFamily::crra && near_zero) return tail_between(payoff, own, from, to);
  double sum = 0.0;
  for (std::size_t g = 0; g < gauss_points.size(); ++g) {
    sum += gauss_weights[g] * payoff.price_tail[m][g] * marginal_utility(own.utility, lowest_profit + width * gauss_points[g]);
  }
  return sum * width;
}

}  // namespace

double utility_of(const Utility& utility, double profit_per_mwh) {
  switch (utility.family) {
    case UtilityFamily::risk_neutral:
      return profit_per_mwh;
    case UtilityFamily::crra:
      return std::copysign(std::pow(std::abs(profit_per_mwh), utility.coefficient), profit_per_mwh);
    case UtilityFamily::cara:
      return -std::expm1(-utility.coefficient * profit_per_mwh) / utility.coefficient;
    case UtilityFamily::option_to_build:
      return option_value(utility.option, profit_per_mwh + utility.break_even_per_mwh);
  }
  return profit_per_mwh;
}

double marginal_utility(const Utility& utility, double profit_per_mwh) {
  switch (utility.family) {
    case UtilityFamily::risk_neutral:
      return 1.0;
    case UtilityFamily::crra:
      return utility.coefficient * std::pow(std::abs(profit_per_mwh), utility.coefficient - 1.0);
    case UtilityFamily::cara:
      return std::exp(-utility.coefficient * profit_per_mwh);
    case UtilityFamily::option_to_build:
      return build_probability(utility.option, profit_per_mwh + utility.break_even_per_mwh);
  }
  return 1.0;
}

double certainty_equivalent(const Utility& utility, double utility_level) {
  switch (utility.family) {
    case UtilityFamily::risk_neutral:
      return utility_level;
    case UtilityFamily::crra:
      return std::copysign(std::pow(std::abs(utility_level), 1.0 / utility.coefficient), utility_level);
    case UtilityFamily::cara:
      if (utility.coefficient * utility_level >= 1.0) return infinity;
      return -std::log1p(-utility.coefficient * utility_level) / utility.coefficient;
    case UtilityFamily::option_to_build:
      return utility_level;  // in money, and risk neutral
  }
  return utility_level;
}

double score_of(const GameClass& bidder, double bid_per_mwh) {
  return bidder.score_factor * bid_per_mwh + bidder.score_adder_per_mwh;
}

double bid_with_score(const GameClass& bidder, double score) {
  return (score - bidder.score_adder_per_mwh) / bidder.score_factor;
}

DeviationPayoff deviation_payoff(const Game& game, std::span<const BidTable> tables, std::size_t own_class, int bids) {
  DeviationPayoff payoff{rival_scores(game, tables, own_class), game.classes[own_class], game.pricing, {}, {}, {}};
  payoff.score = grid_of_scores(payoff.rivals, payoff.bidder, tables[own_class], game.ceiling_per_mwh, bids);
  for (const double score : payoff.score) payoff.award_probability.push_back(award_probability(payoff.rivals, score));
  if (game.pricing == PricingRule::pay_as_bid) return payoff;
  for (std::size_t m = 0; m + 1 < payoff.score.size(); ++m) {
    std::array<double, 5>& tails = payoff.price_tail.emplace_back();
    for (std::size_t g = 0; g < gauss_points.size(); ++g) {
      const double score = payoff.score[m] + (payoff.score[m + 1] - payoff.score[m]) * gauss_points[g];
      tails[g] = price_tail(payoff.rivals, payoff.pricing, score);
    }
  }
  return payoff;
}

OwnCost own_cost(const DeviationPayoff& payoff, const Utility& utility, double cost_per_mwh) {
  OwnCost own{utility, cost_per_mwh, {}};
  if (payoff.price_tail.empty()) return own;
  own.tail_utility.assign(payoff.score.size(), 0.0);
  for (std::size_t m = payoff.price_tail.size(); m-- > 0;) {
    own.tail_utility[m] = own.tail_utility[m + 1] + tail_of_interval(payoff, own, m);
  }
  return own;
}

double expected_utility_at(const DeviationPayoff& payoff, const OwnCost& own, std::size_t grid_index) {
  const double profit = profit_at(payoff.bidder, own.cost_per_mwh, payoff.score[grid_index]);
  const double at_own_bid = payoff.award_probability[grid_index] * utility_of(own.utility, profit);
  return own.tail_utility.empty() ? at_own_bid : at_own_bid + own.tail_utility[grid_index];
}

double expected_utility(const DeviationPayoff& payoff, const OwnCost& own, double score) {
  const double profit = profit_at(payoff.bidder, own.cost_per_mwh, score);
  const double at_own_bid = award_probability(payoff.rivals, score) * utility_of(own.utility, profit);
  if (own.tail_utility.empty() || score >= payoff.score.back()) return at_own_bid;
  const auto next = std::upper_bound(payoff.score.begin(), payoff.score.end(), score);
  return at_own_bid + tail_between(payoff, own, score, *next) +
         own.tail_utility[static_cast<std::size_t>(next - payoff.score.begin())];
}

}  // namespace sealedbid
