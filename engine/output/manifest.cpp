#include "output/manifest.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/issue.hpp"
#include "base/sha256.hpp"

namespace sealedbid {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view opening = "{\n  \"format\": \"sealedbid run directory\",";
constexpr std::string_view closing = "\"\n  }\n}\n";
constexpr std::size_t digest_size = 64;

Json json_of(const ManifestFile& file) {
  return {{"name", file.name},
          {"rows", file.rows ? Json(*file.rows) : Json(nullptr)},
          {"bytes", file.bytes},
          {"sha256", file.sha256}};
}

Json json_of(const RunEnvironment& environment) {
  Json stages = Json::object();
  for (const auto& [stage, seconds] : environment.stage_seconds) stages[stage] = seconds;
  return {{"started_utc", environment.started_utc},
          {"threads", environment.threads},
          {"wall_seconds", environment.wall_seconds},
          {"stage_seconds", stages},
          {"manifest_sha256", std::string(digest_size, '0')}};
}

Json json_of(const ManifestEquilibrium& found) {
  const double share = found.greatest_upper_bound_share;
  return {{"policy", found.policy},
          {"method", found.method},
          {"status", found.status},
          {"tolerance", found.tolerance},
          {"greatest_upper_bound_share", std::isfinite(share) ? Json(share) : Json(nullptr)}};
}

[[noreturn]] void refuse(const std::string& file, const std::string& key_path, const std::string& what,
                         const std::string& suggestion = "") {
  throw InputError(Issue{Place{file}, key_path, what, suggestion});
}

/// Walks down a parsed manifest; a value of another type than asked for becomes an InputError that names its key.
class Node {
 public:
  Node(const Json& json, std::string file, std::string path) : json_(json), file_(std::move(file)), path_(std::move(path)) {}

  Node operator[](const char* key) const {
    if (!holds(key)) refuse(file_, below(key), "is missing from the manifest");
    return {json_.at(key), file_, below(key)};
  }
  bool holds(const char* key) const { return json_.is_object() && json_.contains(key); }
  std::string text() const {
    require(json_.is_string(), "is not a text");
    return json_.get<std::string>();
  }
  bool truth() const {
    require(json_.is_boolean(), "is not true or false");
    return json_.get<bool>();
  }
  double number() const {
    require(json_.is_number(), "is not a number");
    return json_.get<double>();
  }
  std::uint64_t whole() const {
    require(json_.is_number_unsigned(), "is not a whole number of at least 0 and below 2^64");
    return json_.get<std::uint64_t>();
  }
  std::int64_t count() const {
    require(whole() <= static_cast<std::uint64_t>(INT64_MAX), "is not below 2^63");
    return static_cast<std::int64_t>(whole());
  }
  int small() const {
    require(whole() <= static_cast<std::uint64_t>(INT32_MAX), "is not below 2^31");
    return static_cast<int>(whole());
  }
  bool absent() const { return json_.is_null(); }
  std::vector<Node> items() const {
    require(json_.is_array(), "is not a list");
    std::vector<Node> nodes;
    for (const Json& item : json_) nodes.emplace_back(item, file_, path_ + "[" + std::to_string(nodes.size()) + "]");
    return nodes;
  }
  std::vector<std::pair<std::string, Node>> members() const {
    require(json_.is_object(), "is not a map");
    std::vector<std::pair<std::string, Node>> nodes;
    for (const auto& [key, value] : json_.items()) nodes.emplace_back(key, Node(value, file_, below(key)));
    return nodes;
  }
  void require(bool holds, const char* what) const {
    if (!holds) refuse(file_, path_, what);
  }

 private:
  std::string below(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }

  const Json& json_;
  std::string file_, path_;
};

void check_seal(std::string_view text, const std::string& file) {
  const std::string damaged = "the manifest is damaged (its check sum does not fit its text)";
  if (text.size() < digest_size + closing.size()) refuse(file, "", damaged);
  const std::size_t digest_at = text.size() - closing.size() - digest_size;
  std::string zeroed(text);
  zeroed.replace(digest_at, digest_size, digest_size, '0');
  if (sha256_hex(zeroed) != text.substr(digest_at, digest_size)) refuse(file, "", damaged, "Run again, or take a backup.");
}

ManifestFile file_of(const Node& node) {
  ManifestFile file;
  file.name = node["name"].text();
  node["name"].require(!file.name.empty() && file.name.front() != '.' && file.name.find('/') == std::string::npos,
                       "is not the name of a file in the run directory");
  if (!node["rows"].absent()) file.rows = node["rows"].count();
  file.bytes = node["bytes"].whole();
  file.sha256 = node["sha256"].text();
  return file;
}

ManifestEquilibrium equilibrium_of(const Node& node) {
  const Node share = node["greatest_upper_bound_share"];
  return {node["policy"].text(), node["method"].text(), node["status"].text(), node["tolerance"].number(),
          share.absent() ? std::numeric_limits<double>::infinity() : share.number()};
}

RunEnvironment environment_of(const Node& node) {
  RunEnvironment environment;
  environment.started_utc = node["started_utc"].text();
  environment.threads = node["threads"].small();
  environment.wall_seconds = node["wall_seconds"].number();
  for (const auto& [stage, seconds] : node["stage_seconds"].members())
    environment.stage_seconds.emplace_back(stage, seconds.number());
  return environment;
}

Manifest manifest_of(const Node& root) {
  Manifest manifest;
  const Node program = root["program"], scenario = root["scenario"], simulation = root["simulation"];
  manifest.program_version = program["version"].text();
  manifest.git_commit = program["git_commit"].text();
  manifest.compiler = program["compiler"].text();
  manifest.build_type = program["build_type"].text();
  manifest.scenario_name = scenario["name"].text();
  manifest.scenario_title = scenario["title"].text();
  manifest.currency = scenario["currency"].text();
  manifest.price_year = scenario["price_year"].small();
  manifest.scenario_sha256 = scenario["resolved_sha256"].text();
  manifest.seed = simulation["seed"].whole();
  manifest.replications_asked = simulation["replications_asked"].count();
  manifest.replications_done = simulation["replications_done"].count();
  manifest.interrupted = simulation["interrupted"].truth();
  manifest.block_size = simulation["block_size"].count();
  for (const Node& policy : root["policies"].items()) manifest.policies.push_back(policy.text());
  if (root.holds("equilibria")) {
    for (const Node& found : root["equilibria"].items()) manifest.equilibria.push_back(equilibrium_of(found));
  }
  for (const Node& file : root["files"].items()) manifest.files.push_back(file_of(file));
  manifest.environment = environment_of(root["run_environment"]);
  return manifest;
}

}  // namespace

std::string manifest_text(const Manifest& manifest) {
  Json files = Json::array();
  for (const ManifestFile& file : manifest.files) files.push_back(json_of(file));
  Json json = {{"format", "sealedbid run directory"},
               {"format_version", manifest_format_version},
               {"program",
                {{"version", manifest.program_version},
                 {"git_commit", manifest.git_commit},
                 {"compiler", manifest.compiler},
                 {"build_type", manifest.build_type}}},
               {"scenario",
                {{"name", manifest.scenario_name},
                 {"title", manifest.scenario_title},
                 {"currency", manifest.currency},
                 {"price_year", manifest.price_year},
                 {"resolved_sha256", manifest.scenario_sha256}}},
               {"simulation",
                {{"seed", manifest.seed},
                 {"replications_asked", manifest.replications_asked},
                 {"replications_done", manifest.replications_done},
                 {"interrupted", manifest.interrupted},
                 {"block_size", manifest.block_size}}},
               {"policies", manifest.policies},
               {"files", files}};
  for (const ManifestEquilibrium& found : manifest.equilibria) json["equilibria"].push_back(json_of(found));
  json["run_environment"] = json_of(manifest.environment);
  std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  const std::string digest = sha256_hex(text);
  return text.replace(text.size() - closing.size() - digest_size, digest_size, digest);
}

bool looks_like_manifest(std::string_view text) {
  return text.starts_with(opening);
}

Manifest parse_manifest(std::string_view text, const std::string& file) {
  if (!looks_like_manifest(text)) refuse(file, "", "is not the manifest of a sealedbid run");
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) refuse(file, "", "the manifest is damaged (not well-formed JSON)", "Run again, or take a backup.");
  const Node root(json, file, "");
  const int version = root["format_version"].small();
  if (version > manifest_format_version)
    refuse(file, "format_version",
           std::to_string(version) + " is newer than this program reads (" + std::to_string(manifest_format_version) + ")",
           "Use the program version that wrote it, or a later one.");
  check_seal(text, file);
  return manifest_of(root);
}

}  // namespace sealedbid
