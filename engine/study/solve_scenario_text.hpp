#pragma once

#include <string>

#include "study/solve_scenario.hpp"

/// The answer to a scenario as text.
namespace sealedbid {

/// For people, policy by policy: bids of each class, bids by tenths of its required prices, the certificate, how it was found.
std::string scenario_answer_table(const ScenarioAnswer& answer);

/// The bid functions, as in a run's bid_functions.csv.
std::string scenario_answer_csv(const ScenarioAnswer& answer);

/// Everything. Values that do not exist are null.
std::string scenario_answer_json(const ScenarioAnswer& answer);

}  // namespace sealedbid
