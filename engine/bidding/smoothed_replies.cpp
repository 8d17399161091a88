#include "bidding/smoothed_replies.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

using Rows = std::vector<std::vector<double>>;

std::vector<double> gaussian_weights(double deviation_in_levels) {
  const int reach = static_cast<int>(std::ceil(3.0 * deviation_in_levels));
  std::vector<double> weights;
  double sum = 0.0;
  for (int offset = -reach; offset <= reach; ++offset) {
    const double z = deviation_in_levels > 0.0 ? offset / deviation_in_levels : 0.0;
    weights.push_back(std::exp(-0.5 * z * z));
    sum += weights.back();
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// Beyond its ends a row goes on as it ends.
void smooth(const std::vector<double>& weights, std::vector<double>& row) {
  const auto reach = weights.size() / 2;
  std::vector<double> padded(reach, row.front());
  padded.insert(padded.end(), row.begin(), row.end());
  padded.insert(padded.end(), reach, row.back());
  std::fill(row.begin(), row.end(), 0.0);
  for (std::size_t offset = 0; offset < weights.size(); ++offset) {
    for (std::size_t level = 0; level < row.size(); ++level) row[level] += weights[offset] * padded[level + offset];
  }
}

void add_revenue(PayoffCurves& curves) {
  for (std::size_t m = 0; m < curves.award.size(); ++m) {
    const std::vector<double>&award = curves.award[m], &above = curves.above[m];
    std::vector<double> revenue(award.size(), 0.0);
    double beyond = above[curves.top] * (curves.bid_beyond - curves.bid[curves.top]);
    for (std::size_t level = curves.top + 1; level-- > 0;) {
      if (level < curves.top) {
        beyond += 0.5 * (above[level] + above[level + 1]) * (curves.bid[level + 1] - curves.bid[level]);
      }
      revenue[level] = award[level] * curves.bid[level] + beyond;
    }
    curves.revenue.push_back(std::move(revenue));
  }
}

/// Expected utility of every level up to the top, at an estimate.
void add_utilities(const PayoffCurves& curves, const TabulatedClass& bidders, std::size_t point, std::vector<double>& utility) {
  constexpr double least_belief = 1e-12;
  std::fill(utility.begin(), utility.end(), 0.0);
  for (std::size_t m = 0; m < curves.award.size(); ++m) {
    const double belief = bidders.posterior[m][point], cost = bidders.expected_cost[m][point] + bidders.tariff;
    if (belief < least_belief) continue;
    const std::vector<double>&award = curves.award[m], &above = curves.above[m], &revenue = curves.revenue[m];
    if (bidders.utility.family == UtilityFamily::risk_neutral) {
      for (std::size_t level = 0; level <= curves.top; ++level) utility[level] += belief * (revenue[level] - cost * award[level]);
      continue;
    }
    const double deviation = cost_deviation_at(bidders, m, point);
    const auto utility_of = [&](double bid) { return utility_of_uncertain_profit(bidders.utility, bid - cost, deviation); };
    double next = utility_of(curves.bid[curves.top]);
    double beyond = above[curves.top] * (utility_of(curves.bid_beyond) - next);
    for (std::size_t level = curves.top + 1; level-- > 0;) {
      const double here = utility_of(curves.bid[level]);
      if (level < curves.top) beyond += 0.5 * (above[level] + above[level + 1]) * (next - here);
      utility[level] += belief * (award[level] * here + beyond);
      next = here;
    }
  }
}

struct Peak {
  double bid = 0.0, utility = 0.0;
};

/// The greatest of the levels, between levels by the parabola through three.
Peak peak_of(const PayoffCurves& curves, const std::vector<double>& utility) {
  const auto end = utility.begin() + static_cast<std::ptrdiff_t>(curves.top) + 1;
  const auto best = static_cast<std::size_t>(std::max_element(utility.begin(), end) - utility.begin());
  Peak peak{curves.bid[best], utility[best]};
  if (best == 0 || best == curves.top) return peak;
  const double below = utility[best] - utility[best - 1], above = utility[best] - utility[best + 1];
  if (below + above <= 0.0) return peak;
  const double offset = 0.5 * (below - above) / (below + above);
  peak.bid += offset * (curves.bid[best + 1] - curves.bid[best]);
  peak.utility += 0.5 * offset * offset * (below + above);
  return peak;
}

/// Between levels by the parabola through the nearest three.
double utility_at_bid(const PayoffCurves& curves, const std::vector<double>& utility, double bid) {
  const double step = curves.bid[1] - curves.bid[0];
  const double place = std::clamp((bid - curves.bid[0]) / step, 0.0, static_cast<double>(curves.top));
  if (curves.top < 2) return utility[static_cast<std::size_t>(place + 0.5)];
  const std::size_t middle = std::clamp<std::size_t>(static_cast<std::size_t>(place + 0.5), 1, curves.top - 1);
  const double offset = place - static_cast<double>(middle);
  const double slope = 0.5 * (utility[middle + 1] - utility[middle - 1]);
  const double curvature = utility[middle + 1] - 2.0 * utility[middle] + utility[middle - 1];
  return utility[middle] + offset * (slope + 0.5 * offset * curvature);
}

/// P(estimate in the cell before a point) of a bidder that is present.
double mass_before(const Contest& contest, std::size_t own, std::size_t point) {
  double mass = 0.0;
  for (std::size_t m = 0; m < contest.game.hidden_probability.size(); ++m) {
    const std::vector<double>& cdf = contest.game.classes[own].cdf[m];
    mass += contest.game.hidden_probability[m] * (cdf[point] - cdf[point - 1]);
  }
  return mass;
}

}  // namespace

PayoffCurves payoff_curves(const BidPayoffs& payoffs, std::size_t own, double smoothing, double tremble, LowEnd low_end) {
  const std::size_t levels = payoffs.levels.size(), classes = payoffs.contest.ranges.size();
  const double low = payoffs.levels.front().score, high = payoffs.levels.back().score;
  const double highest = highest_score(payoffs.contest.game, own);
  PayoffCurves curves;
  for (const ScoreLevel& level : payoffs.levels) {
    curves.bid.push_back(bid_of_score(payoffs.contest.game.classes[own], level.score));
    if (level.score <= highest + 1e-12 * (std::abs(highest) + 1.0)) curves.top = curves.bid.size() - 1;
  }
  curves.bid_beyond =
      bid_of_score(payoffs.contest.game.classes[own], price_beyond(payoffs.contest, payoffs.levels[curves.top].score));
  const std::vector<double> weights = gaussian_weights(smoothing / (payoffs.levels[1].score - low));
  for (std::size_t m = 0; m < payoffs.contest.game.hidden_probability.size(); ++m) {
    std::vector<double>&award = curves.award.emplace_back(), &above = curves.above.emplace_back();
    for (const ScoreLevel& level : payoffs.levels) {
      award.push_back(level.outcome[m * classes + own].win);
      above.push_back(level.outcome[m * classes + own].price_above);
    }
    if (weights.size() > 1 && low_end == LowEnd::turned_round) turn_round_low_end(award);
    if (weights.size() > 1) smooth(weights, award);
    if (weights.size() > 1) smooth(weights, above);
    for (std::size_t level = 0; level < levels && tremble > 0.0; ++level) {
      award[level] += tremble * (high - payoffs.levels[level].score) / (high - low);
    }
  }
  add_revenue(curves);
  return curves;
}

void reply(const BidPayoffs& payoffs, std::size_t own, const PayoffCurves& curves, double damping, TabulatedBids& bids) {
  const TabulatedClass& bidders = payoffs.contest.game.classes[own];
  const BiddingRange& range = payoffs.contest.ranges[own];
  const double least = utility_of_sure_profit(bidders.utility, bidders.entry_cost);
  const double highest = bid_of_score(bidders, highest_score(payoffs.contest.game, own));
  const bool top_is_ceiling = curves.bid[curves.top] >= highest - 1e-9 * std::abs(highest);
  std::vector<double> utility(payoffs.levels.size());
  double last = bidders.estimate.back(), worth_before = 0.0;
  bool bids_here = true;
  for (std::size_t g = 0; g < bidders.estimate.size(); ++g) {
    add_utilities(curves, bidders, g, utility);
    Peak peak = peak_of(curves, utility);
    const double worth = peak.utility - least;
    if (bids_here && worth < 0.0 && (top_is_ceiling || bidders.entry_cost > 0.0)) {
      bids_here = false;
      const double share = g == 0 ? 0.0 : worth_before / (worth_before - worth);
      last = g == 0 ? -std::numeric_limits<double>::infinity()
                    : bidders.estimate[g - 1] + share * (bidders.estimate[g] - bidders.estimate[g - 1]);
    }
    worth_before = worth;
    const double losing = std::min(highest, bid_of_score(bidders, range.break_even[g]));
    if (worth <= 0.0) peak.bid = std::max(curves.bid[curves.top], losing);
    bids.bid[g] += damping * (peak.bid - bids.bid[g]);
    if (g > 0) bids.bid[g] = std::max(bids.bid[g], bids.bid[g - 1]);
  }
  if (!top_is_ceiling && bidders.entry_cost == 0.0 && std::isfinite(highest)) {
    last = type_that_breaks_even(payoffs.contest, own, score_of_bid(bidders, highest));
  }
  const double before = bids.last_estimate_that_bids;
  last = std::max(last, range.low);
  bids.last_estimate_that_bids = std::isfinite(before) ? before + damping * (last - before) : last;
}

double mean_gain(const BidPayoffs& payoffs, std::size_t own, const TabulatedBids& bids) {
  constexpr double least_mass = 1e-9;
  const TabulatedClass& bidders = payoffs.contest.game.classes[own];
  const PayoffCurves curves = payoff_curves(payoffs, own, 0.0, 0.0);
  const auto money = [&](double value) { return profit_of_utility(bidders.utility, value) - bidders.entry_cost; };
  std::vector<double> utility(payoffs.levels.size());
  const auto gain_at = [&](std::size_t g) {
    add_utilities(curves, bidders, g, utility);
    const bool has_bid = bidders.estimate[g] <= bids.last_estimate_that_bids;
    const bool can_win = has_bid && bids.bid[g] <= curves.bid.back();
    const double own_worth = !has_bid ? 0.0 : money(can_win ? utility_at_bid(curves, utility, bids.bid[g]) : 0.0);
    return std::max(0.0, money(peak_of(curves, utility).utility)) - own_worth;
  };
  double sum = 0.0, before = 0.0;
  bool is_known = false;  // the gain at the point before
  for (std::size_t g = 1; g < bidders.estimate.size(); ++g) {
    const double mass = mass_before(payoffs.contest, own, g);
    if (mass < least_mass) {
      is_known = false;
      continue;
    }
    if (!is_known) before = gain_at(g - 1);
    const double here = gain_at(g);
    sum += mass * 0.5 * (before + here);
    before = here;
    is_known = true;
  }
  return bidders.presence_probability * sum;
}

}  // namespace sealedbid
