#include "bidding/tabulated_newton.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "bidding/tabulated_march.hpp"

namespace sealedbid {
namespace {

constexpr double least_win_that_counts = 1e-13;
constexpr double flattest_cell = 1e-9;  // least rise of a cell, as a share of the scores
constexpr std::size_t conditions_a_cell = 2;
constexpr double losing_weight = 0.3;
constexpr double even_share = 0.4;  // of the knots; the others stand where the chance to win falls
constexpr double last_cell = 1e-4;  // above the last type's score, as a share of the scores

/// The unknown scores at the knots of all classes, and the outcomes that the conditions read.
struct Curves {
  std::vector<std::vector<double>> type, score;  ///< [class][knot]; empty: not solved for
  std::vector<bool> is_last_free;                ///< [class]
  std::vector<BidTable> table;
  std::vector<std::vector<ScoreLevel>> levels;  ///< [class][2·knot + {0: knot, 1: middle of the cell}], 2 more at a free end
};

double width_of(const Contest& contest) {
  return contest.top - contest.bottom;
}

void make_table(Curves& curves, std::size_t own) {
  ClassEquilibrium table;
  table.cost_per_mwh = curves.type[own];
  table.bid_per_mwh = curves.score[own];
  curves.table[own] = bid_table(table);
}

double rival_type(const Contest& contest, const Curves& curves, std::size_t rival, double score) {
  const BiddingRange& range = contest.ranges[rival];
  if (contest.game.classes[rival].has_given_bids) return type_that_breaks_even(contest, rival, score);
  if (curves.type[rival].empty()) return range.low;
  if (score >= curves.score[rival].back()) return curves.type[rival].back();
  return std::clamp(highest_cost_bidding(curves.table[rival], score), range.low, range.last);
}

std::size_t cells_of(const Curves& curves, std::size_t own) {
  return curves.type[own].empty() ? 0 : conditions_a_cell * (curves.type[own].size() - 1);
}

double type_of_level(const Curves& curves, std::size_t own, std::size_t index) {
  constexpr std::size_t in_a_cell = 2 * conditions_a_cell;
  const std::vector<double>& type = curves.type[own];
  const std::size_t cell = index / in_a_cell;
  if (cell + 1 >= type.size()) return type.back();
  const double share = static_cast<double>(index % in_a_cell) / static_cast<double>(in_a_cell);
  return type[cell] + share * (type[cell + 1] - type[cell]);
}

/// Levels of a class: the ends and the middles of the stretches of types on which its conditions stand, from the lowest.
void fill_level(const Contest& contest, Curves& curves, std::size_t own, std::size_t index) {
  const std::size_t last = 2 * cells_of(curves, own);
  ScoreLevel& level = curves.levels[own][index];
  const double type = type_of_level(curves, own, index);
  level.score = bid_of(curves.table[own], type);
  if (index > last) level.score += 0.5 * static_cast<double>(index - last) * last_cell * width_of(contest);
  level.type.resize(contest.ranges.size());
  for (std::size_t j = 0; j < level.type.size(); ++j) {
    level.type[j] = j == own ? type : rival_type(contest, curves, j, level.score);
  }
  fill_outcomes_of(contest, own, level);
}

/// The condition on one stretch, without dimension, weighted by the root of the chance to win.
double condition(const Contest& contest, const Curves& curves, std::size_t own, std::size_t stretch) {
  const std::vector<ScoreLevel>& levels = curves.levels[own];
  const ScoreLevel &lower = levels[2 * stretch], &middle = levels[2 * stretch + 1], &upper = levels[2 * stretch + 2];
  const EstimatePlace place = place_within(contest.game.classes[own].estimate, lower.type[own]);
  const double win = mean_win(contest, lower, own, place);
  if (win <= least_win_that_counts) {
    const double target = std::min(value_at(contest.ranges[own].break_even, place), contest.top);
    return losing_weight * (lower.score - target) / width_of(contest);
  }
  const double rise = std::max(upper.score - lower.score, 1e-12 * width_of(contest));
  const double value = std::sqrt(win) * preference(contest, upper, middle, lower, own) / rise;
  const double highest = std::min(highest_score(contest.game, own), contest.top);
  const bool is_held = lower.score >= highest - 1e-6 * width_of(contest);
  return is_held ? std::max(value, 0.0) : value;  // it would bid more if it might
}

std::size_t rows_of(const Curves& curves, std::size_t own) {
  return cells_of(curves, own) + (curves.is_last_free[own] ? 1 : 0);
}

std::size_t unknowns_of(const Curves& curves, std::size_t own) {
  return curves.type[own].empty() ? 0 : curves.type[own].size() - (curves.is_last_free[own] ? 0 : 1);
}

/// Where each class's unknowns, or its conditions, start in the list of all; at the end their number.
std::vector<std::size_t> offsets_of(const Curves& curves, std::size_t (*count)(const Curves&, std::size_t)) {
  std::vector<std::size_t> result = {0};
  for (std::size_t i = 0; i < curves.type.size(); ++i) result.push_back(result.back() + count(curves, i));
  return result;
}

Eigen::VectorXd conditions(const Contest& contest, Curves& curves) {
  const std::vector<std::size_t> offset = offsets_of(curves, rows_of);
  Eigen::VectorXd result(static_cast<Eigen::Index>(offset.back()));
  for (std::size_t i = 0; i < curves.type.size(); ++i) {
    for (std::size_t level = 0; level < curves.levels[i].size(); ++level) fill_level(contest, curves, i, level);
    for (std::size_t p = 0; p < rows_of(curves, i); ++p) {
      result[static_cast<Eigen::Index>(offset[i] + p)] = condition(contest, curves, i, p);
    }
  }
  return result;
}

/// Scores between which moving a knot changes a curve.
struct Window {
  double from = 0.0, to = 0.0;
};

Window window_of(const Contest& contest, const std::vector<double>& scores, std::size_t knot) {
  const double margin = 2.0 * last_cell * width_of(contest);
  return {scores[knot < 2 ? 0 : knot - 2] - margin, scores[std::min(knot + 2, scores.size() - 1)] + margin};
}

/// One column: what moving a knot of `mover` does to the conditions.
void fill_column(const Contest& contest, const Curves& at, const Eigen::VectorXd& base, std::size_t mover, std::size_t knot,
                 Eigen::MatrixXd& jacobian) {
  const std::vector<std::size_t> offset = offsets_of(at, rows_of);
  const auto column = static_cast<Eigen::Index>(offsets_of(at, unknowns_of)[mover] + knot);
  const std::vector<double>& scores = at.score[mover];
  const double below = knot > 0 ? scores[knot] - scores[knot - 1] : width_of(contest);
  const double step = std::min(1e-6 * width_of(contest), 0.1 * below);
  Curves moved{at.type, at.score, at.is_last_free, at.table, {}};
  moved.levels.resize(at.type.size());
  moved.score[mover][knot] -= step;
  make_table(moved, mover);
  const Window window = window_of(contest, scores, knot);
  for (std::size_t i = 0; i < at.type.size(); ++i) {
    std::vector<std::size_t> changed;
    for (std::size_t level = 0; level < at.levels[i].size(); ++level) {
      const double score = at.levels[i][level].score;
      if (score >= window.from && score <= window.to) changed.push_back(level);
    }
    if (changed.empty()) continue;
    moved.levels[i] = at.levels[i];
    for (const std::size_t level : changed) fill_level(contest, moved, i, level);
    const std::size_t first = changed.front() / 2, end = std::min(changed.back() / 2 + 1, rows_of(at, i));
    for (std::size_t p = first == 0 ? 0 : first - 1; p < end; ++p) {
      const auto row = static_cast<Eigen::Index>(offset[i] + p);
      jacobian(row, column) = (base[row] - condition(contest, moved, i, p)) / step;
    }
  }
}

/// Unfinished where the deadline passes.
Eigen::MatrixXd jacobian_at(const Contest& contest, const Curves& at, const Eigen::VectorXd& base, const Deadline& deadline) {
  Eigen::MatrixXd result = Eigen::MatrixXd::Zero(base.size(), static_cast<Eigen::Index>(offsets_of(at, unknowns_of).back()));
  for (std::size_t i = 0; i < at.type.size(); ++i) {
    for (std::size_t p = 0; p < unknowns_of(at, i) && !deadline.has_passed(); ++p) fill_column(contest, at, base, i, p, result);
  }
  return result;
}

/// Moves the scores, keeping bid functions ascending and below the highest score.
Curves moved_by(const Contest& contest, const Curves& at, const Eigen::VectorXd& step) {
  Curves result = at;
  const std::vector<std::size_t> offset = offsets_of(at, unknowns_of);
  const double rise = flattest_cell * width_of(contest), most = 0.1 * width_of(contest);
  for (std::size_t i = 0; i < at.type.size(); ++i) {
    if (at.type[i].empty()) continue;
    std::vector<double>& scores = result.score[i];
    for (std::size_t p = 0; p < unknowns_of(at, i); ++p) {
      scores[p] += std::clamp(step[static_cast<Eigen::Index>(offset[i] + p)], -most, most);
    }
    scores.back() = std::min({scores.back(), highest_score(contest.game, i), contest.top});
    for (std::size_t p = scores.size() - 1; p-- > 0;) {
      const EstimatePlace place = place_within(contest.game.classes[i].estimate, at.type[i][p]);
      scores[p] = std::min(std::max(scores[p], value_at(contest.ranges[i].break_even, place)), scores[p + 1] - rise);
    }
    make_table(result, i);
  }
  return result;
}

/// The chance to win along a curve at `points` types, all others on theirs.
std::vector<double> chances(const Contest& contest, const ScoreCurves& start, std::size_t own, int points) {
  const BiddingRange& range = contest.ranges[own];
  Curves rivals;
  rivals.table = start.curves;
  for (const BidTable& table : start.curves) {
    rivals.type.push_back(table.cost_per_mwh);
    rivals.score.push_back(table.bid_per_mwh);
  }
  std::vector<double> result;
  for (int p = 0; p < points; ++p) {
    const double type = std::min(range.low + (range.last - range.low) * p / (points - 1), start.curves[own].cost_per_mwh.back());
    ScoreLevel level{bid_of(start.curves[own], type), {}, {}};
    for (std::size_t j = 0; j < contest.ranges.size(); ++j) {
      level.type.push_back(j == own ? type : rival_type(contest, rivals, j, level.score));
    }
    fill_outcomes_of(contest, own, level);
    result.push_back(mean_win(contest, level, own, place_within(contest.game.classes[own].estimate, type)));
  }
  return result;
}

/// Knots of a class: partly even, partly where the chance to win falls.
std::vector<double> knots_of(const Contest& contest, const ScoreCurves& start, std::size_t own, int cells) {
  constexpr int points = 129;
  const BiddingRange& range = contest.ranges[own];
  const std::vector<double> win = chances(contest, start, own, points);
  std::vector<double> stretch = {0.0};
  double fall = 0.0;
  for (int p = 1; p < points; ++p) fall += std::abs(win[p] - win[p - 1]);
  for (int p = 1; p < points; ++p) {
    const double even = 1.0 / (points - 1), share = fall > 0.0 ? std::abs(win[p] - win[p - 1]) / fall : even;
    stretch.push_back(stretch.back() + even_share * even + (1.0 - even_share) * share);
  }
  std::vector<double> result = {range.low};
  for (int knot = 1, p = 1; knot < cells; ++knot) {
    const double target = stretch.back() * knot / cells;
    while (stretch[p] < target) ++p;
    const double place = p - 1 + (target - stretch[p - 1]) / (stretch[p] - stretch[p - 1]);
    result.push_back(range.low + (range.last - range.low) * place / (points - 1));
  }
  result.push_back(range.last);
  return result;
}

Curves curves_from(const Contest& contest, const ScoreCurves& start, int cells) {
  Curves result;
  const std::size_t classes = contest.ranges.size();
  result.type.resize(classes);
  result.score.resize(classes);
  result.table.resize(classes);
  result.levels.resize(classes);
  result.is_last_free.resize(classes, false);
  for (std::size_t i = 0; i < classes; ++i) {
    const BiddingRange& range = contest.ranges[i];
    if (start.curves[i].cost_per_mwh.empty()) continue;
    const double highest = std::min(highest_score(contest.game, i), contest.top);
    const double breaks_even = value_at(range.break_even, place_within(contest.game.classes[i].estimate, range.last));
    const bool bids_the_top = breaks_even >= highest - 1e-6 * width_of(contest) || contest.game.classes[i].entry_cost > 0.0;
    result.is_last_free[i] = !bids_the_top;
    result.type[i] = knots_of(contest, start, i, cells);
    for (const double type : result.type[i]) {
      result.score[i].push_back(std::min(bid_of(start.curves[i], std::min(type, start.curves[i].cost_per_mwh.back())), highest));
    }
    if (bids_the_top) result.score[i].back() = highest;
    for (std::size_t p = result.score[i].size() - 1; p-- > 0;) {
      result.score[i][p] = std::min(result.score[i][p], result.score[i][p + 1] - flattest_cell * width_of(contest));
    }
    make_table(result, i);
    result.levels[i].resize(2 * cells_of(result, i) + (result.is_last_free[i] ? 3 : 1));
  }
  return result;
}

double size_of(const Eigen::VectorXd& conditions) {
  return std::sqrt(conditions.squaredNorm() / static_cast<double>(std::max<Eigen::Index>(conditions.size(), 1)));
}

}  // namespace

ScoreCurves solve_conditions(const Contest& contest, const ScoreCurves& start, const NewtonOptions& options) {
  Curves curves = curves_from(contest, start, options.cells);
  ScoreCurves result;
  Eigen::VectorXd at = conditions(contest, curves);
  if (at.size() == 0) return start;
  double inertia = 1.0;
  for (; result.iterations < options.most_iterations && !result.has_converged; ++result.iterations) {
    const Eigen::MatrixXd jacobian = jacobian_at(contest, curves, at, options.deadline);
    if (options.deadline.has_passed()) break;
    const Eigen::MatrixXd normal = jacobian.transpose() * jacobian;
    const Eigen::VectorXd gradient = jacobian.transpose() * at;
    const double scale = 1e-3 * normal.diagonal().mean();
    bool has_moved = false;
    for (int attempt = 0; attempt < 6 && !has_moved; ++attempt) {
      Eigen::MatrixXd damped = normal;
      damped.diagonal().array() += inertia * scale;
      const Eigen::VectorXd step = damped.ldlt().solve(-gradient);
      if (!step.allFinite()) break;
      Curves next = moved_by(contest, curves, step);
      const Eigen::VectorXd there = conditions(contest, next);
      const double ratio = size_of(there) / std::max(size_of(at), 1e-300);
      has_moved = std::isfinite(ratio) && ratio < 1.0;
      inertia *= has_moved ? (ratio < 0.7 ? 0.1 : 0.5) : 8.0;
      if (!has_moved) continue;
      result.has_converged = ratio > 1.0 - 1e-4 || step.lpNorm<Eigen::Infinity>() <= options.tolerance * width_of(contest);
      curves = std::move(next);
      at = there;
    }
    if (!has_moved) break;
  }
  result.curves = curves.table;
  return result;
}

}  // namespace sealedbid
