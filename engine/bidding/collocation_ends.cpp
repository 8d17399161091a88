#include "bidding/collocation_ends.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace sealedbid {
namespace {

constexpr double y_step = 1e-5;
constexpr double bound_step = 1e-7;  // × length of the stretch

/// One end of a stretch, free to be moved.
struct EndPoint {
  std::size_t stretch = 0, point = 0;
  double w = 0.0, start = 0.0, end = 0.0;
  std::vector<double> y;

  double length() const { return end - start; }
  double score() const { return w < 0.0 ? start + length() * share_below(w) : end - length() * share_below(-w); }
  double from_start() const { return length() * share_below(w); }
  double to_end() const { return length() * share_below(-w); }
};

EndPoint end_point(const Collocation& solution, std::size_t m, std::size_t point) {
  const CollocatedStretch& part = solution.stretches[m];
  return {m, point, part.mesh[point], solution.bounds[m], solution.bounds[m + 1], part.y[point]};
}

/// Residuals as a function of one or two ends; returns false if not admissible.
using Residuals = std::function<bool(std::vector<double>&)>;

/// Evaluates residuals and their derivatives by all that the ends depend on.
bool linearise(const Residuals& residuals, std::vector<EndPoint*> ends, EndConditions& conditions) {
  std::vector<double> base, moved;
  if (!residuals(base)) return false;
  const std::size_t first = conditions.size();
  for (const double value : base) conditions.push_back({value, {}});
  const auto differentiate = [&](double step, EndDerivative term) {
    if (!residuals(moved)) return false;
    for (std::size_t r = 0; r < base.size(); ++r) {
      term.value = (moved[r] - base[r]) / step;
      if (!std::isfinite(term.value)) return false;
      if (term.value != 0.0) conditions[first + r].terms.push_back(term);
    }
    return true;
  };
  for (EndPoint* end : ends)
    for (std::size_t a = 0; a < end->y.size(); ++a) {
      const double before = end->y[a];
      end->y[a] = before + y_step;
      const bool is_fine = differentiate(end->y[a] - before, {end->stretch, end->point, a, false, 0.0});
      end->y[a] = before;
      if (!is_fine) return false;
    }
  const std::size_t lowest = std::min(ends.front()->stretch, ends.back()->stretch),
                    highest = std::max(ends.front()->stretch, ends.back()->stretch);
  for (std::size_t bound = lowest; bound <= highest + 1; ++bound) {
    const std::vector<EndPoint> before{*ends.front(), *ends.back()};
    const double step = bound_step * ends.front()->length();
    for (EndPoint* end : ends) {
      if (end->stretch == bound) end->start += step;
      if (end->stretch + 1 == bound) end->end += step;
    }
    const bool is_fine = differentiate(step, {bound, 0, 0, true, 0.0});
    *ends.front() = before[0];
    *ends.back() = before[1];
    if (!is_fine) return false;
  }
  return true;
}

/// First stretch: `below` of each class grows like (score − lowest)^power.
bool first_residuals(const InverseBidFrame& frame, const Stretch& stretch, const EndPoint& start,
                     std::vector<double>& residuals) {
  ScoreState state;
  residuals.clear();
  if (!state_at(frame, stretch, start.score(), start.y, state)) return false;
  for (std::size_t a = 0; a < start.y.size(); ++a) {
    if (!(state.rate[a] > 0.0)) return false;
    residuals.push_back(
        std::log(state.rate[a] * start.from_start() / (start_power(frame.game) * state.below[stretch.active[a]].below)));
  }
  return true;
}

std::size_t place_of(const Stretch& stretch, std::size_t i) {
  return static_cast<std::size_t>(std::find(stretch.active.begin(), stretch.active.end(), i) - stretch.active.begin());
}

/// Later stretches: continuity of the classes that go on; an entering class starts quadratically and is indifferent at its entry.
bool later_residuals(const InverseBidFrame& frame, const CollocatedStretch& old_part, const CollocatedStretch& part,
                     const EndPoint& before, const EndPoint& after, std::vector<double>& residuals) {
  ScoreState old_state, state;
  residuals.clear();
  if (!state_at(frame, old_part.stretch, before.score(), before.y, old_state)) return false;
  if (!state_at(frame, part.stretch, after.score(), after.y, state)) return false;
  for (std::size_t a = 0; a < after.y.size(); ++a) {
    const std::size_t i = part.stretch.active[a];
    if (i == part.entering) {
      residuals.push_back(state.rate[a] * after.from_start() / (2.0 * state.below[i].below) - 1.0);
      continue;
    }
    const std::size_t old_a = place_of(old_part.stretch, i);
    const double at_bound = part.entering == no_class ? state.slope[a] : old_state.slope[old_a];
    const double growth = before.to_end() * old_state.slope[old_a] + after.from_start() * 0.5 * (at_bound + state.slope[a]);
    residuals.push_back(after.y[a] - before.y[old_a] - growth);
  }
  if (part.entering == no_class) return true;
  const ScoreClass& entering = frame.game.classes[part.entering];
  const double margin = utility_ratio(entering, before.end - entering.low);
  residuals.push_back(entry_pressure(frame.game.lots, frame.game.pricing, old_state.below, old_part.stretch.active,
                                     old_state.rate, part.entering, margin, old_state.workspace));
  return margin > 0.0 && std::isfinite(residuals.back());
}

/// A class runs out: the probability of its higher costs shrinks like the distance of the score to the end.
bool exhaustion_residual(const InverseBidFrame& frame, const Stretch& stretch, std::size_t finishing, const EndPoint& end,
                         std::vector<double>& residuals) {
  ScoreState state;
  residuals.clear();
  if (!state_at(frame, stretch, end.score(), end.y, state)) return false;
  const std::size_t a = place_of(stretch, finishing);
  const double slope = state.slope[a] * end.to_end();
  if (!(slope > 0.0)) return false;
  residuals.push_back(std::log(slope * exhaustion_power(frame, finishing)));
  return true;
}

/// The top under a lone class: its highest cost is indifferent between its bid and the top.
bool lone_residual(const InverseBidFrame& frame, const Stretch& stretch, const EndPoint& end, std::vector<double>& residuals) {
  ScoreState state;
  residuals.clear();
  if (!state_at(frame, stretch, end.score(), end.y, state)) return false;
  residuals.push_back(lone_preference(frame, end.score(), state));
  return std::isfinite(residuals.back());
}

/// The top: first-order conditions with costs that approach it like a power of the distance (1 contested, 1/2 ceiling),
/// summed with weights that single out the solution that would miss the top.
bool top_residual(const InverseBidFrame& frame, const Stretch& stretch, TopEnd kind, const EndPoint& end,
                  std::vector<double>& residuals) {
  ScoreState state;
  residuals.clear();
  if (!state_at(frame, stretch, end.score(), end.y, state)) return false;
  rival_counts(state.below, frame.game.lots, state.workspace.counts);
  const RivalCounts& counts = state.workspace.counts;
  const double power = kind == TopEnd::contested ? 1.0 : 0.5;
  double losses = 0.0, gains = 0.0;
  std::vector<double> weight;  // probability between the cost and its end
  for (std::size_t a = 0; a < end.y.size(); ++a)
    weight.push_back(state.density[a] * (frame.last[stretch.active[a]] - frame.game.classes[stretch.active[a]].low) *
                     share_below(-end.y[a]));
  for (std::size_t a = 0; a < end.y.size(); ++a) {
    const std::size_t i = stretch.active[a];
    const ScoreClass& bidders = frame.game.classes[i];
    for (std::size_t b = 0; b < end.y.size(); ++b) {
      const std::size_t j = stretch.active[b];
      losses += bidders.bidders * weight[a] * (frame.game.classes[j].bidders - (i == j ? 1 : 0)) *
                counts.pivotal[i * frame.game.classes.size() + j] * weight[b] * power / end.to_end();
    }
    const double gain = frame.game.pricing == PricingRule::pay_as_bid ? counts.win[i] : counts.marginal[i];
    gains += bidders.bidders * weight[a] * gain / state.margin[a];
  }
  residuals.push_back(std::log(losses / gains));
  return std::isfinite(residuals.back());
}

}  // namespace

bool start_conditions(const InverseBidFrame& frame, const Collocation& solution, std::size_t m, EndConditions& conditions) {
  const CollocatedStretch& part = solution.stretches[m];
  EndPoint after = end_point(solution, m, 0);
  if (m == 0)
    return linearise([&](std::vector<double>& r) { return first_residuals(frame, part.stretch, after, r); }, {&after},
                     conditions);
  const CollocatedStretch& old_part = solution.stretches[m - 1];
  EndPoint before = end_point(solution, m - 1, old_part.mesh.size() - 1);
  return linearise([&](std::vector<double>& r) { return later_residuals(frame, old_part, part, before, after, r); },
                   {&before, &after}, conditions);
}

bool end_conditions(const InverseBidFrame& frame, const Collocation& solution, std::size_t m, EndConditions& conditions) {
  const CollocatedStretch& part = solution.stretches[m];
  EndPoint end = end_point(solution, m, part.mesh.size() - 1);
  const bool is_last = m + 1 == solution.stretches.size();
  if (part.finishing != no_class)
    return linearise([&](std::vector<double>& r) { return exhaustion_residual(frame, part.stretch, part.finishing, end, r); },
                     {&end}, conditions);
  if (!is_last) return true;
  if (solution.top_end == TopEnd::lone)
    return linearise([&](std::vector<double>& r) { return lone_residual(frame, part.stretch, end, r); }, {&end}, conditions);
  return linearise([&](std::vector<double>& r) { return top_residual(frame, part.stretch, solution.top_end, end, r); }, {&end},
                   conditions);
}

}  // namespace sealedbid
