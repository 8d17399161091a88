#include "bidding/implicit_step.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sealedbid {
namespace {

constexpr int stages = shot_stages, most_newton_steps = 12;
constexpr double newton_tolerance = 1e-10;
constexpr double digits_floor = 1e-4;  // of H: below it costs lose their digits against the lowest
constexpr double error_floor = 1e-3;   // of H: what happens to fewer bidders may be less exact

using Vector = std::vector<double>;

}  // namespace

RadauStep::RadauStep() {
  const double s = std::sqrt(6.0);
  const double c[stages] = {(4.0 - s) / 10.0, (4.0 + s) / 10.0, 1.0};
  const double a[stages][stages] = {{(88.0 - 7.0 * s) / 360.0, (296.0 - 169.0 * s) / 1800.0, (-2.0 + 3.0 * s) / 225.0},
                                    {(296.0 + 169.0 * s) / 1800.0, (88.0 + 7.0 * s) / 360.0, (-2.0 - 3.0 * s) / 225.0},
                                    {(16.0 - s) / 36.0, (16.0 + s) / 36.0, 1.0 / 9.0}};
  std::copy(c, c + stages, place);
  std::copy(&a[0][0], &a[0][0] + stages * stages, &integral[0][0]);
  for (int j = 0; j < stages; ++j) {  // moments 0, 1, 2 of the error: −at_start, 0, 0
    double product = 1.0;
    for (int r = 0; r < stages; ++r)
      if (r != j) product *= c[r] / (c[r] - c[j]);
    error[j] = -at_start * product;
  }
}

double h_of(const ScoreClass& bidders, double cost) {
  const double below_cost = below(bidders, cost);
  return below_cost < 0.5 ? -std::log1p(-below_cost) : -std::log(not_below(bidders, cost));
}

int bidders_in(const Shooter& shooter) {
  return std::accumulate(shooter.active.begin(), shooter.active.end(), 0,
                         [&](int sum, std::size_t i) { return sum + shooter.bidders(i).bidders; });
}

std::vector<ClassBelow> positions(const Shooter& shooter, const Vector& active_cost) {
  std::vector<ClassBelow> result;
  for (const ScoreClass& bidders : shooter.frame.game.classes) result.push_back({bidders.bidders, 0.0, 1.0});
  for (const std::size_t i : shooter.gone) {
    result[i].below = below(shooter.bidders(i), shooter.frame.last[i]);
    result[i].not_below = not_below(shooter.bidders(i), shooter.frame.last[i]);
  }
  for (std::size_t a = 0; a < shooter.active.size(); ++a) {
    const std::size_t i = shooter.active[a];
    result[i].below = below(shooter.bidders(i), active_cost[a]);
    result[i].not_below = not_below(shooter.bidders(i), active_cost[a]);
  }
  return result;
}

bool rates_at(Shooter& shooter, double score, const Vector& active_cost, Vector& rate) {
  Vector margin(active_cost.size());
  for (std::size_t a = 0; a < margin.size(); ++a) {
    if (!(active_cost[a] < score)) return false;
    margin[a] = utility_ratio(shooter.bidders(shooter.active[a]), score - active_cost[a]);
  }
  rate.resize(margin.size());
  return below_rates(shooter.frame.game.lots, shooter.frame.game.pricing, positions(shooter, active_cost), shooter.active, margin,
                     rate, shooter.workspace);
}

namespace {

/// One lot: H grows as rivals have to appear, whatever has been bid below. See below_rates.
bool one_lot_flows(Shooter& shooter, double at_w, const Vector& active_cost, Vector& flow) {
  const double score = shooter.score(at_w), scores_per_w = shooter.scores_per_w(at_w);
  double total = 0.0;
  flow.resize(active_cost.size());
  for (std::size_t a = 0; a < flow.size(); ++a) {
    if (!(active_cost[a] < score)) return false;
    const ScoreClass& bidders = shooter.bidders(shooter.active[a]);
    flow[a] = 1.0 / utility_ratio(bidders, score - active_cost[a]);
    total += bidders.bidders * flow[a];
  }
  total /= bidders_in(shooter) - 1;
  for (double& own : flow) own = scores_per_w * (total - own);
  return true;
}

}  // namespace

bool flows_at(Shooter& shooter, double at_w, const Vector& active_cost, Vector& flow) {
  if (shooter.frame.game.lots == 1) return one_lot_flows(shooter, at_w, active_cost, flow);
  if (!rates_at(shooter, shooter.score(at_w), active_cost, flow)) return false;
  const double scores_per_w = shooter.scores_per_w(at_w);
  for (std::size_t a = 0; a < flow.size(); ++a) {
    flow[a] *= scores_per_w / not_below(shooter.bidders(shooter.active[a]), active_cost[a]);
    if (!std::isfinite(flow[a])) return false;
  }
  return true;
}

namespace {

/// d flow_a / d cost_b, by differences.
bool flow_derivatives(Shooter& shooter, double at_w, Vector active_cost, const Vector& flow, Eigen::MatrixXd& result) {
  const double score = shooter.score(at_w);
  result.resize(static_cast<Eigen::Index>(flow.size()), static_cast<Eigen::Index>(flow.size()));
  Vector moved;
  for (std::size_t b = 0; b < flow.size(); ++b) {
    const double kept = active_cost[b], low = shooter.lowest[shooter.active[b]];
    const double step = -1e-6 * std::min(score - kept, std::max(kept - low, 1e-3 * (score - kept)));
    active_cost[b] = kept + step;
    if (!flows_at(shooter, at_w, active_cost, moved)) return false;
    for (std::size_t a = 0; a < flow.size(); ++a)
      result(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) = (moved[a] - flow[a]) / step;
    active_cost[b] = kept;
  }
  return true;
}

/// Residuals of all stages, H less what the slopes say, and their Jacobian by the costs.
bool residuals_at(Shooter& shooter, double step, Eigen::VectorXd& residual, Eigen::MatrixXd& jacobian) {
  const std::size_t size = shooter.active.size();
  const auto columns = static_cast<Eigen::Index>(size);
  std::vector<Eigen::MatrixXd> derivative(stages);
  for (std::size_t s = 0; s < stages; ++s) {
    const double w = shooter.w + step * shooter.radau.place[s];
    if (!flows_at(shooter, w, shooter.stage_cost[s], shooter.stage_flow[s])) return false;
    if (!flow_derivatives(shooter, w, shooter.stage_cost[s], shooter.stage_flow[s], derivative[s])) return false;
  }
  residual.resize(stages * columns);
  jacobian.resize(residual.size(), residual.size());
  for (std::size_t s = 0; s < stages; ++s) {
    for (std::size_t r = 0; r < stages; ++r)
      jacobian.block(static_cast<Eigen::Index>(s) * columns, static_cast<Eigen::Index>(r) * columns, columns, columns) =
          -step * shooter.radau.integral[s][r] * derivative[r];
    for (std::size_t a = 0; a < size; ++a) {
      const ScoreClass& bidders = shooter.bidders(shooter.active[a]);
      const double cost = shooter.stage_cost[s][a];
      const auto row = static_cast<Eigen::Index>(s * size + a);
      residual[row] = h_of(bidders, cost) - shooter.h[shooter.active[a]];
      for (std::size_t r = 0; r < stages; ++r) residual[row] -= step * shooter.radau.integral[s][r] * shooter.stage_flow[r][a];
      jacobian(row, row) += below_density(bidders, cost) / not_below(bidders, cost);
    }
  }
  return residual.allFinite() && jacobian.allFinite();
}

/// Moves the costs of all stages by a Newton step, at most half of the way to where they may not go.
void move_costs(Shooter& shooter, double step, const Eigen::VectorXd& change) {
  const std::size_t size = shooter.active.size();
  for (int s = 0; s < stages; ++s) {
    const double score = shooter.score(shooter.w + step * shooter.radau.place[s]);
    for (std::size_t a = 0; a < size; ++a) {
      const std::size_t i = shooter.active[a];
      double& cost = shooter.stage_cost[static_cast<std::size_t>(s)][a];
      const double low = 0.5 * (cost + shooter.bidders(i).low), high = 0.5 * (cost + std::min(score, shooter.bidders(i).high));
      cost = std::clamp(cost + change[static_cast<Eigen::Index>(static_cast<std::size_t>(s) * size + a)], low, high);
    }
  }
}

/// Whether Newton's method has come as far as the tolerance asks for, or the digits of the costs allow.
bool is_settled(const Shooter& shooter, const Eigen::VectorXd& residual) {
  const std::size_t size = shooter.active.size();
  for (Eigen::Index row = 0; row < residual.size(); ++row) {
    const std::size_t a = static_cast<std::size_t>(row) % size;
    const ScoreClass& bidders = shooter.bidders(shooter.active[a]);
    const double cost = shooter.stage_cost[static_cast<std::size_t>(row) / size][a];
    const double digit =
        std::numeric_limits<double>::epsilon() * std::abs(cost) * below_density(bidders, cost) / not_below(bidders, cost);
    if (std::abs(residual[row]) > newton_tolerance * (h_of(bidders, cost) + digits_floor) + 4.0 * digit) return false;
  }
  return true;
}

}  // namespace

double cost_of_below(const ScoreClass& bidders, double below_probability) {
  return bidders.factor * quantile(bidders.law, std::min(1.0, below_probability / bidders.presence)) + bidders.shift;
}

namespace {

/// First guess: H grows as fast as at the start, but no further than its slope stays positive.
void guess_stages(Shooter& shooter, double step) {
  Vector flow;
  for (std::size_t s = 0; s < stages; ++s) {
    const double w = shooter.w + step * shooter.radau.place[s], score = shooter.score(w);
    Vector& cost = shooter.stage_cost[s];
    const Vector start = cost;
    for (std::size_t a = 0; a < cost.size(); ++a) {
      const ScoreClass& bidders = shooter.bidders(shooter.active[a]);
      const double h = shooter.h[shooter.active[a]] + step * shooter.radau.place[s] * std::max(shooter.flow[a], 0.0);
      const double guess = cost_of_below(bidders, std::min(-std::expm1(-h), bidders.presence));
      const double most = start[a] + 0.7 * (std::min(score, bidders.high) - start[a]);
      cost[a] = std::clamp(guess, start[a], most);
    }
    if (!flows_at(shooter, w, cost, flow)) {
      cost = start;
      continue;
    }
    for (std::size_t a = 0; a < cost.size(); ++a)
      if (flow[a] < 0.0) cost[a] = start[a];
  }
}

}  // namespace

double try_step(Shooter& shooter, double step) {
  constexpr double none = std::numeric_limits<double>::infinity();
  Vector start(shooter.active.size());
  for (std::size_t a = 0; a < start.size(); ++a) start[a] = shooter.cost[shooter.active[a]];
  shooter.stage_cost.assign(stages, start);
  shooter.stage_flow.assign(stages, shooter.flow);
  guess_stages(shooter, step);
  Eigen::VectorXd residual;
  Eigen::MatrixXd jacobian;
  for (int iteration = 0;; ++iteration) {
    if (iteration == most_newton_steps || !residuals_at(shooter, step, residual, jacobian)) return none;
    if (is_settled(shooter, residual)) break;
    const Eigen::VectorXd change = jacobian.partialPivLu().solve(-residual);
    if (!change.allFinite()) return none;
    move_costs(shooter, step, change);
  }
  double error = 0.0;
  for (std::size_t a = 0; a < start.size(); ++a) {
    double own = shooter.radau.at_start * shooter.flow[a];
    for (int s = 0; s < stages; ++s) own += shooter.radau.error[s] * shooter.stage_flow[static_cast<std::size_t>(s)][a];
    const double h = h_of(shooter.bidders(shooter.active[a]), shooter.stage_cost.back()[a]);
    error = std::max(error, std::abs(step * own) / (shooter.step_tolerance * std::max(h, error_floor)));
  }
  return error;
}

}  // namespace sealedbid
