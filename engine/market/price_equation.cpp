#include "market/price_equation.hpp"

#include <algorithm>
#include <limits>

namespace sealedbid {

namespace {

/// Slopes at high prices below this part of the first year's energy are rounding.
constexpr double flat_at_high_prices = 1e-9;

SEALEDBID_CLONES
void multiply(const LaneReals& a, const LaneReals& b, LaneReals& product) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) product[lane] = a[lane] * b[lane];
}

/// Value at commissioning of what owners pay for a unit of capex: Σ_j share_j (1 + w)^j.
SEALEDBID_CLONES
void construction_value(const std::vector<LaneReals>& share, const LaneReals& wacc, LaneReals& value) {
  value.fill(0.0);
  for (std::size_t j = share.size(); j-- > 0;) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) value[lane] = value[lane] * (1.0 + wacc[lane]) + share[j][lane];
  }
}

/// λ_s of all years of the tenor, by a recursion forward in time.
SEALEDBID_CLONES
void value_debt_service(const CoverRatioDebt& debt, const PresentValues& values, std::vector<LaneReals>& service_value) {
  LaneReals interest_discount, discount, tax_saved{};
  interest_discount.fill(1.0);
  discount.fill(1.0);
  for (std::size_t year = 0; year < service_value.size(); ++year) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const double u = debt.discount[lane];
      interest_discount[lane] *= u;
      discount[lane] *= values.discount[lane];
      tax_saved[lane] = u * tax_saved[lane] + (1.0 - u) * debt.tax_fraction[year][lane] * discount[lane];  // u·i = 1 − u
      const double drawn = values.construction[lane] / debt.construction_value[lane] - debt.upfront_fee_fraction;
      service_value[year][lane] = interest_discount[lane] * drawn - discount[lane] + tax_saved[lane];
    }
  }
}

SEALEDBID_CLONES
void option_arguments(const OptionFlow& option, const LaneReals& price, LaneReals& q) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) q[lane] = option.slope[lane] * price[lane] + option.offset[lane];
}

SEALEDBID_CLONES
void evaluate_without_table(const LaneReals& q, LaneReals& value, LaneReals& slope) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    value[lane] = q[lane] > 1.0 ? q[lane] : 1.0;
    slope[lane] = q[lane] > 1.0 ? 1.0 : 0.0;
  }
}

/// sum += weight · value and the same of slopes, slope being that of the argument too.
SEALEDBID_CLONES
void add_option(const LaneReals& weight, const OptionFlow& option, const LaneReals& value, const LaneReals& slope, LaneReals& sum,
                LaneReals& sum_of_slopes) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    sum[lane] += weight[lane] * value[lane];
    sum_of_slopes[lane] += weight[lane] * (slope[lane] * option.slope[lane]);
  }
}

void add_options(PriceEquation& equation, const LaneReals& price, LaneReals& npv, LaneReals& slope) {
  for (std::size_t k = 0; k < equation.option_mwh_per_kw.size(); ++k) {
    const OptionFlow& option = equation.flows.options[k];
    LaneReals q, value, slope_of_value;
    option_arguments(option, price, q);
    if (option.table != nullptr) {
      option.table->evaluate(q, value, slope_of_value);
    } else {
      evaluate_without_table(q, value, slope_of_value);
    }
    add_option(equation.option_mwh_per_kw[k], option, value, slope_of_value, npv, slope);
    for (int year = option.before_tax.first; year < option.before_tax.last; ++year) {
      const auto t = std::size_t(year);
      add_option(option.before_tax.weights[t], option, value, slope_of_value, equation.option_revenue[t],
                 equation.option_revenue_slope[t]);
    }
  }
}

/// Sums over the tenor of CFADS, floored at zero, at a price: discounted with interest, and by what debt service is worth.
struct DebtSums {
  LaneReals debt, debt_slope, worth, worth_slope;
};

SEALEDBID_CLONES
void sum_debt(const PriceEquation& equation, const LaneReals& price, DebtSums& sums) {
  const CoverRatioDebt& debt = equation.flows.debt;
  DebtSums sum{};  // a local copy, which the compiler knows to overlap with nothing
  LaneReals discount;
  discount.fill(1.0);
  for (std::size_t year = 0; year < equation.service_value.size(); ++year) {
    const LaneReals &strike = debt.strike[year], &known = debt.revenue[year], &cost = debt.cost[year],
                    &cover = debt.cover_premium[year], &service_value = equation.service_value[year],
                    &option = equation.option_revenue[year], &option_slope = equation.option_revenue_slope[year];
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      discount[lane] *= debt.discount[lane];
      const double energy = equation.energy_mwh_per_kw[lane];
      const double revenue = strike[lane] * price[lane] + known[lane] + option[lane];
      const double costs = equation.flows.opex_per_kw_year[lane] * cost[lane] + equation.capex_per_kw[lane] * cover[lane];
      const double available = energy * revenue - costs, slope = energy * (strike[lane] + option_slope[lane]);
      const double floored = available > 0.0 ? available : 0.0, floored_slope = available > 0.0 ? slope : 0.0;
      sum.debt[lane] += discount[lane] * floored;
      sum.debt_slope[lane] += discount[lane] * floored_slope;
      sum.worth[lane] += service_value[lane] * floored;
      sum.worth_slope[lane] += service_value[lane] * floored_slope;
    }
  }
  sums = sum;
}

SEALEDBID_CLONES
void add_debt(const PriceEquation& equation, const DebtSums& sums, LaneReals& npv, LaneReals& slope) {
  const CoverRatioDebt& debt = equation.flows.debt;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double most = debt.gearing_fraction * equation.capex_per_kw[lane];
    const bool is_capped = sums.debt[lane] > most * debt.cover_ratio;
    const double share = is_capped ? most / sums.debt[lane] : 1.0 / debt.cover_ratio;
    const double shrinks = is_capped ? sums.worth[lane] / sums.debt[lane] * sums.debt_slope[lane] : 0.0;
    npv[lane] += share * sums.worth[lane];
    slope[lane] += share * (sums.worth_slope[lane] - shrinks);
  }
}

}  // namespace

SEALEDBID_CLONES
void present_values(const YearlyFlows& flows, const BidderCostTile& bidder, PresentValues& values) {
  LaneReals capital, cost;
  for (std::size_t lane = 0; lane < lane_count; ++lane) values.discount[lane] = 1.0 / (1.0 + bidder.wacc_fraction[lane]);
  construction_value(flows.construction_share, bidder.wacc_fraction, values.construction);
  present_values(flows.strike, flows.capital, values.discount, values.strike, capital);
  present_values(flows.revenue, flows.cost, values.discount, values.revenue, cost);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double capex = flows.capex_per_kw[lane] * bidder.capex_factor[lane];
    values.needed_per_kw[lane] = capex * (values.construction[lane] - capital[lane]) + flows.opex_per_kw_year[lane] * cost[lane];
  }
}

PriceEquation price_equation(const YearlyFlows& flows, const PresentValues& values) {
  const std::size_t tenor_years = flows.debt.exists ? std::size_t(flows.debt.tenor_years) : 0, options = flows.options.size();
  const std::vector<LaneReals> by_option(options), by_year(tenor_years);
  PriceEquation equation{flows, {}, {}, {}, {}, by_option, by_option, by_year, by_year, by_year};
  for (std::size_t k = 0; k < options; ++k) present_value(flows.options[k].after_tax, values.discount, equation.option_values[k]);
  value_debt_service(flows.debt, values, equation.service_value);
  return equation;
}

void set_yield(const BidderCostTile& bidder, const PresentValues& values, const LaneReals& yield_factor,
               PriceEquation& equation) {
  const YearlyFlows& flows = equation.flows;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double energy = flows.energy_mwh_per_kw[lane] * yield_factor[lane];
    equation.energy_mwh_per_kw[lane] = energy;
    equation.capex_per_kw[lane] = flows.capex_per_kw[lane] * bidder.capex_factor[lane];
    equation.constant_per_kw[lane] = energy * values.revenue[lane] - values.needed_per_kw[lane];
    equation.strike_mwh_per_kw[lane] = energy * values.strike[lane];
  }
  for (std::size_t k = 0; k < equation.option_values.size(); ++k) {
    multiply(equation.energy_mwh_per_kw, equation.option_values[k], equation.option_mwh_per_kw[k]);
  }
}

void evaluate(PriceEquation& equation, const LaneReals& price_per_mwh, LaneReals& npv_per_kw, LaneReals& slope_mwh_per_kw) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    npv_per_kw[lane] = equation.constant_per_kw[lane] + equation.strike_mwh_per_kw[lane] * price_per_mwh[lane];
    slope_mwh_per_kw[lane] = equation.strike_mwh_per_kw[lane];
  }
  for (auto* by_year : {&equation.option_revenue, &equation.option_revenue_slope}) {
    std::fill(by_year->begin(), by_year->end(), LaneReals{});
  }
  add_options(equation, price_per_mwh, npv_per_kw, slope_mwh_per_kw);
  if (!equation.flows.debt.exists) return;
  DebtSums sums;
  sum_debt(equation, price_per_mwh, sums);
  add_debt(equation, sums, npv_per_kw, slope_mwh_per_kw);
}

void exercised_price(const PriceEquation& equation, LaneReals& price_per_mwh) {
  LaneReals slope = equation.strike_mwh_per_kw, constant = equation.constant_per_kw, exercised;
  exercised.fill(1.0);
  for (std::size_t k = 0; k < equation.option_mwh_per_kw.size(); ++k) {
    const OptionFlow& option = equation.flows.options[k];
    add_option(equation.option_mwh_per_kw[k], option, option.offset, exercised, constant, slope);
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double rising = slope[lane] * equation.flows.strike_sign[lane];
    const bool rises = rising > flat_at_high_prices * equation.energy_mwh_per_kw[lane];
    price_per_mwh[lane] = rises ? -constant[lane] / slope[lane] : std::numeric_limits<double>::infinity();
  }
}

}  // namespace sealedbid
