#include "bidding/asymmetric_equilibrium.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>

#include "bidding/collocation.hpp"
#include "bidding/collocation_guess.hpp"
#include "bidding/shooting.hpp"

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

/// Adds what lies between two scores, too close for a quadrature, as one node.
void add_gap(const InverseBidFrame& frame, double from_score, double to_score, const std::vector<double>& from_cost,
             const std::vector<double>& to_cost, Play& play) {
  std::vector<double> cost, mass;
  for (std::size_t i = 0; i < from_cost.size(); ++i) {
    const ScoreClass& bidders = frame.game.classes[i];
    cost.push_back(0.5 * (from_cost[i] + to_cost[i]));
    mass.push_back(std::max(0.0, below(bidders, to_cost[i]) - below(bidders, from_cost[i])));
  }
  add_node(play, frame.game, 0.5 * (from_score + to_score), to_score - from_score, cost, mass);
}

/// Closes a curve at both ends: the lowest cost, and the highest that bids.
void close_curve(const InverseBidFrame& frame, std::size_t i, double first_score, double last_score, double last_cost,
                 Play& play) {
  BidCurve& curve = play.curves[i];
  const double low = frame.game.classes[i].low;
  if (curve.cost.front() > low) {
    curve.cost.insert(curve.cost.begin(), low);
    curve.bid.insert(curve.bid.begin(), std::min(first_score, curve.bid.front()));
    curve.slope.insert(curve.slope.begin(), std::numeric_limits<double>::quiet_NaN());
    play.win[i].insert(play.win[i].begin(), play.win[i].front());
  }
  if (curve.cost.back() < last_cost) {
    curve.cost.push_back(last_cost);
    curve.bid.push_back(std::max(last_score, curve.bid.back()));
    curve.slope.push_back(std::numeric_limits<double>::quiet_NaN());
    play.win[i].push_back(play.win[i].back());
  }
}

/// A lone class may still have costs left where the top is reached: they all bid the top.
void add_top_mass(const InverseBidFrame& frame, const std::vector<double>& cost, Play& play) {
  for (std::size_t i = 0; i < cost.size(); ++i) {
    const ScoreClass& bidders = frame.game.classes[i];
    const auto moment = [&](double c) { return c * below_density(bidders, c); };
    play.at_top.push_back({bidders.bidders, below(bidders, frame.last[i]), not_below(bidders, frame.last[i])});
    play.top_mass.push_back(std::max(0.0, play.at_top[i].below - below(bidders, cost[i])));
    play.top_cost.push_back(
        boost::math::quadrature::gauss_kronrod<double, 15>::integrate(moment, cost[i], frame.last[i], 5, 1e-10));
  }
}

/// Between the highest bid of a lone class and the top, the others' bids keep its highest cost indifferent: all of them go on
/// from `cost` to the top by the same share of their way.
void add_indifference(const InverseBidFrame& frame, double score, const std::vector<double>& cost, Play& play) {
  constexpr int points = 32, halvings = 50;
  ScoreState state;
  for (int p = 1; p < points; ++p) {
    const double at = score + (frame.top - score) * p / points;
    const auto cost_at = [&](std::size_t j, double share) { return std::min(cost[j] + share * (frame.last[j] - cost[j]), at); };
    double low = 0.0, high = 1.0;
    for (int halving = 0; halving < halvings; ++halving) {
      const double share = 0.5 * (low + high);
      state.below.clear();
      for (std::size_t j = 0; j < cost.size(); ++j)
        state.below.push_back({frame.game.classes[j].bidders, 0.0, not_below(frame.game.classes[j], cost_at(j, share))});
      (lone_preference(frame, at, state) > 0.0 ? low : high) = share;
    }
    for (std::size_t j = 0; j < cost.size(); ++j) {
      BidCurve& curve = play.curves[j];
      if (j == frame.lone || curve.cost.empty() || cost_at(j, high) <= curve.cost.back()) continue;
      curve.cost.push_back(cost_at(j, high));
      curve.bid.push_back(at);
      curve.slope.push_back(std::numeric_limits<double>::quiet_NaN());
      play.win[j].push_back(0.0);
    }
  }
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
  for (std::size_t i = 0; i < size; ++i)
    if (!play.curves[i].cost.empty()) close_curve(frame, i, first[i], last[i], frame.last[i], play);
  return play;
}

}  // namespace

AsymmetricSolution solve_asymmetric(const ScoreGame& game, const ScoreTop& top, double tolerance,
                                    std::chrono::steady_clock::time_point deadline) {
  AsymmetricSolution result;
  InverseBidFrame frame{game, top.score, {}, no_class};
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    frame.last.push_back(std::min(top.score, game.classes[i].high));
    if (game.classes[i].origin == top.lone_origin) frame.lone = i;
  }
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

}  // namespace sealedbid
