#include "bidding/step_replies.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

double profit_at(const StepContest& contest, const StepCurves& curves, std::size_t own, std::size_t step, std::size_t point,
                 std::size_t level) {
  return curves.revenue[own][step][level] - contest.classes[own].break_even[point] * curves.win[own][step][level];
}

/// Levels of the best ascending bids; the highest of those that are equally good.
std::vector<std::size_t> best_levels(const StepContest& contest, const StepCurves& curves, std::size_t own, std::size_t point) {
  const std::size_t steps = curves.win[own].size(), levels = curves.last_level[own] + 1;
  std::vector<std::vector<std::size_t>> choice(steps, std::vector<std::size_t>(levels));  // from this level up
  std::vector<double> beyond(levels, 0.0);                                                // of all later steps
  for (std::size_t s = steps; s-- > 0;) {
    double best = -INFINITY;
    std::size_t where = levels - 1;
    for (std::size_t level = levels; level-- > 0;) {
      const double value = profit_at(contest, curves, own, s, point, level) + beyond[level];
      if (value > best) {
        best = value;
        where = level;
      }
      beyond[level] = best;
      choice[s][level] = where;
    }
  }
  std::vector<std::size_t> result;
  for (std::size_t s = 0; s < steps; ++s) result.push_back(choice[s][s == 0 ? 0 : result.back()]);
  return result;
}

/// Where between its neighbours the parabola through three values peaks, in levels. The edge of a plateau is no peak: rounding
/// there must not decide.
double peak_offset(double before, double here, double after) {
  constexpr double flat = 1e-9;
  const double below = here - before, above = here - after;
  if (std::min(below, above) <= flat * std::max(below, above)) return 0.0;
  return below + above > 0.0 ? std::clamp(0.5 * (below - above) / (below + above), -0.5, 0.5) : 0.0;
}

}  // namespace

double step_profit(const StepContest& contest, const StepCurves& curves, std::size_t own, std::size_t step, std::size_t point,
                   double score) {
  const std::size_t top = curves.last_level[own];
  const double width = curves.score[1] - curves.score[0];
  const double place = (score - curves.score[0]) / width;
  if (place > static_cast<double>(top) + 1e-9) return 0.0;
  const auto nearest = static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(top)) + 0.5);
  if (std::abs(place - static_cast<double>(nearest)) < 1e-9) return profit_at(contest, curves, own, step, point, nearest);
  if (top < 2) return profit_at(contest, curves, own, step, point, nearest);
  const std::size_t middle = std::clamp<std::size_t>(nearest, 1, top - 1);
  const double offset = std::clamp(place, 0.0, static_cast<double>(top)) - static_cast<double>(middle);
  const double before = profit_at(contest, curves, own, step, point, middle - 1);
  const double here = profit_at(contest, curves, own, step, point, middle);
  const double after = profit_at(contest, curves, own, step, point, middle + 1);
  return here + offset * (0.5 * (after - before) + 0.5 * offset * (after - 2.0 * here + before));
}

StepReply best_steps(const StepContest& contest, const StepCurves& curves, std::size_t own, std::size_t point) {
  const std::vector<std::size_t> levels = best_levels(contest, curves, own, point);
  const double width = curves.score[1] - curves.score[0];
  StepReply result;
  for (std::size_t first = 0; first < levels.size();) {
    std::size_t end = first;
    while (end < levels.size() && levels[end] == levels[first]) ++end;
    const std::size_t level = levels[first];
    double score = curves.score[level];
    if (level > 0 && level < curves.last_level[own]) {
      double before = 0.0, here = 0.0, after = 0.0;
      for (std::size_t s = first; s < end; ++s) {
        before += profit_at(contest, curves, own, s, point, level - 1);
        here += profit_at(contest, curves, own, s, point, level);
        after += profit_at(contest, curves, own, s, point, level + 1);
      }
      score += width * peak_offset(before, here, after);
    }
    for (; first < end; ++first) {
      result.score.push_back(score);
      result.profit.push_back(step_profit(contest, curves, own, first, point, score));
    }
  }
  return result;
}

void reply_in_steps(const StepContest& contest, const StepCurves& curves, std::size_t own, double damping,
                    std::vector<std::vector<double>>& scores) {
  const StepClass& bidders = contest.classes[own];
  for (std::size_t g = 0; g < bidders.cost.size(); ++g) {
    const double break_even = bidders.break_even[g];
    const bool can_win = break_even < curves.score[curves.last_level[own]];
    const StepReply reply = can_win ? best_steps(contest, curves, own, g) : StepReply{};
    for (std::size_t s = 0; s < scores.size(); ++s) {
      const double aim = can_win ? std::max(reply.score[s], break_even) : break_even;
      scores[s][g] += (can_win ? damping : 1.0) * (aim - scores[s][g]);
      if (s == 0 && contest.pricing == PricingRule::uniform_lowest_rejected) scores[s][g] = break_even;
      if (g > 0) scores[s][g] = std::max(scores[s][g], scores[s][g - 1]);
      if (s > 0) scores[s][g] = std::max(scores[s][g], scores[s - 1][g]);
    }
  }
}

StepStock stock_of(const StepContest& contest, const StepCurves& curves, std::size_t own,
                   const std::vector<std::vector<double>>& scores) {
  const StepClass& bidders = contest.classes[own];
  std::vector<std::vector<double>> profit(scores.size()), gain(scores.size()), award(scores.size());
  for (std::size_t g = 0; g < bidders.cost.size(); ++g) {
    const bool can_win = bidders.break_even[g] < curves.score[curves.last_level[own]];
    const StepReply reply = can_win ? best_steps(contest, curves, own, g) : StepReply{};
    for (std::size_t s = 0; s < scores.size(); ++s) {
      const double own_profit = can_win ? step_profit(contest, curves, own, s, g, scores[s][g]) : 0.0;
      const double place = (scores[s][g] - curves.score[0]) / (curves.score[1] - curves.score[0]);
      const auto level = static_cast<std::size_t>(std::max(place + 0.5, 0.0));
      profit[s].push_back(own_profit);
      gain[s].push_back(can_win ? reply.profit[s] - own_profit : 0.0);
      award[s].push_back(can_win && level <= curves.last_level[own] ? curves.win[own][s][level] : 0.0);
    }
  }
  StepStock result;
  for (std::size_t s = 0; s < scores.size(); ++s) {
    for (std::size_t g = 1; g < bidders.cost.size(); ++g) {
      const double half_mass = 0.5 * bidders.presence * (bidders.cdf[s][g] - bidders.cdf[s][g - 1]);
      result.profit += half_mass * (profit[s][g - 1] + profit[s][g]);
      result.gain += half_mass * (gain[s][g - 1] + gain[s][g]);
      result.awards += half_mass * (award[s][g - 1] + award[s][g]);
    }
  }
  return result;
}

}  // namespace sealedbid
