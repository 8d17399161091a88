#include "scenario/read_scenario.hpp"

#include <sys/random.h>

#include <cerrno>
#include <set>
#include <system_error>

#include "scenario/bid_table_file.hpp"
#include "scenario/check_meaning.hpp"
#include "scenario/explain.hpp"
#include "scenario/patch.hpp"
#include "scenario/plausibility.hpp"
#include "scenario/policies.hpp"
#include "scenario/read_block.hpp"
#include "scenario/scenario_tree.hpp"

namespace sealedbid {

namespace {

/// The word random becomes a number here, once, so that all policies and the resolved file have the same.
void draw_random_seed(YamlNode& root) {
  YamlNode* simulation = root.find("simulation");
  YamlNode* seed = simulation == nullptr ? nullptr : simulation->find("seed");
  if (seed == nullptr || seed->kind != YamlKind::scalar || seed->is_quoted || seed->text != "random") return;
  std::uint64_t number = 0;
  if (getrandom(&number, sizeof number, 0) != static_cast<ssize_t>(sizeof number)) {
    throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  seed->text = std::to_string(number);
}

/// What a file that was cut off lacks must not come from an override (docs/decisions/0005): the seed stands in the file.
void check_seed_is_written(const YamlNode& base, std::vector<Issue>& issues) {
  const YamlNode* simulation = base.find("simulation");
  if (simulation != nullptr && (simulation->kind != YamlKind::map || simulation->find("seed") != nullptr)) return;
  issues.push_back({(simulation != nullptr ? *simulation : base).place, "simulation.seed",
                    "is missing in the file itself, which may have been cut off",
                    "Write it there; an override can then replace it.", Severity::error});
}

void append(std::vector<Issue>& issues, const std::vector<Issue>& further) {
  issues.insert(issues.end(), further.begin(), further.end());
}

/// The warnings, each once; throws if there is an error. A fault of the base is met again under every policy.
std::vector<Issue> warnings_or_throw(const std::vector<Issue>& issues) {
  std::set<std::string> seen;
  std::vector<Issue> errors, warnings;
  for (const auto& issue : issues) {
    if (seen.insert(text_of(issue)).second) (issue.severity == Severity::error ? errors : warnings).push_back(issue);
  }
  if (!errors.empty()) throw InputError(std::move(errors));
  return warnings;
}

void add_policy(const std::string& name, const YamlNode& patch, const YamlNode& base, ScenarioFile& file,
                std::vector<Issue>& issues) {
  PolicyScenario& result = file.policies.emplace_back();
  result.policy = name;
  const ReadResult read = read_block(patched(base, patch), result.scenario);
  append(issues, read.issues);
  append(issues, check_meaning(result.scenario, read.issues));
  if (read.issues.empty()) append(issues, check_plausibility(result.scenario));
  file.explained.push_back(explain(result.scenario, read.written));
}

/// Policies are compared round by round.
void check_rounds(const std::vector<PolicyScenario>& policies, std::vector<Issue>& issues) {
  const std::int64_t rounds = policies.front().scenario.auction.rounds;
  for (const PolicyScenario& policy : policies) {
    if (policy.scenario.auction.rounds == rounds) continue;
    issues.push_back({policy.scenario.place_of("auction.rounds"), "auction.rounds",
                      std::to_string(policy.scenario.auction.rounds) + " in policy " + policy.policy + " and " +
                          std::to_string(rounds) + " in policy " + policies.front().policy +
                          ", and policies are compared by round",
                      "Set it at the top of the file.", Severity::error});
  }
}

/// Policies are compared class by class, and each project of a class's bidders is shown.
void check_projects(const std::vector<PolicyScenario>& policies, std::vector<Issue>& issues) {
  const std::vector<BidderClass>& first = policies.front().scenario.bidder_classes;
  for (const PolicyScenario& policy : policies) {
    const std::vector<BidderClass>& classes = policy.scenario.bidder_classes;
    for (std::size_t c = 0; c < std::min(first.size(), classes.size()); ++c) {
      if (classes[c].projects_per_bidder == first[c].projects_per_bidder) continue;
      const std::string path = "bidder_classes." + classes[c].name + ".projects_per_bidder";
      issues.push_back({policy.scenario.place_of(path), path,
                        std::to_string(classes[c].projects_per_bidder) + " in policy " + policy.policy + " and " +
                            std::to_string(first[c].projects_per_bidder) + " in policy " + policies.front().policy +
                            ", and policies are compared project by project",
                        "Set it at the top of the file.", Severity::error});
    }
  }
}

std::string resolved_text(const Scenario& base, YamlNode policies) {
  YamlNode tree = scenario_tree(base);
  if (!policies.entries.empty()) tree.entries.push_back({"policies", Place(), std::move(policies)});
  return yaml_text(tree);
}

}  // namespace

ScenarioFile read_scenario_text(const std::string& text, const std::string& name, const std::vector<Override>& overrides) {
  ScenarioFile file;
  file.path = name;
  std::vector<Issue> issues;
  YamlNode base = parse_yaml(text, name);
  YamlNode policies = take_policies(base, issues);
  read_bid_table_files(base, name, issues);
  for (auto& policy : policies.entries) read_bid_table_files(policy.value, name, issues);
  if (!overrides.empty()) check_seed_is_written(base, issues);
  for (const auto& override_ : overrides) apply_override(base, override_, issues);
  read_bid_table_files(base, name, issues);
  draw_random_seed(base);

  Scenario base_scenario;
  append(issues, read_block(base, base_scenario).issues);
  for (const auto& policy : policies.entries) add_policy(policy.key, policy.value, base, file, issues);
  if (policies.entries.empty()) add_policy("base", policies, base, file, issues);
  check_rounds(file.policies, issues);
  check_projects(file.policies, issues);
  file.warnings = warnings_or_throw(issues);
  file.resolved_yaml = resolved_text(base_scenario, std::move(policies));
  return file;
}

ScenarioFile read_scenario(const std::string& path, const std::vector<Override>& overrides) {
  ScenarioFile file = read_scenario_text(read_text_file(path), path == "-" ? "standard input" : path, overrides);
  file.path = path;
  return file;
}

}  // namespace sealedbid
