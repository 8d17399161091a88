#include "bidding/collocation_guess.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bidding/tail_guess.hpp"

namespace sealedbid {
namespace {

constexpr double entry_w = -10.0;    // an entering class starts quadratically: 2e-9 of it has entered 5e-5 of the length on
constexpr double parting_w = 3.0;    // the neighbours agree until about this far before the lower one ends
constexpr double power_law_w = 6.0;  // from here on costs approach the top like powers of the distance
constexpr double entered = 1e-5;

/// Cells about 1.2 wide around the middle and wider towards the ends, where the solution is a power of the distance.
std::vector<double> mesh_between(double first, double last, double widest_below) {
  std::vector<double> lower{0.0}, upper{0.0};
  const auto fill = [](std::vector<double>& mesh, double end, double widest) {
    while (mesh.back() < end) {
      const double width = std::clamp(0.4 * mesh.back(), 1.2, widest);
      mesh.push_back(end - mesh.back() < 1.4 * width ? end : mesh.back() + width);
    }
  };
  fill(lower, -first, widest_below);
  fill(upper, last, 5.0);
  std::vector<double> mesh;
  for (std::size_t i = lower.size(); i-- > 1;) mesh.push_back(-lower[i]);
  mesh.insert(mesh.end(), upper.begin(), upper.end());
  return mesh;
}

/// y of a class along the upper neighbour.
struct PathReader {
  const InverseBidFrame& frame;
  const Trajectory& path;
  double reliable_w;
  TailGuess tail;

  double score(double w) const {
    const double range = frame.top - path.lowest_score;
    return w < 0.0 ? path.lowest_score + range * share_below(w) : frame.top - range * share_below(-w);
  }

  /// Linear interpolation between finite values; constant before the first and after the last one.
  double inside(std::size_t i, double w) const {
    const auto upper = static_cast<std::size_t>(std::upper_bound(path.w.begin(), path.w.end(), w) - path.w.begin());
    const double after = upper < path.w.size() ? path.y[upper][i] : std::numeric_limits<double>::infinity();
    const double before = upper > 0 ? path.y[upper - 1][i] : -std::numeric_limits<double>::infinity();
    if (!std::isfinite(before)) return std::isfinite(after) ? after : 0.0;
    if (!std::isfinite(after)) return before;
    return before + (after - before) * (w - path.w[upper - 1]) / (path.w[upper] - path.w[upper - 1]);
  }

  /// The path's w as the w of a stretch that ends at the top.
  double stretch_w(const Collocation& solution, std::size_t m, double w) const {
    const double at = score(w);
    return std::log((at - solution.bounds[m]) / ((frame.top - path.lowest_score) * share_below(-w)));
  }

  /// The lowest cost of the classes that reach the top, at w.
  double lowest_cost(double w) const {
    double lowest = frame.top;
    for (std::size_t i = 0; i < frame.last.size(); ++i)
      if (frame.last[i] >= frame.top) lowest = std::min(lowest, cost_of(frame, i, inside(i, w)));
    return lowest;
  }

  double y(std::size_t i, double w) const {
    if (w <= reliable_w) return inside(i, w);
    if (frame.last[i] < frame.top) return inside(i, std::min(w, path.w.back()));
    if (reliable_w > power_law_w)
      return inside(i, reliable_w) + (inside(i, reliable_w) - inside(i, reliable_w - 1.0)) * (w - reliable_w);
    const auto tail_y = [&](double at_w) {
      return logit_of_distance(frame, i, tail.cost_to_top((frame.top - path.lowest_score) * share_below(-at_w)));
    };
    return tail_y(w) + (inside(i, reliable_w) - tail_y(reliable_w)) * std::exp(reliable_w - w);
  }

  /// y of a class that enters at a score, `from_entry` above it: quadratic in that distance at first.
  double entering_y(std::size_t i, double w, double entry_score, double from_entry) const {
    const ScoreClass& bidders = frame.game.classes[i];
    for (std::size_t p = 0; p < path.w.size(); ++p) {
      if (!std::isfinite(path.y[p][i])) continue;
      const double reference = below(bidders, cost_of(frame, i, path.y[p][i]));
      if (reference < entered * bidders.presence) continue;
      if (w >= path.w[p]) break;
      const double ratio = from_entry / (score(path.w[p]) - entry_score);
      const double cost = bidders.factor * quantile(bidders.law, reference / bidders.presence * ratio * ratio) + bidders.shift;
      const double range = frame.last[i] - bidders.low;
      return logit_of_cost(frame, i, std::clamp(cost, bidders.low + 1e-14 * range, frame.last[i] - 1e-14 * range));
    }
    return y(i, w);
  }
};

std::vector<double> read_y(const PathReader& reader, const Collocation& solution, std::size_t m, double w) {
  const CollocatedStretch& part = solution.stretches[m];
  const double start = solution.bounds[m], end = solution.bounds[m + 1], length = end - start;
  const double above_lowest = (start - reader.path.lowest_score) + length * share_below(w);
  const double below_top = (reader.frame.top - end) + length * share_below(-w);
  const double path_w = std::clamp(std::log(above_lowest / below_top), reader.path.w.front(), outer_w);
  std::vector<double> result;
  const double least_distance = 1.002 * below_top;  // a bid lies above its cost
  for (const std::size_t i : part.stretch.active) {
    const double y = i == part.entering ? reader.entering_y(i, path_w, start, length * share_below(w)) : reader.y(i, path_w);
    const bool reaches_top = reader.frame.last[i] >= reader.frame.top;
    result.push_back(reaches_top ? std::min(y, logit_of_distance(reader.frame, i, least_distance)) : y);
  }
  return result;
}

/// Stretches and bounds from the events of the upper neighbour.
Collocation outline(const InverseBidFrame& frame, const Bracket& bracket) {
  const Trajectory& path = bracket.too_high;
  Collocation solution;
  CollocatedStretch part;
  part.stretch.active = path.first;
  solution.bounds = {path.lowest_score};
  for (const BidEvent& event : path.events) {
    part.finishing = event.is_entry ? no_class : event.index;
    solution.stretches.push_back(part);
    solution.bounds.push_back(event.score);
    part.entering = event.is_entry ? event.index : no_class;
    part.finishing = no_class;
    std::vector<std::size_t>& active = part.stretch.active;
    if (event.is_entry) {
      active.insert(std::lower_bound(active.begin(), active.end(), event.index), event.index);
    } else {
      active.erase(std::find(active.begin(), active.end(), event.index));
      part.stretch.exhausted.push_back(event.index);
    }
  }
  if (bracket.too_low.is_exhausted) part.finishing = bracket.too_low.exhausted;
  solution.stretches.push_back(part);
  solution.bounds.push_back(frame.top);
  return solution;
}

}  // namespace

Collocation collocation_guess(const InverseBidFrame& frame, const Bracket& bracket, bool is_ceiling) {
  Collocation solution = outline(frame, bracket);
  const bool is_regular = bracket.too_low.is_exhausted || frame.lone != no_class;  // the neighbours agree up to the top
  solution.top_end = frame.lone != no_class         ? TopEnd::lone
                     : bracket.too_low.is_exhausted ? TopEnd::exhausted
                     : is_ceiling                   ? TopEnd::ceiling
                                                    : TopEnd::contested;
  const double reliable_w = is_regular ? outer_w : std::max(bracket.too_low.w.back() - parting_w, -5.0);
  PathReader reader{frame, bracket.too_high, reliable_w, {}};
  if (!is_regular) reader.tail = tail_guess(frame, solution.stretches.back().stretch, reader.lowest_cost(reliable_w));
  const GaussRule rule = gauss_rule();
  const double first_w = lowest_w(frame.game);
  for (std::size_t m = 0; m < solution.stretches.size(); ++m) {
    CollocatedStretch& part = solution.stretches[m];
    const bool is_cut = frame.lone != no_class && m + 1 == solution.stretches.size();
    const double end_w = is_cut ? reader.stretch_w(solution, m, bracket.too_high.w.back()) : outer_w;
    const double start_w = m == 0 ? first_w : part.entering == no_class ? -outer_w : entry_w;
    part.mesh = mesh_between(start_w, end_w, m == 0 ? -first_w / 4.0 : 5.0);
    for (std::size_t point = 0; point < part.mesh.size(); ++point) {
      part.y.push_back(read_y(reader, solution, m, part.mesh[point]));
      if (point + 1 == part.mesh.size()) break;
      for (const double place : rule.place)
        part.stage_y.push_back(read_y(reader, solution, m, part.mesh[point] + place * (part.mesh[point + 1] - part.mesh[point])));
    }
  }
  return solution;
}

namespace {

/// The collocation polynomial of a cell through its left value and its stages, at a place in [0, 1].
std::vector<double> polynomial_at(const CollocatedStretch& part, const GaussRule& rule, std::size_t cell, double place) {
  std::vector<double> result(part.y[cell].size(), 0.0);
  for (std::size_t s = 0; s <= stages; ++s) {
    const double own = s == 0 ? 0.0 : rule.place[s - 1];
    double basis = 1.0;
    for (std::size_t r = 0; r <= stages; ++r) {
      const double other = r == 0 ? 0.0 : rule.place[r - 1];
      if (r != s) basis *= (place - other) / (own - other);
    }
    const std::vector<double>& value = s == 0 ? part.y[cell] : part.stage_y[cell * stages + s - 1];
    for (std::size_t a = 0; a < result.size(); ++a) result[a] += basis * value[a];
  }
  return result;
}

}  // namespace

Collocation refined(const Collocation& solution) {
  const GaussRule rule = gauss_rule();
  Collocation fine = solution;
  for (std::size_t m = 0; m < solution.stretches.size(); ++m) {
    const CollocatedStretch& part = solution.stretches[m];
    CollocatedStretch& finer = fine.stretches[m];
    finer.mesh = {part.mesh.front()};
    finer.y = {part.y.front()};
    finer.stage_y.clear();
    for (std::size_t cell = 0; cell + 1 < part.mesh.size(); ++cell) {
      finer.mesh.push_back(0.5 * (part.mesh[cell] + part.mesh[cell + 1]));
      finer.mesh.push_back(part.mesh[cell + 1]);
      finer.y.push_back(polynomial_at(part, rule, cell, 0.5));
      finer.y.push_back(part.y[cell + 1]);
      for (const double half : {0.0, 0.5})
        for (const double place : rule.place) finer.stage_y.push_back(polynomial_at(part, rule, cell, half + 0.5 * place));
    }
  }
  return fine;
}

}  // namespace sealedbid
