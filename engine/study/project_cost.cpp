#include "study/project_cost.hpp"

#include <algorithm>

#include "market/required_price.hpp"
#include "market/required_strike.hpp"
#include "market/terms_of_world.hpp"
#include "sampling/sampler.hpp"
#include "simulation/capital.hpp"

namespace sealedbid {

namespace {

constexpr double kw_per_mw = 1000.0;

double median(const Quantity& quantity) {
  return Sampler(quantity).quantile(0.5);
}

LaneReals in_all_lanes(double value) {
  LaneReals lanes;
  lanes.fill(value);
  return lanes;
}

/// Every shared quantity at its median, in all lanes.
std::vector<LaneReals> median_world(const Market& market) {
  std::vector<LaneReals> shared;
  for (const SharedQuantity& quantity : market.shared) shared.push_back(in_all_lanes(median(quantity.quantity)));
  return shared;
}

/// True if the bidder's equity abroad needs approval.
bool needs_approval(const ClassModel& model, double capex_per_kw) {
  if (model.delayed_profile < 0) return false;
  LaneIntegers quantity_kw, needs, is_present;
  quantity_kw.fill(static_cast<std::int32_t>(std::max(1.0, median(model.project_capacity_mw) * kw_per_mw + 0.5)));
  is_present.fill(1);
  decide_approval(model.capital, in_all_lanes(capex_per_kw), quantity_kw, in_all_lanes(0.0), needs, is_present);
  return needs[0] != 0;
}

ProjectTerms terms_at_medians(const Market& market, const ClassModel& model) {
  const std::vector<LaneReals> shared = median_world(market);
  BidderCostTile cost;
  cost.capex_factor.fill(median(model.capex_factor));
  cost.wacc_fraction.fill(median(model.cost_of_capital_fraction));
  if (changes_costs(market, model)) {
    LaneReals charge_fraction_of_capex;
    const LaneReals local_content = in_all_lanes(median(model.capital.local_content_fraction));
    apply_capital(market, model, shared, local_content, cost, charge_fraction_of_capex);
  }
  const double shift = shared[std::size_t(market.host.country_risk_premium_shift_fraction.value)][0];
  const double cost_of_capital_fraction = std::clamp(cost.wacc_fraction[0] + shift, 0.0, 1.0);
  ProjectTerms terms;
  project_terms(market, model.profile, shared, 0, terms);
  const double capex_per_kw = terms.capex_per_kw * std::max(0.0, cost.capex_factor[0]);
  if (needs_approval(model, capex_per_kw)) project_terms(market, model.delayed_profile, shared, 0, terms);
  terms.capex_per_kw = capex_per_kw;
  terms.cost_of_capital_fraction = cost_of_capital_fraction;
  return terms;
}

std::optional<double> lowest_cover_ratio(const ProjectAccount& account) {
  std::optional<double> lowest;
  for (const AccountYear& row : account.years) {
    const double service = row.interest_per_kw + row.principal_per_kw;
    if (service <= 0.0) continue;
    const double ratio = (row.revenue_per_kw - row.opex_per_kw - row.cover_premium_per_kw) / service;
    lowest = std::min(lowest.value_or(ratio), ratio);
  }
  return lowest;
}

std::optional<double> return_of(const ProjectAccount& account, double AccountYear::*column) {
  std::vector<double> flows;
  column_of(account, column, flows);
  return irr_fraction(flows);
}

CostAtStrike cost_at_strike(const ProjectTerms& terms, const MarketTables& tables, double strike_per_mwh) {
  const std::vector<YearConditions> years = years_of(terms);
  const std::vector<ExpectedRevenue> expected = expected_revenues(terms, years, tables);
  CostAtStrike result;
  result.strike_per_mwh = strike_per_mwh;
  account_of(terms, years, flows_at_strike(terms, years, expected, strike_per_mwh), result.account);
  result.npv_per_kw = npv_per_kw(result.account, &AccountYear::equity_cash_flow_per_kw, terms.cost_of_capital_fraction);
  result.project_irr_fraction = return_of(result.account, &AccountYear::project_cash_flow_per_kw);
  result.equity_irr_fraction = return_of(result.account, &AccountYear::equity_cash_flow_per_kw);
  result.lowest_cover_ratio = lowest_cover_ratio(result.account);
  return result;
}

}  // namespace

ProjectCost project_cost(const Market& market, int bidder_class, std::optional<double> strike_per_mwh) {
  const ClassModel& model = market.classes[std::size_t(bidder_class)];
  ProjectCost cost;
  cost.class_name = model.name;
  if (model.required_price_per_mwh) {
    cost.given_required_price_per_mwh = median(*model.required_price_per_mwh);
    return cost;
  }
  cost.technology = market.technologies[std::size_t(model.technology)].name;
  cost.terms = terms_at_medians(market, model);
  cost.lcoe_nominal_per_mwh = lcoe_nominal_per_mwh(cost.terms);
  cost.lcoe_real_per_mwh = lcoe_real_per_mwh(cost.terms);
  cost.required_strike_per_mwh = required_strike_per_mwh(cost.terms, market.tables);
  if (!cost.required_strike_per_mwh) {
    const bool is_worth_building = cost_at_strike(cost.terms, market.tables, 0.0).npv_per_kw > 0.0;
    cost.search = is_worth_building ? StrikeSearch::any_price_is_enough : StrikeSearch::no_price_is_enough;
  }
  const std::optional<double> strike = strike_per_mwh ? strike_per_mwh : cost.required_strike_per_mwh;
  if (strike) cost.at_strike = cost_at_strike(cost.terms, market.tables, *strike);
  return cost;
}

}  // namespace sealedbid
