#include "scenario/policies.hpp"

#include <algorithm>
#include <set>

#include "scenario/fields.hpp"
#include "scenario/patch.hpp"
#include "scenario/read_text.hpp"
#include "scenario/scalars.hpp"

namespace sealedbid {

namespace {

/// Bounds the memory and time of a file with many policies on a large scenario.
constexpr std::size_t most_values = 2'000'000;

const char* const policies_key = "policies";

std::size_t count_values(const YamlNode& node) {
  std::size_t count = 1;
  for (const auto& entry : node.entries) count += count_values(entry.value);
  for (const auto& item : node.items) count += count_values(item);
  return count;
}

std::string in_small_letters(std::string name) {
  for (char& letter : name) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  return name;
}

bool holds_for_the_file(const std::string& key) {
  const auto fields = fields_of<Scenario>();
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& field) { return field.info.key == key && field.info.scope == Scope::file; });
}

void check_policy(const YamlEntry& policy, std::vector<Issue>& issues) {
  const std::string path = joined_path(policies_key, policy.key);
  const auto report = [&](const Place& place, const std::string& key_path, const std::string& what,
                          const std::string& suggestion) {
    issues.push_back({place, key_path, what, suggestion, Severity::error});
  };
  if (const std::string fault = fault_of_name(policy.key); !fault.empty()) report(policy.key_place, path, fault, "");
  if (policy.value.kind != YamlKind::map) {
    report(policy.value.place, path, "expected a map of changes, got " + description_of(policy.value), "Write {} for none.");
  }
  for (const auto& entry : policy.value.entries) {
    const std::string key_path = joined_path(path, entry.key);
    if (holds_for_the_file(entry.key))
      report(entry.key_place, key_path, "is the same for all policies", "Set it at the top of the file.");
    if (entry.key == policies_key) report(entry.key_place, key_path, "a policy has no policies", "");
  }
}

}  // namespace

YamlNode take_policies(YamlNode& root, std::vector<Issue>& issues) {
  YamlNode none;
  none.kind = YamlKind::map;
  const auto is_policies = [](const YamlEntry& entry) { return entry.key == policies_key; };
  const auto found = std::find_if(root.entries.begin(), root.entries.end(), is_policies);
  if (found == root.entries.end()) return none;
  YamlNode policies = std::move(found->value);
  root.entries.erase(found);
  mark_source(policies, YamlSource::policy_patch);
  if (policies.kind != YamlKind::map) {
    issues.push_back(
        {policies.place, policies_key, "expected a map of policies, got " + description_of(policies), "", Severity::error});
    return none;
  }
  if (policies.entries.size() * count_values(root) > most_values) {
    issues.push_back({policies.place, policies_key, "there are too many policies for a scenario of this size", "Split the file.",
                      Severity::error});
    return none;
  }
  std::set<std::string> names;
  for (const auto& policy : policies.entries) {
    check_policy(policy, issues);
    if (names.insert(in_small_letters(policy.key)).second) continue;
    issues.push_back({policy.key_place, joined_path(policies_key, policy.key),
                      "differs from another policy only in capital letters", "Choose another name.", Severity::error});
  }
  return policies;
}

YamlNode patched(const YamlNode& base, const YamlNode& patch) {
  YamlNode tree = base;
  if (patch.kind == YamlKind::map) merge_patch(tree, patch);
  return tree;
}

}  // namespace sealedbid
