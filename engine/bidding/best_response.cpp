#include "bidding/best_response.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

constexpr double never = -std::numeric_limits<double>::infinity();
constexpr double no_bid = std::numeric_limits<double>::quiet_NaN();

/// From estimate to score, up to the last that bids.
BidTable score_table(const TabulatedClass& bidders, const TabulatedBids& bids, double highest) {
  ClassEquilibrium table;
  for (std::size_t g = 0; g < bids.bid.size() && !std::isnan(bids.bid[g]); ++g) {
    table.cost_per_mwh.push_back(bidders.estimate[g]);
    table.bid_per_mwh.push_back(score_of_bid(bidders, bids.bid[g]));
  }
  const double last = bids.last_estimate_that_bids;
  if (!table.cost_per_mwh.empty() && last > table.cost_per_mwh.back() && std::isfinite(highest)) {
    table.cost_per_mwh.push_back(last);
    table.bid_per_mwh.push_back(std::max(highest, table.bid_per_mwh.back()));
  }
  if (table.cost_per_mwh.size() == 1) {
    table.cost_per_mwh.push_back(table.cost_per_mwh.back() + 1e-9 * (1.0 + std::abs(table.cost_per_mwh.back())));
    table.bid_per_mwh.push_back(table.bid_per_mwh.back());
  }
  return bid_table(table);
}

/// The estimate that bids this score; between the lowest and the highest that do if there are several.
double type_at(const BidTable& table, const BiddingRange& range, double score) {
  if (table.cost_per_mwh.empty()) return range.low;
  const double from = lowest_cost_bidding(table, score), to = highest_cost_bidding(table, score);
  const double low = std::clamp(from, range.low, range.last_that_bids), high = std::clamp(to, range.low, range.last_that_bids);
  return std::isfinite(from) || std::isfinite(to) ? 0.5 * (std::min(low, high) + high)
         : from > 0.0                             ? range.last_that_bids
                                                  : range.low;
}

/// What one bidder of class `own` believes at an estimate: hidden states that it holds possible, and its cost there.
struct Belief {
  std::size_t hidden = 0;
  double weight = 0.0, cost = 0.0, deviation = 0.0;  ///< of the cost
};

struct Estimator {
  const Contest& contest;
  std::size_t own;
  std::vector<Belief> beliefs;

  const Outcome& outcome(const ScoreLevel& level, std::size_t m) const { return level.outcome[m * contest.ranges.size() + own]; }
  double margin(double score) const { return bid_of_score(contest.game.classes[own], score) - contest.game.classes[own].tariff; }
  double utility(double margin, const Belief& belief) const {
    return utility_of_uncertain_profit(contest.game.classes[own].utility, margin - belief.cost, belief.deviation);
  }
  /// At the highest score that the class may bid.
  double at_top(const ScoreLevel& level) const {
    double sum = 0.0;
    const double here = margin(level.score), beyond = margin(price_beyond(contest, level.score));
    for (const Belief& belief : beliefs) {
      const Outcome& top = outcome(level, belief.hidden);
      const double low = utility(here, belief);
      sum += belief.weight * (top.win * low + top.price_above * (utility(beyond, belief) - low));
    }
    return sum;
  }
  /// What the lower of two neighbouring scores brings more than the higher one.
  double change(const ScoreLevel& lower, const ScoreLevel& upper) const {
    double sum = 0.0;
    const double lower_margin = margin(lower.score), upper_margin = margin(upper.score);
    for (const Belief& belief : beliefs) {
      const Outcome &low = outcome(lower, belief.hidden), &high = outcome(upper, belief.hidden);
      const double from = utility(lower_margin, belief), to = utility(upper_margin, belief);
      sum += belief.weight * (low.win * from - high.win * to + 0.5 * (low.price_above + high.price_above) * (to - from));
    }
    return sum;
  }
};

Estimator estimator(const BidPayoffs& payoffs, std::size_t own, std::size_t point) {
  const TabulatedClass& bidders = payoffs.contest.game.classes[own];
  Estimator result{payoffs.contest, own, {}};
  for (std::size_t m = 0; m < bidders.posterior.size(); ++m) {
    if (bidders.posterior[m][point] > 0.0)
      result.beliefs.push_back(
          {m, bidders.posterior[m][point], bidders.expected_cost[m][point], cost_deviation_at(bidders, m, point)});
  }
  return result;
}

/// The highest level that a class may bid.
std::size_t highest_level(const BidPayoffs& payoffs, std::size_t own) {
  const double highest = highest_score(payoffs.contest.game, own);
  const double slack = 1e-12 * (std::abs(highest) + 1.0);
  std::size_t level = payoffs.levels.size() - 1;
  while (level > 0 && payoffs.levels[level].score > highest + slack) --level;
  return level;
}

ScoreLevel between(const BidPayoffs& payoffs, double score) {
  const double step = payoffs.levels[1].score - payoffs.levels[0].score;
  const double at = std::clamp((score - payoffs.levels[0].score) / step, 0.0, static_cast<double>(payoffs.levels.size() - 1));
  const auto cell = std::min(static_cast<std::size_t>(at), payoffs.levels.size() - 2);
  const double share = at - static_cast<double>(cell);
  const ScoreLevel &low = payoffs.levels[cell], &high = payoffs.levels[cell + 1];
  ScoreLevel result{score, {}, low.outcome};
  for (std::size_t i = 0; i < result.outcome.size(); ++i) {
    result.outcome[i].win += share * (high.outcome[i].win - low.outcome[i].win);
    result.outcome[i].price_above += share * (high.outcome[i].price_above - low.outcome[i].price_above);
  }
  return result;
}

double money(const TabulatedClass& bidders, double utility) {
  return profit_of_utility(bidders.utility, utility);
}

/// Prior weight of the estimates of a cell, of a bidder that is present.
double cell_mass(const Contest& contest, std::size_t own, std::size_t cell) {
  double mass = 0.0;
  for (std::size_t m = 0; m < contest.game.hidden_probability.size(); ++m) {
    const std::vector<double>& cdf = contest.game.classes[own].cdf[m];
    mass += contest.game.hidden_probability[m] * (cdf[cell + 1] - cdf[cell]);
  }
  return mass;
}

}  // namespace

BidPayoffs bid_payoffs(const Contest& contest, const std::vector<TabulatedBids>& bids, int scores) {
  BidPayoffs result{contest, {}};
  std::vector<BidTable> tables(bids.size());
  double lowest = contest.top;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    const TabulatedClass& bidders = result.contest.game.classes[i];
    BiddingRange& range = result.contest.ranges[i];
    if (!bidders.has_given_bids) {
      tables[i] = score_table(bidders, bids[i], std::min(highest_score(contest.game, i), contest.top));
      range.last_that_bids = std::clamp(bids[i].last_estimate_that_bids, range.low, range.high);
      if (!tables[i].cost_per_mwh.empty()) lowest = std::min(lowest, bid_of(tables[i], range.low));
    } else {
      lowest = std::min(lowest, score_of_bid(bidders, range.low));
    }
  }
  lowest = std::max(lowest, contest.bottom - (contest.top - contest.bottom));
  lowest -= 1e-9 * (contest.top - lowest) + 1e-12;
  for (int level = 0; level < scores; ++level) {
    ScoreLevel at{lowest + (contest.top - lowest) * level / (scores - 1), {}, {}};
    if (level + 1 == scores) at.score = contest.top;
    for (std::size_t i = 0; i < bids.size(); ++i) {
      const bool is_given = contest.game.classes[i].has_given_bids;
      at.type.push_back(is_given ? type_that_breaks_even(contest, i, at.score)
                                 : type_at(tables[i], result.contest.ranges[i], at.score));
    }
    fill_outcomes(result.contest, at);
    result.levels.push_back(std::move(at));
  }
  return result;
}

Reply best_reply(const BidPayoffs& payoffs, std::size_t own, std::size_t point) {
  const Estimator at = estimator(payoffs, own, point);
  const std::size_t top = highest_level(payoffs, own);
  std::size_t best = top;
  double utility = at.at_top(payoffs.levels[top]), most = utility, below_best = never, above_best = never, previous = never;
  for (std::size_t level = top; level-- > 0;) {
    const double above = utility;
    utility += at.change(payoffs.levels[level], payoffs.levels[level + 1]);
    if (best == level + 1) below_best = utility;
    if (utility > most) {
      most = utility;
      best = level;
      above_best = above;
      below_best = never;
    }
  }
  previous = most - below_best;
  Reply result{payoffs.levels[best].score, most};
  if (best == top || best == 0 || !std::isfinite(previous)) return result;
  const double next = most - above_best, step = payoffs.levels[1].score - payoffs.levels[0].score;
  if (previous + next <= 0.0) return result;
  const double offset = 0.5 * (previous - next) / (previous + next);  // in steps, within ±1/2
  result.score += offset * step;
  result.utility += 0.5 * offset * offset * (previous + next);
  return result;
}

BidWorth worth_of(const BidPayoffs& payoffs, std::size_t own, std::size_t point, double score) {
  const Estimator at = estimator(payoffs, own, point);
  const std::size_t top = highest_level(payoffs, own);
  const ScoreLevel here = between(payoffs, score);
  BidWorth result;
  for (const Belief& belief : at.beliefs) result.win += belief.weight * at.outcome(here, belief.hidden).win;
  result.utility = at.at_top(payoffs.levels[top]);
  for (std::size_t level = top; level-- > 0;) {
    if (payoffs.levels[level].score < score) {
      if (payoffs.levels[level + 1].score > score) result.utility += at.change(here, payoffs.levels[level + 1]);
      break;
    }
    result.utility += at.change(payoffs.levels[level], payoffs.levels[level + 1]);
  }
  return result;
}

TabulatedBids replies(const BidPayoffs& payoffs, std::size_t own) {
  const TabulatedClass& bidders = payoffs.contest.game.classes[own];
  const BiddingRange& range = payoffs.contest.ranges[own];
  const double least = utility_of_sure_profit(bidders.utility, bidders.entry_cost),
               highest = highest_score(payoffs.contest.game, own);
  TabulatedBids result;
  result.last_estimate_that_bids = never;
  double previous = 0.0;
  for (std::size_t g = 0; g < bidders.estimate.size(); ++g) {
    const Reply reply = best_reply(payoffs, own, g);
    const double worth = reply.utility - least;
    const bool is_loser = payoffs.contest.is_contested && worth <= 1e-12 && range.break_even[g] <= highest;
    if (worth < 0.0 && !is_loser) {
      if (g > 0) {
        const double share = previous / (previous - worth);
        result.last_estimate_that_bids = bidders.estimate[g - 1] + share * (bidders.estimate[g] - bidders.estimate[g - 1]);
      }
      break;
    }
    const double score = is_loser ? std::max(range.break_even[g], std::min(reply.score, payoffs.contest.top)) : reply.score;
    result.bid.push_back(bid_of_score(bidders, score));
    if (g > 0) result.bid[g] = std::max(result.bid[g], result.bid[g - 1]);
    result.last_estimate_that_bids = bidders.estimate[g];
    previous = std::max(worth, 0.0);
  }
  result.bid.resize(bidders.estimate.size(), no_bid);
  return result;
}

void take_stock(const BidPayoffs& payoffs, std::size_t own, TabulatedBids& bids) {
  const TabulatedClass& bidders = payoffs.contest.game.classes[own];
  bids.win_probability.assign(bids.bid.size(), 0.0);
  bids.profit.assign(bids.bid.size(), 0.0);
  bids.award_probability = bids.expected_profit = 0.0;
  for (std::size_t g = 0; g < bids.bid.size() && !std::isnan(bids.bid[g]); ++g) {
    const double score = score_of_bid(bidders, bids.bid[g]);
    if (score <= payoffs.contest.top) {
      const BidWorth worth = worth_of(payoffs, own, g, score);
      bids.win_probability[g] = worth.win;
      bids.profit[g] = std::max(money(bidders, worth.utility), 0.0);
    }
    if (g == 0) continue;
    const double mass = bidders.presence_probability * cell_mass(payoffs.contest, own, g - 1);
    bids.award_probability += mass * 0.5 * (bids.win_probability[g - 1] + bids.win_probability[g]);
    bids.expected_profit += mass * (0.5 * (bids.profit[g - 1] + bids.profit[g]) - bidders.entry_cost);
  }
  const auto bidding =
      static_cast<std::size_t>(std::ranges::find_if(bids.bid, [](double b) { return std::isnan(b); }) - bids.bid.begin());
  if (bidding == 0 || bidding == bids.bid.size()) return;
  const double share = (bids.last_estimate_that_bids - bidders.estimate[bidding - 1]) /
                       (bidders.estimate[bidding] - bidders.estimate[bidding - 1]);
  const double mass = bidders.presence_probability * cell_mass(payoffs.contest, own, bidding - 1) * std::clamp(share, 0.0, 1.0);
  bids.award_probability += mass * bids.win_probability[bidding - 1];
  bids.expected_profit += mass * 0.5 * (bids.profit[bidding - 1] - bidders.entry_cost);
}

double greatest_gain(const BidPayoffs& payoffs, std::size_t own, const TabulatedBids& bids) {
  const TabulatedClass& bidders = payoffs.contest.game.classes[own];
  double gain = 0.0;
  for (std::size_t g = 0; g < bids.bid.size(); ++g) {
    if (bidders.estimate[g] < payoffs.contest.ranges[own].low || bidders.estimate[g] > payoffs.contest.ranges[own].high) continue;
    const double best = money(bidders, best_reply(payoffs, own, g).utility);
    const double score = std::isnan(bids.bid[g]) ? payoffs.contest.top + 1.0 : score_of_bid(bidders, bids.bid[g]);
    const double own_worth = score <= payoffs.contest.top ? money(bidders, worth_of(payoffs, own, g, score).utility)
                             : std::isnan(bids.bid[g])    ? bidders.entry_cost
                                                          : 0.0;
    gain = std::max(gain, best - own_worth);
  }
  return gain;
}

}  // namespace sealedbid
