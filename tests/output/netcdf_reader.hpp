#pragma once

#include <gtest/gtest.h>
#include <netcdf.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace sealedbid {

/// Reads a netCDF file through the C library.
class NetcdfReader {
 public:
  explicit NetcdfReader(const std::filesystem::path& path) {
    EXPECT_EQ(nc_open(path.c_str(), NC_NOWRITE, &file_), NC_NOERR) << path;
  }
  ~NetcdfReader() { nc_close(file_); }
  NetcdfReader(const NetcdfReader&) = delete;
  NetcdfReader& operator=(const NetcdfReader&) = delete;

  bool has(const std::string& name) const {
    int variable = -1;
    return nc_inq_varid(file_, name.c_str(), &variable) == NC_NOERR;
  }
  std::vector<std::size_t> shape(const std::string& name) const {
    int count = 0, dimensions[NC_MAX_VAR_DIMS];
    EXPECT_EQ(nc_inq_var(file_, id(name), nullptr, nullptr, &count, dimensions, nullptr), NC_NOERR) << name;
    std::vector<std::size_t> lengths(static_cast<std::size_t>(count));
    for (std::size_t index = 0; index < lengths.size(); ++index) nc_inq_dimlen(file_, dimensions[index], &lengths[index]);
    return lengths;
  }
  std::vector<double> values(const std::string& name) const {
    std::size_t size = 1;
    for (const std::size_t length : shape(name)) size *= length;
    std::vector<double> all(size);
    EXPECT_EQ(nc_get_var_double(file_, id(name), all.data()), NC_NOERR) << name;
    return all;
  }
  std::vector<std::string> texts(const std::string& name) const {
    const std::vector<std::size_t> lengths = shape(name);
    std::string letters(lengths[0] * lengths[1], '\0');
    EXPECT_EQ(nc_get_var_text(file_, id(name), letters.data()), NC_NOERR) << name;
    std::vector<std::string> all;
    for (std::size_t index = 0; index < lengths[0]; ++index)
      all.emplace_back(letters.substr(index * lengths[1], lengths[1]).c_str());
    return all;
  }
  std::string attribute(const std::string& variable, const std::string& name) const {
    std::size_t length = 0;
    EXPECT_EQ(nc_inq_attlen(file_, id(variable), name.c_str(), &length), NC_NOERR) << variable << "." << name;
    std::string text(length, '\0');
    nc_get_att_text(file_, id(variable), name.c_str(), text.data());
    return text;
  }

 private:
  int id(const std::string& name) const {
    int variable = -1;
    EXPECT_EQ(nc_inq_varid(file_, name.c_str(), &variable), NC_NOERR) << name;
    return variable;
  }

  int file_ = -1;
};

/// Runs a Python program in which `ds` is the file, opened by xarray; false if an assertion in it fails. The system's Python has
/// Debian's xarray; tests ask `has_xarray` first.
inline bool has_xarray() {
  return std::system("/usr/bin/python3 -c 'import xarray, netCDF4' 2>/dev/null") == 0;
}
inline bool holds_in_xarray(const std::filesystem::path& path, const std::string& program) {
  const std::string command =
      "/usr/bin/python3 -c 'import xarray, numpy\nds = xarray.open_dataset(\"" + path.string() + "\")\n" + program + "'";
  return std::system(command.c_str()) == 0;
}

}  // namespace sealedbid
