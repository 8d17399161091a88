#pragma once

#include <optional>
#include <span>
#include <vector>

#include "market/expected_revenue.hpp"
#include "market/project_account.hpp"

/// Prices at which one project earns exactly its cost of capital, by search on its account: the slow reference of the block
/// kernel. Net present value is that of equity; without debt, of the project.
namespace sealedbid {

/// The conditions of all years, and what they earn in expectation as a function of the strike price.
std::vector<YearConditions> years_of(const ProjectTerms& terms);
std::vector<ExpectedRevenue> expected_revenues(const ProjectTerms& terms, std::span<const YearConditions> years,
                                               const MarketTables& tables);

/// Expected flows by year of operation at a strike price.
OperatingFlows flows_at_strike(const ProjectTerms& terms, std::span<const YearConditions> years,
                               std::span<const ExpectedRevenue> expected, double strike_per_mwh);

/// The strike price per MWh at which the net present value at terms.cost_of_capital_fraction is zero. Nothing where no price
/// within ±1e6 times the project's undiscounted cost per MWh does that: the project is worth building at any strike price or at
/// none.
std::optional<double> required_strike_per_mwh(const ProjectTerms& terms, const MarketTables& tables);

/// Levelised cost of the energy sold: the price of every MWh over the lifetime at which the net present value is zero, whatever
/// the tariff; the same in all years. Nothing as above.
///
/// **Source:** Short, Packey & Holt (1995), NREL/TP-462-5173, sections 3 and 4.
std::optional<double> lcoe_nominal_per_mwh(const ProjectTerms& terms);

/// The same in money of the first year of operation: the price rises with inflation from then on.
std::optional<double> lcoe_real_per_mwh(const ProjectTerms& terms);

}  // namespace sealedbid
