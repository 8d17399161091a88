#include "bidding/step_payoff.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "bidding/deviation_payoff.hpp"
#include "bidding/step_costs.hpp"

namespace sealedbid {
namespace {

// Gauss–Legendre points and weights of order 5 on [0, 1]. Source: Abramowitz & Stegun (1964), table 25.4.
constexpr std::array<double, 5> gauss_points = {0.046910077030668004, 0.23076534494715845, 0.5, 0.76923465505284155,
                                                0.953089922969332};
constexpr std::array<double, 5> gauss_weights = {0.11846344252809454, 0.23931433524968324, 0.28444444444444444,
                                                 0.23931433524968324, 0.11846344252809454};

/// Rivals whose bids are level with the own score.
enum class LevelBids { rank_above, rank_below };

/// P(the project in place `step` of a bidder that is present ranks below a score).
double share_below(const GameClass& bidders, const BidTable& table, int step, double score, LevelBids level) {
  if (table.cost_per_mwh.empty()) return 0.0;
  const double bid = bid_with_score(bidders, score);
  const double cost = level == LevelBids::rank_above ? lowest_cost_bidding(table, bid) : highest_cost_bidding(table, bid);
  if (cost == -std::numeric_limits<double>::infinity()) return 0.0;
  return step_cdf(bidders, step, std::min(cost, table.cost_per_mwh.back()));
}

/// P(0, 1, … lots − 1 projects of rivals rank below), one rival after the other.
std::vector<double> rivals_below(const StepPayoff& payoff, double score, LevelBids level) {
  std::vector<double> law(static_cast<std::size_t>(payoff.lots), 0.0);
  law.front() = 1.0;
  for (std::size_t j = 0; j < payoff.rivals.size(); ++j) {
    const GameClass& rival = payoff.rivals[j];
    std::vector<double> at_least{1.0};
    for (int step = 1; step <= rival.projects; ++step) {
      const BidTable& table = payoff.tables[j][static_cast<std::size_t>(step) - 1];
      at_least.push_back(rival.presence_probability * share_below(rival, table, step, score, level));
    }
    at_least.push_back(0.0);
    for (int one = 0; one < rival.bidders; ++one) {
      for (std::size_t total = law.size(); total-- > 0;) {  // from above, so that each term is still the old one when it is read
        double sum = 0.0;
        for (std::size_t own = 0; own + 1 < at_least.size() && own <= total; ++own) {
          sum += law[total - own] * std::max(0.0, at_least[own] - at_least[own + 1]);
        }
        law[total] = sum;
      }
    }
  }
  return law;
}

double award_from(const StepPayoff& payoff, const std::vector<double>& law, std::size_t step) {
  double sum = 0.0;
  for (std::size_t units = 0; units + step + 1 <= static_cast<std::size_t>(payoff.lots); ++units) sum += law[units];
  return sum;
}

/// What is lost a unit of score by raising the own bid where it doesn't set the price: the award less the projects whose price
/// the step's bid sets, times the probability that it does.
double tail_from(const StepPayoff& payoff, const std::vector<double>& law, std::size_t step) {
  const auto lots = static_cast<std::size_t>(payoff.lots);
  switch (payoff.pricing) {
    case PricingRule::pay_as_bid:
      return 0.0;
    case PricingRule::uniform_highest_accepted:
      return award_from(payoff, law, step) - static_cast<double>(step + 1) * law[lots - step - 1];
    case PricingRule::uniform_lowest_rejected:
      return award_from(payoff, law, step) - (step == 0 ? 0.0 : static_cast<double>(step) * law[lots - step]);
  }
  return 0.0;
}

std::vector<double> grid_of_scores(const Game& game, const std::vector<StepTables>& tables, std::size_t own_class, int bids) {
  std::vector<double> scores;
  for (std::size_t j = 0; j < tables.size(); ++j) {
    for (const BidTable& table : tables[j]) {
      for (std::size_t m = 0; m < table.bid_per_mwh.size(); ++m) {
        const double score = score_of(game.classes[j], table.bid_per_mwh[m]), hair = 1e-12 * std::max(1.0, std::abs(score));
        scores.push_back(score);
        if (m > 0 && table.bid_per_mwh[m] == table.bid_per_mwh[m - 1]) scores.insert(scores.end(), {score - hair, score + hair});
      }
    }
  }
  const GameClass& bidder = game.classes[own_class];
  if (scores.empty()) scores.push_back(score_of(bidder, bidder.cost.low_per_mwh + bidder.tariff_per_mwh));
  const auto [lowest, highest] = std::minmax_element(scores.begin(), scores.end());
  const double top = game.ceiling_per_mwh ? score_of(bidder, *game.ceiling_per_mwh) : *highest;
  const double bottom = std::min(*lowest, top) - 1e-3 * std::max(std::abs(top - *lowest), 1e-6);
  for (int m = 0; m < bids; ++m) scores.push_back(bottom + (top - bottom) * m / (bids - 1));
  scores.push_back(top);
  std::erase_if(scores, [top](double score) { return score > top; });
  std::sort(scores.begin(), scores.end());
  scores.erase(std::unique(scores.begin(), scores.end()), scores.end());
  return scores;
}

/// Midway between the laws of who comes before and after all rivals that are level with the score.
std::vector<double> law_at(const StepPayoff& payoff, double score) {
  std::vector<double> law = rivals_below(payoff, score, LevelBids::rank_above);
  const std::vector<double> other = rivals_below(payoff, score, LevelBids::rank_below);
  for (std::size_t u = 0; u < law.size(); ++u) law[u] = 0.5 * (law[u] + other[u]);
  return law;
}

/// ∫ of the tail over an interval without atoms inside, [step].
std::vector<double> tails_between(const StepPayoff& payoff, double from, double to) {
  std::vector<double> result(static_cast<std::size_t>(payoff.bidder.projects), 0.0);
  if (payoff.pricing == PricingRule::pay_as_bid) return result;
  for (std::size_t g = 0; g < gauss_points.size(); ++g) {
    const std::vector<double> law = rivals_below(payoff, from + (to - from) * gauss_points[g], LevelBids::rank_below);
    for (std::size_t s = 0; s < result.size(); ++s) result[s] += gauss_weights[g] * (to - from) * tail_from(payoff, law, s);
  }
  return result;
}

double break_even(const GameClass& bidder, double cost_per_mwh) {
  return score_of(bidder, cost_per_mwh + bidder.tariff_per_mwh);
}

}  // namespace

StepPayoff step_payoff(const Game& game, const std::vector<StepTables>& tables, std::size_t own_class, int bids) {
  StepPayoff payoff{game.classes[own_class], game.lots, game.pricing, game.classes, tables, {}, {}, {}};
  --payoff.rivals[own_class].bidders;
  payoff.score = grid_of_scores(game, tables, own_class, bids);
  const std::size_t points = payoff.score.size(), steps = static_cast<std::size_t>(payoff.bidder.projects);
  payoff.award.assign(steps, std::vector<double>(points, 0.0));
  payoff.further = payoff.award;
  for (std::size_t m = points; m-- > 0;) {
    const std::vector<double> law = law_at(payoff, payoff.score[m]);
    const std::vector<double> tail =
        m + 1 < points ? tails_between(payoff, payoff.score[m], payoff.score[m + 1]) : std::vector<double>(steps, 0.0);
    for (std::size_t s = 0; s < steps; ++s) {
      payoff.award[s][m] = award_from(payoff, law, s);
      payoff.further[s][m] = tail[s] + (m + 1 < points ? payoff.further[s][m + 1] : 0.0);
    }
  }
  return payoff;
}

double step_award(const StepPayoff& payoff, std::size_t step, double score) {
  return award_from(payoff, law_at(payoff, score), step);
}

double step_value(const StepPayoff& payoff, std::size_t step, double cost_per_mwh, double score) {
  const double own = step_award(payoff, step, score) * (score - break_even(payoff.bidder, cost_per_mwh));
  const auto next = std::upper_bound(payoff.score.begin(), payoff.score.end(), score);
  if (next == payoff.score.end()) return own / payoff.bidder.score_factor;
  const double further = payoff.further[step][static_cast<std::size_t>(next - payoff.score.begin())];
  return (own + tails_between(payoff, score, *next)[step] + further) / payoff.bidder.score_factor;
}

double step_value_at(const StepPayoff& payoff, std::size_t step, double cost_per_mwh, std::size_t grid_index) {
  const double own = payoff.award[step][grid_index] * (payoff.score[grid_index] - break_even(payoff.bidder, cost_per_mwh));
  return (own + payoff.further[step][grid_index]) / payoff.bidder.score_factor;
}

}  // namespace sealedbid
