#include "output/run_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "base/issue.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

Manifest manifest_with_seed(std::uint64_t seed) {
  Manifest manifest;
  manifest.seed = seed;
  manifest.policies = {"as_held"};
  return manifest;
}

/// A whole run, whose file repeats its seed.
void write_run(const fs::path& target, std::uint64_t seed, Overwrite overwrite) {
  RunDirectory run(target, overwrite);
  run.add_text("summary.csv", std::string(20000, static_cast<char>('a' + seed % 26)), 3);
  put_bytes(run.path_of("distributions.nc"), "binary");
  run.add_file("distributions.nc");
  run.commit(manifest_with_seed(seed));
}

std::string refusal_of(const fs::path& target, Overwrite overwrite = Overwrite::no) {
  return message_of<OutputError>([&] { RunDirectory run(target, overwrite); });
}

TEST(RunDirectoryTest, AppearsWholeAndVerified) {
  const TestFolder folder;
  write_run(folder / "out", 3, Overwrite::no);
  const Manifest manifest = verify_run_directory(folder / "out");
  EXPECT_EQ(manifest.seed, 3u);
  ASSERT_EQ(manifest.files.size(), 2u);
  EXPECT_EQ(manifest.files[0].rows, 3);
  EXPECT_EQ(manifest.files[1].bytes, 6u);
  EXPECT_THAT(folder.names(), ElementsAre("out"));
}

TEST(RunDirectoryTest, SameRunGivesSameBytes) {
  const TestFolder folder;
  write_run(folder / "one", 3, Overwrite::no);
  write_run(folder / "two", 3, Overwrite::no);
  for (const char* name : {"manifest.json", "summary.csv", "distributions.nc"})
    EXPECT_EQ(bytes_of(folder / "one" / name), bytes_of(folder / "two" / name)) << name;
}

TEST(RunDirectoryTest, HasNoNameUntilCommitted) {
  const TestFolder folder;
  {
    RunDirectory run(folder / "out", Overwrite::no);
    run.add_text("summary.csv", "x\n", 0);
    ASSERT_EQ(folder.names().size(), 1u);
    EXPECT_THAT(folder.names().front(), StartsWith(".out.partial-"));
  }
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(RunDirectoryTest, IsRemovedWhenTheRunThrows) {
  const TestFolder folder;
  EXPECT_THROW(
      {
        RunDirectory run(folder / "out", Overwrite::no);
        run.add_text("summary.csv", "x\n");
        throw RunError("no equilibrium");
      },
      RunError);
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(RunDirectoryTest, RefusesWhatCannotBeWrittenBeforeTheRun) {
  const TestFolder folder;
  put_bytes(folder / "scenario.yaml", "name: x\n");
  fs::create_directory(folder / "stranger");
  put_bytes(folder / "stranger" / "thesis.tex", "years of work");
  fs::create_directory_symlink(folder / "stranger", folder / "link");
  fs::create_symlink(folder / "nowhere", folder / "dangling");
  const auto before = folder.names();
  for (const Overwrite overwrite : {Overwrite::no, Overwrite::yes}) {
    EXPECT_THAT(refusal_of(folder / "scenario.yaml", overwrite), HasSubstr("exists and is not a folder"));
    EXPECT_THAT(refusal_of(folder / "link", overwrite), HasSubstr("symbolic link"));
    EXPECT_THAT(refusal_of(folder / "dangling", overwrite), HasSubstr("symbolic link"));
    EXPECT_THAT(refusal_of(folder / "missing" / "out", overwrite), HasSubstr("does not exist. Create it first"));
    EXPECT_THAT(refusal_of(folder / "scenario.yaml" / "out", overwrite), HasSubstr("scenario.yaml"));
    EXPECT_NE(refusal_of("/proc/sealedbid-out", overwrite), "");
    EXPECT_NE(refusal_of("/dev/full", overwrite), "");
    EXPECT_NE(refusal_of("", overwrite), "");
    EXPECT_NE(refusal_of("/", overwrite), "");
    EXPECT_THAT(refusal_of(folder / std::string(255, 'n'), overwrite), HasSubstr("File name too long"));
  }
  EXPECT_THAT(refusal_of(folder / "stranger"), HasSubstr("exists"));
  EXPECT_THAT(refusal_of(folder / "stranger", Overwrite::yes), HasSubstr("is not a run directory"));
  EXPECT_EQ(folder.names(), before);
  EXPECT_EQ(bytes_of(folder / "stranger" / "thesis.tex"), "years of work");
}

TEST(RunDirectoryTest, RefusesAFolderThatCannotBeWrittenTo) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs root, to become somebody who may not write";
  const TestFolder folder;
  fs::permissions(folder / "", fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  ASSERT_EQ(::seteuid(65534), 0);
  const std::string message = refusal_of(folder / "out");
  ASSERT_EQ(::seteuid(0), 0);
  EXPECT_THAT(message, HasSubstr("Permission denied"));
}

TEST(RunDirectoryTest, KeepsAWebPagesManifestFromBeingOverwritten) {
  const TestFolder folder;
  fs::create_directory(folder / "page");
  put_bytes(folder / "page" / "manifest.json", "{\n  \"name\": \"A web page\"\n}\n");
  EXPECT_THAT(refusal_of(folder / "page", Overwrite::yes), HasSubstr("is not a run directory"));
}

TEST(RunDirectoryTest, OverwritesAnEarlierRunOnRequestOnly) {
  const TestFolder folder;
  write_run(folder / "out", 1, Overwrite::no);
  EXPECT_THAT(refusal_of(folder / "out"), HasSubstr("exists. Choose another name, or ask to replace it (--force)."));
  write_run(folder / "out" / "", 2, Overwrite::yes);
  EXPECT_EQ(verify_run_directory(folder / "out").seed, 2u);
  EXPECT_THAT(folder.names(), ElementsAre("out"));
}

TEST(RunDirectoryTest, OverwritesAnEmptyFolderOnRequest) {
  const TestFolder folder;
  fs::create_directory(folder / "out");
  EXPECT_NE(refusal_of(folder / "out"), "");
  write_run(folder / "out", 2, Overwrite::yes);
  EXPECT_EQ(verify_run_directory(folder / "out").seed, 2u);
}

TEST(RunDirectoryTest, KeepsTheFinishedRunIfTheNameWasTaken) {
  const TestFolder folder;
  RunDirectory run(folder / "out", Overwrite::no);
  fs::create_directory(folder / "out");
  EXPECT_THAT(message_of<OutputError>([&] { run.commit(manifest_with_seed(9)); }), HasSubstr("The finished run is kept as"));
  ASSERT_EQ(folder.names().size(), 2u);
  EXPECT_EQ(verify_run_directory(folder / folder.names()[1]).seed, 9u);
  EXPECT_TRUE(fs::is_empty(folder / "out"));
}

TEST(RunDirectoryTest, DevNullThrowsEverythingAway) {
  EXPECT_NO_THROW(write_run("/dev/null", 1, Overwrite::no));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_FALSE(fs::exists(fs::temp_directory_path() / "sealedbid-discarded"));
}

TEST(RunDirectoryTest, FileNamesStayInside) {
  const TestFolder folder;
  RunDirectory run(folder / "out", Overwrite::no);
  for (const char* name : {"", ".", "../x", "a/b", "/etc/passwd", ".hidden"})
    EXPECT_THROW(run.add_text(name, ""), std::invalid_argument);
  EXPECT_THROW(run.add_file("never-written.nc"), OutputError);
}

TEST(RunDirectoryTest, FullDiskLeavesNothing) {
  for (const rlim_t room : {0, 1, 100, 4096, 19999}) {
    const TestFolder folder;
    const std::string message = [&] {
      const FileSizeLimit limit(room);
      return message_of<OutputError>([&] { write_run(folder / "out", 1, Overwrite::no); });
    }();
    EXPECT_THAT(message, HasSubstr("summary.csv: File too large"));
    EXPECT_THAT(folder.names(), IsEmpty());
  }
}

TEST(RunDirectoryTest, FullDiskLeavesTheOldRun) {
  const TestFolder folder;
  write_run(folder / "out", 1, Overwrite::no);
  for (const rlim_t room : {0, 1, 19999}) {
    const FileSizeLimit limit(room);
    EXPECT_THROW(write_run(folder / "out", 2, Overwrite::yes), OutputError);
  }
  RunDirectory run(folder / "out", Overwrite::yes);
  {
    const FileSizeLimit limit(10);
    EXPECT_THAT(message_of<OutputError>([&] { run.commit(manifest_with_seed(2)); }), HasSubstr("manifest.json: File too large"));
  }
  EXPECT_EQ(verify_run_directory(folder / "out").seed, 1u);
}

TEST(RunDirectoryTest, RemovesWhatADeadProcessLeftAndNothingElse) {
  const TestFolder folder;
  const pid_t child = ::fork();
  if (child == 0) {
    new RunDirectory(folder / "out", Overwrite::no);
    ::_exit(0);
  }
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  ASSERT_EQ(folder.names().size(), 1u);
  const RunDirectory living(folder / "other", Overwrite::no);
  const RunDirectory rival(folder / "out", Overwrite::no);
  const auto with_rival = folder.names();
  EXPECT_EQ(with_rival.size(), 2u);
  for (const char* name : {".out.partial-notes", ".out.partial-toolong", ".out.partial-UPPER1"})
    fs::create_directory(folder / name);
  fs::create_symlink(folder / ".out.partial-notes", folder / ".out.partial-linked");
  { const RunDirectory next(folder / "out", Overwrite::no); }
  EXPECT_EQ(folder.names().size(), with_rival.size() + 4);
}

TEST(RunDirectoryTest, KilledAtAnyInstantTheNameHoldsAWholeRun) {
  const TestFolder folder;
  const auto start = std::chrono::steady_clock::now();
  write_run(folder / "out", 0, Overwrite::no);
  const std::chrono::duration<double, std::micro> one_write = std::chrono::steady_clock::now() - start;
  constexpr int kills = 40;
  int replaced = 0;
  for (int kill_number = 0; kill_number < kills; ++kill_number) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (std::uint64_t seed = 1;; ++seed) write_run(folder / "out", seed, Overwrite::yes);
    }
    ::usleep(static_cast<useconds_t>(3.0 * one_write.count() * kill_number / kills));
    ::kill(child, SIGKILL);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    ASSERT_NO_THROW(replaced += verify_run_directory(folder / "out").seed != 0) << kill_number;
  }
  EXPECT_GT(replaced, 0) << "no kill came after a first run was written: the test shows nothing";
  write_run(folder / "out", 1, Overwrite::yes);
  EXPECT_THAT(folder.names(), ElementsAre("out"));
}

}  // namespace
}  // namespace sealedbid
