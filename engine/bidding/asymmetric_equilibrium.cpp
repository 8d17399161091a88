#include "bidding/asymmetric_equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bidding/collocation.hpp"
#include "bidding/collocation_guess.hpp"
#include "bidding/play_ends.hpp"
#include "bidding/shooting.hpp"
#include "bidding/shot_equilibrium.hpp"

namespace sealedbid {
namespace {

constexpr int most_refinements = 4;
constexpr double hardly_wins = 1e-6;       // bids that win more rarely need not settle
constexpr double newton_tolerance = 1e-7;  // of the last step; what it leaves is its square

/// Largest difference of bids that can win between a solution and its refinement, at the mesh points of the coarser one.
double bid_change(const InverseBidFrame& frame, const Collocation& coarse, const Collocation& fine) {
  double largest = std::abs(coarse.bounds[0] - fine.bounds[0]);
  ScoreState state;
  for (std::size_t m = 0; m < coarse.stretches.size(); ++m) {
    const CollocatedStretch& part = coarse.stretches[m];
    for (std::size_t point = 0; point < part.mesh.size(); ++point) {
      const std::vector<double>& y = fine.stretches[m].y[2 * point];
      const double score = score_at(fine, m, part.mesh[point]), coarse_score = score_at(coarse, m, part.mesh[point]);
      if (!state_at(frame, part.stretch, score, y, state)) continue;
      rival_counts(state.below, frame.game.lots, state.workspace.counts);
      for (std::size_t a = 0; a < y.size(); ++a) {
        if (state.workspace.counts.win[part.stretch.active[a]] < hardly_wins) continue;
        const double by_y = (part.y[point][a] - y[a]) / state.slope[a];
        largest = std::max(largest, std::abs(by_y - (coarse_score - score)));
      }
    }
  }
  return largest;
}

/// Adds the points of one score to the bid curves of the active classes.
void add_points(const InverseBidFrame& frame, const Stretch& stretch, double score, std::span<const double> y, ScoreState& state,
                Play& play) {
  if (!state_at(frame, stretch, score, y, state)) return;
  rival_counts(state.below, frame.game.lots, state.workspace.counts);
  for (std::size_t a = 0; a < y.size(); ++a) {
    const std::size_t i = stretch.active[a];
    BidCurve& curve = play.curves[i];
    const double least = 1e-13 * (frame.last[i] - frame.game.classes[i].low);
    if (!curve.cost.empty() && (state.cost[a] <= curve.cost.back() + least || score < curve.bid.back())) continue;
    curve.cost.push_back(state.cost[a]);
    curve.bid.push_back(score);
    curve.slope.push_back(state.rate[a] > 0.0 ? state.density[a] / state.rate[a] : std::numeric_limits<double>::infinity());
    play.win[i].push_back(state.workspace.counts.win[i]);
  }
}

/// Adds a node of the quadrature; `weight` in w.
void add_score(const InverseBidFrame& frame, const Stretch& stretch, double score, double scores_per_node,
               const ScoreState& state, Play& play) {
  std::vector<double> cost(frame.game.classes.size()), mass(frame.game.classes.size(), 0.0);
  for (std::size_t i = 0; i < cost.size(); ++i) cost[i] = frame.game.classes[i].low;
  for (const std::size_t i : stretch.exhausted) cost[i] = frame.last[i];
  for (std::size_t a = 0; a < stretch.active.size(); ++a) {
    cost[stretch.active[a]] = state.cost[a];
    mass[stretch.active[a]] = state.rate[a] * scores_per_node;
  }
  add_node(play, frame.game, score, scores_per_node, cost, mass);
}

void add_stretch(const InverseBidFrame& frame, const Collocation& solution, std::size_t m, Play& play) {
  const CollocatedStretch& part = solution.stretches[m];
  const GaussRule rule = gauss_rule();
  const double length = solution.bounds[m + 1] - solution.bounds[m];
  ScoreState state;
  for (std::size_t cell = 0; cell + 1 < part.mesh.size(); ++cell) {
    const double left = part.mesh[cell], width = part.mesh[cell + 1] - left;
    add_points(frame, part.stretch, score_at(solution, m, left), part.y[cell], state, play);
    for (std::size_t q = 0; q < stages; ++q) {
      const double w = left + width * rule.place[q], score = score_at(solution, m, w);
      add_points(frame, part.stretch, score, part.stage_y[cell * stages + q], state, play);
      add_score(frame, part.stretch, score, width * rule.weight[q] * length * share_below(w) * share_below(-w), state, play);
    }
  }
  add_points(frame, part.stretch, score_at(solution, m, part.mesh.back()), part.y.back(), state, play);
}

/// Costs at an end of a stretch: of the active classes at the mesh point, of the others where they wait or have ended.
std::vector<double> costs_at(const InverseBidFrame& frame, const CollocatedStretch& part, std::size_t point) {
  std::vector<double> cost;
  for (const ScoreClass& bidders : frame.game.classes) cost.push_back(bidders.low);
  for (const std::size_t i : part.stretch.exhausted) cost[i] = frame.last[i];
  for (std::size_t a = 0; a < part.stretch.active.size(); ++a)
    cost[part.stretch.active[a]] = cost_of(frame, part.stretch.active[a], part.y[point][a]);
  return cost;
}

Play play_of(const InverseBidFrame& frame, const Collocation& solution) {
  const std::size_t size = frame.game.classes.size();
  Play play;
  play.curves.resize(size);
  play.win.resize(size);
  play.top = frame.top;
  std::vector<double> first(size, frame.top), last(size, frame.top), cost;
  for (const ScoreClass& bidders : frame.game.classes) cost.push_back(bidders.low);
  double score = solution.bounds[0];
  for (std::size_t m = 0; m < solution.stretches.size(); ++m) {
    const CollocatedStretch& part = solution.stretches[m];
    const double start = score_at(solution, m, part.mesh.front());
    add_gap(frame, score, start, cost, costs_at(frame, part, 0), play);
    add_stretch(frame, solution, m, play);
    score = score_at(solution, m, part.mesh.back());
    cost = costs_at(frame, part, part.mesh.size() - 1);
    for (const std::size_t i : part.stretch.active) {
      first[i] = std::min(first[i], solution.bounds[m]);
      last[i] = solution.bounds[m + 1];
    }
  }
  if (frame.lone != no_class) add_indifference(frame, score, cost, play);
  std::vector<double> top_cost = cost;
  for (std::size_t i = 0; i < size; ++i)
    if (solution.top_end != TopEnd::exhausted || frame.last[i] - cost[i] < 1e-6 * (frame.last[i] - frame.game.classes[i].low))
      top_cost[i] = frame.last[i];
  add_gap(frame, score, frame.top, cost, top_cost, play);
  add_top_mass(frame, top_cost, play);
  reach_top(play);
  for (std::size_t i = 0; i < size; ++i)
    if (!play.curves[i].cost.empty()) close_curve(frame, i, first[i], last[i], frame.last[i], play);
  step_below_mass(play);
  return play;
}

/// Collocation from the guess that a bracket of shots gives.
AsymmetricSolution solve_by_collocation(const InverseBidFrame& frame, const ScoreTop& top, double tolerance,
                                        const Deadline& deadline) {
  AsymmetricSolution result;
  const Bracket bracket = bracket_lowest_score(frame, deadline);
  result.iterations = bracket.shots;
  if (!bracket.is_found) {
    result.reason = "No lowest bid was found for which the bid functions meet at the top.";
    return result;
  }
  Collocation solution = collocation_guess(frame, bracket, top.is_ceiling);
  const double range = top.score - solution.bounds[0];
  NewtonReport report = solve_collocation(frame, newton_tolerance, deadline, solution);
  result.iterations += report.iterations;
  for (int refinement = 0; report.is_converged && refinement < most_refinements; ++refinement) {
    Collocation fine = refined(solution);
    report = solve_collocation(frame, newton_tolerance, deadline, fine);
    result.iterations += report.iterations;
    if (!report.is_converged) break;
    result.residual = bid_change(frame, solution, fine);
    solution = std::move(fine);
    if (result.residual <= tolerance * range) {
      result.is_solved = true;
      break;
    }
  }
  if (!result.is_solved) result.reason = "The bid functions did not settle to the tolerance.";
  result.play = play_of(frame, refined(solution));  // twice the points for the tables
  return result;
}

InverseBidFrame frame_of(const ScoreGame& game, const ScoreTop& top) {
  InverseBidFrame frame{game, top.score, {}, no_class};
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    frame.last.push_back(std::min(top.score, game.classes[i].high));
    if (game.classes[i].origin == top.lone_origin) frame.lone = i;
  }
  return frame;
}

}  // namespace

AsymmetricSolution solve_asymmetric(const ScoreGame& game, const ScoreTop& top, UnlikeMethod method, double tolerance,
                                    const Deadline& deadline) {
  const InverseBidFrame frame = frame_of(game, top);
  switch (method) {
    case UnlikeMethod::collocation:
      return solve_by_collocation(frame, top, tolerance, deadline);
    case UnlikeMethod::shots:
      return solve_by_shots(frame, top.is_ceiling, tolerance, deadline);
  }
  return {};
}

}  // namespace sealedbid
