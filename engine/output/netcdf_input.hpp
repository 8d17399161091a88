#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sealedbid {

/// A netCDF file that is read. Every function throws InputError, with the file and the name asked for, where that is not there or
/// cannot be read. Use from one thread at a time.
class NetcdfInput {
 public:
  explicit NetcdfInput(std::filesystem::path path);
  ~NetcdfInput();
  NetcdfInput(const NetcdfInput&) = delete;
  NetcdfInput& operator=(const NetcdfInput&) = delete;

  bool has_variable(const std::string& name) const;
  std::size_t length(const std::string& dimension) const;
  std::vector<std::string> dimensions(const std::string& variable) const;

  /// The block of a variable that begins at `start` and has `count` values along each dimension.
  std::vector<double> reals(const std::string& variable, const std::vector<std::size_t>& start,
                            const std::vector<std::size_t>& count) const;
  std::vector<std::int64_t> integers(const std::string& variable, const std::vector<std::size_t>& start,
                                     const std::vector<std::size_t>& count) const;
  /// A variable of texts along one dimension, as NetcdfFile::add_texts writes it.
  std::vector<std::string> texts(const std::string& variable) const;

 private:
  void check(int status, const std::string& name) const;
  int id(const std::string& variable) const;

  std::filesystem::path path_;
  int file_ = -1;
};

}  // namespace sealedbid
