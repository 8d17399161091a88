#include "bidding/inverse_bids.hpp"

#include <cmath>

namespace sealedbid {
namespace {

constexpr double step_of_y = 1e-5;

/// Fills the entries of active class `a`; false if its margin is not positive.
bool set_class(const InverseBidFrame& frame, std::size_t i, std::size_t a, double score, double y, ScoreState& state) {
  const ScoreClass& bidders = frame.game.classes[i];
  const double cost = cost_of(frame, i, y);
  state.cost[a] = cost;
  state.below[i] = {bidders.bidders, below(bidders, cost), not_below(bidders, cost)};
  state.density[a] = below_density(bidders, cost);
  state.margin[a] = utility_ratio(bidders, score - cost);
  return state.margin[a] > 0.0;
}

bool set_slopes(const InverseBidFrame& frame, const Stretch& stretch, std::span<const double> y, ScoreState& state) {
  const ScoreGame& game = frame.game;
  if (!below_rates(game.lots, game.pricing, state.below, stretch.active, state.margin, state.rate, state.workspace)) return false;
  for (std::size_t a = 0; a < stretch.active.size(); ++a) {
    state.slope[a] = state.rate[a] / (state.density[a] * cost_slope(frame, stretch.active[a], y[a]));
    if (!std::isfinite(state.slope[a])) return false;
  }
  return true;
}

void resize(const InverseBidFrame& frame, const Stretch& stretch, ScoreState& state) {
  const std::size_t size = stretch.active.size();
  state.below.assign(frame.game.classes.size(), {});
  for (std::vector<double>* values : {&state.cost, &state.density, &state.margin, &state.rate, &state.slope})
    values->resize(size);
  for (std::size_t i = 0; i < frame.game.classes.size(); ++i) state.below[i] = {frame.game.classes[i].bidders, 0.0, 1.0};
  for (const std::size_t i : stretch.exhausted) {
    const ScoreClass& bidders = frame.game.classes[i];
    state.below[i] = {bidders.bidders, below(bidders, frame.last[i]), not_below(bidders, frame.last[i])};
  }
}

}  // namespace

double share_below(double w) {
  return w < 0.0 ? std::exp(w) / (1.0 + std::exp(w)) : 1.0 / (1.0 + std::exp(-w));
}

double cost_of(const InverseBidFrame& frame, std::size_t i, double y) {
  const double low = frame.game.classes[i].low, range = frame.last[i] - low;
  return y < 0.0 ? low + range * share_below(y) : frame.last[i] - range * share_below(-y);
}

double logit_of_cost(const InverseBidFrame& frame, std::size_t i, double cost) {
  return std::log((cost - frame.game.classes[i].low) / (frame.last[i] - cost));
}

double logit_of_distance(const InverseBidFrame& frame, std::size_t i, double distance) {
  const double range = frame.last[i] - frame.game.classes[i].low;
  return std::log(std::max(range - distance, 1e-14 * range) / distance);
}

double start_power(const ScoreGame& game) {
  return game.pricing == PricingRule::pay_as_bid ? 1.0 / game.lots : 1.0;
}

double lowest_w(const ScoreGame& game) {
  return std::max(-14.0 / start_power(game), -600.0);
}

double exhaustion_power(const InverseBidFrame& frame, std::size_t i) {
  constexpr double near = 1e-4;  // of the costs: near enough, and far enough for digits
  const ScoreClass& bidders = frame.game.classes[i];
  const double cost = frame.last[i] - near * (frame.last[i] - bidders.low);
  const double left = not_below(bidders, cost) - not_below(bidders, frame.last[i]);
  const double power = (frame.last[i] - cost) * below_density(bidders, cost) / left;
  return left > 0.0 && std::isfinite(power) ? power : 1.0;
}

double cost_slope(const InverseBidFrame& frame, std::size_t i, double y) {
  return (frame.last[i] - frame.game.classes[i].low) * share_below(y) * share_below(-y);
}

bool state_at(const InverseBidFrame& frame, const Stretch& stretch, double score, std::span<const double> y, ScoreState& state) {
  resize(frame, stretch, state);
  for (std::size_t a = 0; a < stretch.active.size(); ++a)
    if (!set_class(frame, stretch.active[a], a, score, y[a], state)) return false;
  return set_slopes(frame, stretch, y, state);
}

double lone_preference(const InverseBidFrame& frame, double score, const ScoreState& state) {
  const ScoreClass& lone = frame.game.classes[frame.lone];
  double result = std::log(utility_of(lone, score - lone.high) / utility_of(lone, frame.top - lone.high));
  for (std::size_t j = 0; j < frame.game.classes.size(); ++j)
    if (j != frame.lone)
      result += frame.game.classes[j].bidders * std::log(state.below[j].not_below / not_below(frame.game.classes[j], frame.top));
  return result;
}

bool slope_derivatives(const InverseBidFrame& frame, const Stretch& stretch, double score, std::span<const double> y,
                       ScoreState& state, SlopeDerivatives& derivatives) {
  const std::size_t size = stretch.active.size();
  const std::vector<double> base = state.slope, margins = state.margin;
  std::vector<double> moved(y.begin(), y.end());
  derivatives.by_y.resize(size * size);
  derivatives.by_score.resize(size);
  double least_gap = score - state.cost[0];
  for (std::size_t a = 1; a < size; ++a) least_gap = std::min(least_gap, score - state.cost[a]);
  for (std::size_t b = 0; b < size; ++b) {
    const std::size_t i = stretch.active[b];
    const double gap = score - state.cost[b], most = 1e-4 * gap / (cost_slope(frame, i, y[b]) + 1e-300);
    const double step = std::min(step_of_y, most);
    moved[b] = y[b] + step;
    if (!set_class(frame, i, b, score, moved[b], state) || !set_slopes(frame, stretch, moved, state)) return false;
    for (std::size_t a = 0; a < size; ++a) derivatives.by_y[a * size + b] = (state.slope[a] - base[a]) / (moved[b] - y[b]);
    moved[b] = y[b];
    set_class(frame, i, b, score, y[b], state);
  }
  const double score_step = 1e-6 * least_gap;
  for (std::size_t a = 0; a < size; ++a)
    state.margin[a] = utility_ratio(frame.game.classes[stretch.active[a]], score - state.cost[a] + score_step);
  if (!set_slopes(frame, stretch, y, state)) return false;
  for (std::size_t a = 0; a < size; ++a) derivatives.by_score[a] = (state.slope[a] - base[a]) / score_step;
  state.slope = base;
  state.margin = margins;
  return true;
}

}  // namespace sealedbid
