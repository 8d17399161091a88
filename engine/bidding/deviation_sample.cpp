#include "bidding/deviation_sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "bidding/common_posterior.hpp"
#include "bidding/deviation_payoff.hpp"
#include "bidding/drawn_scores.hpp"
#include "statistics/interval.hpp"
#include "statistics/moments.hpp"

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double error_rate = 0.01;
constexpr std::int64_t worlds_per_chunk = 4096;

void check(const DeviationSampleOptions& options) {
  if (options.worlds < 4 || options.costs < 2 || options.bids < 2) {
    throw std::invalid_argument("deviation sample: at least 4 worlds, 2 costs and 2 bids are needed");
  }
}

/// What is tried at one cost, with a common value one estimate. A bid of NaN: not to bid.
struct Trial {
  double cost_per_mwh = 0.0, table_score = 0.0, better_score = 0.0;
  std::optional<CommonPosterior> common;
};

/// Costs equally spaced over the support; the highest that bids, and the next one, which does not.
std::vector<Trial> trials_of(const GameClass& bidder, const BidTable& table, int steps) {
  const CostLaw& law = bidder.cost;
  std::vector<double> costs;
  for (int m = 0; m < steps; ++m) costs.push_back(law.low_per_mwh + (law.high_per_mwh - law.low_per_mwh) * m / (steps - 1));
  if (!table.cost_per_mwh.empty() && table.cost_per_mwh.back() < law.high_per_mwh) {
    const double last = table.cost_per_mwh.back();
    costs.insert(costs.end(), {last, std::nextafter(last, infinity)});
  }
  std::vector<Trial> trials;
  for (const double cost : costs) trials.push_back({cost, score_of(bidder, bid_of(table, cost)), not_a_number, {}});
  return trials;
}

/// Estimates equally spaced over their support, and what each tells of the common part.
std::vector<Trial> affiliated_trials(const Game& game, const BidTable& table, int steps) {
  const CommonPart& part = *game.common_value;
  const CostLaw& own = game.classes[0].cost;
  double low = infinity, high = -infinity;
  for (const double common : {part.common.low_per_mwh, part.common.high_per_mwh}) {
    for (const double end : {own.low_per_mwh, own.high_per_mwh}) {
      low = std::min(low, estimate_of(part, common, end));
      high = std::max(high, estimate_of(part, common, end));
    }
  }
  std::vector<Trial> trials;
  for (int m = 0; m < steps; ++m) {
    const double estimate = low + (high - low) * (m + 0.5) / steps;
    trials.push_back(
        {estimate, score_of(game.classes[0], bid_of(table, estimate)), not_a_number, common_posterior(game, estimate)});
  }
  return trials;
}

/// Draws the rivals of a trial's bidder. @return its true cost.
double draw_rivals(const DrawnGame& drawn, std::size_t own_class, std::int64_t world, const Trial& trial,
                   std::vector<DrawnBid>& rivals) {
  const auto round = static_cast<std::uint32_t>(own_class + 2);
  const double probability = uniform_of(draw_bits(drawn.common_key, world, round, 0, Purpose::project));
  DrawnCommon shared = draw_bids(drawn, world, round, own_class, rivals, quantile(*trial.common, probability));
  shared.sum_of_estimates += trial.cost_per_mwh;
  return true_cost(drawn.game, trial.cost_per_mwh, shared);
}

/// Scores from just below the rivals' lowest bid to the own ceiling, or to the rivals' highest bid without one.
std::vector<double> trial_scores(const DrawnGame& drawn, std::size_t own_class, int bids) {
  double lowest = infinity, highest = -infinity;
  for (std::size_t j = 0; j < drawn.tables.size(); ++j) {
    if (drawn.tables[j].bid_per_mwh.empty()) continue;
    lowest = std::min(lowest, score_of(drawn.game.classes[j], drawn.tables[j].bid_per_mwh.front()));
    highest = std::max(highest, score_of(drawn.game.classes[j], drawn.tables[j].bid_per_mwh.back()));
  }
  if (drawn.game.ceiling_per_mwh) highest = score_of(drawn.game.classes[own_class], *drawn.game.ceiling_per_mwh);
  if (highest == -infinity)
    throw std::invalid_argument("deviation sample: no class bids and there is no ceiling: nothing to try");
  lowest = std::min(lowest, highest) - 1e-9 * std::max(1.0, std::abs(highest));
  std::vector<double> scores;
  for (int m = 0; m < bids; ++m) scores.push_back(lowest + (highest - lowest) * m / (bids - 1));
  scores.back() = highest;
  return scores;
}

/// Utility in one world of a bid with this score at this cost, before the entry cost.
double utility_in_world(const DrawnGame& drawn, std::size_t own_class, std::span<const DrawnBid> rivals, double score,
                        double cost) {
  if (std::isnan(score)) return 0.0;
  const LoneBidOutcome outcome = outcome_of(drawn.game, rivals, score);
  if (outcome.award_probability == 0.0) return 0.0;
  const GameClass& bidder = drawn.game.classes[own_class];
  const double payment = payment_of(drawn.game, own_class, score, outcome.paid_score);
  return outcome.award_probability * utility_of(bidder.utility, payment - bidder.tariff_per_mwh - cost);
}

/// Utilities of each score at each trial, summed over worlds whose rivals do not depend on the trial.
std::vector<double> utility_sums(const DrawnGame& drawn, std::size_t own_class, std::int64_t worlds,
                                 const std::vector<double>& scores, const std::vector<Trial>& trials) {
  const GameClass& bidder = drawn.game.classes[own_class];
  std::vector<double> sums(trials.size() * scores.size(), 0.0);
  std::vector<DrawnBid> rivals;
  for (std::int64_t world = 0; world < worlds; ++world) {
    draw_bids(drawn, world, static_cast<std::uint32_t>(own_class + 2), own_class, rivals);
    for (std::size_t b = 0; b < scores.size(); ++b) {
      const LoneBidOutcome outcome = outcome_of(drawn.game, rivals, scores[b]);
      if (outcome.award_probability == 0.0) break;  // nor has any higher bid a chance
      const double kept = payment_of(drawn.game, own_class, scores[b], outcome.paid_score) - bidder.tariff_per_mwh;
      for (std::size_t c = 0; c < trials.size(); ++c) {
        sums[c * scores.size() + b] += outcome.award_probability * utility_of(bidder.utility, kept - trials[c].cost_per_mwh);
      }
    }
  }
  return sums;
}

/// The same where an estimate tells of its rivals.
std::vector<double> affiliated_utility_sums(const DrawnGame& drawn, std::size_t own_class, std::int64_t worlds,
                                            const std::vector<double>& scores, const std::vector<Trial>& trials) {
  std::vector<double> sums(trials.size() * scores.size(), 0.0);
  std::vector<DrawnBid> rivals;
  for (std::int64_t world = 0; world < worlds; ++world) {
    for (std::size_t c = 0; c < trials.size(); ++c) {
      const double cost = draw_rivals(drawn, own_class, world, trials[c], rivals);
      for (std::size_t b = 0; b < scores.size(); ++b) {
        sums[c * scores.size() + b] += utility_in_world(drawn, own_class, rivals, scores[b], cost);
      }
    }
  }
  return sums;
}

/// Sets the best score of each trial by the worlds [0, worlds), or not to bid.
void select_scores(const DrawnGame& drawn, std::size_t own_class, std::int64_t worlds, const std::vector<double>& scores,
                   std::vector<Trial>& trials) {
  const GameClass& bidder = drawn.game.classes[own_class];
  const std::vector<double> sums = drawn.common ? affiliated_utility_sums(drawn, own_class, worlds, scores, trials)
                                                : utility_sums(drawn, own_class, worlds, scores, trials);
  for (std::size_t c = 0; c < trials.size(); ++c) {
    const auto first = sums.begin() + static_cast<std::ptrdiff_t>(c * scores.size());
    const auto best = std::max_element(first, first + static_cast<std::ptrdiff_t>(scores.size()));
    const double value = certainty_equivalent(bidder.utility, *best / static_cast<double>(worlds)) - bidder.entry_cost_per_mwh;
    trials[c].better_score = value > 0.0 ? scores[static_cast<std::size_t>(best - first)] : not_a_number;
  }
}

struct TrialMoments {
  Moments table_utility, difference;
};

/// The trials in worlds that had no part in selecting them.
std::vector<TrialMoments> judge(const DrawnGame& drawn, std::size_t own_class, std::int64_t first_world, std::int64_t end_world,
                                const std::vector<Trial>& trials) {
  std::vector<TrialMoments> moments(trials.size());
  std::vector<std::vector<double>> table(trials.size()), difference(trials.size());
  std::vector<DrawnBid> rivals;
  for (std::int64_t world = first_world; world < end_world; ++world) {
    if (!drawn.common) draw_bids(drawn, world, static_cast<std::uint32_t>(own_class + 2), own_class, rivals);
    for (std::size_t c = 0; c < trials.size(); ++c) {
      const Trial& trial = trials[c];
      const double cost = drawn.common ? draw_rivals(drawn, own_class, world, trial, rivals) : trial.cost_per_mwh;
      table[c].push_back(utility_in_world(drawn, own_class, rivals, trial.table_score, cost));
      const double better = utility_in_world(drawn, own_class, rivals, trial.better_score, cost);
      difference[c].push_back(better - table[c].back());
    }
    if ((world + 1 - first_world) % worlds_per_chunk != 0 && world + 1 != end_world) continue;
    for (std::size_t c = 0; c < trials.size(); ++c) {
      moments[c].table_utility.merge(Moments::of(table[c]));
      moments[c].difference.merge(Moments::of(difference[c]));
      table[c].clear();
      difference[c].clear();
    }
  }
  return moments;
}

/// The greatest of the gains, with bounds that hold for all costs together.
SampledDeviation greatest(const GameClass& bidder, const std::vector<Trial>& trials, const std::vector<TrialMoments>& moments) {
  SampledDeviation result{.gain_per_mwh = -infinity};
  for (std::size_t c = 0; c < trials.size(); ++c) {
    const double base = moments[c].table_utility.mean, mean = moments[c].difference.mean;
    const double error = moments[c].difference.standard_error();
    const double entry = bidder.entry_cost_per_mwh *
                         ((std::isnan(trials[c].better_score) ? 0.0 : 1.0) - (std::isnan(trials[c].table_score) ? 0.0 : 1.0));
    const auto money = [&](double difference) {
      return certainty_equivalent(bidder.utility, base + difference) - certainty_equivalent(bidder.utility, base) - entry;
    };
    const double confidence = 1.0 - 2.0 * error_rate / static_cast<double>(trials.size());
    const Interval interval = mean_interval(mean, error, moments[c].difference.count, confidence);
    result.lower_bound_per_mwh = std::max(result.lower_bound_per_mwh, money(interval.low));
    result.upper_bound_per_mwh = std::max(result.upper_bound_per_mwh, money(interval.high));
    if (money(mean) <= result.gain_per_mwh) continue;
    result.gain_per_mwh = money(mean);
    result.standard_error = 0.5 * (money(mean + error) - money(mean - error));
    result.at_cost_per_mwh = trials[c].cost_per_mwh;
    result.better_bid_per_mwh = bid_with_score(bidder, trials[c].better_score);
  }
  return result;
}

}  // namespace

std::vector<SampledDeviation> sample_deviations(const Game& game, const Equilibrium& equilibrium,
                                                const DeviationSampleOptions& options) {
  check(options);
  const DrawnGame drawn = drawn_game(game, equilibrium, options.seed);
  std::vector<SampledDeviation> deviations;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const GameClass& bidder = game.classes[i];
    std::vector<Trial> trials = game.common_value ? affiliated_trials(game, drawn.tables[i], options.costs)
                                                  : trials_of(bidder, drawn.tables[i], options.costs);
    select_scores(drawn, i, options.worlds / 2, trial_scores(drawn, i, options.bids), trials);
    deviations.push_back(greatest(bidder, trials, judge(drawn, i, options.worlds / 2, options.worlds, trials)));
  }
  return deviations;
}

}  // namespace sealedbid
