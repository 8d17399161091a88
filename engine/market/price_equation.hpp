#pragma once

#include "market/required_price.hpp"

namespace sealedbid {

/// Present values of a bidder's flows at its cost of capital.
struct PresentValues {
  LaneReals discount;         ///< v = 1/(1 + cost of capital)
  LaneReals construction;     ///< C(w): what owners pay for a unit of capex, at commissioning
  LaneReals strike, revenue;  ///< after tax, a MWh of the first year's energy; a unit of the strike; in currency
  LaneReals needed_per_kw;    ///< all that does not depend on energy: capex, opex, what comes with them
};

void present_values(const YearlyFlows& flows, const BidderCostTile& bidder, PresentValues& values);

/// Net present value per kW as a function of the strike price, with options on market prices and debt sized by its cover ratio.
///
/// Debt sized by cover ratio: service of year t is S_t = max(0, CFADS_t)/cover ratio, the debt D = Σ u^t S_t, u = 1/(1 + i), and
/// the balance that carries interest in year t is worth Σ_{s ≥ t} u^(s−t+1) S_s. So debt adds to the value of equity
///
///     Σ_s λ_s S_s,   λ_s = u^s (C(w)/C(i) − fee) − v^s + h_s,   h_s = u (h_{s−1} + i τ'_s v^s),
///
/// what a unit of service in year s brings at commissioning, costs when paid, and saves in taxes on interest. Where D exceeds
/// gearing · K, all S_t shrink in proportion: the value is then gearing · K · Σ λ_s S_s / Σ u^s S_s. NPV is continuous where the
/// two cases meet. It rises with p, so its root is unique: uncapped, the weight of a unit of income in year s is (1 − τ'_s) v^s +
/// λ_s/cover ratio > 0 for cover ratios ≥ 1 (constant τ', fee < C(w)/C(i) − τ'); capped, the debt is fixed, and its value changes
/// only with the shape of CFADS over the years, and not at all where the price raises all years in proportion.
struct PriceEquation {
  const YearlyFlows& flows;
  LaneReals capex_per_kw, energy_mwh_per_kw;
  LaneReals constant_per_kw, strike_mwh_per_kw;                 ///< what is linear in the price
  std::vector<LaneReals> option_values, option_mwh_per_kw;      ///< of the options' weights: present values, those times energy
  std::vector<LaneReals> service_value;                         ///< λ_s, year by year of the tenor
  std::vector<LaneReals> option_revenue, option_revenue_slope;  ///< work space: a MWh of the first year's energy, of the tenor
};

/// What does not depend on the yield. @param flows, values outlive the equation.
PriceEquation price_equation(const YearlyFlows& flows, const PresentValues& values);

/// The rest. @param yield_factor multiplies all energy.
void set_yield(const BidderCostTile& bidder, const PresentValues& values, const LaneReals& yield_factor, PriceEquation& equation);

/// NPV per kW and its slope in MWh per kW at a price.
void evaluate(PriceEquation& equation, const LaneReals& price_per_mwh, LaneReals& npv_per_kw, LaneReals& slope_mwh_per_kw);

/// The price that would make NPV zero if every option were exercised and there were no debt sized by cover ratio; +infinity where
/// the strike then decides nothing.
void exercised_price(const PriceEquation& equation, LaneReals& price_per_mwh);

}  // namespace sealedbid
