#pragma once

#include <string>

#include "scenario/sample_rules.hpp"

/// A text with every key of the table of fields, for tests.
namespace sealedbid {

inline const std::string every_country_key_text =
    with(with(every_rule_text, "    capacity_factor_fraction: 0.25\n", R"(    capacity_factor_fraction: 0.25
    between_year_sd_fraction: 0.04
    curtailment_fraction: {distribution: uniform, low: 0.01, high: 0.03}
    decommissioning_fraction_of_capex: 0.05
    imported_fraction_of_capex: 0.7
    local_currency_fraction_of_opex: 0.6
)"),
         "  depreciation_years: 20\n", R"(  depreciation_years: 20
  depreciation_method: declining_balance
  declining_balance_factor: 1.5
  withholding_tax_fraction: 0.1
  import_duty_fraction: 0.05
  import_vat_fraction: 0.18
  local_content_obligation_fraction: 0.2
  exchange_rate:
    regime: pegged
    drift_fraction_per_year: -0.03
    volatility_fraction_per_year: 0.12
    peg_break_probability_per_year: 0.05
    peg_break_loss_fraction: 0.3
)");

inline const std::string every_bidder_key_text =
    with(every_country_key_text, "    wacc_fraction: 0.07\n", R"(    wacc_fraction: 0.07
    cost_of_equity_fraction: {distribution: normal, mean: 0.12, sd: 0.01}
    project_debt:
      sizing: cover_ratio
      gearing_fraction: 0.75
      interest_fraction: {distribution: uniform, low: 0.05, high: 0.07}
      tenor_years: 16
      repayment: equal_principal
      cover_ratio: 1.25
      upfront_fee_fraction: 0.02
    country_premium_fraction: 0.03
    political_risk_cover: {covered_fraction: 0.9, premium_fraction_per_year: 0.008}
    withholding_tax_fraction: 0.05
    outward_investment:
      equity_limit: 15000000
      equity_fraction_of_investment: 0.3
      approval_probability: 0.8
      approval_delay_years: 1
    joint_venture: {domestic_share_fraction: 0.4, partner_capex_factor: 1.1, partner_cost_of_capital_fraction: 0.14}
    local_content_cost_premium_fraction: 0.15
    bid_table: {required_price_per_mwh: [30, 40.5], bid_per_mwh: [33, 42], file: bids.csv}
    risk_aversion: {form: crra, coefficient: 0.5}
    entry_cost_per_mwh: 0.2
    projects_per_bidder: 2
    capex_change_after_award_fraction: {distribution: normal, mean: 0, sd: 0.08}
    adaptive:
      belief_sd_per_mwh: 3
      first_bids: 60
      first_awards: 20
      rounds_ahead: 4
      discount_factor_per_round: 0.9
)");

inline const std::string every_tariff_key_text =
    with(every_bidder_key_text, "  after_term: {price_per_mwh: 25}\n", R"(  cpi_indexed_fraction: 0.3
  indexed_from: award
  local_currency_fraction: 0.4
  reference_period: hour
  reference_price: baseload
  merchant_fraction: 0.2
  negative_prices: unsupported_with_extension
  supported_hours_per_year: 2400
  supported_hours_in_total: 45000
  after_term: {sale: home_market, price_per_mwh: 25}
electricity_markets:
  home:
    country: AZE
    mean_price_per_mwh: 45
    growth_fraction_per_year: 0.01
    persistence_fraction: 0.67
    sd_of_change_fraction: 0.2
    seasonality_factor: [1.1, 1.1, 1, 0.9, 0.8, 0.9, 1, 1, 1, 1, 1.1, 1.2]
    hourly_sd_fraction: 0.4
    capture_rate_fraction: {solar: {distribution: uniform, low: 0.8, high: 0.9}}
    capture_rate_change_fraction_per_year: {solar: -0.01}
    energy_at_negative_prices_fraction: {solar: 0.03}
)");

/// The values are sound one by one but do not fit together.
inline const std::string every_key_text = with(with(every_tariff_key_text, "      price_per_mwh: 62\n", R"(      price_per_mwh: 62
      cable_charge_per_mwh: 4
      market: home
)"),
                                               "  allocation: pro_rata\n", R"(  allocation: priority
  right: option
  priority: [contractor]
  state_share_of_export_gain_fraction: 0.25
settlement: {state_discount_fraction_per_year: 0.05, avoided_cost_per_mwh: 40}
realisation: {performance_bond_per_kw: 40}
rings:
  old_friends: {bidder_classes: [contractor]}
equilibrium: {tolerance: 0.01, certificate_worlds: 4096}
)");

}  // namespace sealedbid
