#include "output/netcdf_file.hpp"

#include <dlfcn.h>
#include <netcdf.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>

#include "base/issue.hpp"
#include "base/text.hpp"

namespace sealedbid {
namespace {

/// HDF5, which netCDF-4 writes through, keeps a file that it could not close (a full disk) and tries again when the process ends,
/// which crashes it. It has to be told before its first use not to. Looked up at run time: the library is there only as netCDF's
/// dependency, under a name that differs between systems.
void keep_hdf5_from_closing_at_exit() {
  [[maybe_unused]] static const int done = [] {
    const auto dont_atexit = reinterpret_cast<int (*)()>(::dlsym(RTLD_DEFAULT, "H5dont_atexit"));
    return dont_atexit ? dont_atexit() : 0;
  }();
}

nc_type netcdf_type(NetcdfFile::Type type) {
  switch (type) {
    case NetcdfFile::Type::text:
      return NC_CHAR;
    case NetcdfFile::Type::int32:
      return NC_INT;
    case NetcdfFile::Type::int64:
      return NC_INT64;
    case NetcdfFile::Type::real:
      return NC_DOUBLE;
  }
  return NC_NAT;
}

constexpr int deflate_level = 4;
constexpr std::size_t cache_bytes = 4u << 20;  // a variable; the library's default of 16 MiB adds up with many metrics
constexpr std::size_t cache_slots = 521;
constexpr float cache_preemption = 0.75F;

}  // namespace

NetcdfFile::NetcdfFile(std::filesystem::path path) : path_(std::move(path)) {
  keep_hdf5_from_closing_at_exit();
  errno = 0;
  check(nc_create(path_.c_str(), NC_NETCDF4 | NC_NOCLOBBER, &file_));
  is_open_ = true;
  set_global_attribute("Conventions", "CF-1.8");
}

NetcdfFile::~NetcdfFile() {
  if (is_open_) nc_close(file_);
}

void NetcdfFile::check(int status) {
  const int error = errno;
  if (status == NC_NOERR) return;
  // The library's own codes say little ("HDF error"); the reason of the last failed system call is what helps.
  const std::string reason = error != 0 ? std::generic_category().message(error) : nc_strerror(status);
  throw OutputError("cannot write " + printable(path_.string(), 4096) + ": " + reason);
}

int NetcdfFile::add_dimension(const std::string& name, std::size_t length) {
  int dimension = -1;
  errno = 0;
  check(nc_def_dim(file_, name.c_str(), length == unlimited ? NC_UNLIMITED : length, &dimension));
  return dimension;
}

int NetcdfFile::add_variable(const std::string& name, Type type, const std::vector<int>& dimensions,
                             const std::vector<std::size_t>& chunk) {
  int variable = -1;
  errno = 0;
  check(nc_def_var(file_, name.c_str(), netcdf_type(type), static_cast<int>(dimensions.size()), dimensions.data(), &variable));
  if (!chunk.empty()) {
    check(nc_def_var_chunking(file_, variable, NC_CHUNKED, chunk.data()));
    check(nc_set_var_chunk_cache(file_, variable, cache_bytes, cache_slots, cache_preemption));
  }
  if (!dimensions.empty()) check(nc_def_var_deflate(file_, variable, 1, 1, deflate_level));
  const double none = std::numeric_limits<double>::quiet_NaN();
  if (type == Type::real) check(nc_put_att_double(file_, variable, "_FillValue", NC_DOUBLE, 1, &none));
  return variable;
}

void NetcdfFile::set_attribute(int variable, const std::string& name, const std::string& text) {
  errno = 0;
  check(nc_put_att_text(file_, variable, name.c_str(), text.size(), text.data()));
}

void NetcdfFile::set_global_attribute(const std::string& name, const std::string& text) {
  set_attribute(NC_GLOBAL, name, text);
}

void NetcdfFile::describe(int variable, const std::string& units, const std::string& long_name) {
  set_attribute(variable, "units", units);
  set_attribute(variable, "long_name", long_name);
}

void NetcdfFile::add_texts(const std::string& name, int dimension, const std::vector<std::string>& texts) {
  std::size_t width = 1;
  for (const std::string& text : texts) width = std::max(width, text.size());
  std::string padded;
  for (const std::string& text : texts) padded += text + std::string(width - text.size(), '\0');
  const int letters = add_dimension(name + "_letters", width);
  const int variable = add_variable(name, Type::text, {dimension, letters});
  set_attribute(variable, "_Encoding", "utf-8");
  errno = 0;
  check(nc_put_var_text(file_, variable, padded.data()));
}

int NetcdfFile::add_text_coordinate(const std::string& name, const std::vector<std::string>& texts) {
  const int dimension = add_dimension(name, texts.size());
  add_texts(name, dimension, texts);
  return dimension;
}

void NetcdfFile::put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
                     std::span<const double> values) {
  errno = 0;
  check(nc_put_vara_double(file_, variable, start.data(), count.data(), values.data()));
}

void NetcdfFile::put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
                     std::span<const std::int64_t> values) {
  static_assert(sizeof(long long) == sizeof(std::int64_t));
  errno = 0;
  check(nc_put_vara_longlong(file_, variable, start.data(), count.data(), reinterpret_cast<const long long*>(values.data())));
}

void NetcdfFile::put(int variable, const std::vector<std::size_t>& start, const std::vector<std::size_t>& count,
                     std::span<const std::int32_t> values) {
  errno = 0;
  check(nc_put_vara_int(file_, variable, start.data(), count.data(), values.data()));
}

void NetcdfFile::close() {
  is_open_ = false;  // also when closing fails: the library has given the number up
  errno = 0;
  check(nc_close(file_));
}

}  // namespace sealedbid
