#include "output/netcdf_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/issue.hpp"
#include "output/netcdf_reader.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Some 800 kB that do not compress.
void write_noise(const std::filesystem::path& path) {
  NetcdfFile file(path);
  const int dimension = file.add_dimension("x", NetcdfFile::unlimited);
  const int variable = file.add_variable("noise", NetcdfFile::Type::real, {dimension}, {4096});
  std::mt19937_64 bits(1);
  std::vector<double> values(1000);
  for (std::size_t block = 0; block < 100; ++block) {
    for (double& value : values) value = static_cast<double>(bits());
    file.put(variable, {block * values.size()}, {values.size()}, values);
  }
  file.close();
}

TEST(NetcdfFileTest, HoldsWhatWasPut) {
  const TestFolder folder;
  NetcdfFile file(folder / "a.nc");
  const int policy = file.add_text_coordinate("policy", {"as_held", "größer", ""});
  const int real = file.add_variable("price_per_mwh", NetcdfFile::Type::real, {policy});
  file.describe(real, "USD/MWh", "Price");
  file.put(real, {1}, {2}, std::vector<double>{1.5, -2.5});
  const int count = file.add_variable("count", NetcdfFile::Type::int64, {policy});
  file.put(count, {0}, {3}, std::vector<std::int64_t>{1, std::int64_t{1} << 53, -3});
  file.close();
  const NetcdfReader reader(folder / "a.nc");
  EXPECT_THAT(reader.texts("policy"), ElementsAre("as_held", "größer", ""));
  EXPECT_TRUE(std::isnan(reader.values("price_per_mwh")[0])) << "nothing was written there";
  EXPECT_EQ(reader.values("price_per_mwh")[2], -2.5);
  EXPECT_EQ(reader.values("count")[1], 9007199254740992.0);
  EXPECT_EQ(reader.attribute("price_per_mwh", "units"), "USD/MWh");
}

TEST(NetcdfFileTest, RefusesAnExistingFileAndAMissingFolder) {
  const TestFolder folder;
  put_bytes(folder / "a.nc", "old");
  EXPECT_THAT(message_of<OutputError>([&] { NetcdfFile file(folder / "a.nc"); }),
              StartsWith("cannot write " + (folder / "a.nc").string()));
  EXPECT_EQ(bytes_of(folder / "a.nc"), "old");
  EXPECT_THAT(message_of<OutputError>([&] { NetcdfFile file(folder / "no" / "a.nc"); }), HasSubstr("No such file or directory"));
}

TEST(NetcdfFileTest, ReportsAFullDisk) {
  const TestFolder folder;
  for (const rlim_t room : {0, 1, 4096, 100000, 500000}) {
    const std::filesystem::path path = folder / (std::to_string(room) + ".nc");
    const FileSizeLimit limit(room);
    EXPECT_EQ(message_of<OutputError>([&] { write_noise(path); }), "cannot write " + path.string() + ": File too large");
  }
  EXPECT_EQ(message_of<OutputError>([&] { write_noise(folder / "enough.nc"); }), "");
}

TEST(NetcdfFileDeathTest, FullDiskDoesNotCrashTheEndOfTheProcess) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");  // a process of its own, in which no file was closed before
  const TestFolder folder;
  EXPECT_EXIT(
      {
        const FileSizeLimit* forever = new FileSizeLimit(100000);
        const std::string message = message_of<OutputError>([&] { write_noise(folder / "a.nc"); });
        std::exit(forever != nullptr && message.ends_with("File too large") ? 5 : 0);
      },
      ::testing::ExitedWithCode(5), "");
}

TEST(NetcdfFileTest, SameCallsGiveSameBytes) {
  const TestFolder folder;
  write_noise(folder / "one.nc");
  write_noise(folder / "two.nc");
  EXPECT_EQ(bytes_of(folder / "one.nc"), bytes_of(folder / "two.nc"));
}

}  // namespace
}  // namespace sealedbid
