#pragma once

#include <vector>

#include "bidding/implicit_shot.hpp"

/// One implicit step of a shot; see implicit_shot.hpp.
namespace sealedbid {

constexpr int shot_stages = 3;

/// Coefficients of Radau IIA, and of the estimate of the error: `at_start`·slope(start) + Σ error_j·slope(stage j).
struct RadauStep {
  double place[shot_stages], integral[shot_stages][shot_stages], error[shot_stages], at_start = 0.05;
  RadauStep();
};

/// A shot under way. Lists are [class], but for those of the active classes, which are in the order of `active`.
struct Shooter {
  Shooter(const InverseBidFrame& shot_frame, double tolerance) : frame(shot_frame), step_tolerance(tolerance) {}

  const InverseBidFrame& frame;
  double step_tolerance;
  const RadauStep radau;
  ImplicitShot shot;
  std::vector<double> lowest;  ///< cost of each class below which `unseen` lies
  std::vector<std::size_t> active, gone;
  double w = 0.0;
  std::vector<double> cost, h;                              ///< of all classes
  std::vector<double> flow;                                 ///< of the active classes at w: d H / d w
  std::vector<std::vector<double>> stage_cost, stage_flow;  ///< of the last step
  FirstOrderWorkspace workspace;

  double range() const { return frame.top - shot.lowest_score; }
  double score(double at_w) const {
    return at_w < 0.0 ? shot.lowest_score + range() * share_below(at_w) : frame.top - range() * share_below(-at_w);
  }
  double scores_per_w(double at_w) const { return range() * share_below(at_w) * share_below(-at_w); }
  const ScoreClass& bidders(std::size_t i) const { return frame.game.classes[i]; }
};

/// H = −ln(1 − P(present with a cost below)).
double h_of(const ScoreClass& bidders, double cost);
/// The cost with this probability of being present with less; the highest where no cost has it.
double cost_of_below(const ScoreClass& bidders, double below_probability);

/// Bidders of the active classes.
int bidders_in(const Shooter& shooter);

/// All classes at a score that the active ones bid at these costs.
std::vector<ClassBelow> positions(const Shooter& shooter, const std::vector<double>& active_cost);

/// d below / d score of the active classes, where they bid `score` at costs `active_cost`. False outside the admissible region.
bool rates_at(Shooter& shooter, double score, const std::vector<double>& active_cost, std::vector<double>& rate);

/// The same as d H / d w.
bool flows_at(Shooter& shooter, double at_w, const std::vector<double>& active_cost, std::vector<double>& flow);

/// Solves the stages of a step from Shooter::w; the error over the tolerance, infinite where there is no solution.
double try_step(Shooter& shooter, double step);

}  // namespace sealedbid
