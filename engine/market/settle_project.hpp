#pragma once

#include <span>
#include <vector>

#include "market/expected_revenue.hpp"
#include "market/project_years.hpp"

/// What a project really earns and what it costs the state, on one path of prices, exchange rate and yields. In expectation over
/// the paths it is what expected_revenue says. docs/methods/settlement.md derives it.
namespace sealedbid {

/// Price of a market relative to its mean level, on one path from the award on.
struct MarketPath {
  std::span<const double> by_month;  ///< R_m; month 0 is the January of the year of the award
  std::span<const double> by_year;   ///< mean of the year's twelve months
};

/// What one project meets. All paths reach to the end of its lifetime.
struct ProjectPaths {
  std::span<const MarketPath> markets;    ///< parallel to Market::markets
  std::span<const double> exchange_rate;  ///< [years from the award], value of the host's currency relative to the award
  std::span<const double> yield_factor;   ///< [t − 1], yield of year t of operation relative to its mean
};

/// A year of operation; energy in MWh per kW, money in nominal currency per kW.
struct SettledYear {
  double energy_mwh_per_kw = 0.0;             ///< sold, at home and abroad
  double supported_mwh_per_kw = 0.0;          ///< of it, at home and under the contract
  double exported_mwh_per_kw = 0.0;           ///< of it, what enters corridors
  double supported_revenue_per_kw = 0.0;      ///< of supported energy: from the state and, where the project sells it, the market
  double unsupported_revenue_per_kw = 0.0;    ///< of energy sold at home without support
  double export_revenue_per_kw = 0.0;         ///< net of losses, charges and the state's share
  double state_export_gain_per_kw = 0.0;      ///< the state's share of the gain from export
  double payment_by_state_per_kw = 0.0;       ///< negative where the project pays
  double received_energy_value_per_kw = 0.0;  ///< market value of the energy that the state receives (power purchase agreement)

  double revenue_per_kw() const { return supported_revenue_per_kw + unsupported_revenue_per_kw + export_revenue_per_kw; }
  double support_per_kw() const { return payment_by_state_per_kw - received_energy_value_per_kw; }
};

struct SettledProject {
  std::vector<SettledYear> years;        ///< [t − 1]
  std::vector<double> export_fractions;  ///< [corridor], of the year settled last
};

/// The years of operation as years_of gives them, but without the limit on supported hours in total: settle_project counts them.
void years_to_settle(const ProjectTerms& terms, std::vector<YearConditions>& years);

/// Settles the years of operation at the strike price that is really paid.
///
/// A year's energy comes in twelve equal parts. With the indexed strike P (a share of it at the exchange rate of the path), M the
/// captured market price, B the reference price and X the net price of a corridor, a MWh of supported energy costs the state P
/// (power purchase agreement; it receives energy worth M, or 0 without a home market), P − B (two-way CfD; capability CfD: a MWh
/// available), (P − B)⁺ (one-way sliding premium), P (fixed premium), (1 − merchant share)(P − M), −P (payment by the bidder).
/// Reference period hour: the expectation over the hours of the month. An export option takes the better of home and export
/// month by month. In the term the state takes its share of (X − P)⁺. Limits of supported hours hold for the realised energy.
///
/// @param terms corridors with the project's own parts of them.
/// @param years of years_to_settle(terms). @param strike_per_mwh in money of the award.
/// @param settled its room is reused: no allocation once it is large enough.
/// Cost: about 10 ns a year for payments that are linear in prices, otherwise also 12 months an option.
void settle_project(const ProjectTerms& terms, std::span<const YearConditions> years, const MarketTables& tables,
                    double strike_per_mwh, const ProjectPaths& paths, SettledProject& settled);

}  // namespace sealedbid
