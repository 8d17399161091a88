#include "bidding/step_contest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "bidding/score_game.hpp"
#include "bidding/step_costs.hpp"

namespace sealedbid {
namespace {

using Units = std::vector<double>;  // P(0, 1, … projects rank below), as far as it matters

void require(bool is_met, const char* text) {
  if (!is_met) throw std::invalid_argument(text);
}

void check(const Game& game, const ScoreGame& scores) {
  require(!game.common_value, "several projects a bidder: common values are outside the method.");
  const bool is_uniform = game.pricing != PricingRule::pay_as_bid;
  require(!is_uniform || game.ceiling_per_mwh, "several projects a bidder: a uniform price needs a ceiling.");
  require(game.pricing != PricingRule::uniform_highest_accepted || game.unsold_lots == UnsoldLots::pay_ceiling,
          "several projects a bidder: unsold lots have to pay the ceiling.");
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const GameClass& bidders = game.classes[i];
    require(bidders.projects >= 1 && bidders.projects <= game.lots, "projects: outside 1 … lots.");
    require(is_uniform || bidders.projects == 1 || bidders.project_costs == ProjectCosts::same,
            "several projects a bidder: paid as bid, a cost for each project is outside the method.");
    require(bidders.utility.family == UtilityFamily::risk_neutral,
            "several projects a bidder: risk aversion is outside the method.");
    require(bidders.entry_cost_per_mwh == 0.0, "several projects a bidder: entry costs are outside the method.");
    require(!is_uniform || (bidders.score_factor == game.classes.front().score_factor &&
                            scores.classes[i].ceiling == scores.classes.front().ceiling),
            "several projects a bidder: unlike scores at a uniform price are outside the method.");
  }
}

/// The first `size` terms of the law of a sum.
Units sum_of(const Units& left, const Units& right, std::size_t size) {
  Units result(std::min(size, left.size() + right.size() - 1), 0.0);
  for (std::size_t a = 0; a < left.size(); ++a) {
    for (std::size_t b = 0; b < right.size() && a + b < result.size(); ++b) result[a + b] += left[a] * right[b];
  }
  return result;
}

Units sum_of_alike(Units one, int bidders, std::size_t size) {
  Units result{1.0};
  for (; bidders > 0; bidders /= 2) {
    if (bidders % 2 == 1) result = sum_of(result, one, size);
    one = sum_of(one, one, size);
  }
  return result;
}

/// P(the step bids at most this score): linear between the costs of the grid.
double share_below(const std::vector<double>& scores, const std::vector<double>& cdf, double score) {
  const auto above = static_cast<std::size_t>(std::upper_bound(scores.begin(), scores.end(), score) - scores.begin());
  if (above == 0) return 0.0;
  if (above == scores.size()) return 1.0;
  const double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
  return cdf[above - 1] + share * (cdf[above] - cdf[above - 1]);
}

/// The law of how many projects of one bidder rank below a score.
Units units_below(const StepClass& bidders, const std::vector<std::vector<double>>& scores, double score) {
  Units result(static_cast<std::size_t>(bidders.projects) + 1, 0.0);
  double at_least = 1.0;
  for (std::size_t s = 0; s < scores.size(); ++s) {
    const double more = std::min(at_least, bidders.presence * share_below(scores[s], bidders.cdf[s], score));
    result[s] = at_least - more;
    at_least = more;
  }
  result.back() = at_least;
  return result;
}

/// The law of all rivals' projects below a score for a bidder of class `own`.
Units rivals_below(const StepContest& contest, const std::vector<Units>& one, std::size_t own) {
  const auto size = static_cast<std::size_t>(contest.lots) + 1;
  Units result{1.0};
  for (std::size_t j = 0; j < one.size(); ++j) {
    result = sum_of(result, sum_of_alike(one[j], contest.classes[j].bidders - (j == own ? 1 : 0), size), size);
  }
  result.resize(size, 0.0);
  return result;
}

struct StepOutcome {
  double win = 0.0, tail = 0.0;  ///< P(award); minus the derivative of what the step earns beyond its own bid
};

StepOutcome outcome_of(const StepContest& contest, const Units& rivals, std::size_t step) {
  const auto lots = static_cast<std::size_t>(contest.lots);
  StepOutcome result;
  for (std::size_t units = 0; units + step <= lots; ++units) result.win += rivals[units];
  const auto steps = static_cast<double>(step);
  if (contest.pricing == PricingRule::uniform_highest_accepted) result.tail = result.win - steps * rivals[lots - step];
  if (contest.pricing == PricingRule::uniform_lowest_rejected) {
    result.tail = result.win - (step > 1 ? (steps - 1.0) * rivals[lots - step + 1] : 0.0);
  }
  return result;
}

void smooth(double deviation_in_levels, std::vector<double>& row) {
  const int reach = static_cast<int>(std::ceil(3.0 * deviation_in_levels)), last = static_cast<int>(row.size()) - 1;
  if (reach == 0) return;
  const std::vector<double> sharp = row;
  std::ranges::fill(row, 0.0);
  double sum = 0.0;
  for (int offset = -reach; offset <= reach; ++offset) {
    const double z = offset / deviation_in_levels, weight = std::exp(-0.5 * z * z);
    sum += weight;
    for (int level = 0; level <= last; ++level) {
      row[static_cast<std::size_t>(level)] += weight * sharp[static_cast<std::size_t>(std::clamp(level + offset, 0, last))];
    }
  }
  for (double& value : row) value /= sum;
}

StepClass class_of(const GameClass& from, const ScoreClass& in_scores, int points) {
  StepClass result;
  result.bidders = from.bidders;
  result.projects = from.projects;
  result.presence = from.presence_probability;
  result.factor = in_scores.factor;
  result.highest = in_scores.ceiling;
  result.cdf.resize(static_cast<std::size_t>(from.projects));
  for (int g = 0; g < points; ++g) {
    const double share = static_cast<double>(g) / (points - 1);
    result.cost.push_back(from.cost.low_per_mwh + share * (from.cost.high_per_mwh - from.cost.low_per_mwh));
    result.break_even.push_back(in_scores.factor * result.cost.back() + in_scores.shift);
    for (int step = 1; step <= from.projects; ++step) {
      result.cdf[static_cast<std::size_t>(step) - 1].push_back(step_cdf(from, step, result.cost.back()));
    }
  }
  return result;
}

/// Every project at the score that breaks even: nobody can win where no bid that breaks even wins.
double contested_top(const StepContest& contest, double highest) {
  constexpr double least_win_that_counts = 1e-14;
  double low = contest.bottom, high = highest;
  for (int halving = 0; halving < 60; ++halving) {
    const double score = 0.5 * (low + high);
    std::vector<Units> one;
    for (const StepClass& bidders : contest.classes) {
      one.push_back(units_below(bidders, std::vector(bidders.cdf.size(), bidders.break_even), score));
    }
    double win = 0.0;
    for (std::size_t i = 0; i < one.size(); ++i) {
      if (contest.classes[i].break_even.front() >= score) continue;
      win = std::max(win, outcome_of(contest, rivals_below(contest, one, i), 1).win);
    }
    (win > least_win_that_counts ? low : high) = score;
  }
  return high;
}

}  // namespace

StepContest step_contest(const Game& game, int points) {
  require(points >= 33, "points: below 33.");
  const ScoreGame scores = score_game(game);
  check(game, scores);
  StepContest result;
  result.lots = game.lots;
  result.pricing = game.pricing;
  result.bottom = std::numeric_limits<double>::infinity();
  double ceiling = -result.bottom, highest_cost = ceiling;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    result.classes.push_back(class_of(game.classes[i], scores.classes[i], points));
    result.bottom = std::min(result.bottom, result.classes.back().break_even.front());
    highest_cost = std::max(highest_cost, result.classes.back().break_even.back());
    ceiling = std::max(ceiling, result.classes.back().highest);
  }
  result.top = ceiling;
  if (game.pricing == PricingRule::pay_as_bid) {
    const double contested = contested_top(result, highest_cost);
    if (contested < std::min(ceiling, highest_cost)) result.top = contested;
    require(std::isfinite(ceiling) || contested <= highest_cost, "ceiling_per_mwh: missing.");
    result.top = std::min(result.top, std::isfinite(ceiling) ? ceiling : highest_cost);
  }
  return result;
}

namespace {

/// Outcomes of all steps of all classes at a level. Rivals whose scores are level with it win; beyond it they don't set prices.
struct LevelFiller {
  const StepContest& contest;
  const StepScores& scores;
  std::vector<std::vector<std::vector<double>>>&win, &tail;

  std::vector<Units> units_at(double score) const {
    std::vector<Units> one;
    for (std::size_t j = 0; j < scores.size(); ++j) one.push_back(units_below(contest.classes[j], scores[j], score));
    return one;
  }

  void fill(std::size_t level, double score, double score_before) const {
    const std::vector<Units> here = units_at(score), before = units_at(score_before);
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const Units rivals = rivals_below(contest, here, i), rivals_before = rivals_below(contest, before, i);
      for (std::size_t s = 0; s < scores[i].size(); ++s) {
        win[i][s][level] = outcome_of(contest, rivals, s + 1).win;
        tail[i][s][level] = outcome_of(contest, rivals_before, s + 1).tail;
      }
    }
  }
};

/// Smooths both, and adds up what is earned.
void finish(const std::vector<double>& score, double smoothing, double tremble, std::vector<double>& win,
            std::vector<double>& tail, std::vector<double>& revenue) {
  const double width = score[1] - score[0];
  smooth(smoothing / width, win);
  smooth(smoothing / width, tail);
  const std::size_t last = win.size() - 1;
  double sum = 0.0;
  for (std::size_t level = last + 1; level-- > 0;) {
    win[level] += tremble * static_cast<double>(last - level) / static_cast<double>(last);
    if (level < last) sum += 0.5 * (tail[level] + tail[level + 1]) * width;
    revenue[level] = win[level] * score[level] + sum;
  }
}

}  // namespace

StepCurves step_curves(const StepContest& contest, const StepScores& scores, int levels, double smoothing, double tremble,
                       LowEnd low_end) {
  const std::size_t classes = contest.classes.size(), count = static_cast<std::size_t>(levels);
  StepCurves result;
  for (const StepClass& bidders : contest.classes) {
    result.win.emplace_back(bidders.cdf.size(), std::vector<double>(count));
  }
  result.revenue = result.win;
  result.last_level.assign(classes, 0);
  std::vector<std::vector<std::vector<double>>> tail = result.win;
  const LevelFiller filler{contest, scores, result.win, tail};
  const double width = (contest.top - contest.bottom) / (levels - 1), hair = 1e-9 * width;
  for (std::size_t level = 0; level < count; ++level) {
    const bool is_top = level + 1 == count;
    result.score.push_back(is_top ? contest.top : contest.bottom + width * static_cast<double>(level));
    filler.fill(level, result.score.back(), is_top ? contest.top - hair : result.score.back());
    for (std::size_t i = 0; i < classes; ++i) {
      if (result.score.back() <= contest.classes[i].highest + hair) result.last_level[i] = level;
    }
  }
  for (std::size_t i = 0; i < classes; ++i) {
    for (std::size_t s = 0; s < tail[i].size(); ++s) {
      if (low_end == LowEnd::turned_round) turn_round_low_end(result.win[i][s]);
      finish(result.score, smoothing, tremble, result.win[i][s], tail[i][s], result.revenue[i][s]);
    }
  }
  return result;
}

}  // namespace sealedbid
