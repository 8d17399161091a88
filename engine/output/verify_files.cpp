#include <system_error>

#include "base/issue.hpp"
#include "base/text.hpp"
#include "output/checked_files.hpp"
#include "output/manifest.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t largest_manifest = 4u << 20;

/// Nothing if the file is as the manifest says.
std::string fault_of(const std::filesystem::path& path, const ManifestFile& file) {
  try {
    const FileDigest digest = digest_of_file(path);
    if (digest.bytes != file.bytes)
      return "has " + std::to_string(digest.bytes) + " bytes, " + std::to_string(file.bytes) +
             " were written (cut short or added to)";
    return digest.sha256 == file.sha256 ? "" : "is damaged (its SHA-256 is not the one in the manifest)";
  } catch (const std::system_error& error) {
    return "cannot be read: " + error.code().message();
  }
}

}  // namespace

Manifest verify_run_directory(const std::filesystem::path& run_directory) {
  const std::filesystem::path path = run_directory / manifest_name;
  std::string text;
  try {
    text = read_whole_file(path, largest_manifest);
  } catch (const std::system_error& error) {
    throw InputError(Issue{Place{path.string()}, "", "cannot be read: " + error.code().message(),
                           "Is " + printable(run_directory.string()) + " a run directory?"});
  }
  Manifest manifest = parse_manifest(text, path.string());
  std::vector<Issue> issues;
  for (const ManifestFile& file : manifest.files) {
    const std::string fault = fault_of(run_directory / file.name, file);
    if (!fault.empty())
      issues.push_back(Issue{Place{(run_directory / file.name).string()}, "", fault, "Run again, or take a backup."});
  }
  if (!issues.empty()) throw InputError(issues);
  return manifest;
}

}  // namespace sealedbid
