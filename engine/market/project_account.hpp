#pragma once

#include <optional>
#include <span>
#include <vector>

#include "market/debt.hpp"
#include "market/project_terms.hpp"
#include "market/project_years.hpp"

/// The account of one project, year by year: readable rather than fast, the judge of the block kernel and what `sealedbid cost`
/// shows. Everything nominal, per kW and year, flows at the end of the year. docs/methods/project-finance.md derives all
/// formulas.
namespace sealedbid {

/// A year of the account: construction years −(c − 1) … 0, of which 0 ends with commissioning, then operation 1 … lifetime.
/// Costs, taxes, investment and debt service are positive where money is paid.
struct AccountYear {
  int year = 0;
  double energy_mwh_per_kw = 0.0;  ///< sold, in expectation
  double revenue_per_kw = 0.0, opex_per_kw = 0.0, cover_premium_per_kw = 0.0, decommissioning_per_kw = 0.0;
  double depreciation_per_kw = 0.0;
  double interest_per_kw = 0.0, principal_per_kw = 0.0;  ///< of operation; interest during construction is added to the debt
  double corporate_tax_per_kw = 0.0, withholding_tax_per_kw = 0.0;  ///< after interest; negative in a year of loss
  double investment_per_kw = 0.0, debt_drawn_per_kw = 0.0, upfront_fee_per_kw = 0.0;
  double debt_per_kw = 0.0;               ///< at the end of the year
  double project_cash_flow_per_kw = 0.0;  ///< after tax, as if there were no debt
  double equity_cash_flow_per_kw = 0.0;   ///< after tax and debt service; the same where there is no debt
};

struct ProjectAccount {
  std::vector<AccountYear> years;
  DebtSchedule debt;
  std::vector<double> available_for_debt_per_kw;  ///< CFADS on which the debt was sized, [t − 1]
};

/// What a project takes in and pays before finance and tax, by year of operation: [t − 1].
struct OperatingFlows {
  std::vector<double> revenue_per_kw, opex_per_kw;
};

/// Expected operating cost: opex · inflation · (1 − l + l·E X_t), l the share in local currency, X_t the exchange rate since the
/// award.
void expected_opex(const ProjectTerms& terms, std::span<const YearConditions> years, std::vector<double>& opex_per_kw);

/// The account of a project, its debt sized on these flows.
///
/// Taxed are revenue − opex − cover premium − decommissioning − depreciation − interest, at the year's corporate tax; what is
/// left of it is subject to the withholding tax. Both earn money in a year of loss. The cover premium is paid in the term;
/// decommissioning is fraction · capex · (1 + inflation)^lifetime at the end of the lifetime.
///
/// @param years as years_of gives them; as many as there are flows, the lifetime.
/// @param account its room is reused: no allocation once it is large enough.
void account_of(const ProjectTerms& terms, std::span<const YearConditions> years, const OperatingFlows& expected,
                ProjectAccount& account);

/// The same for what came instead: account.debt, which was agreed on before, stays.
void account_of_outcome(const ProjectTerms& terms, std::span<const YearConditions> years, const OperatingFlows& outcome,
                        ProjectAccount& account);

/// One column of the account, in the order of its years.
void column_of(const ProjectAccount& account, double AccountYear::*column, std::vector<double>& values);

/// Net present value at commissioning of a column, Σ_year flow · (1 + rate)^−year. @param rate_fraction above −1.
double npv_per_kw(const ProjectAccount& account, double AccountYear::*column, double rate_fraction);

/// The rate in (−0.95, 100) above which the present value of a flow a year turns from positive to negative; nothing unless there
/// is exactly one such rate. (Where the end costs money, the present value may also rise through zero at a rate below; that
/// rate is no return.)
std::optional<double> irr_fraction(std::span<const double> flows);

}  // namespace sealedbid
