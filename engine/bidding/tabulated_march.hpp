#pragma once

#include <vector>

#include "bidding/tabulated_contest.hpp"

/// First-order conditions of all classes at once, from the highest score down.
namespace sealedbid {

struct MarchOptions {
  int steps = 400;  ///< steps of equal score, if none is shortened; also the most that a type moves in one
};

struct March {
  std::vector<ScoreLevel> levels;  ///< scores descending from Contest::top
  bool is_complete = true;         ///< false: somewhere no step was possible; from there on types bid alike
};

/// Between two neighbouring scores each class that bids there has a type that is indifferent:
///
///   Σ_m posterior_m [W_m(s) u(s) − W_m(s') u(s') + T̄_m (u(s') − u(s))] = 0,  s < s'
///
/// with W the awarded share, T its part with a higher price. Where between the types of s and s' it lies follows from the
/// envelope theorem: dU/dc = −W, integrated over the step by Simpson's rule. A class whose condition would need types to move
/// up doesn't bid there; who can't win bids what breaks even.
/// Downwards, as the system of differential equations is unstable upwards. Source: Fibich and Gavish 2011.
March march_down(const Contest& contest, const MarchOptions& options = {});

/// How far a class is from indifference between two scores, in utility per awarded share, by the condition above. Positive: the
/// lower score is better. Only the outcomes of that class are read. @param middle a level between them.
double preference(const Contest& contest, const ScoreLevel& upper, const ScoreLevel& middle, const ScoreLevel& lower,
                  std::size_t bidders);

/// Expected awarded share of a class at a level, at an estimate.
double mean_win(const Contest& contest, const ScoreLevel& level, std::size_t bidders, const EstimatePlace& place);

/// The score of a class at estimates in its range, from the levels. Empty where the class never bids.
std::vector<double> scores_of(const March& march, const Contest& contest, std::size_t bidders,
                              const std::vector<double>& estimate);

}  // namespace sealedbid
