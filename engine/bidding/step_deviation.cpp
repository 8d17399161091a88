#include "bidding/step_deviation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "bidding/deviation_payoff.hpp"
#include "bidding/step_costs.hpp"
#include "bidding/step_payoff.hpp"

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

StepTables tables_of(const ClassEquilibrium& bidders) {
  StepTables result{bid_table(bidders)};
  for (const ClassEquilibrium& later : bidders.later_projects) result.push_back(bid_table(later));
  return result;
}

void check(const Game& game, const std::vector<StepTables>& tables) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const std::string place = "step deviations: class " + game.classes[i].name;
    if (tables[i].size() != static_cast<std::size_t>(game.classes[i].projects))
      throw std::invalid_argument(place + " needs a table for each project");
    for (std::size_t s = 0; s < tables[i].size(); ++s) {
      const std::vector<double>& bids = tables[i][s].bid_per_mwh;
      if (game.ceiling_per_mwh && !bids.empty() && bids.back() > *game.ceiling_per_mwh + 1e-12 * std::abs(*game.ceiling_per_mwh))
        throw std::invalid_argument(place + " bids above the ceiling");
      for (std::size_t m = 0; s > 0 && m < bids.size(); ++m) {
        const double before = bid_of(tables[i][s - 1], tables[i][s].cost_per_mwh[m]);
        if (bids[m] < before - 1e-9 * (1.0 + std::abs(before)))
          throw std::invalid_argument(place + " bids less for a later project than for an earlier one");
      }
    }
  }
}

/// The best bids at one draw of costs: places on the grid of scores, its size for no bid.
std::vector<std::size_t> best_places(const StepPayoff& payoff, const std::vector<double>& costs) {
  const std::size_t none = payoff.score.size();
  std::vector<std::vector<std::size_t>> choice(costs.size(), std::vector<std::size_t>(none + 1, none));
  std::vector<double> later(none + 1, 0.0);
  for (std::size_t s = costs.size(); s-- > 0;) {
    double best = 0.0;  // neither this step nor a later one bids
    later[none] = 0.0;
    std::size_t place = none;
    for (std::size_t m = none; m-- > 0;) {
      const double value = step_value_at(payoff, s, costs[s], m) + later[m];
      if (value > best) {
        best = value;
        place = m;
      }
      later[m] = best;
      choice[s][m] = place;
    }
  }
  std::vector<std::size_t> result;
  for (std::size_t s = 0; s < costs.size(); ++s) result.push_back(choice[s][s == 0 ? 0 : result.back()]);
  return result;
}

/// One bid for steps first … end − 1, near a place on the grid. Source of the search: Kiefer (1953).
double refined(const StepPayoff& payoff, const std::vector<double>& costs, std::size_t first, std::size_t end,
               std::size_t place) {
  constexpr double golden = 0.6180339887498949;
  const auto value = [&](double score) {
    double sum = 0.0;
    for (std::size_t s = first; s < end; ++s) sum += step_value(payoff, s, costs[s], score);
    return sum;
  };
  double low = payoff.score[place == 0 ? 0 : place - 1], high = payoff.score[std::min(place + 1, payoff.score.size() - 1)];
  double left = high - golden * (high - low), right = low + golden * (high - low), at_left = value(left), at_right = value(right);
  for (int step = 0; step < 12; ++step) {
    if (at_left >= at_right) {
      high = right;
      right = left;
      at_right = at_left;
      left = high - golden * (high - low);
      at_left = value(left);
    } else {
      low = left;
      left = right;
      at_left = at_right;
      right = low + golden * (high - low);
      at_right = value(right);
    }
  }
  return at_left >= at_right ? left : right;
}

struct Reply {
  std::vector<double> score;  ///< [step]; NaN: no bid
  double value = 0.0;
};

Reply best_reply(const StepPayoff& payoff, const std::vector<double>& costs) {
  const std::vector<std::size_t> places = best_places(payoff, costs);
  Reply result;
  double lowest = -infinity;
  for (std::size_t first = 0; first < places.size();) {
    std::size_t end = first;
    while (end < places.size() && places[end] == places[first]) ++end;
    if (places[first] == payoff.score.size()) {
      result.score.resize(costs.size(), not_a_number);
      break;
    }
    double on_grid = 0.0, near_it = 0.0;
    const double near = refined(payoff, costs, first, end, places[first]), score = payoff.score[places[first]];
    for (std::size_t s = first; s < end; ++s) {
      on_grid += step_value_at(payoff, s, costs[s], places[first]);
      near_it += step_value(payoff, s, costs[s], near);
    }
    const bool is_better = near_it > on_grid && near >= lowest;
    lowest = is_better ? near : std::max(score, lowest);
    if (!is_better && lowest > score) {  // a step before moved past this one
      on_grid = 0.0;
      for (std::size_t s = first; s < end; ++s) on_grid += step_value(payoff, s, costs[s], lowest);
    }
    result.value += is_better ? near_it : on_grid;
    for (; first < end; ++first) result.score.push_back(lowest);
  }
  return result;
}

/// One draw of a bidder's costs, ascending, and the probability that it stands for.
struct CostDraw {
  std::vector<double> costs;
  double probability = 0.0;
};

/// One cost for all: equal steps of cost and of probability, weighted for the trapezoidal rule; the last that bids and the next.
std::vector<CostDraw> draws_of_one_cost(const GameClass& bidder, const BidTable& table, int steps) {
  std::vector<double> costs;
  const CostLaw& law = bidder.cost;
  for (int m = 0; m < steps; ++m) {
    const double share = static_cast<double>(m) / (steps - 1);
    costs.push_back(law.low_per_mwh + (law.high_per_mwh - law.low_per_mwh) * share);
    costs.push_back(std::clamp(quantile(law, share), law.low_per_mwh, law.high_per_mwh));
  }
  if (!table.cost_per_mwh.empty())
    costs.insert(costs.end(), {table.cost_per_mwh.back(), std::nextafter(table.cost_per_mwh.back(), infinity)});
  std::erase_if(costs, [&](double cost) { return cost < law.low_per_mwh || cost > law.high_per_mwh; });
  std::sort(costs.begin(), costs.end());
  costs.erase(std::unique(costs.begin(), costs.end()), costs.end());
  std::vector<CostDraw> draws;
  for (std::size_t m = 0; m < costs.size(); ++m) {
    const double from = cdf(law, costs[m == 0 ? 0 : m - 1]), to = cdf(law, costs[std::min(m + 1, costs.size() - 1)]);
    draws.push_back({std::vector(static_cast<std::size_t>(bidder.projects), costs[m]), 0.5 * (to - from)});
  }
  return draws;
}

/// A cost for each: Kronecker's sequence with the powers of the root of x^(m + 1) = x + 1, sorted. Source: Roberts (2018), "The
/// unreasonable effectiveness of quasirandom sequences".
std::vector<CostDraw> draws_of_many_costs(const GameClass& bidder, int draws) {
  const auto projects = static_cast<std::size_t>(bidder.projects);
  double root = 2.0;
  for (int step = 0; step < 60; ++step) root = std::pow(1.0 + root, 1.0 / (bidder.projects + 1.0));
  std::vector<CostDraw> result;
  for (int draw = 0; draw < draws; ++draw) {
    CostDraw& one = result.emplace_back();
    one.probability = 1.0 / draws;
    for (std::size_t s = 0; s < projects; ++s) {
      const double place = 0.5 + (draw + 1) * std::pow(root, -static_cast<double>(s + 1));
      one.costs.push_back(
          std::clamp(quantile(bidder.cost, place - std::floor(place)), bidder.cost.low_per_mwh, bidder.cost.high_per_mwh));
    }
    std::sort(one.costs.begin(), one.costs.end());
  }
  return result;
}

/// The step whose bid changes most.
void note_change(const StepPayoff& payoff, const CostDraw& draw, const std::vector<double>& own, const Reply& reply,
                 ClassDeviation& result) {
  double most = -1.0;
  for (std::size_t s = 0; s < own.size(); ++s) {
    const double better = bid_with_score(payoff.bidder, reply.score[s]);
    const bool both_bid = !std::isnan(better) && !std::isnan(own[s]);
    const double change = both_bid ? std::abs(better - own[s]) : std::isnan(better) == std::isnan(own[s]) ? 0.0 : infinity;
    if (change <= most) continue;
    most = change;
    result.project = static_cast<int>(s) + 1;
    result.at_cost_per_mwh = draw.costs[s];
    result.table_bid_per_mwh = own[s];
    result.better_bid_per_mwh = better;
  }
}

void search(const StepPayoff& payoff, const StepTables& tables, const DeviationOptions& options, ClassDeviation& result) {
  const bool is_drawn_for_each = payoff.bidder.projects > 1 && payoff.bidder.project_costs == ProjectCosts::independent;
  const std::vector<CostDraw> draws = is_drawn_for_each ? draws_of_many_costs(payoff.bidder, 5 * options.costs)
                                                        : draws_of_one_cost(payoff.bidder, tables.front(), options.costs);
  bool is_first = true;
  for (const CostDraw& draw : draws) {
    double table_value = 0.0;
    std::vector<double> own;
    for (std::size_t s = 0; s < tables.size(); ++s) {
      own.push_back(bid_of(tables[s], draw.costs[s]));
      if (!std::isnan(own[s])) table_value += step_value(payoff, s, draw.costs[s], score_of(payoff.bidder, own[s]));
    }
    const Reply reply = best_reply(payoff, draw.costs);
    const double found = reply.value - table_value, rounding = 1e-12 * (std::abs(reply.value) + std::abs(table_value));
    const double gain = found > rounding ? found : 0.0;
    result.average_gain_per_mwh += draw.probability * gain;
    if (is_first || gain > result.gain_per_mwh) {
      result.gain_per_mwh = gain;
      note_change(payoff, draw, own, reply, result);
    }
    is_first = false;
  }
}

/// What the tables are worth before costs are known: a sum over steps, each over the law of its own cost.
void add_expectations(const StepPayoff& payoff, const StepTables& tables, ClassDeviation& result) {
  constexpr int cells = 2048;
  const GameClass& bidder = payoff.bidder;
  for (std::size_t s = 0; s < tables.size(); ++s) {
    double awards = 0.0;
    const double low = bidder.cost.low_per_mwh, last = tables[s].cost_per_mwh.empty() ? low : tables[s].cost_per_mwh.back();
    for (int cell = 0; cell < cells && last > low; ++cell) {
      const double width = (last - low) / cells, from = low + cell * width, cost = from + 0.5 * width;
      const int step = static_cast<int>(s) + 1;
      const double weight = bidder.presence_probability * (step_cdf(bidder, step, from + width) - step_cdf(bidder, step, from));
      const double score = score_of(bidder, bid_of(tables[s], cost)), award = step_award(payoff, s, score);
      const double value = step_value(payoff, s, cost, score);
      awards += weight * award;
      result.expected_profit_per_mwh += weight * value;
      result.expected_payment_per_mwh += weight * (value + award * (bidder.tariff_per_mwh + cost));
    }
    if (s == 0) result.award_probability = awards;
    if (s > 0) result.later_award_probabilities.push_back(awards);
  }
  result.expected_value_per_mwh = result.expected_profit_per_mwh;
}

}  // namespace

DeviationGains step_deviations(const Game& game, const Equilibrium& equilibrium, const DeviationOptions& options) {
  std::vector<StepTables> tables;
  for (const ClassEquilibrium& bidders : equilibrium.classes) tables.push_back(tables_of(bidders));
  check(game, tables);
  DeviationGains gains;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const StepPayoff payoff = step_payoff(game, tables, i, options.bids);
    ClassDeviation& result = gains.classes.emplace_back();
    add_expectations(payoff, tables[i], result);
    search(payoff, tables[i], options, result);
    const double value = result.expected_value_per_mwh / game.classes[i].presence_probability;
    result.gain_share = result.gain_per_mwh == 0.0 ? 0.0 : value > 0.0 ? result.gain_per_mwh / value : infinity;
    gains.greatest_gain_per_mwh = std::max(gains.greatest_gain_per_mwh, result.gain_per_mwh);
    gains.greatest_gain_share = std::max(gains.greatest_gain_share, result.gain_share);
  }
  return gains;
}

}  // namespace sealedbid
