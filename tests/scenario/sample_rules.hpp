#pragma once

#include <gmock/gmock.h>

#include <string>

#include "scenario/sample_scenario.hpp"

/// Texts about the rules of auctions, for tests.
namespace sealedbid {

inline const std::string every_filter =
    "bids: {technologies: [solar], zones: [north], segments: [small], lots: [a, 2], delivery_years: [2027], origin: foreign}";

/// The sample with every key of the rules, too; they are sound one by one but do not fit together.
inline const std::string every_rule_text = with(sample_with("    project_capacity_mw: 100\n", R"(    project_capacity_mw: 100
    zone: north
    segment: small
    lot: 2
    delivery_year: 2027
    owner_group: 'Sun & Co'
    foreign_share_fraction: 0.4
    local_content_fraction: {distribution: uniform, low: 0.1, high: 0.3}
    emission_tco2_per_mwh: 0.5
    criteria: {quality: {distribution: uniform, low: 1, high: 5}}
    minimum_award_fraction: 0.3
)"),
                                                "  award_year: 2025\n", R"(  award_year: 2025
  direction: sale
  format: sealed_then_descending_clock
  rounds: 3
  volume_mwh_per_year: 200000
  budget_per_year: 1000000
  volume_response: {rule: share_of_bids, share_of_bids_fraction: 0.8, surplus_fraction: 0.4, applies: when_undersubscribed}
  history:
    volume_mw: [100, 120.5]
    eligible_bids_mw: [80, 90]
    awarded_mw: [70, 80]
    highest_award_per_mwh: [50, 55.5]
    new_permits_mw: 30
  minimum_bidders: 3
  minimum_bid_mw: 1
  maximum_bid_mw: 50
  exclusions: {abroad: {)" + every_filter + R"(, source: Art. 1}}
  ceilings: {sun: {)" + every_filter + R"(, ceiling_per_mwh: 40, source: Art. 2}}
  ceiling_from_history: {factor: 1.08, rounds: 2, at_most_per_mwh: 60, rounded_to_per_mwh: 0.1}
  floor_per_mwh: -5
  ranking:
    by: points
    yield_correction: eeg_2023
    adjustments:
      local: {)" + every_filter + R"(, add_fraction: -0.1, add_per_mwh: 2, scaled_by: local_content, source: Art. 3}
    criteria:
      price: {weight: 70, formula: lowest_over_value}
      quality: {weight: 30, formula: as_given}
    points_decimals: 3
    reference_per_mwh: 20
    band_above_lowest_fraction: 0.1
  stages:
    north:
      )" + every_filter + R"(
      volume_mw: 40
      volume_fraction: 0.4
      volume_mwh_per_year: 100000
      budget_per_year: 500000
      ceiling_per_mwh: 42
      marginal_bid: partial
      source: Art. 4
  limits:
    small:
      )" + every_filter + R"(
      per: owner_group
      counts: foreign_share
      volume_mw: 20
      volume_fraction: 0.2
      volume_mwh_per_year: 50000
      budget_per_year: 250000
      awards: 2
      marginal_bid: partial_above_minimum
      has_own_price_when_binding: true
      source: Art. 5
  uniform_price_within: zone
  pricing_exceptions: {own: {)" + every_filter + R"(, pricing: pay_as_bid, source: Art. 6}}
  uncontested: pay_ceiling
  clock:
    step_per_mwh: 0.05
    admitted_over_volume_fraction: 1.5
    stops_at_supply_over_volume_fraction: 1.2
    fee_step_per_mw: 500
    intermediate_fees: allowed
  packages: {energy: {demand: 100, value_per_unit: 45}}
  source: Electricity Act
)");

/// The sample with further lines in its auction block, each indented by two spaces.
inline std::string sample_with_rules(const std::string& lines) {
  return sample_with("  award_year: 2025\n", lines);
}

/// The messages for the sample with further lines in its auction block, each indented by two spaces.
inline std::string errors_with_rules(const std::string& lines, const std::vector<Override>& overrides = {}) {
  return errors_of(sample_with_rules(lines), overrides);
}

inline std::string without(std::string text, const std::string& part) {
  return with(std::move(text), part, "");
}

/// One of the messages is about this key of the auction block.
inline void expect_rule_error(const std::string& errors, const std::string& path, const std::string& what,
                              const std::string& remedy) {
  EXPECT_THAT(errors, ::testing::HasSubstr(": auction." + path + ": " + what));
  EXPECT_THAT(errors, ::testing::HasSubstr(remedy));
}

}  // namespace sealedbid
