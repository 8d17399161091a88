#pragma once

#include <string>
#include <vector>

#include "base/issue.hpp"
#include "scenario/scenario.hpp"

/// From YAML text to scenarios. This folder is the only one that knows YAML.
namespace sealedbid {

/// `--set key.path=value`: replaces one value of the base scenario before the policies are applied. The value is read as YAML.
struct Override {
  std::string key_path;
  std::string text;
};

/// Splits "auction.ceiling_per_mwh=40"; throws InputError where there is no '=' or an empty key path.
Override parse_override(const std::string& argument);

/// Where one final value came from, for `explain`.
enum class Origin { base_file, policy_patch, command_line, standard_value };

struct ExplainedValue {
  std::string key_path;
  std::string value;
  std::string unit;
  Origin origin = Origin::base_file;
  Place place;  ///< of the value; empty for standard values
  std::string doc;
};

/// A scenario file, read and checked.
struct ScenarioFile {
  std::string path;
  std::vector<PolicyScenario> policies;  ///< in the order of the file; a file without policies gives one, named "base"
  std::vector<Issue> warnings;
  /// The whole scenario with defaults filled in, overrides applied and policies as patches; reads back to the same policies.
  std::string resolved_yaml;
  /// Every final value of each policy, parallel to `policies`, in the order of the table of fields.
  std::vector<std::vector<ExplainedValue>> explained;
};

/// Reads `path` ("-" for standard input). The base must be complete by itself; whether its values fit together is checked policy
/// by policy, where the values themselves are sound. Throws InputError with every problem of the file, of all policies, sorted by
/// place.
ScenarioFile read_scenario(const std::string& path, const std::vector<Override>& overrides = {});

/// The same for text that is already in memory; `name` stands in messages, and paths in the text are relative to its folder.
ScenarioFile read_scenario_text(const std::string& text, const std::string& name, const std::vector<Override>& overrides = {});

/// The rules of one auction without bidders, for clearing a given list of bids: a YAML file with schema_version, currency,
/// optional title and host_country (code), and an auction block whose volume and ceiling are constants.
struct RulesFile {
  std::string path;
  std::string title;
  std::string currency;
  std::string host_code;  ///< of the auction's country; empty where the file does not say
  Auction auction;
};
RulesFile read_rules(const std::string& path, const std::vector<Override>& overrides = {});

/// JSON Schema (draft-07) of scenario files, generated from the table of fields.
std::string scenario_json_schema();

/// The reference page of scenario files in Markdown, generated from the table of fields.
std::string scenario_reference_markdown();

}  // namespace sealedbid
