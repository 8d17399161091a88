#include "scenario/check_economy.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace sealedbid {

const ElectricityMarket* home_market(const Scenario& scenario) {
  const auto& markets = scenario.electricity_markets;
  const auto found = std::ranges::find(markets, scenario.host_country.code, &ElectricityMarket::country);
  return found == markets.end() ? nullptr : &*found;
}

std::string nearest_hint(const std::string& name, const std::vector<std::string>& names) {
  const std::string nearest = nearest_name(name, names);
  return nearest.empty() ? "" : "Did you mean " + printable(nearest) + "?";
}

void Findings::refuse(const std::string& path, const std::string& what, const std::string& remedy) {
  issues.push_back({scenario_.place_of(path), path, what, remedy, Severity::error});
}

void Findings::warn(const std::string& path, const std::string& what, const std::string& remedy) {
  issues.push_back({scenario_.place_of(path), path, what, remedy, Severity::warning});
}

void Findings::refuse_unknown_technology(const std::string& path, const std::string& name) {
  std::vector<std::string> names;
  for (const Technology& technology : scenario_.technologies) names.push_back(technology.name);
  if (std::ranges::find(names, name) != names.end()) return;
  refuse(path, "there is no technology '" + printable(name) + "'", nearest_hint(name, names));
}

}  // namespace sealedbid
