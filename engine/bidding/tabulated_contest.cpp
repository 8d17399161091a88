#include "bidding/tabulated_contest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace sealedbid {
namespace {

constexpr double least_win_that_counts = 1e-14;
constexpr double spread_out_mass = 1e-8;  // so that types without mass between others still have a bid

/// The cells of the table that hold mass in some hidden state: first and last point.
std::pair<std::size_t, std::size_t> support_of(const TabulatedClass& bidders) {
  std::size_t first = bidders.estimate.size() - 2, last = 1;
  for (const std::vector<double>& cdf : bidders.cdf) {
    for (std::size_t g = 0; g + 1 < cdf.size(); ++g) {
      if (cdf[g + 1] <= cdf[g]) continue;
      first = std::min(first, g);
      last = std::max(last, g + 1);
    }
  }
  return {first, last};
}

void spread_mass(TabulatedClass& bidders) {
  const auto [first, last] = support_of(bidders);
  const double low = bidders.estimate[first], width = bidders.estimate[last] - low;
  for (std::vector<double>& cdf : bidders.cdf) {
    for (std::size_t g = first; g <= last; ++g) {
      cdf[g] += spread_out_mass * ((bidders.estimate[g] - low) / width - cdf[g]);
    }
  }
}

BiddingRange range_of(const TabulatedClass& bidders) {
  BiddingRange result;
  const auto [first, last] = support_of(bidders);
  result.low = bidders.estimate[first];
  result.high = result.last = result.last_that_bids = bidders.estimate[last];
  for (const double bid : break_even_bids(bidders)) result.break_even.push_back(score_of_bid(bidders, bid));
  return result;
}

/// Break-even scores given that the bid wins, if all rank by what breaks even before: the others' estimates tell of the cost.
void learn_from_winning(Contest& contest) {
  if (contest.game.hidden_probability.size() == 1) return;
  std::vector<std::vector<double>> learnt;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const TabulatedClass& bidders = contest.game.classes[i];
    const BiddingRange& range = contest.ranges[i];
    std::vector<double> scores = range.break_even;
    const double inside = 1e-4 * (range.high - range.low);
    for (std::size_t g = 0; g < scores.size() && !bidders.has_given_bids; ++g) {
      const EstimatePlace place = place_of(bidders.estimate, std::clamp(bidders.estimate[g], range.low, range.high - inside));
      ScoreLevel level{value_at(range.break_even, place), {}, {}};
      for (std::size_t j = 0; j < contest.ranges.size(); ++j) {
        const double own_type = std::clamp(bidders.estimate[g], range.low, range.high - inside);
        level.type.push_back(j == i ? own_type : type_that_breaks_even(contest, j, level.score));
      }
      fill_outcomes_of(contest, i, level);
      double win = 0.0, cost = 0.0;
      for (std::size_t m = 0; m < bidders.posterior.size(); ++m) {
        const double weight = value_at(bidders.posterior[m], place) * level.outcome[m * contest.ranges.size() + i].win;
        win += weight;
        cost += weight * bidders.expected_cost[m][g];
      }
      if (win > 0.0) scores[g] = score_of_bid(bidders, cost / win + bidders.tariff);
      if (g > 0) scores[g] = std::max(scores[g], scores[g - 1]);
    }
    learnt.push_back(std::move(scores));
  }
  for (std::size_t i = 0; i < learnt.size(); ++i) contest.ranges[i].break_even = std::move(learnt[i]);
}

/// Every type at its break-even score: nobody can win where no bid that breaks even wins.
double contested_top(const Contest& contest) {
  double low = contest.bottom, high = contest.top;
  const std::size_t classes = contest.ranges.size();
  for (int halving = 0; halving < 60; ++halving) {
    ScoreLevel level;
    level.score = 0.5 * (low + high);
    for (std::size_t i = 0; i < classes; ++i) level.type.push_back(type_that_breaks_even(contest, i, level.score));
    fill_outcomes(contest, level);
    double win = 0.0;
    for (const Outcome& outcome : level.outcome) win = std::max(win, outcome.win);
    (win > least_win_that_counts ? low : high) = level.score;
  }
  return high;
}

/// What a bid of its highest score is worth to an estimate of class `own`, less the entry cost, at types as given.
double worth_at_top(const Contest& contest, std::size_t own, double type, std::vector<double> types) {
  const TabulatedClass& bidders = contest.game.classes[own];
  types[own] = type;
  ScoreLevel level{std::min(contest.top, highest_score(contest.game, own)), std::move(types), {}};
  fill_outcomes(contest, level);
  const EstimatePlace place = place_within(bidders.estimate, type);
  double value = 0.0;
  for (std::size_t m = 0; m < bidders.posterior.size(); ++m) {
    const Outcome& outcome = level.outcome[m * contest.ranges.size() + own];
    value += value_at(bidders.posterior[m], place) *
             (outcome.win * utility_at(bidders, m, place, level.score) +
              outcome.price_above * (utility_at(bidders, m, place, price_beyond(contest, level.score)) -
                                     utility_at(bidders, m, place, level.score)));
  }
  if (bidders.entry_cost == 0.0) return value;
  return value - utility_of_sure_profit(bidders.utility, bidders.entry_cost);
}

double last_type(const Contest& contest, std::size_t own, const std::vector<double>& types) {
  const BiddingRange& range = contest.ranges[own];
  const double highest = type_that_breaks_even(contest, own, std::min(contest.top, highest_score(contest.game, own)));
  const bool is_private = contest.game.classes[own].entry_cost == 0.0 && contest.game.hidden_probability.size() == 1;
  if (is_private || contest.is_contested) return highest;
  if (worth_at_top(contest, own, range.low, types) <= 0.0) return range.low;
  double low = range.low, high = contest.game.hidden_probability.size() == 1 ? highest : range.high;
  if (worth_at_top(contest, own, high, types) >= 0.0) return high;
  for (int halving = 0; halving < 50; ++halving) {
    const double middle = 0.5 * (low + high);
    (worth_at_top(contest, own, middle, types) > 0.0 ? low : high) = middle;
  }
  return low;
}

/// Who bids at all: each class's last type against the others', until they agree.
void settle_last_types(Contest& contest) {
  constexpr int most_rounds = 200;
  std::vector<double> types;
  for (const BiddingRange& range : contest.ranges) types.push_back(range.last);
  for (int round = 0; round < most_rounds; ++round) {
    double change = 0.0;
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (contest.game.classes[i].has_given_bids) continue;
      const double last = last_type(contest, i, types);
      change = std::max(change, std::abs(last - types[i]));
      types[i] = last;
      contest.ranges[i].last = last;
      contest.ranges[i].last_that_bids =
          contest.is_contested ? type_that_breaks_even(contest, i, highest_score(contest.game, i)) : last;
    }
    if (change <= 1e-12 * (contest.top - contest.bottom)) break;
  }
}

void limit_given_bids(Contest& contest) {
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const TabulatedClass& bidders = contest.game.classes[i];
    if (!bidders.has_given_bids) continue;
    BiddingRange& range = contest.ranges[i];
    range.high = range.last = range.last_that_bids = std::max(range.low, std::min(range.high, bidders.ceiling));
  }
}

void find_sure_winners(Contest& contest) {
  ScoreLevel all_above{contest.top, {}, {}}, all_below{contest.top, {}, {}};
  for (const BiddingRange& range : contest.ranges) {
    all_above.type.push_back(range.low);
    all_below.type.push_back(range.last);
  }
  fill_outcomes(contest, all_above);
  fill_outcomes(contest, all_below);
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    double above = 0.0, below = 0.0;
    for (std::size_t m = 0; m < contest.game.hidden_probability.size(); ++m) {
      above += all_above.outcome[m * contest.ranges.size() + i].win;
      below += all_below.outcome[m * contest.ranges.size() + i].win;
    }
    contest.ranges[i].wins_at_top = below > 0.0 && below >= above * (1.0 - 1e-9) && contest.game.unknown_ceiling.price.empty();
  }
}

void require(bool is_met, const std::string& text) {
  if (!is_met) throw std::invalid_argument(text);
}

void check_class(const TabulatedClass& bidders, std::size_t hidden, const std::string& place) {
  const std::size_t points = bidders.estimate.size();
  require(bidders.bidders >= 1, fmt::format("{}.bidders: {} is below 1. Leave the class out instead.", place, bidders.bidders));
  require(bidders.presence_probability > 0.0 && bidders.presence_probability <= 1.0,
          fmt::format("{}.presence_probability: {} is outside (0, 1].", place, bidders.presence_probability));
  require(points >= 2 && std::ranges::adjacent_find(bidders.estimate, std::greater_equal<>()) == bidders.estimate.end(),
          place + ".estimate: has to ascend and to hold 2 points or more.");
  for (const auto* table : {&bidders.cdf, &bidders.posterior, &bidders.expected_cost}) {
    require(table->size() == hidden, place + ": a table has another number of hidden states than the game.");
    for (const std::vector<double>& row : *table) {
      require(row.size() == points, place + ": a table has another length than its estimates.");
      require(std::ranges::all_of(row, [](double x) { return std::isfinite(x); }),
              place + ": a table holds a number that is not finite.");
    }
  }
  for (const std::vector<double>& cdf : bidders.cdf) {
    require(std::ranges::is_sorted(cdf) && cdf.front() >= 0.0 && cdf.back() <= 1.0 + 1e-9 && cdf.back() > cdf.front(),
            place + ".cdf: has to ascend from 0 to 1.");
  }
  require(bidders.score_factor > 0.0, fmt::format("{}.score_factor: {} is not positive.", place, bidders.score_factor));
  require(bidders.entry_cost >= 0.0, fmt::format("{}.entry_cost: {} is negative.", place, bidders.entry_cost));
  require(bidders.size_probability.size() >= 2 && bidders.size_probability.front() == 0.0,
          place + ".size_probability: needs P(0) = 0 and the probability of one size or more.");
}

void check(const TabulatedGame& game) {
  require(!game.classes.empty(), "classes: there is none. Give at least one class of bidders.");
  require(!game.hidden_probability.empty(), "hidden_probability: empty. Without a hidden state give one of probability 1.");
  require(!game.volume_probability.empty(), "volume_probability: empty. Give the probability of 0, 1, … units.");
  require(game.minimum_bids >= 1, fmt::format("minimum_bids: {} is below 1.", game.minimum_bids));
  require(game.unknown_ceiling.price.size() == game.unknown_ceiling.survival.size() && game.unknown_ceiling.price.size() != 1,
          "unknown_ceiling: needs as many survivals as prices, and two of them or none.");
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    check_class(game.classes[i], game.hidden_probability.size(), fmt::format("classes[{}]", i));
  }
}

/// The scores between which bids are sought.
void find_scores(Contest& contest) {
  double highest = -std::numeric_limits<double>::infinity(), bound = highest, lowest = -highest;
  bool has_entry_costs = false;
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) {
    const TabulatedClass& bidders = contest.game.classes[i];
    const BiddingRange& range = contest.ranges[i];
    lowest = std::min(lowest, value_at(range.break_even, place_within(bidders.estimate, range.low)));
    highest = std::max(highest, value_at(range.break_even, place_within(bidders.estimate, range.last)));
    bound = std::max(bound, highest_score(contest.game, i));
    has_entry_costs |= bidders.entry_cost > 0.0;
  }
  contest.bottom = lowest;
  contest.ceiling_score = bound;
  contest.top = std::min(bound, highest);
  if (!has_entry_costs) contest.top = contested_top(contest);
  ScoreLevel level{contest.top, {}, {}};
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) level.type.push_back(type_that_breaks_even(contest, i, contest.top));
  fill_outcomes(contest, level);
  double win = 0.0;
  for (const Outcome& outcome : level.outcome) win = std::max(win, outcome.win);
  contest.is_contested = !has_entry_costs && win <= 2.0 * least_win_that_counts;
  if (contest.is_contested) return;
  contest.top = bound;
  if (!std::isfinite(bound)) {
    contest.reason = "Too few rivals are sure to come, and without a ceiling a bidder would ask for ever more. Give a ceiling.";
  }
}

}  // namespace

Contest contest_of(const TabulatedGame& game) {
  check(game);
  Contest result;
  result.reason = reason_to_refuse_rules(game);
  result.game = game;
  if (!result.reason.empty()) return result;
  result.law = outcome_law(game);
  for (TabulatedClass& bidders : result.game.classes) {
    spread_mass(bidders);
    result.ranges.push_back(range_of(bidders));
  }
  limit_given_bids(result);
  learn_from_winning(result);
  find_scores(result);
  if (!result.reason.empty()) return result;
  settle_last_types(result);
  find_sure_winners(result);
  return result;
}

double highest_score(const TabulatedGame& game, std::size_t own) {
  const TabulatedClass& bidders = game.classes[own];
  const double unknown = game.unknown_ceiling.price.empty() ? bidders.ceiling : game.unknown_ceiling.price.back();
  return score_of_bid(bidders, std::min(bidders.ceiling, unknown));
}

double price_beyond(const Contest& contest, double score) {
  const bool pays_ceiling =
      contest.law.pricing == PricingRule::uniform_lowest_rejected ||
      (contest.law.pricing == PricingRule::uniform_highest_accepted && contest.law.unsold_lots == UnsoldLots::pay_ceiling);
  const bool is_ceiling = pays_ceiling && std::isfinite(contest.ceiling_score);
  return is_ceiling ? contest.ceiling_score : score;
}

double type_that_breaks_even(const Contest& contest, std::size_t own, double score) {
  const TabulatedClass& bidders = contest.game.classes[own];
  const BiddingRange& range = contest.ranges[own];
  if (bidders.has_given_bids) return std::clamp(bid_of_score(bidders, score), range.low, range.high);
  if (score <= range.break_even.front()) return range.low;
  if (score >= range.break_even.back()) return range.high;
  const auto above = std::ranges::upper_bound(range.break_even, score);
  const auto g = static_cast<std::size_t>(above - range.break_even.begin());
  const double share = (score - range.break_even[g - 1]) / (range.break_even[g] - range.break_even[g - 1]);
  const double type = bidders.estimate[g - 1] + share * (bidders.estimate[g] - bidders.estimate[g - 1]);
  return std::clamp(type, range.low, range.high);
}

double utility_at(const TabulatedClass& bidders, std::size_t hidden, const EstimatePlace& place, double score) {
  const double cost = value_at(bidders.expected_cost[hidden], place);
  const double deviation = bidders.cost_deviation.empty() ? 0.0 : value_at(bidders.cost_deviation[hidden], place);
  return utility_of_uncertain_profit(bidders.utility, bid_of_score(bidders, score) - bidders.tariff - cost, deviation);
}

namespace {

/// [hidden · classes + class]
std::vector<RivalPosition> positions_at(const Contest& contest, const ScoreLevel& level) {
  const std::size_t classes = contest.ranges.size(), states = contest.game.hidden_probability.size();
  std::vector<RivalPosition> result(classes * states);
  for (std::size_t i = 0; i < classes; ++i) {
    const TabulatedClass& bidders = contest.game.classes[i];
    const double presence = bidders.presence_probability;
    const EstimatePlace place = place_of(bidders.estimate, level.type[i]);
    const EstimatePlace last = place_within(bidders.estimate, contest.ranges[i].last_that_bids);
    for (std::size_t m = 0; m < states; ++m) {
      result[m * classes + i] = {presence * value_at(bidders.cdf[m], place), presence * value_at(bidders.cdf[m], last)};
    }
  }
  return result;
}

void fill_from(const Contest& contest, const std::vector<RivalPosition>& positions, std::size_t own, ScoreLevel& level) {
  const std::size_t classes = contest.ranges.size();
  const UnknownCeiling& unknown = contest.game.unknown_ceiling;
  const double survival =
      unknown.price.empty() ? 1.0 : survival_of(unknown, bid_of_score(contest.game.classes[own], level.score));
  for (std::size_t m = 0; m < contest.game.hidden_probability.size(); ++m) {
    Outcome& outcome = level.outcome[m * classes + own];
    outcome = outcome_of(contest.law, std::span(positions).subspan(m * classes, classes), own);
    outcome.win *= survival;
    outcome.price_above *= survival;
  }
}

}  // namespace

void fill_outcomes(const Contest& contest, ScoreLevel& level) {
  const std::vector<RivalPosition> positions = positions_at(contest, level);
  level.outcome.resize(positions.size());
  for (std::size_t i = 0; i < contest.ranges.size(); ++i) fill_from(contest, positions, i, level);
}

void fill_outcomes_of(const Contest& contest, std::size_t own, ScoreLevel& level) {
  const std::vector<RivalPosition> positions = positions_at(contest, level);
  level.outcome.resize(positions.size());
  fill_from(contest, positions, own, level);
}

}  // namespace sealedbid
