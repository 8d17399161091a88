#include "bidding/tabulated_reading.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {

EstimatePlace place_of(const std::vector<double>& estimate, double value) {
  const auto above = std::upper_bound(estimate.begin() + 1, estimate.end() - 1, value);
  const auto cell = static_cast<std::size_t>(above - estimate.begin()) - 1;
  return {cell, (value - estimate[cell]) / (estimate[cell + 1] - estimate[cell])};
}

EstimatePlace place_within(const std::vector<double>& estimate, double value) {
  return place_of(estimate, std::clamp(value, estimate.front(), estimate.back()));
}

double value_at(const std::vector<double>& table, const EstimatePlace& place) {
  return table[place.cell] + place.share * (table[place.cell + 1] - table[place.cell]);
}

double score_of_bid(const TabulatedClass& bidders, double bid) {
  return bidders.score_factor * bid + bidders.score_adder;
}

double bid_of_score(const TabulatedClass& bidders, double score) {
  return (score - bidders.score_adder) / bidders.score_factor;
}

double utility_of_profit(const Utility& utility, double profit) {
  switch (utility.family) {
    case UtilityFamily::risk_neutral:
      return profit;
    case UtilityFamily::crra:
      return std::copysign(std::pow(std::abs(profit), utility.coefficient), profit);
    case UtilityFamily::cara:
      return -std::expm1(-utility.coefficient * profit) / utility.coefficient;
    case UtilityFamily::option_to_build:
      return option_value(utility.option, profit + utility.break_even_per_mwh);
  }
  return profit;
}

double utility_of_uncertain_profit(const Utility& utility, double mean, double deviation) {
  constexpr double hardly = 3e-3;  // a spread, as a share of the mean, below which the closed form cancels
  if (deviation == 0.0) return utility_of_profit(utility, mean);
  switch (utility.family) {
    case UtilityFamily::cara:
      return utility_of_profit(utility, mean - 0.5 * utility.coefficient * deviation * deviation);
    case UtilityFamily::crra: {
      if (deviation < hardly * std::abs(mean)) break;
      const double power = utility.coefficient, scale = (power + 1.0) * (power + 2.0) * (power + 3.0);
      // Third integral of sign(x)·|x|^power.
      const auto integral = [&](double steps) { return std::pow(std::abs(mean + steps * deviation), power + 3.0); };
      const double difference = integral(3.0) - integral(-3.0) - 3.0 * (integral(1.0) - integral(-1.0));
      return difference / (8.0 * scale * deviation * deviation * deviation);
    }
    case UtilityFamily::risk_neutral:
    case UtilityFamily::option_to_build:
      break;
  }
  return utility_of_profit(utility, mean);
}

double cost_deviation_at(const TabulatedClass& bidders, std::size_t hidden, std::size_t point) {
  return bidders.cost_deviation.empty() ? 0.0 : bidders.cost_deviation[hidden][point];
}

double profit_of_utility(const Utility& utility, double utility_value) {
  switch (utility.family) {
    case UtilityFamily::risk_neutral:
      return utility_value;
    case UtilityFamily::crra:
      return std::copysign(std::pow(std::abs(utility_value), 1.0 / utility.coefficient), utility_value);
    case UtilityFamily::cara:
      return utility.coefficient * utility_value >= 1.0 ? std::numeric_limits<double>::infinity()
                                                        : -std::log1p(-utility.coefficient * utility_value) / utility.coefficient;
    case UtilityFamily::option_to_build:
      return utility_value;  // in money, and risk neutral
  }
  return utility_value;
}

double utility_of_sure_profit(const Utility& utility, double profit) {
  return utility.family == UtilityFamily::option_to_build ? profit : utility_of_profit(utility, profit);
}

std::vector<double> break_even_bids(const TabulatedClass& bidders) {
  std::vector<double> result(bidders.estimate.size(), bidders.tariff);
  for (std::size_t g = 0; g < result.size(); ++g) {
    for (std::size_t m = 0; m < bidders.posterior.size(); ++m) result[g] += bidders.posterior[m][g] * bidders.expected_cost[m][g];
    if (g > 0) result[g] = std::max(result[g], result[g - 1]);
  }
  return result;
}

double survival_of(const UnknownCeiling& ceiling, double bid) {
  if (ceiling.price.empty() || bid <= ceiling.price.front()) return ceiling.price.empty() ? 1.0 : ceiling.survival.front();
  if (bid > ceiling.price.back()) return 0.0;
  return value_at(ceiling.survival, place_of(ceiling.price, bid));
}

}  // namespace sealedbid
