#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// File operations that report every failure. An error names the file and the operating system's reason:
/// "cannot write out/summary.csv: No space left on device".
namespace sealedbid {

/// Creates a file that must not exist, writes all bytes (interrupted and short writes are continued) and forces them to the disk.
/// Throws OutputError.
void write_new_file(const std::filesystem::path& path, std::string_view bytes);

/// Forces a file's bytes, or a folder's entries, to the disk. Throws OutputError.
void sync_to_disk(const std::filesystem::path& path);

struct FileDigest {
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 lower-case hexadecimal digits
};

/// Reads a regular file in pieces, so its size does not matter. Throws std::system_error.
FileDigest digest_of_file(const std::filesystem::path& path);

/// The bytes of a regular file of at most `limit` bytes. Throws std::system_error (EFBIG above the limit).
std::string read_whole_file(const std::filesystem::path& path, std::size_t limit);

enum class Rename { done, target_exists };

/// Gives `from` the name `to`, atomically and only if nothing has that name. Throws OutputError for any other failure.
Rename rename_if_free(const std::filesystem::path& from, const std::filesystem::path& to);

/// Swaps two folders of one file system, atomically; where the file system cannot swap, by `swap_in_three_renames`. Throws
/// OutputError.
void swap_names(const std::filesystem::path& one, const std::filesystem::path& other);

/// Swaps two folders by way of the name `one` + ".aside". Should the second rename fail, the first is undone. Throws OutputError.
void swap_in_three_renames(const std::filesystem::path& one, const std::filesystem::path& other);

}  // namespace sealedbid
