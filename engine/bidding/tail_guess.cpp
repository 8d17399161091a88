#include "bidding/tail_guess.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

constexpr int points = 200;
constexpr double step = 0.1;  // of the logarithm of the distance to the top

/// The hazard that a bidder of cost c meets, averaged over the classes, if all bid c + the same margin.
double average_hazard(const InverseBidFrame& frame, const Stretch& stretch, double cost, ScoreState& state) {
  const ScoreGame& game = frame.game;
  const std::size_t size = game.classes.size();
  for (const std::size_t i : stretch.active)
    state.below[i] = {game.classes[i].bidders, below(game.classes[i], cost), not_below(game.classes[i], cost)};
  rival_counts(state.below, game.lots, state.workspace.counts);
  double losses = 0.0, gains = 0.0;
  for (const std::size_t i : stretch.active) {
    const double bidders = game.classes[i].bidders;
    gains +=
        bidders * (game.pricing == PricingRule::pay_as_bid ? state.workspace.counts.win : state.workspace.counts.marginal)[i];
    for (const std::size_t j : stretch.active)
      losses += bidders * (game.classes[j].bidders - (i == j ? 1 : 0)) * state.workspace.counts.pivotal[i * size + j] *
                below_density(game.classes[j], cost);
  }
  const ScoreClass& first = game.classes[stretch.active.front()];
  return losses / gains * utility_ratio(first, 1e-6) / 1e-6;
}

}  // namespace

double TailGuess::cost_to_top(double score_distance) const {
  const double at = std::log(score_distance);
  const auto below_at = std::lower_bound(log_score_distance.begin(), log_score_distance.end(), at, std::greater<>());
  const auto size = static_cast<std::ptrdiff_t>(log_score_distance.size());
  const auto upper = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(below_at - log_score_distance.begin(), 1, size - 1));
  const double share = (at - log_score_distance[upper - 1]) / (log_score_distance[upper] - log_score_distance[upper - 1]);
  return std::exp(log_cost_distance[upper - 1] + share * (log_cost_distance[upper] - log_cost_distance[upper - 1]));
}

TailGuess tail_guess(const InverseBidFrame& frame, const Stretch& stretch, double lowest_cost) {
  ScoreState state;
  state.below.resize(frame.game.classes.size());
  for (std::size_t i = 0; i < state.below.size(); ++i) state.below[i] = {frame.game.classes[i].bidders, 0.0, 1.0};
  for (const std::size_t i : stretch.exhausted)
    state.below[i] = {frame.game.classes[i].bidders, below(frame.game.classes[i], frame.last[i]),
                      not_below(frame.game.classes[i], frame.last[i])};
  TailGuess guess;
  const double farthest = frame.top - lowest_cost;
  double distance = farthest * std::exp(-step * points), margin = 0.0,
         lag = 0.0;  // lag = distance − margin: the score's distance
  for (int point = 0; point <= points; ++point) {
    const double next = farthest * std::exp(-step * (points - point)), width = point == 0 ? next : next - distance;
    const double hazard = average_hazard(frame, stretch, frame.top - (next - 0.5 * width), state), decay = hazard * width;
    const double lost = decay > 1e-4 ? width + std::expm1(-decay) / hazard : 0.5 * width * decay;  // of the width, to rivals
    lag += lost + margin * -std::expm1(-decay);
    margin = margin * std::exp(-decay) + (width - lost);
    distance = next;
    guess.log_score_distance.push_back(std::log(lag));
    guess.log_cost_distance.push_back(std::log(distance));
  }
  std::reverse(guess.log_score_distance.begin(), guess.log_score_distance.end());
  std::reverse(guess.log_cost_distance.begin(), guess.log_cost_distance.end());
  return guess;
}

}  // namespace sealedbid
