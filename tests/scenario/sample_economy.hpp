#pragma once

#include <gmock/gmock.h>

#include <string>

#include "scenario/sample_scenario.hpp"

/// Texts about markets, tariffs, finance and export, for tests.
namespace sealedbid {

/// A scenario that says much about the economy, soundly and without warnings.
inline const std::string economy_text = R"(schema_version: 1
name: economy
currency: EUR
price_year: 2024
simulation: {seed: 7}
technologies:
  solar:
    capex_per_kw: 690
    opex_per_kw_year: 12
    capacity_factor_fraction: 0.25
    between_year_sd_fraction: 0.04
    curtailment_fraction: 0.02
    lifetime_years: 30
    decommissioning_fraction_of_capex: 0.05
    imported_fraction_of_capex: 0.7
    local_currency_fraction_of_opex: 0.6
host_country:
  code: AZE
  corporate_tax_fraction: 0.2
  depreciation_method: declining_balance
  declining_balance_factor: 1.5
  withholding_tax_fraction: 0.1
  import_duty_fraction: 0.05
  import_vat_fraction: {distribution: uniform, low: 0.1, high: 0.18}
  local_content_obligation_fraction: 0.2
  inflation_fraction_per_year: 0.03
  exchange_rate:
    regime: pegged
    drift_fraction_per_year: -0.03
    volatility_fraction_per_year: 0.12
    peg_break_probability_per_year: 0.05
    peg_break_loss_fraction: 0.3
electricity_markets:
  home:
    country: AZE
    mean_price_per_mwh: {distribution: normal, mean: 45, sd: 5}
    growth_fraction_per_year: 0.01
    persistence_fraction: 0.67
    sd_of_change_fraction: 0.2
    seasonality_factor: [1.1, 1.1, 1, 0.9, 0.8, 0.9, 1, 1, 1, 1, 1.1, 1.2]
    hourly_sd_fraction: 0.4
    capture_rate_fraction: {solar: {distribution: uniform, low: 0.8, high: 0.9}}
    capture_rate_change_fraction_per_year: {solar: -0.01}
    energy_at_negative_prices_fraction: {solar: 0.03}
  abroad: {country: TUR, mean_price_per_mwh: 65, persistence_fraction: 0.5, sd_of_change_fraction: 0.15}
common_shocks:
  correlation:
    - [electricity_markets.home, electricity_markets.abroad, 0.4]
    - [electricity_markets.home.mean_price_per_mwh, host_country.import_vat_fraction, -0.2]
bidder_classes:
  contractor:
    origin: CHN
    bidders: 3
    technology: solar
    project_capacity_mw: 100
    cost_of_equity_fraction: {distribution: normal, mean: 0.12, sd: 0.01}
    project_debt:
      sizing: cover_ratio
      gearing_fraction: 0.75
      interest_fraction: {distribution: uniform, low: 0.05, high: 0.07}
      tenor_years: 16
      cover_ratio: 1.25
      upfront_fee_fraction: 0.02
    country_premium_fraction: 0.03
    political_risk_cover: {covered_fraction: 0.9, premium_fraction_per_year: 0.008}
    withholding_tax_fraction: 0.05
    outward_investment: {equity_limit: 15000000, approval_probability: 0.8, approval_delay_years: 1}
    joint_venture: {domestic_share_fraction: 0.4, partner_capex_factor: 1.1, partner_cost_of_capital_fraction: 0.14}
    strategy: truthful
    local_content_fraction: 0.3
    local_content_cost_premium_fraction: 0.15
  domestic: {origin: AZE, bidders: 2, technology: solar, project_capacity_mw: 50, wacc_fraction: 0.09, strategy: truthful}
auction: {volume_mw: 100, ceiling_per_mwh: 60}
tariff:
  type: two_way_cfd
  term_years: 20
  indexation_fraction_per_year: 0.01
  cpi_indexed_fraction: 0.3
  indexed_from: award
  reference_period: hour
  reference_price: baseload
  negative_prices: unsupported_with_extension
  supported_hours_per_year: 2400
  supported_hours_in_total: 45000
  after_term: {sale: home_market}
export:
  corridors:
    west: {destination: TUR, capacity_mw: 70, available_from_year: 2028, cable_charge_per_mwh: 4, market: abroad}
    north: {destination: GEO, capacity_mw: 20, available_from_year: 2026, price_per_mwh: 50, capture_rate_fraction: {solar: 0.9}}
  right: share
  share_of_energy_fraction: 0.4
  allocation: priority
  priority: [domestic, contractor]
  state_share_of_export_gain_fraction: 0.25
settlement: {state_discount_fraction_per_year: 0.05, avoided_cost_per_mwh: 40}
)";

inline std::string economy_with(const std::string& old_part, const std::string& new_part) {
  return with(economy_text, old_part, new_part);
}

inline std::string economy_errors(const std::string& old_part, const std::string& new_part) {
  return errors_of(economy_with(old_part, new_part));
}

inline std::string economy_warnings(const std::string& old_part, const std::string& new_part) {
  return warnings_of(economy_with(old_part, new_part));
}

/// One problem alone, about this key, which says why and what would be right.
inline void expect_only(const std::string& problems, const std::string& path, const std::string& what,
                        const std::string& remedy) {
  EXPECT_EQ(problems.find('\n'), std::string::npos) << problems;
  EXPECT_THAT(problems, ::testing::HasSubstr(" " + path + ": " + what));
  EXPECT_THAT(problems, ::testing::HasSubstr(remedy));
}

}  // namespace sealedbid
