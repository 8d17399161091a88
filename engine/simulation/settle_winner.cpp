#include "simulation/settle_winner.hpp"

#include <cmath>

#include "market/project_return.hpp"

namespace sealedbid {

namespace {

/// Rent of all rights in a year.
double rent_per_kw(const Winner& winner, const YearConditions& year) {
  double rent = 0.0;
  for (std::size_t k = 0; k < winner.terms->corridors.size(); ++k) {
    rent += is_open(*winner.terms, winner.terms->corridors[k], year) ? winner.corridor_rents_per_kw_year[k] : 0.0;
  }
  return rent;
}

}  // namespace

void WinnerSettlement::settle(const Winner& winner, const MarketTables& tables, const StateAccount& state,
                              WinnerOutcome& outcome) {
  outcome = {};
  settle_project(*winner.terms, winner.years, tables, winner.strike_per_mwh, winner.paths, project_);
  add_years(winner, state, outcome);
  finance(winner, tables);
  add_taxes(winner, state, outcome);
  add_return(*winner.terms, outcome);
}

void WinnerSettlement::add_years(const Winner& winner, const StateAccount& state, WinnerOutcome& outcome) {
  const ProjectTerms& terms = *winner.terms;
  const bool bidders_pay = terms.tariff.type == TariffType::payment_by_bidder;
  flows_.revenue_per_kw.resize(winner.years.size());
  flows_.opex_per_kw.resize(winner.years.size());
  for (std::size_t t = 0; t < winner.years.size(); ++t) {
    const SettledYear& year = project_.years[t];
    const YearConditions& conditions = winner.years[t];
    const auto since_award = static_cast<std::size_t>(conditions.years_from_award);
    const double discount = state.discount[since_award + 1], rent = rent_per_kw(winner, conditions);
    const double exchange = terms.local_currency_fraction_of_opex > 0.0 ? winner.paths.exchange_rate[since_award] : 1.0;
    flows_.revenue_per_kw[t] = year.revenue_per_kw() - rent;
    flows_.opex_per_kw[t] = terms.opex_per_kw_year * opex_index(terms, conditions, exchange);
    outcome.support_cost_per_kw += discount * year.support_per_kw();
    outcome.supported_mwh_per_kw += discount * year.supported_mwh_per_kw;
    outcome.consumer_cost_over_avoided_cost_per_kw +=
        discount * (year.supported_revenue_per_kw - state.avoided_cost_per_mwh * year.supported_mwh_per_kw);
    const double from_bidder = bidders_pay ? -year.payment_by_state_per_kw : 0.0;
    outcome.state_revenue_per_kw += discount * (year.state_export_gain_per_kw + rent + from_bidder);
    outcome.export_revenue_per_kw += discount * year.export_revenue_per_kw;
    outcome.exported_mwh_per_kw += year.exported_mwh_per_kw;
    if (since_award < most_reported_years) outcome.support_cost_by_year_per_kw[since_award] = year.support_per_kw();
  }
}

void WinnerSettlement::finance(const Winner& winner, const MarketTables& tables) {
  const DebtTerms& debt = winner.terms->debt;
  if (!debt.exists || debt.sizing == DebtSizing::gearing) return account_of(*winner.terms, winner.years, flows_, account_);
  expect_flows(winner, tables);
  account_of(*winner.terms, winner.years, expected_flows_, account_);
  account_of_outcome(*winner.terms, winner.years, flows_, account_);
}

/// What lenders count on: the expected revenue at the strike that is paid.
void WinnerSettlement::expect_flows(const Winner& winner, const MarketTables& tables) {
  const ProjectTerms& terms = *winner.terms;
  years_of(terms, expected_years_);
  expected_opex(terms, expected_years_, expected_flows_.opex_per_kw);
  expected_flows_.revenue_per_kw.resize(expected_years_.size());
  for (std::size_t t = 0; t < expected_years_.size(); ++t) {
    expected_revenue(terms, expected_years_[t], tables, expected_revenue_);
    expected_flows_.revenue_per_kw[t] = terms.energy_mwh_per_kw * revenue_per_mwh(expected_revenue_, winner.strike_per_mwh) -
                                        rent_per_kw(winner, winner.years[t]);
  }
}

void WinnerSettlement::add_taxes(const Winner& winner, const StateAccount& state, WinnerOutcome& outcome) const {
  const int commissioning = winner.terms->construction_years + winner.terms->delay_years;
  for (const AccountYear& year : account_.years) {
    const double charges = winner.import_charge_fraction_of_capex * year.investment_per_kw;
    const double taxes = year.corporate_tax_per_kw + year.withholding_tax_per_kw;
    outcome.state_revenue_per_kw += state.discount[std::size_t(commissioning + year.year)] * (charges + taxes);
  }
}

void WinnerSettlement::add_return(const ProjectTerms& terms, WinnerOutcome& outcome) {
  column_of(account_, &AccountYear::equity_cash_flow_per_kw, equity_flows_);
  const int years_before_commissioning = -account_.years.front().year;
  outcome.net_present_value_per_kw = present_value_of_flows(equity_flows_, terms.cost_of_capital_fraction) *
                                     compounded(terms.cost_of_capital_fraction, years_before_commissioning);
  outcome.return_fraction = return_fraction(equity_flows_, terms.cost_of_capital_fraction);
}

}  // namespace sealedbid
