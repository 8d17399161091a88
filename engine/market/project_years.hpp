#pragma once

#include <vector>

#include "market/project_terms.hpp"

/// The years of operation of a project: what is known of each before prices, yields and exchange rates are.
namespace sealedbid {

/// (1 + rate)^years by repeated multiplication, so that all CPUs give the same bits. @param years ≥ 0.
double compounded(double rate_per_year, int years);

/// Year t of operation (t = 1 … lifetime). Energy is relative to what is available in the first year, E_1.
struct YearConditions {
  bool is_in_term = false;               ///< of the contract as planned; an extension is not
  int years_from_award = 0;              ///< construction and delay included
  double energy = 0.0;                   ///< sold: degradation and curtailment
  double available_energy = 0.0;         ///< before curtailment, for capability payments
  double supported_fraction = 0.0;       ///< of the energy: in the term, at supported prices, within the energy limits
  double strike_index = 0.0;             ///< indexed strike over strike, exchange rate apart
  double local_currency_fraction = 0.0;  ///< share of the indexed strike that follows the exchange rate
  double inflation_index = 1.0;          ///< since commissioning
  double tax_fraction = 0.0;             ///< corporate tax after relief
  double depreciation_fraction = 0.0;    ///< of capex, in this year
};
void years_of(const ProjectTerms& terms, std::vector<YearConditions>& years);

/// Operating cost of the year, over that of the first at the exchange rate of the award. @param exchange_rate over that rate.
double opex_index(const ProjectTerms& terms, const YearConditions& year, double exchange_rate);

/// Premium of the political-risk cover in the year, a unit of capex: during the term alone.
double cover_premium_fraction_of_capex(const ProjectTerms& terms, const YearConditions& year);

/// Cost of dismantling at the end of the lifetime, a unit of capex, in money of then.
double decommissioning_fraction_of_capex(const ProjectTerms& terms);

/// True from the year on in which the corridor carries energy.
bool is_open(const ProjectTerms& terms, const CorridorTerms& corridor, const YearConditions& year);

/// Share of the year's energy for each corridor: open ones in proportion to their capacity, together at most what is wanted.
void export_fractions(const ProjectTerms& terms, const YearConditions& year, std::vector<double>& fractions);

}  // namespace sealedbid
