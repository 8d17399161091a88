#include "bidding/tabulated_march.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>

#include "bidding/bid_table.hpp"

namespace sealedbid {
namespace {

constexpr double least_win_that_counts = 1e-13;
constexpr double first_step = 1e-4, shortest_step = 1e-9, growth = 1.5;  // of the longest step
constexpr double least_weight = 0.4, most_type_steps = 3.0;

struct Walk {
  const Contest& contest;
  double longest_step = 0.0;
  std::vector<double> type_step;  ///< [class] most that a type should move
  std::vector<double> slope;      ///< [class] d type / d score of the last step
  std::vector<bool> has_ended, has_withdrawn;
  Eigen::MatrixXd jacobian;  ///< of the last step, for `jacobian_of`
  std::vector<std::size_t> jacobian_of;
};

/// Where the indifferent type lies between `upper`'s (0) and `lower`'s (1).
double weight_of_lower(double lower, double middle, double upper) {
  if (lower - upper <= 1e-9 * lower) return 0.5;
  const double mean = (lower + 4.0 * middle + upper) / 6.0;
  return std::clamp((lower - mean) / (lower - upper), least_weight, 1.0);
}

ScoreLevel middle_of(const Contest& contest, const ScoreLevel& upper, const ScoreLevel& lower) {
  ScoreLevel result{0.5 * (upper.score + lower.score), upper.type, {}};
  for (std::size_t i = 0; i < result.type.size(); ++i) result.type[i] = 0.5 * (upper.type[i] + lower.type[i]);
  fill_outcomes(contest, result);
  return result;
}

Eigen::VectorXd preferences(const Contest& contest, const ScoreLevel& upper, ScoreLevel& lower,
                            const std::vector<std::size_t>& active) {
  fill_outcomes(contest, lower);
  const ScoreLevel middle = middle_of(contest, upper, lower);
  Eigen::VectorXd result(static_cast<Eigen::Index>(active.size()));
  for (std::size_t a = 0; a < active.size(); ++a) {
    result[static_cast<Eigen::Index>(a)] = preference(contest, upper, middle, lower, active[a]);
  }
  return result;
}

void find_jacobian(Walk& walk, const ScoreLevel& upper, const ScoreLevel& lower, const Eigen::VectorXd& at,
                   const std::vector<std::size_t>& active) {
  walk.jacobian.resize(at.size(), at.size());
  for (std::size_t a = 0; a < active.size(); ++a) {
    ScoreLevel moved = lower;
    const double step = 1e-4 * std::max(walk.type_step[active[a]], 1e-6);
    moved.type[active[a]] -= step;
    walk.jacobian.col(static_cast<Eigen::Index>(a)) = (at - preferences(walk.contest, upper, moved, active)) / step;
  }
  walk.jacobian_of = active;
}

/// Newton's method with Broyden's updates. @return false if there is no such level nearby.
bool solve_level(Walk& walk, const ScoreLevel& upper, ScoreLevel& lower, const std::vector<std::size_t>& active) {
  if (active.empty()) {
    fill_outcomes(walk.contest, lower);
    return true;
  }
  Eigen::VectorXd at = preferences(walk.contest, upper, lower, active);
  if (walk.jacobian_of != active) find_jacobian(walk, upper, lower, at, active);
  for (int iteration = 0; iteration < 24; ++iteration) {
    if (iteration == 6 || iteration == 12) find_jacobian(walk, upper, lower, at, active);
    const Eigen::VectorXd step = walk.jacobian.partialPivLu().solve(-at);
    if (!step.allFinite()) return false;
    double change = 0.0;
    for (std::size_t a = 0; a < active.size(); ++a) {
      const double move = step[static_cast<Eigen::Index>(a)], unit = walk.type_step[active[a]];
      change = std::max(change, std::abs(move) / unit);
      lower.type[active[a]] += move;
    }
    if (change > 1e4) return false;
    const Eigen::VectorXd next = preferences(walk.contest, upper, lower, active);
    if (change < 1e-7) return true;
    walk.jacobian += (next - at - walk.jacobian * step) * step.transpose() / step.squaredNorm();
    at = next;
  }
  walk.jacobian_of.clear();
  return false;
}

/// Classes that may bid at a score below `upper`.
std::vector<std::size_t> candidates(const Walk& walk, const ScoreLevel& upper, ScoreLevel& lower) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < upper.type.size(); ++i) {
    const TabulatedClass& bidders = walk.contest.game.classes[i];
    if (bidders.has_given_bids) {
      lower.type[i] = type_that_breaks_even(walk.contest, i, lower.score);
      continue;
    }
    if (walk.has_ended[i] || lower.score >= highest_score(walk.contest.game, i)) continue;
    const EstimatePlace place = place_within(bidders.estimate, upper.type[i]);
    if (mean_win(walk.contest, upper, i, place) <= least_win_that_counts) {
      lower.type[i] = std::min(upper.type[i], type_that_breaks_even(walk.contest, i, lower.score));
    } else {
      result.push_back(i);
    }
  }
  return result;
}

/// The class that would have to move up the most; candidates.size() if none.
std::size_t most_backward(const Walk& walk, const ScoreLevel& upper, const ScoreLevel& lower,
                          const std::vector<std::size_t>& active) {
  std::size_t worst = active.size();
  double most = 1e-6;
  for (std::size_t a = 0; a < active.size(); ++a) {
    const double move = (lower.type[active[a]] - upper.type[active[a]]) / walk.type_step[active[a]];
    if (move > most) {
      most = move;
      worst = a;
    }
  }
  return worst;
}

/// One step down to `score`, with whoever bids there.
bool step_to(Walk& walk, const ScoreLevel& upper, double score, ScoreLevel& lower) {
  lower = {score, upper.type, {}};
  const std::vector<std::size_t> all = candidates(walk, upper, lower);
  const ScoreLevel start = lower;
  for (int attempt = 0; attempt < 2; ++attempt) {
    std::vector<std::size_t> active;
    for (const std::size_t i : all) {
      if (attempt == 1) walk.has_withdrawn[i] = false;
      if (!walk.has_withdrawn[i]) active.push_back(i);
    }
    while (true) {
      lower = start;
      for (const std::size_t i : active) lower.type[i] -= walk.slope[i] * (upper.score - score);
      if (!solve_level(walk, upper, lower, active)) return false;
      const std::size_t backward = most_backward(walk, upper, lower, active);
      if (backward == active.size()) break;
      walk.has_withdrawn[active[backward]] = true;
      active.erase(active.begin() + static_cast<std::ptrdiff_t>(backward));
    }
    std::vector<std::size_t> waiting;
    for (const std::size_t i : all) {
      if (walk.has_withdrawn[i]) waiting.push_back(i);
    }
    if (waiting.empty() || preferences(walk.contest, upper, lower, waiting).minCoeff() >= 0.0) break;
  }
  return true;
}

/// The share of the step at which the first class runs out of types, and the greatest move in steps of types.
struct StepSize {
  double until_end = 1.0, types = 0.0;
};

StepSize size_of_step(const Walk& walk, const ScoreLevel& upper, const ScoreLevel& lower) {
  StepSize result;
  for (std::size_t i = 0; i < upper.type.size(); ++i) {
    if (walk.has_ended[i] || walk.contest.game.classes[i].has_given_bids) continue;
    const double move = upper.type[i] - lower.type[i], low = walk.contest.ranges[i].low;
    result.types = std::max(result.types, move / walk.type_step[i]);
    if (lower.type[i] < low - 1e-6 * walk.type_step[i]) {
      result.until_end = std::min(result.until_end, (upper.type[i] - low) / move);
    }
  }
  return result;
}

void end_classes(Walk& walk, ScoreLevel& lower, bool all) {
  for (std::size_t i = 0; i < lower.type.size(); ++i) {
    const double low = walk.contest.ranges[i].low;
    if (all || lower.type[i] <= low + 1e-6 * walk.type_step[i]) {
      if (!walk.contest.game.classes[i].has_given_bids) lower.type[i] = low;
      walk.has_ended[i] = true;
    }
  }
}

/// Of the class with most, in its steps.
double types_left(const Walk& walk, const ScoreLevel& level) {
  double result = 0.0;
  for (std::size_t i = 0; i < level.type.size(); ++i) {
    if (walk.has_ended[i] || walk.contest.game.classes[i].has_given_bids) continue;
    result = std::max(result, (level.type[i] - walk.contest.ranges[i].low) / walk.type_step[i]);
  }
  return result;
}

bool all_have_ended(const Walk& walk) {
  for (std::size_t i = 0; i < walk.has_ended.size(); ++i) {
    if (!walk.has_ended[i] && !walk.contest.game.classes[i].has_given_bids) return false;
  }
  return true;
}

Walk start_of(const Contest& contest, const MarchOptions& options, ScoreLevel& first) {
  Walk walk{contest, (contest.top - contest.bottom) / options.steps, {}, {}, {}, {}, {}, {}};
  first.score = contest.top;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const BiddingRange& range = contest.ranges[i];
    walk.type_step.push_back(std::max(range.last - range.low, 1e-9 * (contest.top - contest.bottom)) / options.steps);
    walk.slope.push_back(1.0 / contest.game.classes[i].score_factor);
    const bool is_given = contest.game.classes[i].has_given_bids;
    first.type.push_back(is_given ? type_that_breaks_even(contest, i, contest.top) : range.wins_at_top ? range.low : range.last);
    walk.has_ended.push_back(!is_given && first.type.back() <= range.low);
    walk.has_withdrawn.push_back(false);
  }
  fill_outcomes(contest, first);
  return walk;
}

}  // namespace

double mean_win(const Contest& contest, const ScoreLevel& level, std::size_t own, const EstimatePlace& place) {
  const std::size_t classes = contest.ranges.size();
  double result = 0.0;
  for (std::size_t m = 0; m < contest.game.hidden_probability.size(); ++m) {
    result += value_at(contest.game.classes[own].posterior[m], place) * level.outcome[m * classes + own].win;
  }
  return result;
}

double preference(const Contest& contest, const ScoreLevel& upper, const ScoreLevel& middle, const ScoreLevel& lower,
                  std::size_t own) {
  const TabulatedClass& bidders = contest.game.classes[own];
  const std::size_t classes = contest.ranges.size();
  const EstimatePlace between = place_within(bidders.estimate, middle.type[own]);
  const double lower_win = mean_win(contest, lower, own, between), upper_win = mean_win(contest, upper, own, between);
  const double weight = weight_of_lower(lower_win, mean_win(contest, middle, own, between), upper_win);
  const double type = upper.type[own] + weight * (lower.type[own] - upper.type[own]);
  EstimatePlace place = place_of(bidders.estimate, type);
  if (type < contest.ranges[own].low) {
    place = place_of(bidders.estimate, contest.ranges[own].low);
    place.share = (type - bidders.estimate[place.cell]) / (bidders.estimate[place.cell + 1] - bidders.estimate[place.cell]);
  }
  double gain = 0.0;
  for (std::size_t m = 0; m < contest.game.hidden_probability.size(); ++m) {
    const std::size_t at = m * classes + own;
    const double low = utility_at(bidders, m, place, lower.score), high = utility_at(bidders, m, place, upper.score);
    const double above =
        (lower.outcome[at].price_above + 4.0 * middle.outcome[at].price_above + upper.outcome[at].price_above) / 6.0;
    gain += value_at(bidders.posterior[m], place) *
            (lower.outcome[at].win * low - upper.outcome[at].win * high + above * (high - low));
  }
  return gain / std::max(lower_win, 1e-300);
}

March march_down(const Contest& contest, const MarchOptions& options) {
  March march;
  march.levels.emplace_back();
  Walk walk = start_of(contest, options, march.levels.front());
  double length = first_step * walk.longest_step;
  while (!all_have_ended(walk) && march.levels.back().score > contest.bottom) {
    const ScoreLevel& upper = march.levels.back();
    ScoreLevel lower;
    const bool is_possible = step_to(walk, upper, upper.score - length, lower);
    const StepSize size = is_possible ? size_of_step(walk, upper, lower) : StepSize{};
    const bool is_shortest = length <= shortest_step * walk.longest_step;
    if (!is_shortest && (!is_possible || size.types > most_type_steps || size.until_end < 1.0)) {
      length *= !is_possible ? 0.25 : size.until_end < 1.0 ? std::max(size.until_end, 0.05) : 1.0 / size.types;
      continue;
    }
    if (!is_possible) {
      march.is_complete = march.is_complete && types_left(walk, upper) <= 1.0;
      lower = upper;
    }
    end_classes(walk, lower, !is_possible);
    if (!is_possible || is_shortest) fill_outcomes(contest, lower);
    for (std::size_t i = 0; i < lower.type.size(); ++i) walk.slope[i] = (upper.type[i] - lower.type[i]) / length;
    length = std::min({walk.longest_step, growth * length, length / std::max(size.types, 1e-9)});
    march.levels.push_back(std::move(lower));
  }
  return march;
}

std::vector<double> scores_of(const March& march, const Contest& contest, std::size_t own, const std::vector<double>& estimate) {
  ClassEquilibrium table;  // ascending; of several scores of one type the lowest
  for (auto level = march.levels.rbegin(); level != march.levels.rend(); ++level) {
    const double type = level->type[own], step = 1e-9 * (contest.ranges[own].last - contest.ranges[own].low);
    if (!table.cost_per_mwh.empty() && type <= table.cost_per_mwh.back() + step) continue;
    if (!table.bid_per_mwh.empty() && level->score < table.bid_per_mwh.back()) continue;
    table.cost_per_mwh.push_back(type);
    table.bid_per_mwh.push_back(level->score);
  }
  if (table.cost_per_mwh.size() < 2) return std::vector<double>(estimate.size(), table.bid_per_mwh.front());
  const BidTable curve = bid_table(table);
  std::vector<double> result;
  for (const double x : estimate) result.push_back(bid_of(curve, std::min(x, table.cost_per_mwh.back())));
  return result;
}

}  // namespace sealedbid
