#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// manifest.json: what a run directory holds, from what it was made, and the check sums that prove it whole.
namespace sealedbid {

inline constexpr int manifest_format_version = 1;
inline constexpr const char* manifest_name = "manifest.json";

/// One file of the run directory.
struct ManifestFile {
  std::string name;
  std::optional<std::int64_t> rows;  ///< of a table, without its header; nothing where the file is no table
  std::uint64_t bytes = 0;
  std::string sha256;
};

/// The only part that differs between identical runs.
struct RunEnvironment {
  std::string started_utc;  ///< e.g. "2026-01-31T12:00:00Z"
  int threads = 1;
  double wall_seconds = 0.0;
  std::vector<std::pair<std::string, double>> stage_seconds;  ///< (stage, wall time)
};

/// A policy whose bids were solved for.
struct ManifestEquilibrium {
  std::string policy, method, status;
  double tolerance = 0.0;                   ///< asked for, as a share of the expected profit
  double greatest_upper_bound_share = 0.0;  ///< of any class's gain by other bids over its expected profit; may be infinite
};

struct Manifest {
  std::string program_version, git_commit, compiler, build_type;
  std::string scenario_name, scenario_title, currency;
  int price_year = 0;
  std::string scenario_sha256;  ///< of scenario.resolved.yaml
  std::uint64_t seed = 0;
  std::int64_t replications_asked = 0, replications_done = 0;
  bool interrupted = false;
  std::int64_t block_size = 0;  ///< replications a block
  std::vector<std::string> policies;
  std::vector<ManifestEquilibrium> equilibria;  ///< may be empty
  std::vector<ManifestFile> files;              ///< filled in by RunDirectory::commit
  RunEnvironment environment;
};

/// JSON text, ending in the SHA-256 of itself (computed with 64 zeros in the digest's place), so that a change of any byte shows.
std::string manifest_text(const Manifest& manifest);

/// True if the text begins as every manifest of this program does, of whatever format version, whole or not.
bool looks_like_manifest(std::string_view text);

/// Reads and checks a manifest. `file` stands in messages. Throws InputError if it is no manifest, is damaged, lacks something,
/// or has a newer format version than this program.
Manifest parse_manifest(std::string_view text, const std::string& file);

/// Reads the manifest of a run directory and compares every file it names with its size and check sum. Files it does not name are
/// not looked at. Throws InputError with one issue for each file that is missing or damaged.
Manifest verify_run_directory(const std::filesystem::path& run_directory);

}  // namespace sealedbid
