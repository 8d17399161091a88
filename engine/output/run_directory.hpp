#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/manifest.hpp"

namespace sealedbid {

enum class Overwrite { no, yes };

/// The folder a run leaves behind. It appears under its name only when every byte is on the disk, and all at once: until then the
/// files lie in a hidden folder ".NAME.partial-XXXXXX" beside it, which the destructor removes. What a killed process left there
/// is removed by the next run with the same target; the folder of a living process is locked (flock) and left alone.
///
/// Target "/dev/null": everything is written as usual to the folder for temporary files, and then thrown away.
class RunDirectory {
 public:
  /// Checks everything that can be checked before the run, and creates the hidden folder. Throws OutputError if
  /// the parent folder is missing or cannot be written to, the target is a symbolic link, or it exists; with Overwrite::yes an
  /// earlier run directory, or an empty folder, may exist and is replaced as a whole. Anything else is never replaced.
  RunDirectory(std::filesystem::path target, Overwrite overwrite);
  ~RunDirectory();
  RunDirectory(const RunDirectory&) = delete;
  RunDirectory& operator=(const RunDirectory&) = delete;

  /// Writes a file. @param name without folder; @param rows of a table, without its header. Throws OutputError.
  void add_text(const std::string& name, std::string_view bytes, std::optional<std::int64_t> rows = std::nullopt);

  /// Where a library may write a file of this name itself; `add_file` has to follow.
  std::filesystem::path path_of(const std::string& name) const;

  /// Takes in a finished file written at `path_of(name)`. Throws OutputError.
  void add_file(const std::string& name, std::optional<std::int64_t> rows = std::nullopt);

  /// Writes the manifest (with the files added) last, and gives the folder its name. Throws OutputError; then the target is as it
  /// was. Only if somebody else took the name during the run, the finished folder is kept as NAME-XXXXXX, and the message says
  /// so.
  void commit(Manifest manifest);

 private:
  void check_target() const;
  void remove_leftovers() const;
  void create_partial();
  void publish();

  std::filesystem::path target_;
  Overwrite overwrite_;
  bool discards_ = false;
  bool partial_exists_ = false;
  std::filesystem::path partial_;
  int lock_ = -1;  ///< descriptor of the hidden folder; its lock says that the process lives
  std::vector<ManifestFile> files_;
};

}  // namespace sealedbid
