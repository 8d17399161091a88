#pragma once

#include <vector>

#include "market/option_table.hpp"
#include "market/project_years.hpp"

/// What a year of operation earns in expectation over the paths of prices, yields and exchange rates, as a function of the
/// strike price. docs/methods/tariffs.md derives it.
namespace sealedbid {

/// What the better of an export market and the home market is worth, with the numbers that it was worked out for.
struct BetterOfTwo {
  int corridor_market = -1;
  double export_scale = 0.0, charge_per_mwh = 0.0, home_scale = 0.0, value_per_mwh = 0.0;
};

/// Expected revenue of a year, a MWh of E_1: strike · p + other + Σ weight · scale · g((index · p + shift) / scale), p the strike
/// price of the bid and g the option table of a market; without a table the price is known and g(q) = max(q, 1).
struct ExpectedOption {
  double weight = 0.0, index = 0.0, shift = 0.0, scale = 1.0;
  const OptionTable* table = nullptr;
};
struct ExpectedRevenue {
  double strike = 0.0, other_per_mwh = 0.0;
  std::vector<ExpectedOption> options;
  std::vector<double> export_fractions;  ///< [corridor] of the year's energy
  BetterOfTwo after_term;                ///< worked out last, as most years ask for the same
};

/// Option tables of the markets of a policy, made once: [market] for the tariff's reference period and for single months.
struct MarketTables {
  std::vector<OptionTable> reference, monthly;
  std::vector<PriceLaw> laws;
  std::vector<double> shock_correlation, level_correlation;  ///< [market · markets + market]: of a month's shocks; of the levels
};

/// @param out its room is reused: no allocation once it is large enough.
void expected_revenue(const ProjectTerms& terms, const YearConditions& year, const MarketTables& tables, ExpectedRevenue& out);

/// Value of a unit of revenue at strike p.
double revenue_per_mwh(const ExpectedRevenue& revenue, double strike_per_mwh);

}  // namespace sealedbid
