#include "market/project_account.hpp"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>

#include "market/expected_exchange_rate.hpp"

namespace sealedbid {

namespace {

double available_for_debt_per_kw(const AccountYear& row) {
  return row.revenue_per_kw - row.opex_per_kw - row.cover_premium_per_kw;
}

AccountYear construction_year(const ProjectTerms& terms, int year) {
  AccountYear row;
  row.year = year;
  row.investment_per_kw = terms.capex_per_kw / construction_payments(terms);
  row.project_cash_flow_per_kw = -row.investment_per_kw;
  return row;
}

AccountYear operation_year(const ProjectTerms& terms, const YearConditions& conditions, int year) {
  AccountYear row;
  row.year = year;
  row.energy_mwh_per_kw = terms.energy_mwh_per_kw * conditions.energy;
  row.cover_premium_per_kw = cover_premium_fraction_of_capex(terms, conditions) * terms.capex_per_kw;
  if (year == terms.lifetime_years) row.decommissioning_per_kw = decommissioning_fraction_of_capex(terms) * terms.capex_per_kw;
  row.depreciation_per_kw = conditions.depreciation_fraction * terms.capex_per_kw;
  return row;
}

/// All that comes before finance and tax.
void fill_operation(const ProjectTerms& terms, std::span<const YearConditions> years, const OperatingFlows& flows,
                    std::vector<AccountYear>& rows) {
  rows.clear();
  for (int year = 1 - construction_payments(terms); year <= 0; ++year) rows.push_back(construction_year(terms, year));
  for (std::size_t t = 0; t < years.size(); ++t) {
    rows.push_back(operation_year(terms, years[t], static_cast<int>(t) + 1));
    rows.back().revenue_per_kw = flows.revenue_per_kw[t];
    rows.back().opex_per_kw = flows.opex_per_kw[t];
  }
}

/// Taxes on the profit after interest, and what is left with and without debt.
void add_taxes_and_flows(double tax_fraction, double withholding_fraction, AccountYear& row) {
  const double operating = available_for_debt_per_kw(row) - row.decommissioning_per_kw;
  const double profit = operating - row.depreciation_per_kw - row.interest_per_kw;
  row.corporate_tax_per_kw = tax_fraction * profit;
  row.withholding_tax_per_kw = withholding_fraction * (profit - row.corporate_tax_per_kw);
  const double both = 1.0 - (1.0 - tax_fraction) * (1.0 - withholding_fraction);
  row.project_cash_flow_per_kw = operating - both * (operating - row.depreciation_per_kw);
  row.equity_cash_flow_per_kw =
      operating - row.corporate_tax_per_kw - row.withholding_tax_per_kw - row.interest_per_kw - row.principal_per_kw;
}

void add_finance(const ProjectTerms& terms, std::span<const YearConditions> years, ProjectAccount& account) {
  const DebtSchedule& debt = account.debt;
  double debt_per_kw = 0.0;
  for (AccountYear& row : account.years) {
    if (row.year <= 0) {
      row.debt_drawn_per_kw = debt.drawn_fraction * row.investment_per_kw;
      row.upfront_fee_per_kw = row.year == 0 ? debt.upfront_fee_per_kw : 0.0;
      row.equity_cash_flow_per_kw = row.debt_drawn_per_kw - row.investment_per_kw - row.upfront_fee_per_kw;
      debt_per_kw += debt_per_kw * terms.debt.interest_fraction + row.debt_drawn_per_kw;
    } else {
      const auto t = static_cast<std::size_t>(row.year - 1);
      row.interest_per_kw = debt.interest_per_kw[t];
      row.principal_per_kw = debt.principal_per_kw[t];
      debt_per_kw -= row.principal_per_kw;
      add_taxes_and_flows(years[t].tax_fraction, terms.tax.withholding_fraction, row);
    }
    row.debt_per_kw = debt_per_kw;
  }
}

double present_value(std::span<const double> flows, double rate_fraction) {
  const double discount = 1.0 / (1.0 + rate_fraction);
  double value = 0.0;
  for (auto flow = flows.rbegin(); flow != flows.rend(); ++flow) value = value * discount + *flow;
  return value;
}

int sign_changes(std::span<const double> flows) {
  int changes = 0;
  double last = 0.0;
  for (const double flow : flows) {
    if (flow == 0.0) continue;
    changes += last * flow < 0.0 ? 1 : 0;
    last = flow;
  }
  return changes;
}

/// The root between rates with a positive and a negative present value.
double root_between(std::span<const double> flows, double low, double high) {
  std::uintmax_t evaluations = 200;
  const boost::math::tools::eps_tolerance<double> tolerance(50);
  const auto value = [&](double rate) { return present_value(flows, rate); };
  const auto [left, right] = boost::math::tools::toms748_solve(value, low, high, tolerance, evaluations);
  return 0.5 * (left + right);
}

}  // namespace

void expected_opex(const ProjectTerms& terms, std::span<const YearConditions> years, std::vector<double>& opex_per_kw) {
  opex_per_kw.clear();
  for (const YearConditions& year : years) {
    const double exchange =
        terms.local_currency_fraction_of_opex > 0.0 ? expected_exchange_rate(terms.exchange_rate, year.years_from_award) : 1.0;
    opex_per_kw.push_back(terms.opex_per_kw_year * opex_index(terms, year, exchange));
  }
}

void account_of(const ProjectTerms& terms, std::span<const YearConditions> years, const OperatingFlows& expected,
                ProjectAccount& account) {
  fill_operation(terms, years, expected, account.years);
  std::vector<double>& available_per_kw = account.available_for_debt_per_kw;
  available_per_kw.clear();
  for (const AccountYear& row : account.years) {
    if (row.year > 0) available_per_kw.push_back(available_for_debt_per_kw(row));
  }
  debt_schedule(terms, available_per_kw, account.debt);
  add_finance(terms, years, account);
}

void account_of_outcome(const ProjectTerms& terms, std::span<const YearConditions> years, const OperatingFlows& outcome,
                        ProjectAccount& account) {
  fill_operation(terms, years, outcome, account.years);
  add_finance(terms, years, account);
}

void column_of(const ProjectAccount& account, double AccountYear::*column, std::vector<double>& values) {
  values.clear();
  for (const AccountYear& row : account.years) values.push_back(row.*column);
}

double npv_per_kw(const ProjectAccount& account, double AccountYear::*column, double rate_fraction) {
  const double discount = 1.0 / (1.0 + rate_fraction);
  double value = 0.0;
  for (auto row = account.years.rbegin(); row != account.years.rend(); ++row) value = value * discount + (*row).*column;
  return value * compounded(rate_fraction, -account.years.front().year);
}

std::optional<double> irr_fraction(std::span<const double> flows) {
  constexpr double lowest = -0.95, highest = 100.0;
  // With one change of sign there is one root at most (Descartes); else the search has to find out how many there are.
  const int steps = sign_changes(flows) == 1 ? 1 : 400;
  const double growth = std::pow((1.0 + highest) / (1.0 + lowest), 1.0 / steps);
  std::optional<double> found;
  double low = lowest, at_low = present_value(flows, low);
  for (int i = 1; i <= steps; ++i) {
    const double high = i == steps ? highest : (1.0 + low) * growth - 1.0;
    const double at_high = present_value(flows, high);
    if (at_low > 0.0 && at_high <= 0.0) {
      if (found) return std::nullopt;
      found = at_high == 0.0 ? high : root_between(flows, low, high);
    }
    low = high;
    at_low = at_high;
  }
  return found;
}

}  // namespace sealedbid
