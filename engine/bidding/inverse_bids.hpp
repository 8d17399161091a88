#pragma once

#include <span>
#include <vector>

#include "bidding/first_order.hpp"
#include "bidding/score_game.hpp"

/// Inverse bid functions of unlike classes as one system of ordinary differential equations.
///
/// Unknown y_i = ln((cost − low_i) / (last_i − cost)) of the cost that bids a score; independent variable
/// w = ln((score − start) / (end − score)) on a stretch [start, end] of scores. Both run over the whole line, and powers of the
/// distance to an end (bids are singular at both) become straight lines.
namespace sealedbid {

constexpr std::size_t no_class = static_cast<std::size_t>(-1);

/// The part of a game that stays fixed while it is solved.
struct InverseBidFrame {
  ScoreGame game;
  double top = 0.0;             ///< highest score at which anybody competes
  std::vector<double> last;     ///< of each class: highest cost that could still bid below `top`
  std::size_t lone = no_class;  ///< the class that is sure to undercut the others; see ScoreTop::lone_origin
};

/// A stretch of scores on which the same classes compete.
struct Stretch {
  std::vector<std::size_t> active;     ///< their indices, ascending
  std::vector<std::size_t> exhausted;  ///< classes all of whose costs bid below it
};

double cost_of(const InverseBidFrame& frame, std::size_t i, double y);
double logit_of_cost(const InverseBidFrame& frame, std::size_t i, double cost);
/// y of the cost that lies `distance` below the last one.
double logit_of_distance(const InverseBidFrame& frame, std::size_t i, double distance);
/// d cost / d y.
double cost_slope(const InverseBidFrame& frame, std::size_t i, double y);

/// exp(w)/(1 + exp(w)), the share of a stretch that lies below w, without cancellation on either side.
double share_below(double w);

/// Where w ends: 1e-7 of a stretch lies beyond. Farther out, costs would lose their digits against their bounds.
constexpr double outer_w = 16.0;
/// Where w starts above the lowest score: `below` grows like the distance^start_power, and has to start near 0.
double lowest_w(const ScoreGame& game);
/// 1/k when paid as bid, for it takes k lower rivals to lose; 1 under the last accepted price.
double start_power(const ScoreGame& game);

/// The power of the distance to the highest cost with which the probability of higher costs vanishes: 1 where the density ends
/// above 0.
double exhaustion_power(const InverseBidFrame& frame, std::size_t i);

/// Everything about one score.
struct ScoreState {
  std::vector<ClassBelow> below;                    ///< all classes
  std::vector<double> cost, density, margin, rate;  ///< active classes: cost that bids the score, density of `below` in the cost,
                                                    ///< utility ratio, d below / d score
  std::vector<double> slope;                        ///< active classes: d y / d score
  FirstOrderWorkspace workspace;
};

/// Solves the first-order conditions at a score.
/// @param y of the active classes.
/// @return false where a margin is not positive or the conditions are singular; `state` is then incomplete.
bool state_at(const InverseBidFrame& frame, const Stretch& stretch, double score, std::span<const double> y, ScoreState& state);

/// How much the highest cost of the lone class prefers `score` to the top: logarithm of the ratio of expected utilities.
double lone_preference(const InverseBidFrame& frame, double score, const ScoreState& state);

/// Derivatives of ScoreState::slope, by differences; relative accuracy about 1e-7.
struct SlopeDerivatives {
  std::vector<double> by_y;      ///< row-major: slope a by y b
  std::vector<double> by_score;  ///< slope a by the score
};

/// @param state from state_at() at the same point; its contents are spoilt afterwards but for `slope`.
bool slope_derivatives(const InverseBidFrame& frame, const Stretch& stretch, double score, std::span<const double> y,
                       ScoreState& state, SlopeDerivatives& derivatives);

}  // namespace sealedbid
