#pragma once

#include <vector>

#include "base/lanes.hpp"
#include "market/expected_revenue.hpp"
#include "market/present_value.hpp"

/// Cash flows of a project by year of operation, a lane a world, as weights of what bidders differ in: the strike price, the
/// first year's energy, capex and opex. Taxes, export and debt are worked into the weights, so that a bid costs no more for them.
namespace sealedbid {

/// Revenue Σ_t weight_t · g(slope · p + offset), a MWh of the first year's energy: options whose argument is the same in all
/// their years.
struct OptionFlow {
  const OptionTable* table = nullptr;   ///< g; none: g(q) = max(q, 1)
  LaneReals slope{}, offset{};          ///< slope in MWh per unit of currency
  YearlyWeights after_tax, before_tax;  ///< in currency per MWh; before_tax only for debt sized by cover ratio
};

/// What debt sized by its cover ratio depends on, before tax: years t = 1 … tenor, arrays [year][lane].
struct CoverRatioDebt {
  bool exists = false;
  double cover_ratio = 1.3, gearing_fraction = 0.0, upfront_fee_fraction = 0.0;
  int tenor_years = 0;
  LaneReals discount{};                    ///< 1/(1 + i), i the interest
  LaneReals construction_value{};          ///< (1/c) Σ_j (1 + i)^j: debt at commissioning, with interest, for capex all drawn
  std::vector<LaneReals> strike, revenue;  ///< a MWh of the first year's energy
  std::vector<LaneReals> cost, cover_premium;  ///< a unit of the first year's opex; a unit of capex
  std::vector<LaneReals> tax_fraction;         ///< τ', withholding included
};

/// With τ' = 1 − (1 − τ_t)(1 − withholding), all taxes on a unit of profit of year t.
struct YearlyFlows {
  LaneReals capex_per_kw{}, opex_per_kw_year{}, energy_mwh_per_kw{};  ///< opex and energy of the first year, the latter available
  YearlyWeights strike;   ///< (1 − τ')·x: after-tax revenue a unit of the strike price, a MWh of the first year's energy
  YearlyWeights revenue;  ///< after-tax revenue that no strike decides, a MWh of the first year's energy
  YearlyWeights cost;     ///< (1 − τ')·O: after-tax operating cost, a unit of the first year's
  YearlyWeights capital;  ///< a unit of capex: tax saved by depreciation − after-tax cover premium and decommissioning; with debt
                          ///< of fixed gearing also tax saved by interest − debt service
  std::vector<LaneReals> construction_share;  ///< share of capex that owners pay j years before commissioning, fees included
  std::vector<OptionFlow> options;
  CoverRatioDebt debt;
  LaneReals strike_sign{};                   ///< 1 where a project is paid the strike, −1 where it pays it
  LaneIntegers is_linear{};                  ///< 1 where the strike earns in proportion: no options, no debt sized by cover ratio
  LaneReals first_year_exported_fraction{};  ///< of the first year's available energy; with an option: what may be exported
};

/// Work space, so that building flows allocates nothing once it is warm.
struct YearlyFlowsRoom {
  std::vector<YearConditions> years;
  ExpectedRevenue revenue;
  std::vector<double> exported;
  std::vector<double> strike, other, cost, capital;  ///< weights of one lane, by year
};

/// Empties all lanes.
void clear(YearlyFlows& flows);

/// Writes the flows of one project into an empty lane. Debt ends with the lifetime at the latest; its fixed service is an annuity
/// or equal principals.
/// @param tables outlive the flows, which refer to them.
void set_lane(const ProjectTerms& terms, const MarketTables& tables, int lane, YearlyFlowsRoom& room, YearlyFlows& flows);

enum class LaneWeights { differ, are_the_same };
/// To be called when all lanes are written. Sums over years are faster where the weights of all lanes are the same.
void finish(LaneWeights weights, YearlyFlows& flows);

}  // namespace sealedbid
