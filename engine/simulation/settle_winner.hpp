#pragma once

#include <array>
#include <span>
#include <vector>

#include "market/project_account.hpp"
#include "market/settle_project.hpp"
#include "simulation/metric_table.hpp"

/// What the award of one project comes to in one replication: for the state, for consumers, for its owners.
namespace sealedbid {

/// One winner and what it meets.
struct Winner {
  const ProjectTerms* terms = nullptr;    ///< with its own costs, cost of capital and parts of corridors
  std::span<const YearConditions> years;  ///< of years_to_settle
  double strike_per_mwh = 0.0;            ///< paid
  double import_charge_fraction_of_capex = 0.0;
  std::span<const double> corridor_rents_per_kw_year;  ///< [corridor], paid for its rights while the corridor is open
  ProjectPaths paths;
};

/// How the state counts.
struct StateAccount {
  std::span<const double> discount;   ///< [years after the award], (1 + r)^−years
  double avoided_cost_per_mwh = 0.0;  ///< 0 without one
};

/// A kW of the winner. Costs and revenues are present values at the award, flows at the end of their year.
struct WinnerOutcome {
  double support_cost_per_kw = 0.0;                     ///< payments by the state less the market value of the energy it receives
  double supported_mwh_per_kw = 0.0;                    ///< discounted as money is
  double consumer_cost_over_avoided_cost_per_kw = 0.0;  ///< supported energy with its market price, less its avoided cost
  double state_revenue_per_kw = 0.0;   ///< taxes, duty and VAT, export gains, corridor rents, payments of the bidder
  double export_revenue_per_kw = 0.0;  ///< to the project: net of losses, charges and the state's share, before corridor rents
  double exported_mwh_per_kw = 0.0;    ///< over the lifetime, not discounted
  std::array<double, most_reported_years> support_cost_by_year_per_kw{};  ///< [years from the award], nominal
  double net_present_value_per_kw = 0.0;  ///< at commissioning, at the winner's cost of capital (of equity where it has debt)
  double return_fraction = 0.0;           ///< internal rate of return of the same flows; not a number where there is none
};

/// Settles winners. Holds work space, so one object a thread; allocates nothing once it is warm.
class WinnerSettlement {
 public:
  /// Settles the years on the paths, then finance and tax: debt sized by a cover ratio rests on expected revenue, everything else
  /// on what comes. @param tables of the policy's markets.
  void settle(const Winner& winner, const MarketTables& tables, const StateAccount& state, WinnerOutcome& outcome);

 private:
  void add_years(const Winner& winner, const StateAccount& state, WinnerOutcome& outcome);
  void finance(const Winner& winner, const MarketTables& tables);
  void expect_flows(const Winner& winner, const MarketTables& tables);
  void add_taxes(const Winner& winner, const StateAccount& state, WinnerOutcome& outcome) const;
  void add_return(const ProjectTerms& terms, WinnerOutcome& outcome);

  SettledProject project_;
  OperatingFlows flows_, expected_flows_;
  ProjectAccount account_;
  std::vector<YearConditions> expected_years_;
  ExpectedRevenue expected_revenue_;
  std::vector<double> equity_flows_;
};

}  // namespace sealedbid
