#include "bidding/implicit_shot.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "bidding/implicit_step.hpp"

namespace sealedbid {
namespace {

constexpr int stages = shot_stages, most_steps = 1500;
constexpr double unseen = 1e-12;       // share of a class whose start is not looked at
constexpr double lone_is_done = 23.0;  // H of the lone class
constexpr double run_out = 1e-9;       // of a class that is left, as a probability
constexpr double last_w = 19.0;
constexpr double least_step = 1e-9;
constexpr double entry_step = 1e-6;  // how exactly the start of a class is found

using Vector = std::vector<double>;

bool is_waiting(const Shooter& shooter, std::size_t i) {
  return std::find(shooter.active.begin(), shooter.active.end(), i) == shooter.active.end() &&
         std::find(shooter.gone.begin(), shooter.gone.end(), i) == shooter.gone.end();
}

/// Whether the first costs of a waiting class bid `score` or less, where the active ones have these costs.
bool wants_to_enter(Shooter& shooter, std::size_t i, double score, const Vector& active_cost) {
  const ScoreClass& bidders = shooter.bidders(i);
  Vector rate;
  if (shooter.lowest[i] >= score || !rates_at(shooter, score, active_cost, rate)) return false;
  return entry_pressure(shooter.frame.game.lots, shooter.frame.game.pricing, positions(shooter, active_cost), shooter.active,
                        rate, i, utility_ratio(bidders, score - shooter.lowest[i]), shooter.workspace) > 0.0;
}

void activate(Shooter& shooter, std::size_t i) {
  shooter.active.insert(std::lower_bound(shooter.active.begin(), shooter.active.end(), i), i);
}

Vector active_costs(const Shooter& shooter) {
  Vector result;
  for (const std::size_t i : shooter.active) result.push_back(shooter.cost[i]);
  return result;
}

void set_state(Shooter& shooter, std::size_t i, double cost) {
  shooter.cost[i] = cost;
  shooter.h[i] = h_of(shooter.bidders(i), cost);
}

/// Costs of the first classes at w, just above the lowest score, where `below` grows like (score − lowest)^power.
bool settle_start(Shooter& shooter) {
  const double power = start_power(shooter.frame.game), distance = shooter.range() * share_below(shooter.w);
  Vector log_below(shooter.active.size(), std::log(1e-9) * power), rate;
  for (int iteration = 0; iteration < 200; ++iteration) {
    for (std::size_t a = 0; a < log_below.size(); ++a) {
      const std::size_t i = shooter.active[a];
      const double least = unseen * shooter.bidders(i).presence;
      set_state(shooter, i, cost_of_below(shooter.bidders(i), std::max(std::exp(log_below[a]), least)));
    }
    if (!rates_at(shooter, shooter.score(shooter.w), active_costs(shooter), rate)) return false;
    double change = 0.0;
    for (std::size_t a = 0; a < log_below.size(); ++a) {
      const double least = std::log(unseen * shooter.bidders(shooter.active[a]).presence);
      if (!(rate[a] > 0.0) && log_below[a] <= least) return false;  // it would rather start later
      const double grown = std::max(rate[a] * distance / power, std::exp(least - 1.0));
      const double move = power * std::log(grown / std::exp(log_below[a]));
      log_below[a] = std::min(log_below[a] + move, std::log(0.5 * shooter.bidders(shooter.active[a]).presence));
      change = std::max(change, std::abs(move));
    }
    if (change < 1e-12) break;
  }
  return true;
}

/// The classes that bid the lowest score: those with the largest margins, as long as each would gain by joining.
bool choose_first(Shooter& shooter) {
  std::vector<std::size_t> order(shooter.frame.game.classes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return shooter.lowest[i]; });
  for (const std::size_t i : order) {
    const bool has_enough = bidders_in(shooter) > shooter.frame.game.lots;
    if (shooter.lowest[i] >= shooter.shot.lowest_score) return has_enough;
    if (has_enough && !wants_to_enter(shooter, i, shooter.score(shooter.w), active_costs(shooter))) continue;
    activate(shooter, i);
    set_state(shooter, i, shooter.lowest[i]);
    if (bidders_in(shooter) <= shooter.frame.game.lots || settle_start(shooter)) continue;
    if (!has_enough) return false;
    std::erase(shooter.active, i);
    set_state(shooter, i, shooter.lowest[i]);
    settle_start(shooter);
  }
  return bidders_in(shooter) > shooter.frame.game.lots;
}

void record(Shooter& shooter, double at_w, double weight, const Vector& active_cost, bool ends_step) {
  ShotPoint point{at_w, shooter.score(at_w), weight, ends_step, {}, {}, Vector(shooter.cost.size(), 0.0)};
  for (std::size_t i = 0; i < shooter.cost.size(); ++i)
    point.cost.push_back(is_waiting(shooter, i) ? shooter.lowest[i] : shooter.frame.last[i]);
  Vector rate;
  rates_at(shooter, point.score, active_cost, rate);
  for (std::size_t a = 0; a < shooter.active.size(); ++a) {
    point.cost[shooter.active[a]] = active_cost[a];
    point.rate[shooter.active[a]] = rate[a];
  }
  for (const ClassBelow& position : positions(shooter, active_cost)) point.below.push_back(position.below);
  shooter.shot.points.push_back(std::move(point));
}

/// Takes the step that try_step has solved.
void accept(Shooter& shooter, double step) {
  for (int s = 0; s < stages; ++s) {
    const double at_w = shooter.w + step * shooter.radau.place[s];
    const double weight = step * shooter.radau.integral[stages - 1][s] * shooter.scores_per_w(at_w);
    record(shooter, at_w, weight, shooter.stage_cost[static_cast<std::size_t>(s)], s == stages - 1);
  }
  shooter.w += step;
  for (std::size_t a = 0; a < shooter.active.size(); ++a) {
    const std::size_t i = shooter.active[a];
    shooter.cost[i] = shooter.stage_cost.back()[a];
    shooter.h[i] = h_of(shooter.bidders(i), shooter.cost[i]);
  }
  shooter.flow = shooter.stage_flow.back();
}

/// The waiting class that would have started by the end of the step, if any.
std::size_t entering_class(Shooter& shooter, double step) {
  for (std::size_t i = 0; i < shooter.cost.size(); ++i)
    if (is_waiting(shooter, i) && wants_to_enter(shooter, i, shooter.score(shooter.w + step), shooter.stage_cost.back()))
      return i;
  return no_class;
}

/// Starts a class.
bool enter(Shooter& shooter, std::size_t entering) {
  activate(shooter, entering);
  set_state(shooter, entering, shooter.lowest[entering]);
  return flows_at(shooter, shooter.w, active_costs(shooter), shooter.flow);
}

/// Takes out classes whose costs have run out. False if the shot ends here; then `shot.end` is set.
bool leave(Shooter& shooter) {
  for (std::size_t a = shooter.active.size(); a-- > 0;) {
    const std::size_t i = shooter.active[a];
    if (i == shooter.frame.lone && shooter.h[i] > lone_is_done) {
      ScoreState state;
      state.below = positions(shooter, active_costs(shooter));
      shooter.shot.end = ShotEnd::lone_is_done;
      shooter.shot.lone_preference = lone_preference(shooter.frame, shooter.score(shooter.w), state);
      return false;
    }
    if (i == shooter.frame.lone) continue;
    const ScoreClass& bidders = shooter.bidders(i);
    const double left = not_below(bidders, shooter.cost[i]) - not_below(bidders, shooter.frame.last[i]);
    if (shooter.frame.last[i] >= shooter.frame.top || left > run_out * bidders.presence) continue;
    shooter.active.erase(shooter.active.begin() + static_cast<std::ptrdiff_t>(a));
    shooter.gone.push_back(i);
    shooter.shot.end = ShotEnd::ran_out;
    if (bidders_in(shooter) < 2 || !flows_at(shooter, shooter.w, active_costs(shooter), shooter.flow)) return false;
    if (std::ranges::any_of(shooter.flow, [](double flow) { return flow <= 0.0; })) return false;
  }
  return true;
}

/// Takes out classes that would rather have started later, as happens where a shot is far from the equilibrium.
void retreat(Shooter& shooter) {
  for (std::size_t a = shooter.active.size(); a-- > 0;) {
    const std::size_t i = shooter.active[a];
    if (shooter.flow[a] >= 0.0 || shooter.h[i] > 2.0 * unseen || bidders_in(shooter) - shooter.bidders(i).bidders < 2) continue;
    shooter.active.erase(shooter.active.begin() + static_cast<std::ptrdiff_t>(a));
    if (wants_to_enter(shooter, i, shooter.score(shooter.w), active_costs(shooter))) activate(shooter, i);  // it has just entered
    if (!flows_at(shooter, shooter.w, active_costs(shooter), shooter.flow)) return;
  }
}

void run(Shooter& shooter) {
  double step = 0.05;
  for (int count = 0; count < most_steps; ++count) {
    if (shooter.w >= last_w) {
      shooter.shot.end = ShotEnd::passed_top;
      return;
    }
    step = std::min(step, last_w - shooter.w);
    const double error = try_step(shooter, step);
    if (error > 1.0) {
      step *= std::isfinite(error) ? std::clamp(0.9 * std::pow(error, -0.25), 0.2, 0.9) : 0.3;
      if (step > least_step) continue;
      shooter.shot.end = ShotEnd::met_costs;
      return;
    }
    const std::size_t entering = entering_class(shooter, step);
    if (entering != no_class && step > entry_step) {
      step *= 0.5;
      continue;
    }
    accept(shooter, step);
    if (entering != no_class && !enter(shooter, entering)) return;
    if (entering == no_class) step *= std::min(3.0, 0.9 * std::pow(std::max(error, 1e-4), -0.25));
    if (!leave(shooter)) return;
    retreat(shooter);
  }
}

}  // namespace

ImplicitShot implicit_shot(const InverseBidFrame& frame, double lowest_score, double step_tolerance) {
  const std::size_t size = frame.game.classes.size();
  Shooter shooter{frame, step_tolerance};
  shooter.w = 2.0 * lowest_w(frame.game);
  shooter.h.assign(size, 0.0);
  shooter.shot.lowest_score = lowest_score;
  for (const ScoreClass& bidders : frame.game.classes)
    shooter.lowest.push_back(cost_of_below(bidders, unseen * bidders.presence));
  shooter.cost = shooter.lowest;
  if (!choose_first(shooter) || !flows_at(shooter, shooter.w, active_costs(shooter), shooter.flow)) return shooter.shot;
  record(shooter, shooter.w, 0.0, active_costs(shooter), true);
  run(shooter);
  return shooter.shot;
}

}  // namespace sealedbid
