#include "base/input_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/issue.hpp"

namespace sealedbid {
namespace {

class InputFileTest : public testing::Test {
 protected:
  InputFileTest() : folder_(std::filesystem::temp_directory_path() / ("sealedbid_input_file_" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~InputFileTest() override { std::filesystem::remove_all(folder_); }

  std::string file_with(const std::string& bytes) const {
    const std::string path = folder_ / "input";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  static std::string message_for(const std::string& path, std::size_t limit) {
    try {
      read_input_file(path, limit);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }

  std::filesystem::path folder_;
};

TEST_F(InputFileTest, ReadsEveryByte) {
  const std::string bytes("a\0\r\n\xFF", 5);
  EXPECT_EQ(read_input_file(file_with(bytes), 5), bytes);
  EXPECT_EQ(read_input_file(file_with(""), 5), "");
}

// EN26
TEST_F(InputFileTest, RefusesOneByteTooMany) {
  EXPECT_NE(message_for(file_with(std::string((1 << 20) + 1, 'x')), 1 << 20).find("larger than 1 MiB"), std::string::npos);
}

// EN27: its size on the disk is nothing, its length more than any memory.
TEST_F(InputFileTest, RefusesASparseTerabyteUnread) {
  const std::string path = file_with("");
  std::error_code error;
  std::filesystem::resize_file(path, std::uintmax_t{1} << 40, error);
  if (error) GTEST_SKIP() << "no sparse files of this size here";
  EXPECT_NE(message_for(path, 1 << 20).find("larger than"), std::string::npos);
}

// EN25, PA05
TEST_F(InputFileTest, RefusesWhatIsNoFile) {
  EXPECT_NE(message_for(folder_, 100).find("is a directory"), std::string::npos);
  EXPECT_NE(message_for("/dev/zero", 100).find("device"), std::string::npos);
  EXPECT_NE(message_for("/dev/null", 100).find("device"), std::string::npos);
  EXPECT_NE(message_for(folder_ / "absent", 100).find("No such file"), std::string::npos);
  EXPECT_NE(message_for("", 100).find("empty"), std::string::npos);
  EXPECT_NE(message_for(std::string("a\0b", 3), 100).find("NUL"), std::string::npos);
}

TEST_F(InputFileTest, ReadsAFifoUpToTheLimit) {
  const std::string path = folder_ / "fifo";
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  for (const std::size_t size : {std::size_t{100'000}, std::size_t{100'001}}) {
    std::jthread writer([&] { std::ofstream(path) << std::string(size, 'x'); });
    if (size == 100'000) {
      EXPECT_EQ(read_input_file(path, 100'000).size(), size);
    } else {
      EXPECT_NE(message_for(path, 100'000).find("larger than"), std::string::npos);
    }
  }
}

TEST_F(InputFileTest, ReadsStandardInputForADash) {
  const int saved = dup(STDIN_FILENO);
  const int file = open(file_with("a: 1\n").c_str(), O_RDONLY);
  ASSERT_GE(dup2(file, STDIN_FILENO), 0);
  EXPECT_EQ(read_input_file("-", 100), "a: 1\n");
  const int endless = open("/dev/zero", O_RDONLY);
  dup2(endless, STDIN_FILENO);
  EXPECT_NE(message_for("-", 100'000).find("larger than"), std::string::npos);
  dup2(saved, STDIN_FILENO);
  for (const int number : {saved, file, endless}) close(number);
}

}  // namespace
}  // namespace sealedbid
