#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenario/read_scenario.hpp"
#include "scenario/yaml_tree.hpp"

/// A small scenario that uses every block, for tests to break.
namespace sealedbid {

inline const std::string sample_text = R"(schema_version: 1
name: sample
title: A sample with every key
currency: EUR
price_year: 2024
simulation: {replications: 1000, seed: 7}
technologies:
  solar:
    capex_per_kw: {distribution: lognormal, median: 690, sigma: 0.1}
    opex_per_kw_year: {distribution: triangular, low: 9, mode: 12, high: 16}
    capacity_factor_fraction: 0.25
    degradation_fraction_per_year: 0.004
    lifetime_years: 30
    construction_years: 2
host_country:
  code: AZE
  corporate_tax_fraction: 0.2
  tax_relief: {fraction: 0.5, years: 7}
  depreciation_years: 20
  inflation_fraction_per_year: 0.03
  country_risk_premium_shift_fraction: {distribution: normal, mean: 0, sd: 0.004}
common_shocks:
  correlation:
    - [technologies.solar.capex_per_kw, host_country.country_risk_premium_shift_fraction, 0.2]
bidder_classes:
  contractor:
    origin: CHN
    bidders: 3
    participation_probability: 0.6
    technology: solar
    project_capacity_mw: 100
    capex_factor: {distribution: normal, mean: 0.92, sd: 0.04}
    wacc_fraction: 0.07
    yield_estimate_error_fraction: 0
    required_price_per_mwh: {distribution: uniform, low: 30, high: 40}
    strategy: markup
    markup_fraction: 0.05
auction:
  volume_mw: 100
  minimum_bids: 2
  ceiling_per_mwh: 45
  ceiling_disclosed: true
  price_step_per_mwh: 0.01
  pricing: pay_as_bid
  marginal_bid: award_in_full
  ties: lottery
  award_year: 2025
tariff:
  type: two_way_cfd
  term_years: 20
  indexation_fraction_per_year: 0.01
  after_term: {price_per_mwh: 25}
export:
  corridors:
    west:
      destination: TUR
      capacity_mw: 700
      available_from_year: 2028
      loss_fraction: 0.07
      wheeling_per_mwh: 6.2
      price_per_mwh: 62
      capture_rate_fraction: {solar: 0.88}
  share_of_energy_fraction: 0.1
  allocation: pro_rata
)";

/// `text` with its first `old_part` replaced; throws if there is none.
inline std::string with(std::string text, const std::string& old_part, const std::string& new_part) {
  const std::size_t at = text.find(old_part);
  if (at == std::string::npos) throw std::logic_error("the sample does not contain " + old_part);
  return text.replace(at, old_part.size(), new_part);
}

inline std::string sample_with(const std::string& old_part, const std::string& new_part) {
  return with(sample_text, old_part, new_part);
}

/// The messages of the errors that reading gives, one a line; empty if it succeeds.
inline std::string errors_of(const std::string& text, const std::vector<Override>& overrides = {}) {
  try {
    read_scenario_text(text, "sample.yaml", overrides);
    return "";
  } catch (const InputError& error) {
    return text_of(error.issues(), 1000);
  }
}

inline std::string warnings_of(const std::string& text) {
  return text_of(read_scenario_text(text, "sample.yaml").warnings);
}

inline Scenario scenario_of(const std::string& text, const std::vector<Override>& overrides = {}) {
  return read_scenario_text(text, "sample.yaml", overrides).policies.front().scenario;
}

inline YamlNode scalar_node(const std::string& text) {
  YamlNode node;
  node.text = text;
  return node;
}

}  // namespace sealedbid
