#include "output/checked_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <system_error>

#include "base/issue.hpp"
#include "base/sha256.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CheckedFilesTest, WritesAllBytes) {
  const TestFolder folder;
  const std::string bytes = std::string(300000, 'x') + '\0' + "\r\n";
  write_new_file(folder / "a", bytes);
  EXPECT_EQ(bytes_of(folder / "a"), bytes);
  EXPECT_EQ(read_whole_file(folder / "a", bytes.size()), bytes);
}

TEST(CheckedFilesTest, NeverWritesOverAFile) {
  const TestFolder folder;
  write_new_file(folder / "a", "old");
  EXPECT_THAT(message_of<OutputError>([&] { write_new_file(folder / "a", "new"); }), HasSubstr("File exists"));
  EXPECT_EQ(bytes_of(folder / "a"), "old");
}

TEST(CheckedFilesTest, ReportsAFullDiskAtAnyByte) {
  const TestFolder folder;
  const std::string bytes(100000, 'x');
  for (const std::size_t room : {std::size_t{0}, std::size_t{1}, std::size_t{4096}, bytes.size() - 1, bytes.size()}) {
    const std::filesystem::path path = folder / std::to_string(room);
    const std::string message = [&] {
      const FileSizeLimit limit(room);
      return message_of<OutputError>([&] { write_new_file(path, bytes); });
    }();
    if (room < bytes.size())
      EXPECT_EQ(message, "cannot write " + path.string() + ": File too large");
    else
      EXPECT_EQ(message, "");
  }
}

TEST(CheckedFilesTest, ReportsTheMissingFolder) {
  const TestFolder folder;
  const std::string path = (folder / "no" / "a").string();
  EXPECT_EQ(message_of<OutputError>([&] { write_new_file(path, "x"); }), "cannot create " + path + ": No such file or directory");
  EXPECT_THROW(sync_to_disk(path), OutputError);
}

TEST(CheckedFilesTest, DigestIsThatOfTheBytes) {
  const TestFolder folder;
  for (const std::size_t size : {0, 1, 65535, 65536, 65537, 200000}) {
    const std::string bytes(size, 'q');
    put_bytes(folder / "a", bytes);
    const FileDigest digest = digest_of_file(folder / "a");
    EXPECT_EQ(digest.bytes, size);
    EXPECT_EQ(digest.sha256, sha256_hex(bytes));
  }
}

TEST(CheckedFilesTest, ReadsRegularFilesOnly) {
  const TestFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THROW(digest_of_file(folder / "pipe"), std::system_error);
  EXPECT_THROW(digest_of_file(folder / ""), std::system_error);
  EXPECT_THROW(read_whole_file("/dev/zero", 100), std::system_error);
  put_bytes(folder / "a", "12345");
  EXPECT_EQ(read_whole_file(folder / "a", 5), "12345");
  EXPECT_THROW(read_whole_file(folder / "a", 4), std::system_error);
}

TEST(CheckedFilesTest, RenamesOnlyToAFreeName) {
  const TestFolder folder;
  std::filesystem::create_directory(folder / "one");
  std::filesystem::create_directory(folder / "empty");
  EXPECT_EQ(rename_if_free(folder / "one", folder / "empty"), Rename::target_exists);
  EXPECT_EQ(rename_if_free(folder / "one", folder / "two"), Rename::done);
  EXPECT_THAT(folder.names(), ElementsAre("empty", "two"));
  EXPECT_THROW(rename_if_free(folder / "missing", folder / "three"), OutputError);
}

class SwapTest : public ::testing::TestWithParam<void (*)(const std::filesystem::path&, const std::filesystem::path&)> {};

TEST_P(SwapTest, SwapsTwoFolders) {
  const TestFolder folder;
  for (const char* name : {"one", "two"}) {
    std::filesystem::create_directory(folder / name);
    put_bytes(folder / name / "file", name);
  }
  GetParam()(folder / "one", folder / "two");
  EXPECT_EQ(bytes_of(folder / "one" / "file"), "two");
  EXPECT_EQ(bytes_of(folder / "two" / "file"), "one");
  EXPECT_THAT(folder.names(), ElementsAre("one", "two"));
}

TEST_P(SwapTest, LeavesTheOldFolderIfTheNewOneIsMissing) {
  const TestFolder folder;
  std::filesystem::create_directory(folder / "two");
  EXPECT_THROW(GetParam()(folder / "one", folder / "two"), OutputError);
  EXPECT_THAT(folder.names(), ElementsAre("two"));
}

INSTANTIATE_TEST_SUITE_P(BothWays, SwapTest, ::testing::Values(&swap_names, &swap_in_three_renames));

}  // namespace
}  // namespace sealedbid
