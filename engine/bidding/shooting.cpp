#include "bidding/shooting.hpp"

#include <algorithm>
#include <boost/numeric/odeint/stepper/runge_kutta_cash_karp54.hpp>
#include <cmath>
#include <limits>
#include <numeric>

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double exhausted_y = 26.0;
constexpr double lone_exhausted_y = 18.0;  // a lone class runs out like exp(−1/distance); earlier, before digits go
constexpr double step_tolerance = 1e-6;
constexpr double entering_below = 1e-6;  // share of a class that has entered when its entry is noticed: less would be stiff
constexpr int most_steps = 4000;

using Vector = std::vector<double>;

/// A shot under way.
struct Shot {
  const InverseBidFrame& frame;
  double lowest_score;
  Stretch stretch;
  Vector y;  // of the active classes
  double w = 0.0;
  ScoreState state;
  bool is_valid = true;

  double range() const { return frame.top - lowest_score; }
  double score(double at_w) const {
    return at_w < 0.0 ? lowest_score + range() * share_below(at_w) : frame.top - range() * share_below(-at_w);
  }
  void slopes(const Vector& at_y, Vector& result, double at_w) {
    result.assign(at_y.size(), 0.0);
    if (!is_valid) return;
    is_valid = state_at(frame, stretch, score(at_w), at_y, state);
    const double scores_per_w = range() * share_below(at_w) * share_below(-at_w);
    if (is_valid)
      for (std::size_t a = 0; a < at_y.size(); ++a) result[a] = state.slope[a] * scores_per_w;
  }
};

double cost_of_below(const ScoreClass& bidders, double below_probability) {
  return bidders.factor * quantile(bidders.law, below_probability / bidders.presence) + bidders.shift;
}

double logit_of_below(const InverseBidFrame& frame, std::size_t i, double below_probability) {
  const ScoreClass& bidders = frame.game.classes[i];
  const double cost = cost_of_below(bidders, below_probability);
  const double range = frame.last[i] - bidders.low;
  return logit_of_cost(frame, i, std::clamp(cost, bidders.low + 1e-13 * range, frame.last[i] - 1e-13 * range));
}

/// Finds y of the first classes just above the lowest score, where `below` grows like (score − lowest)^power.
bool solve_start(Shot& shot) {
  const double power = start_power(shot.frame.game), distance = shot.range() * share_below(shot.w);
  Vector log_below(shot.stretch.active.size(), std::log(1e-9) * power);
  shot.y.resize(log_below.size());
  for (int iteration = 0; iteration < 300; ++iteration) {
    for (std::size_t a = 0; a < log_below.size(); ++a)
      shot.y[a] = logit_of_below(shot.frame, shot.stretch.active[a], std::exp(log_below[a]));
    if (!state_at(shot.frame, shot.stretch, shot.score(shot.w), shot.y, shot.state)) return false;
    double change = 0.0;
    for (std::size_t a = 0; a < log_below.size(); ++a) {
      if (!(shot.state.rate[a] > 0.0)) return false;
      const double move = power * std::log(shot.state.rate[a] * distance / (power * std::exp(log_below[a])));
      log_below[a] = std::min(log_below[a] + move, std::log(0.5 * shot.frame.game.classes[shot.stretch.active[a]].presence));
      change = std::max(change, std::abs(move));
    }
    if (change < 1e-8) return true;
  }
  return true;  // near enough for a first solution
}

bool wants_to_enter(Shot& shot, std::size_t candidate, double score) {
  const ScoreClass& bidders = shot.frame.game.classes[candidate];
  const double cost = cost_of_below(bidders, entering_below * bidders.presence);  // who has entered when it is noticed
  if (cost >= score) return false;
  return entry_pressure(shot.frame.game.lots, shot.frame.game.pricing, shot.state.below, shot.stretch.active, shot.state.rate,
                        candidate, utility_ratio(bidders, score - cost), shot.state.workspace) > 0.0;
}

bool is_waiting(const Stretch& stretch, std::size_t i) {
  return std::find(stretch.active.begin(), stretch.active.end(), i) == stretch.active.end() &&
         std::find(stretch.exhausted.begin(), stretch.exhausted.end(), i) == stretch.exhausted.end();
}

int bidders_in(const ScoreGame& game, const std::vector<std::size_t>& classes) {
  return std::accumulate(classes.begin(), classes.end(), 0,
                         [&](int sum, std::size_t i) { return sum + game.classes[i].bidders; });
}

/// The classes that bid the lowest score: from the lowest costs up, enough to compete, then whoever would gain by joining.
bool choose_first(Shot& shot) {
  const ScoreGame& game = shot.frame.game;
  std::vector<std::size_t> order(game.classes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return game.classes[a].low < game.classes[b].low; });
  for (const std::size_t candidate : order) {
    const bool has_enough = bidders_in(game, shot.stretch.active) > game.lots;
    if (has_enough && !wants_to_enter(shot, candidate, shot.score(shot.w))) break;
    if (game.classes[candidate].low >= shot.lowest_score) return has_enough;
    shot.stretch.active.push_back(candidate);
    std::sort(shot.stretch.active.begin(), shot.stretch.active.end());
    if (bidders_in(game, shot.stretch.active) > game.lots && !solve_start(shot)) return false;
  }
  return bidders_in(game, shot.stretch.active) > game.lots;
}

void record(const Shot& shot, Trajectory& path) {
  Vector all(shot.frame.game.classes.size(), -infinity);
  for (const std::size_t i : shot.stretch.exhausted) all[i] = infinity;
  for (std::size_t a = 0; a < shot.y.size(); ++a) all[shot.stretch.active[a]] = shot.y[a];
  path.w.push_back(shot.w);
  path.y.push_back(std::move(all));
}

/// One trial step; returns the error relative to the tolerance, infinite if the step leaves the admissible region.
double try_step(Shot& shot, double step, Vector& next) {
  boost::numeric::odeint::runge_kutta_cash_karp54<Vector> stepper;
  Vector error(shot.y.size());
  next.resize(shot.y.size());
  shot.is_valid = true;
  stepper.do_step([&](const Vector& y, Vector& slope, double w) { shot.slopes(y, slope, w); }, shot.y, shot.w, next, step, error);
  if (shot.is_valid) {
    Vector slope;
    shot.slopes(next, slope, shot.w + step);  // leaves the state of the end of the step behind
  }
  if (!shot.is_valid) return infinity;
  double largest = 0.0;
  for (const double value : error) largest = std::max(largest, std::abs(value));
  return std::isfinite(largest) ? largest / step_tolerance : infinity;
}

/// The waiting class that would bid at the end of the step, if any; `state` belongs to that end.
std::size_t entering_class(Shot& shot, double w) {
  for (std::size_t i = 0; i < shot.frame.game.classes.size(); ++i)
    if (is_waiting(shot.stretch, i) && wants_to_enter(shot, i, shot.score(w))) return i;
  return shot.frame.game.classes.size();
}

/// Moves to where class `entering` starts to bid, and starts it.
void enter(Shot& shot, double step, std::size_t entering, Trajectory& path) {
  double low = 0.0, high = step;
  Vector next;
  for (int halving = 0; halving < 40; ++halving) {
    const double middle = 0.5 * (low + high);
    try_step(shot, middle, next);
    (wants_to_enter(shot, entering, shot.score(shot.w + middle)) ? high : low) = middle;
  }
  try_step(shot, high, next);
  shot.w += high;
  shot.y = next;
  path.events.push_back({shot.score(shot.w), entering, true});
  const auto position = std::lower_bound(shot.stretch.active.begin(), shot.stretch.active.end(), entering);
  shot.y.insert(shot.y.begin() + (position - shot.stretch.active.begin()),
                logit_of_below(shot.frame, entering, entering_below * shot.frame.game.classes[entering].presence));
  shot.stretch.active.insert(position, entering);
}

/// Takes out a class that entered late and wants to be out again, as happens where a shot is far from the equilibrium.
void retreat(Shot& shot, Trajectory& path) {
  constexpr double hardly_in = 1e-3;
  for (std::size_t a = shot.y.size(); a-- > 0;) {
    const std::size_t i = shot.stretch.active[a];
    const bool was_first = std::find(path.first.begin(), path.first.end(), i) != path.first.end();
    if (was_first || shot.state.rate[a] >= 0.0 || shot.state.below[i].below > hardly_in) continue;
    shot.stretch.active.erase(shot.stretch.active.begin() + static_cast<std::ptrdiff_t>(a));
    shot.y.erase(shot.y.begin() + static_cast<std::ptrdiff_t>(a));
    std::erase_if(path.events, [&](const BidEvent& event) { return event.index == i; });
  }
}

/// Whether a class that ends below the top has run out.
bool has_run_out(const Shot& shot, std::size_t a) {
  const std::size_t i = shot.stretch.active[a];
  if (i == shot.frame.lone) return shot.y[a] >= lone_exhausted_y;
  if (shot.frame.last[i] >= shot.frame.top) return shot.y[a] >= exhausted_y;
  return shot.y[a] >= exhausted_y / std::max(1.0, exhaustion_power(shot.frame, i));
}

/// Takes exhausted classes out; false if the shot ends there, as those who are left do not compete.
bool leave(Shot& shot, Trajectory& path) {
  for (std::size_t a = shot.y.size(); a-- > 0;) {
    const std::size_t i = shot.stretch.active[a];
    if (!has_run_out(shot, a)) continue;
    if (i == shot.frame.lone) {
      path.is_too_low = lone_preference(shot.frame, shot.score(shot.w), shot.state) < 0.0;
      return false;
    }
    shot.stretch.active.erase(shot.stretch.active.begin() + static_cast<std::ptrdiff_t>(a));
    shot.y.erase(shot.y.begin() + static_cast<std::ptrdiff_t>(a));
    shot.stretch.exhausted.push_back(i);
    path.exhausted = i;
    Vector slope;
    shot.is_valid = bidders_in(shot.frame.game, shot.stretch.active) >= 2;
    shot.slopes(shot.y, slope, shot.w);
    const bool competes =
        shot.is_valid && std::all_of(shot.state.rate.begin(), shot.state.rate.end(), [](double r) { return r > 0.0; });
    path.events.push_back({shot.score(shot.w), i, false});
    if (!competes) {
      path.is_too_low = path.is_exhausted = true;
      return false;
    }
  }
  return true;
}

void run(Shot& shot, Trajectory& path) {
  double step = 0.1;
  Vector next;
  for (int count = 0; count < most_steps && shot.w < outer_w; ++count) {
    step = std::min(step, outer_w - shot.w);
    const double error = try_step(shot, step, next);
    if (error > 1.0) {
      step *= std::isfinite(error) ? std::max(0.2, 0.9 * std::pow(error, -0.25)) : 0.25;
      if (step > 1e-6) continue;
      path.is_too_low = true;
      return;
    }
    if (const std::size_t entering = entering_class(shot, shot.w + step); entering < shot.frame.game.classes.size()) {
      enter(shot, step, entering, path);
      step = 1e-4;
    } else {
      shot.w += step;
      shot.y = next;
      step *= std::min(4.0, 0.9 * std::pow(std::max(error, 1e-6), -0.2));
      retreat(shot, path);
    }
    record(shot, path);
    if (!leave(shot, path)) return;
  }
}

}  // namespace

Trajectory shoot(const InverseBidFrame& frame, double lowest_score) {
  Trajectory path;
  path.lowest_score = lowest_score;
  Shot shot{frame, lowest_score, {}, {}, lowest_w(frame.game), {}, true};
  if (!choose_first(shot)) {
    path.is_too_low = true;
    return path;
  }
  path.first = shot.stretch.active;
  record(shot, path);
  run(shot, path);
  return path;
}

Bracket bracket_lowest_score(const InverseBidFrame& frame, const Deadline& deadline) {
  Bracket bracket;
  double low = infinity, high = frame.top;
  for (const ScoreClass& bidders : frame.game.classes) low = std::min(low, bidders.low);
  const double range = high - low;
  while (high - low > 1e-13 * range && bracket.shots < 60 && !deadline.has_passed()) {
    Trajectory path = shoot(frame, 0.5 * (low + high));
    ++bracket.shots;
    (path.is_too_low ? low : high) = path.lowest_score;
    (path.is_too_low ? bracket.too_low : bracket.too_high) = std::move(path);
    const bool is_close = !bracket.too_low.w.empty() && bracket.too_low.w.back() > 13.0 && !bracket.too_low.is_exhausted;
    if (is_close && !bracket.too_high.w.empty() && high - low < 1e-6 * range) break;
  }
  bracket.is_found = !bracket.too_high.w.empty() && !bracket.too_low.w.empty();
  return bracket;
}

}  // namespace sealedbid
