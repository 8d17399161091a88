#include "cli/scenario_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/console.hpp"

namespace sealedbid::cli {

std::vector<Override> overrides_of(const std::vector<std::string>& settings) {
  std::vector<Override> overrides;
  for (const std::string& setting : settings) overrides.push_back(parse_override(setting));
  return overrides;
}

void print_warnings(const std::vector<Issue>& warnings) {
  if (!warnings.empty()) print_note(text_of(warnings));
}

std::size_t index_of_name(const char* option, const char* kind, const std::string& name, const std::string& owner,
                          const std::vector<std::string>& names) {
  if (name.empty()) return 0;
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string known;
  for (const std::string& one : names) known += (known.empty() ? "" : ", ") + one;
  const std::string nearest = nearest_name(name, names);
  throw UsageError(fmt::format("{}: {} has no {} '{}'; it has {}{}", option, printable(owner, 4096), kind, printable(name),
                               printable(known, 1000), nearest.empty() ? "" : ". Did you mean " + nearest + "?"));
}

std::vector<std::string> policy_names(const ScenarioFile& file) {
  std::vector<std::string> names;
  for (const PolicyScenario& policy : file.policies) names.push_back(policy.policy);
  return names;
}

}  // namespace sealedbid::cli
