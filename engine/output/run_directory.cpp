#include "output/run_directory.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "base/issue.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "output/checked_files.hpp"

namespace sealedbid {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t suffix_size = 6;
constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz012345";  // 32 letters, so that five random bits pick one

std::string shown(const fs::path& path) {
  return printable(path.string(), 4096);
}

std::string partial_prefix(const fs::path& target) {
  return "." + target.filename().string() + ".partial-";
}

std::string random_suffix() {
  unsigned char random[suffix_size] = {};
  if (::getrandom(random, sizeof random, 0) != static_cast<ssize_t>(sizeof random))
    throw OutputError("no random bytes for a file name");
  std::string suffix;
  for (const unsigned char byte : random) suffix += alphabet[byte % alphabet.size()];
  return suffix;
}

bool has_name_of_partial(const std::string& name, const std::string& prefix) {
  return name.size() == prefix.size() + suffix_size && name.starts_with(prefix) &&
         name.find_first_not_of(alphabet, prefix.size()) == std::string::npos;
}

int open_folder(const fs::path& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/// Same folder, not another one that took its name since.
bool still_named(int descriptor, const fs::path& path) {
  struct stat opened {
  }, named{};
  return ::fstat(descriptor, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

bool is_earlier_run(const fs::path& folder) {
  try {
    return looks_like_manifest(read_whole_file(folder / manifest_name, 64u << 20));
  } catch (const std::system_error&) {
    return false;
  }
}

bool may_be_replaced(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_empty(folder, ignored) || is_earlier_run(folder);
}

}  // namespace

RunDirectory::RunDirectory(fs::path target, Overwrite overwrite) : target_(std::move(target)), overwrite_(overwrite) {
  std::error_code error;
  discards_ = target_ == "/dev/null";
  if (discards_) target_ = fs::temp_directory_path(error) / "sealedbid-discarded";
  if (!error) target_ = fs::absolute(target_, error).lexically_normal();
  if (error) throw OutputError("cannot create " + shown(target_) + ": " + error.message());
  if (!target_.has_filename()) target_ = target_.parent_path();  // "runs/first/"
  if (!target_.has_filename()) throw OutputError("cannot write a run to " + shown(target_) + ": it is no name for a new folder");
  check_target();
  remove_leftovers();
  create_partial();
}

RunDirectory::~RunDirectory() {
  std::error_code ignored;
  if (partial_exists_) fs::remove_all(partial_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

void RunDirectory::check_target() const {
  const fs::path parent = target_.parent_path();
  std::error_code error;
  const fs::file_status parent_status = fs::status(parent, error);
  if (!fs::exists(parent_status))
    throw OutputError("cannot create " + shown(target_) + ": the folder " + shown(parent) + " does not exist. Create it first.");
  if (!fs::is_directory(parent_status))
    throw OutputError("cannot create " + shown(target_) + ": " + shown(parent) + " is not a folder.");
  const fs::file_status status = fs::symlink_status(target_, error);
  if (!fs::exists(status) || discards_) return;
  if (fs::is_symlink(status))
    throw OutputError(shown(target_) + " is a symbolic link (a run is not written through links). Give the folder itself.");
  if (!fs::is_directory(status)) throw OutputError(shown(target_) + " exists and is not a folder. Choose another name.");
  if (overwrite_ == Overwrite::no)
    throw OutputError(shown(target_) + " exists. Choose another name, or ask to replace it (--force).");
  if (!may_be_replaced(target_))
    throw OutputError(shown(target_) +
                      " is not a run directory (no manifest of a run in it), so it is not overwritten. Choose another name.");
}

void RunDirectory::remove_leftovers() const {
  const std::string prefix = partial_prefix(target_);
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(target_.parent_path(), error)) {
    if (!has_name_of_partial(entry.path().filename().string(), prefix)) continue;
    const int folder = open_folder(entry.path());
    if (folder < 0) continue;
    if (::flock(folder, LOCK_EX | LOCK_NB) == 0 && still_named(folder, entry.path())) fs::remove_all(entry.path(), error);
    ::close(folder);
  }
}

void RunDirectory::create_partial() {
  for (int attempt = 0; attempt < 100; ++attempt) {
    partial_ = target_.parent_path() / (partial_prefix(target_) + random_suffix());
    if (::mkdir(partial_.c_str(), 0777) != 0) {
      if (errno == EEXIST) continue;
      throw OutputError("cannot create " + shown(target_) + ": " + std::generic_category().message(errno));
    }
    partial_exists_ = true;
    lock_ = open_folder(partial_);
    // Another process may have taken the new folder for a leftover between the two calls. Where folders cannot be locked (some
    // network file systems), nobody can take it for a leftover either.
    const bool taken = lock_ >= 0 && ::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (lock_ >= 0 && !taken && still_named(lock_, partial_)) return;
    if (lock_ >= 0) ::close(lock_);
    lock_ = -1;
    partial_exists_ = false;
    ::rmdir(partial_.c_str());
  }
  throw OutputError("cannot create " + shown(target_) + ": other processes keep removing its partial folder");
}

fs::path RunDirectory::path_of(const std::string& name) const {
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos)
    throw std::invalid_argument("not a name of a file in a run directory: " + name);
  return partial_ / name;
}

void RunDirectory::add_text(const std::string& name, std::string_view bytes, std::optional<std::int64_t> rows) {
  write_new_file(path_of(name), bytes);
  files_.push_back({name, rows, bytes.size(), sha256_hex(bytes)});
}

void RunDirectory::add_file(const std::string& name, std::optional<std::int64_t> rows) {
  const fs::path path = path_of(name);
  sync_to_disk(path);
  try {
    const FileDigest digest = digest_of_file(path);
    files_.push_back({name, rows, digest.bytes, digest.sha256});
  } catch (const std::system_error& error) {
    throw OutputError("cannot read back " + shown(path) + ": " + error.code().message());
  }
}

void RunDirectory::commit(Manifest manifest) {
  manifest.files = files_;
  write_new_file(path_of(manifest_name), manifest_text(manifest));
  sync_to_disk(partial_);
  if (discards_) return;
  publish();
  sync_to_disk(target_.parent_path());
  // After a swap the hidden name belongs to the run that was replaced.
  std::error_code ignored;
  if (partial_exists_) fs::remove_all(partial_, ignored);
  partial_exists_ = false;
}

void RunDirectory::publish() {
  if (rename_if_free(partial_, target_) == Rename::done) {
    partial_exists_ = false;
    return;
  }
  std::error_code ignored;
  const bool is_folder = fs::is_directory(fs::symlink_status(target_, ignored));
  if (overwrite_ == Overwrite::yes && is_folder && may_be_replaced(target_)) return swap_names(partial_, target_);
  const std::string name = partial_.filename().string();
  const fs::path kept = target_.string() + "-" + name.substr(name.size() - suffix_size);
  if (rename_if_free(partial_, kept) != Rename::done) throw OutputError("cannot create " + shown(kept) + ": it exists");
  partial_exists_ = false;
  throw OutputError(shown(target_) + " was created by somebody else during the run. The finished run is kept as " + shown(kept) +
                    ".");
}

}  // namespace sealedbid
