#include "bidding/score_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace sealedbid {
namespace {

void require(bool is_met, const std::string& text) {
  if (!is_met) throw std::invalid_argument(text);
}

void check_utility(const Utility& utility, const std::string& place) {
  const double coefficient = utility.coefficient;
  if (utility.family == UtilityFamily::crra)
    require(coefficient > 0.0 && coefficient <= 1.0,
            fmt::format("{}.utility.coefficient: {} is outside (0, 1]; CRRA u = x^coefficient, 1 is risk neutral.", place,
                        coefficient));
  if (utility.family == UtilityFamily::cara)
    require(coefficient > 0.0 && std::isfinite(coefficient),
            fmt::format("{}.utility.coefficient: {} is not positive; CARA needs an absolute risk aversion above 0.", place,
                        coefficient));
}

void check_class(const GameClass& bidders, const std::string& place) {
  require(bidders.bidders >= 1, fmt::format("{}.bidders: {} is below 1. Leave the class out instead.", place, bidders.bidders));
  require(bidders.presence_probability > 0.0 && bidders.presence_probability <= 1.0,
          fmt::format("{}.presence_probability: {} is outside (0, 1].", place, bidders.presence_probability));
  require(bidders.score_factor > 0.0 && std::isfinite(bidders.score_factor),
          fmt::format("{}.score_factor: {} is not a positive number; 1 ranks by the bid itself.", place, bidders.score_factor));
  require(std::isfinite(bidders.score_adder_per_mwh) && std::isfinite(bidders.tariff_per_mwh),
          fmt::format("{}: score adder {} and tariff {} have to be finite.", place, bidders.score_adder_per_mwh,
                      bidders.tariff_per_mwh));
  require(bidders.entry_cost_per_mwh >= 0.0 && std::isfinite(bidders.entry_cost_per_mwh),
          fmt::format("{}.entry_cost_per_mwh: {} is negative or not finite.", place, bidders.entry_cost_per_mwh));
  check_utility(bidders.utility, place);
}

ScoreClass score_class(const GameClass& bidders, const std::optional<double>& ceiling_per_mwh, std::size_t origin) {
  ScoreClass result;
  result.bidders = bidders.bidders;
  result.presence = bidders.presence_probability;
  result.law = bidders.cost;
  result.factor = bidders.score_factor;
  result.adder = bidders.score_adder_per_mwh;
  result.shift = bidders.score_factor * bidders.tariff_per_mwh + bidders.score_adder_per_mwh;
  result.low = result.factor * bidders.cost.low_per_mwh + result.shift;
  result.high = result.factor * bidders.cost.high_per_mwh + result.shift;
  if (ceiling_per_mwh) result.ceiling = result.factor * *ceiling_per_mwh + result.adder;
  result.utility = bidders.utility;
  result.entry_cost = result.factor * bidders.entry_cost_per_mwh;
  result.origin = origin;
  return result;
}

double own_cost(const ScoreClass& bidders, double cost_score) {
  return (cost_score - bidders.shift) / bidders.factor;
}

}  // namespace

ScoreGame score_game(const Game& game) {
  require(!game.classes.empty(), "classes: there is none. Give at least one class of bidders.");
  require(game.lots >= 1, fmt::format("lots: {} is below 1.", game.lots));
  require(!game.ceiling_per_mwh || std::isfinite(*game.ceiling_per_mwh),
          "ceiling_per_mwh: not finite. Leave it out for no ceiling.");
  ScoreGame result;
  result.lots = game.lots;
  result.pricing = game.pricing;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    check_class(game.classes[i], fmt::format("classes[{}]", i));
    result.classes.push_back(score_class(game.classes[i], game.ceiling_per_mwh, i));
  }
  return result;
}

ScoreGame without_hopeless(const ScoreGame& game, double top) {
  ScoreGame result = game;
  std::erase_if(result.classes, [&](const ScoreClass& bidders) { return bidders.low >= std::min(top, bidders.ceiling); });
  return result;
}

double below(const ScoreClass& bidders, double cost_score) {
  return bidders.presence * cdf(bidders.law, own_cost(bidders, cost_score));
}

double not_below(const ScoreClass& bidders, double cost_score) {
  return (1.0 - bidders.presence) + bidders.presence * survival(bidders.law, own_cost(bidders, cost_score));
}

double below_density(const ScoreClass& bidders, double cost_score) {
  return bidders.presence * density(bidders.law, own_cost(bidders, cost_score)) / bidders.factor;
}

double utility_ratio(const ScoreClass& bidders, double profit) {
  const double coefficient = bidders.utility.coefficient;
  switch (bidders.utility.family) {
    case UtilityFamily::risk_neutral:
      return profit;
    case UtilityFamily::crra:
      return profit / coefficient;
    case UtilityFamily::cara:
      return bidders.factor * std::expm1(coefficient * profit / bidders.factor) / coefficient;
    case UtilityFamily::option_to_build: {
      const double margin = profit / bidders.factor + bidders.utility.break_even_per_mwh;
      const double built = build_probability(bidders.utility.option, margin);
      return built > 0.0 ? bidders.factor * option_value(bidders.utility.option, margin) / built : 0.0;
    }
  }
  return profit;
}

double utility_of(const ScoreClass& bidders, double profit) {
  const double coefficient = bidders.utility.coefficient;
  switch (bidders.utility.family) {
    case UtilityFamily::risk_neutral:
      return profit;
    case UtilityFamily::crra:
      return std::pow(profit, coefficient);
    case UtilityFamily::cara:
      return -std::expm1(-coefficient * profit / bidders.factor);
    case UtilityFamily::option_to_build:
      return bidders.factor * option_value(bidders.utility.option, profit / bidders.factor + bidders.utility.break_even_per_mwh);
  }
  return profit;
}

namespace {

/// The class that holds all of the k lowest upper ends of costs, if it is one class of k bidders whose costs end strictly first.
std::size_t lone_class(const ScoreGame& game, double contested) {
  std::size_t lone = ScoreTop::no_lone_class;
  int first_bidders = 0;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    if (game.classes[i].presence < 1.0 || game.classes[i].high >= contested) continue;
    lone = i;
    first_bidders += game.classes[i].bidders;
  }
  return lone != ScoreTop::no_lone_class && first_bidders == game.lots && game.classes[lone].bidders == game.lots
             ? lone
             : ScoreTop::no_lone_class;
}

/// The best bid of the lone class's highest cost against all others' costs, up to `limit`: a grid, then the first-order
/// condition.
double best_lone_bid(const ScoreGame& game, const ScoreClass& lone, double limit) {
  const auto slope = [&](double bid) {  // of ln(utility · P(win))
    double hazard = 0.0;
    for (const ScoreClass& rival : game.classes)
      if (rival.origin != lone.origin) hazard += rival.bidders * below_density(rival, bid) / not_below(rival, bid);
    return 1.0 - utility_ratio(lone, bid - lone.high) * hazard;
  };
  const auto value = [&](double bid) {
    double log_value = std::log(utility_of(lone, bid - lone.high));
    for (const ScoreClass& rival : game.classes)
      if (rival.origin != lone.origin) log_value += rival.bidders * std::log(not_below(rival, bid));
    return log_value;
  };
  constexpr int grid = 400;
  const double step = (limit - lone.high) / grid;
  int best = 1;
  for (int i = 2; i <= grid; ++i)
    if (value(lone.high + step * i) > value(lone.high + step * best)) best = i;
  double low = lone.high + step * (best - 1), high = std::min(limit, lone.high + step * (best + 1));
  if (slope(high) >= 0.0) return high;
  for (int halving = 0; halving < 100; ++halving) {
    const double middle = 0.5 * (low + high);
    (slope(middle) > 0.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

ScoreTop score_top(const ScoreGame& game) {
  std::vector<double> highs;
  double ceiling = -std::numeric_limits<double>::infinity();
  for (const ScoreClass& bidders : game.classes) {
    ceiling = std::max(ceiling, bidders.ceiling);
    if (bidders.presence == 1.0) highs.insert(highs.end(), static_cast<std::size_t>(bidders.bidders), bidders.high);
  }
  const std::size_t lots = static_cast<std::size_t>(game.lots);
  std::sort(highs.begin(), highs.end());
  const double contested = highs.size() > lots ? highs[lots] : std::numeric_limits<double>::infinity();
  ScoreTop top;
  top.score = std::min(ceiling, contested);
  top.is_ceiling = ceiling < contested;
  top.is_contested = std::isfinite(top.score);
  const std::size_t lone = lone_class(game, contested);
  if (lone == ScoreTop::no_lone_class || game.pricing == PricingRule::uniform_lowest_rejected ||
      game.classes[lone].high >= top.score)
    return top;
  top.lone_origin = game.classes[lone].origin;
  const double best = best_lone_bid(game, game.classes[lone], top.score);
  top.is_ceiling = top.is_ceiling && best >= top.score;
  top.score = best;
  return top;
}

}  // namespace sealedbid
