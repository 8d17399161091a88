#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/scenario.hpp"

/// Whether the economic part of a scenario fits together: what contradicts another value, needs one that is absent, or would have
/// no effect is refused with its key path, the reason and a remedy. What may well be meant, but changes nothing, gives a warning.
/// The values themselves are sound.
namespace sealedbid {

/// The market of the host country, in which plants sell what is not exported; nullptr if the scenario has none.
const ElectricityMarket* home_market(const Scenario& scenario);

/// Country, its currency, and electricity markets.
std::vector<Issue> check_markets(const Scenario& scenario);

/// What winners are paid, and for how long.
std::vector<Issue> check_tariff(const Scenario& scenario);

/// Corridors, rights to export, and what the state counts.
std::vector<Issue> check_export(const Scenario& scenario);

/// Capital and debt of the classes of bidders, their owners and what their home countries allow.
std::vector<Issue> check_finance(const Scenario& scenario);

/// The problems that a check finds, each at its place in the file.
class Findings {
 public:
  explicit Findings(const Scenario& scenario) : scenario_(scenario) {}

  void refuse(const std::string& path, const std::string& what, const std::string& remedy);
  void warn(const std::string& path, const std::string& what, const std::string& remedy);
  /// Refuses `name` if no technology has it.
  void refuse_unknown_technology(const std::string& path, const std::string& name);

  std::vector<Issue> issues;

 private:
  const Scenario& scenario_;
};

/// "Did you mean solar?" for the nearest of the names that exist; empty if none is near.
std::string nearest_hint(const std::string& name, const std::vector<std::string>& names);

}  // namespace sealedbid
