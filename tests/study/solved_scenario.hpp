#pragma once

#include <string>

#include "scenario/read_scenario.hpp"

namespace sealedbid::testing {

/// Three bidders with required prices U(20, 40) for one lot of 10 MW below a ceiling of 40; the second policy is truthful.
inline constexpr const char* solved_scenario = R"(schema_version: 1
name: solved
currency: EUR
price_year: 2025
simulation: {replications: 3000, seed: 5}
host_country: {code: AAA}
bidder_classes:
  home: {origin: AAA, bidders: 3, project_capacity_mw: 10, required_price_per_mwh: {distribution: uniform, low: 20, high: 40}, strategy: equilibrium}
auction: {volume_mw: 10, ceiling_per_mwh: 40, price_step_per_mwh: 0.001}
policies:
  as_is: {}
  truthful: {bidder_classes: {home: {strategy: truthful}}}
)";

inline ScenarioFile solved_file(const std::vector<Override>& overrides = {}) {
  return read_scenario_text(solved_scenario, "solved.yaml", overrides);
}

}  // namespace sealedbid::testing
