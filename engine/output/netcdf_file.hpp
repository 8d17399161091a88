#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace sealedbid {

/// A new netCDF-4 file (compressed, CF conventions) whose every call is checked: a failure is an OutputError that names the file
/// and the reason. Use from one thread at a time (the C library underneath is not thread-safe).
class NetcdfFile {
 public:
  static constexpr std::size_t unlimited = 0;
  enum class Type { text, int32, int64, real };

  /// Creates the file; it must not exist.
  explicit NetcdfFile(std::filesystem::path path);
  ~NetcdfFile();  ///< closes without check if `close` was not called
  NetcdfFile(const NetcdfFile&) = delete;
  NetcdfFile& operator=(const NetcdfFile&) = delete;

  int add_dimension(const std::string& name, std::size_t length);

  /// A variable, compressed if it has dimensions; reals are NaN where nothing is written. @param chunk values a chunk, by
  /// dimension; empty: the library's choice.
  int add_variable(const std::string& name, Type type, const std::vector<int>& dimensions,
                   const std::vector<std::size_t>& chunk = {});

  /// `units` and `long_name` of a variable.
  void describe(int variable, const std::string& units, const std::string& long_name);
  void set_attribute(int variable, const std::string& name, const std::string& text);
  void set_global_attribute(const std::string& name, const std::string& text);

  /// A variable of texts along one dimension, in UTF-8; values of several lengths are padded.
  void add_texts(const std::string& name, int dimension, const std::vector<std::string>& texts);

  /// A coordinate: a dimension and the variable of its name; returns the dimension.
  int add_text_coordinate(const std::string& name, const std::vector<std::string>& texts);

  /// Writes the block of a variable that begins at `start` and has `count` values along each dimension.
  void put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
           std::span<const double> values);
  void put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
           std::span<const std::int64_t> values);
  void put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
           std::span<const std::int32_t> values);

  /// Writes what is still in memory. Throws OutputError; a file that was not closed so is not complete.
  void close();

 private:
  void check(int status);

  std::filesystem::path path_;
  int file_ = -1;
  bool is_open_ = false;
};

}  // namespace sealedbid
