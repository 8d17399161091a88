#include "bidding/tabulated_bids.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bidding/tabulated_march.hpp"
#include "bidding/tabulated_newton.hpp"

namespace sealedbid {
namespace {

constexpr int most_unknowns = 120;  // of the first-order conditions, for speed
constexpr double never = -std::numeric_limits<double>::infinity();
constexpr double no_bid = std::numeric_limits<double>::quiet_NaN();

bool bids_at_all(const BiddingRange& range) {
  return range.last > range.low;
}

/// Who cannot win bids what breaks even, as far as its ceiling lets it; others above the last type do not bid.
double losing_bid(const Contest& contest, std::size_t own, std::size_t point) {
  const double score = contest.ranges[own].break_even[point];
  if (!contest.is_contested || score > highest_score(contest.game, own)) return no_bid;
  return bid_of_score(contest.game.classes[own], std::max(score, contest.top));
}

/// Bids from scores at the estimates of a class.
TabulatedBids bids_of(const Contest& contest, std::size_t own, const std::vector<double>& scores) {
  const TabulatedClass& bidders = contest.game.classes[own];
  const BiddingRange& range = contest.ranges[own];
  TabulatedBids result;
  result.last_estimate_that_bids = bids_at_all(range) ? range.last_that_bids : never;
  for (std::size_t g = 0; g < scores.size(); ++g) {
    const bool competes = bids_at_all(range) && bidders.estimate[g] <= range.last;
    result.bid.push_back(competes ? bid_of_score(bidders, scores[g]) : losing_bid(contest, own, g));
    if (!std::isnan(result.bid.back()))
      result.last_estimate_that_bids = std::max(result.last_estimate_that_bids, bidders.estimate[g]);
    if (g > 0 && result.bid[g] < result.bid[g - 1]) result.bid[g] = result.bid[g - 1];
  }
  return result;
}

TabulatedBids given_bids(const Contest& contest, std::size_t own) {
  const TabulatedClass& bidders = contest.game.classes[own];
  TabulatedBids result;
  for (const double bid : bidders.estimate) result.bid.push_back(bid <= bidders.ceiling ? bid : no_bid);
  result.last_estimate_that_bids = contest.ranges[own].last_that_bids;
  return result;
}

/// The scores of a class at its estimates: from its curve, or the highest that it may bid.
std::vector<double> scores_on(const Contest& contest, const ScoreCurves& curves, std::size_t own) {
  std::vector<double> result;
  const BidTable& curve = curves.curves[own];
  for (const double x : contest.game.classes[own].estimate) {
    result.push_back(curve.cost_per_mwh.empty() ? std::min(contest.top, highest_score(contest.game, own))
                                                : bid_of(curve, std::min(x, curve.cost_per_mwh.back())));
  }
  return result;
}

/// Bids as the curves that the first-order conditions start from.
ScoreCurves curves_on(const Contest& contest, const std::vector<TabulatedBids>& bids) {
  ScoreCurves result = alike_curves(contest);
  for (std::size_t i = 0; i < bids.size(); ++i) {
    const TabulatedClass& bidders = contest.game.classes[i];
    BidTable& curve = result.curves[i];
    if (curve.cost_per_mwh.empty()) continue;
    const double last = contest.ranges[i].last, highest = curve.bid_per_mwh.back();
    ClassEquilibrium table;
    for (std::size_t g = 0; g < bids[i].bid.size() && !std::isnan(bids[i].bid[g]) && bidders.estimate[g] < last; ++g) {
      table.cost_per_mwh.push_back(bidders.estimate[g]);
      table.bid_per_mwh.push_back(std::min(score_of_bid(bidders, bids[i].bid[g]), highest));
    }
    if (table.cost_per_mwh.size() < 2) continue;
    table.cost_per_mwh.push_back(last);
    table.bid_per_mwh.push_back(highest);
    curve = bid_table(table);
  }
  return result;
}

}  // namespace

bool could_bid(const Contest& contest, std::size_t own) {
  const BiddingRange& range = contest.ranges[own];
  const TabulatedClass& bidders = contest.game.classes[own];
  return value_at(range.break_even, place_within(bidders.estimate, range.low)) < highest_score(contest.game, own);
}

bool can_be_marched(const Contest& contest) {
  if (contest.law.pricing == PricingRule::uniform_lowest_rejected) return true;
  std::size_t solved = 0;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    if (contest.game.classes[i].has_given_bids || !could_bid(contest, i)) continue;
    if (!bids_at_all(contest.ranges[i])) return false;
    if (!contest.ranges[i].wins_at_top) ++solved;
  }
  return solved <= 1;
}

std::vector<TabulatedBids> direct_bids(const Contest& contest, int bids) {
  const bool is_truthful = contest.law.pricing == PricingRule::uniform_lowest_rejected;
  const March march = is_truthful ? March{} : march_down(contest, {.steps = 2 * (bids - 1)});
  std::vector<TabulatedBids> result;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const TabulatedClass& bidders = contest.game.classes[i];
    result.push_back(bidders.has_given_bids ? given_bids(contest, i)
                     : is_truthful          ? bids_of(contest, i, contest.ranges[i].break_even)
                                            : bids_of(contest, i, scores_of(march, contest, i, bidders.estimate)));
  }
  return result;
}

std::vector<TabulatedBids> bids_by_conditions(const Contest& contest, const std::vector<TabulatedBids>& near, int bids,
                                              const Deadline& deadline) {
  ScoreCurves curves = curves_on(contest, near);
  for (const int share : {16, 8, 4})
    curves = solve_conditions(contest, curves, {.cells = std::max(bids / share, 8), .deadline = deadline});
  std::vector<TabulatedBids> result;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const bool is_given = contest.game.classes[i].has_given_bids;
    result.push_back(is_given ? given_bids(contest, i) : bids_of(contest, i, scores_on(contest, curves, i)));
  }
  return result;
}

std::vector<TabulatedBids> cautious_bids(const Contest& contest) {
  constexpr double first_margin = 0.05;  // of the range of scores
  std::vector<TabulatedBids> result;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const TabulatedClass& bidders = contest.game.classes[i];
    if (bidders.has_given_bids) {
      result.push_back(given_bids(contest, i));
      continue;
    }
    TabulatedBids& bids = result.emplace_back();
    const double margin = first_margin * (contest.top - contest.bottom);
    for (const double score : contest.ranges[i].break_even) {
      bids.bid.push_back(
          std::min(bid_of_score(bidders, std::min(score + margin, std::max(contest.top, score))), bidders.ceiling));
    }
    bids.last_estimate_that_bids = type_that_breaks_even(contest, i, highest_score(contest.game, i));
  }
  return result;
}

}  // namespace sealedbid
