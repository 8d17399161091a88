#include "output/netcdf_input.hpp"

#include <netcdf.h>

#include <functional>
#include <numeric>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

std::size_t size_of(const std::vector<std::size_t>& count) {
  return std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>());
}

}  // namespace

NetcdfInput::NetcdfInput(std::filesystem::path path) : path_(std::move(path)) {
  check(nc_open(path_.c_str(), NC_NOWRITE, &file_), "");
}

NetcdfInput::~NetcdfInput() {
  nc_close(file_);
}

void NetcdfInput::check(int status, const std::string& name) const {
  if (status == NC_NOERR) return;
  throw InputError(Issue{
      {path_.string()}, name, std::string("cannot be read (") + nc_strerror(status) + ")", "Use the file as the run wrote it."});
}

int NetcdfInput::id(const std::string& variable) const {
  int id = -1;
  check(nc_inq_varid(file_, variable.c_str(), &id), variable);
  return id;
}

bool NetcdfInput::has_variable(const std::string& name) const {
  int id = -1;
  return nc_inq_varid(file_, name.c_str(), &id) == NC_NOERR;
}

std::size_t NetcdfInput::length(const std::string& dimension) const {
  int id = -1;
  std::size_t length = 0;
  check(nc_inq_dimid(file_, dimension.c_str(), &id), dimension);
  check(nc_inq_dimlen(file_, id, &length), dimension);
  return length;
}

std::vector<std::string> NetcdfInput::dimensions(const std::string& variable) const {
  int count = 0, ids[NC_MAX_VAR_DIMS];
  check(nc_inq_var(file_, id(variable), nullptr, nullptr, &count, ids, nullptr), variable);
  std::vector<std::string> names;
  for (int i = 0; i < count; ++i) {
    char name[NC_MAX_NAME + 1];
    check(nc_inq_dimname(file_, ids[i], name), variable);
    names.emplace_back(name);
  }
  return names;
}

std::vector<double> NetcdfInput::reals(const std::string& variable, const std::vector<std::size_t>& start,
                                       const std::vector<std::size_t>& count) const {
  std::vector<double> values(size_of(count));
  check(nc_get_vara_double(file_, id(variable), start.data(), count.data(), values.data()), variable);
  return values;
}

std::vector<std::int64_t> NetcdfInput::integers(const std::string& variable, const std::vector<std::size_t>& start,
                                                const std::vector<std::size_t>& count) const {
  std::vector<long long> values(size_of(count));
  check(nc_get_vara_longlong(file_, id(variable), start.data(), count.data(), values.data()), variable);
  return {values.begin(), values.end()};
}

std::vector<std::string> NetcdfInput::texts(const std::string& variable) const {
  const std::vector<std::string> names = dimensions(variable);
  if (names.size() != 2) check(NC_EBADDIM, variable);
  const std::size_t count = length(names[0]), width = length(names[1]);
  std::string letters(count * width, '\0');
  check(nc_get_var_text(file_, id(variable), letters.data()), variable);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.emplace_back(letters.substr(i * width, width).c_str());
  return texts;
}

}  // namespace sealedbid
