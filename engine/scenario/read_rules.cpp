#include "scenario/check_meaning.hpp"
#include "scenario/patch.hpp"
#include "scenario/read_block.hpp"
#include "scenario/read_scenario.hpp"

namespace sealedbid {

namespace {

void check_one_round(const Scenario& scenario, std::vector<Issue>& issues) {
  if (scenario.auction.rounds == 1) return;
  issues.push_back({scenario.place_of("auction.rounds"), "auction.rounds",
                    std::to_string(scenario.auction.rounds) + " rounds are for scenarios, a given list of bids is one round",
                    "Leave it out.", Severity::error});
}

void check_constants(const Scenario& scenario, std::vector<Issue>& issues) {
  const auto check = [&](const std::string& path, const Quantity& quantity) {
    if (is_constant(quantity)) return;
    issues.push_back({scenario.place_of(path), path, text_of(quantity) + " is not a constant",
                      "The rules for a given list of bids have one value here.", Severity::error});
  };
  if (scenario.auction.volume_mw) check("auction.volume_mw", *scenario.auction.volume_mw);
  if (scenario.auction.ceiling_per_mwh) check("auction.ceiling_per_mwh", *scenario.auction.ceiling_per_mwh);
}

}  // namespace

RulesFile read_rules(const std::string& path, const std::vector<Override>& overrides) {
  std::vector<Issue> issues;
  YamlNode root = parse_yaml(read_text_file(path), path == "-" ? "standard input" : path);
  for (const auto& override_ : overrides) apply_override(root, override_, issues);
  RulesText rules;
  const ReadResult read = read_block(root, rules);
  issues.insert(issues.end(), read.issues.begin(), read.issues.end());
  if (read.issues.empty()) {
    Scenario scenario;
    scenario.auction = rules.auction;
    for (const auto& [key_path, written] : read.written) scenario.places[key_path] = written.place;
    const std::vector<Issue> faults = check_auction(scenario);
    issues.insert(issues.end(), faults.begin(), faults.end());
    check_constants(scenario, issues);
    check_one_round(scenario, issues);
  }
  if (!issues.empty()) throw InputError(std::move(issues));
  return {path, rules.title, rules.currency, rules.host_country.code, rules.auction};
}

}  // namespace sealedbid
