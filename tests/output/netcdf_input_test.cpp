#include "output/netcdf_input.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "base/issue.hpp"
#include "output/netcdf_file.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

class NetcdfInputTest : public ::testing::Test {
 protected:
  NetcdfInputTest() {
    NetcdfFile file(path_);
    const int row = file.add_dimension("row", 3), name = file.add_text_coordinate("name", {"one", "zwölf"});
    const int value = file.add_variable("value", NetcdfFile::Type::real, {row, name});
    const int count = file.add_variable("count", NetcdfFile::Type::int64, {row});
    file.put(value, {0, 0}, {3, 2}, std::vector<double>{1.5, 2.5, 3.5, 4.5, 5.5, 6.5});
    file.put(count, {0}, {3}, std::vector<std::int64_t>{7, -8, std::int64_t{1} << 60});
    file.close();
  }

  TestFolder folder_;
  std::filesystem::path path_ = folder_ / "file.nc";
};

TEST_F(NetcdfInputTest, ReadsWhatWasWritten) {
  const NetcdfInput file(path_);
  EXPECT_EQ(file.length("row"), 3U);
  EXPECT_EQ(file.dimensions("value"), (std::vector<std::string>{"row", "name"}));
  EXPECT_EQ(file.texts("name"), (std::vector<std::string>{"one", "zwölf"}));
  EXPECT_EQ(file.reals("value", {1, 1}, {2, 1}), (std::vector<double>{4.5, 6.5}));
  EXPECT_EQ(file.integers("count", {1}, {2}), (std::vector<std::int64_t>{-8, std::int64_t{1} << 60}));
  EXPECT_TRUE(file.has_variable("count"));
  EXPECT_FALSE(file.has_variable("counts"));
}

TEST_F(NetcdfInputTest, RefusesWhatIsNotThere) {
  EXPECT_THROW(NetcdfInput(folder_ / "other.nc"), InputError);
  std::ofstream(folder_ / "text.nc") << "no netCDF";
  EXPECT_THROW(NetcdfInput(folder_ / "text.nc"), InputError);
  const NetcdfInput file(path_);
  EXPECT_THROW(file.reals("nothing", {0}, {1}), InputError);
  EXPECT_THROW(file.reals("value", {2, 0}, {2, 1}), InputError);  // beyond the last row
  EXPECT_THROW(file.length("column"), InputError);
  EXPECT_THROW(file.texts("count"), InputError);
}

}  // namespace
}  // namespace sealedbid
