#include "output/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/issue.hpp"
#include "base/sha256.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Manifest sample_manifest() {
  Manifest manifest;
  manifest.program_version = "0.1.0";
  manifest.git_commit = "0123abcd";
  manifest.compiler = "GNU 12.2.0";
  manifest.build_type = "Release";
  manifest.scenario_name = "minimal";
  manifest.scenario_title = "A title";
  manifest.currency = "USD";
  manifest.price_year = 2024;
  manifest.scenario_sha256 = std::string(64, 'a');
  manifest.seed = 42;
  manifest.replications_asked = 1000;
  manifest.replications_done = 640;
  manifest.interrupted = true;
  manifest.block_size = 64;
  manifest.policies = {"as_held", "uniform_price"};
  manifest.files = {{"summary.csv", 2, 123, std::string(64, 'b')}, {"distributions.nc", std::nullopt, 456, std::string(64, 'c')}};
  manifest.environment = {"2026-01-31T12:00:00Z", 2, 1.5, {{"simulate", 1.25}}};
  return manifest;
}

/// The text with its own check sum put right again, as after a change that was meant.
std::string resealed(std::string text) {
  const std::size_t digest = text.rfind("\"manifest_sha256\": \"") + 20;
  text.replace(digest, 64, 64, '0');
  return text.replace(digest, 64, sha256_hex(text));
}

std::string changed(const std::string& from, const std::string& to) {
  std::string text = manifest_text(sample_manifest());
  return text.replace(text.find(from), from.size(), to);
}

std::string refusal_of(const std::string& text) {
  return message_of<InputError>([&] { parse_manifest(text, "manifest.json"); });
}

TEST(ManifestTest, ComesBackAsWritten) {
  const Manifest manifest = sample_manifest();
  const std::string text = manifest_text(manifest);
  const Manifest back = parse_manifest(text, "manifest.json");
  EXPECT_EQ(manifest_text(back), text);
  EXPECT_EQ(back.seed, 42u);
  EXPECT_EQ(back.replications_done, 640);
  EXPECT_TRUE(back.interrupted);
  ASSERT_EQ(back.files.size(), 2u);
  EXPECT_EQ(back.files[0].rows, 2);
  EXPECT_EQ(back.files[1].rows, std::nullopt);
  EXPECT_EQ(back.environment.stage_seconds, manifest.environment.stage_seconds);
}

TEST(ManifestTest, SolvedBidsComeBackAsWrittenAndMayBeAbsent) {
  Manifest manifest = sample_manifest();
  EXPECT_THAT(manifest_text(manifest), Not(HasSubstr("equilibria")));
  manifest.equilibria = {{"as_held", "damped best response", "solved", 0.005, 0.0021},
                         {"uniform_price", "truthful", "solved", 0.005, std::numeric_limits<double>::infinity()}};
  const std::string text = manifest_text(manifest);
  const Manifest back = parse_manifest(text, "manifest.json");
  EXPECT_EQ(manifest_text(back), text);
  ASSERT_EQ(back.equilibria.size(), 2u);
  EXPECT_EQ(back.equilibria[0].method, "damped best response");
  EXPECT_EQ(back.equilibria[0].greatest_upper_bound_share, 0.0021);
  EXPECT_TRUE(std::isinf(back.equilibria[1].greatest_upper_bound_share));
}

TEST(ManifestTest, LargestSeedIsExact) {
  Manifest manifest = sample_manifest();
  manifest.seed = UINT64_MAX;
  EXPECT_EQ(parse_manifest(manifest_text(manifest), "").seed, UINT64_MAX);
}

TEST(ManifestTest, OnlyTheRunEnvironmentVaries) {
  Manifest other = sample_manifest();
  other.environment = {"2027-02-28T23:59:59Z", 64, 0.1, {}};
  auto one = nlohmann::json::parse(manifest_text(sample_manifest())), two = nlohmann::json::parse(manifest_text(other));
  EXPECT_NE(one, two);
  one.erase("run_environment");
  two.erase("run_environment");
  EXPECT_EQ(one, two);
}

TEST(ManifestTest, HostileTextStaysText) {
  Manifest manifest = sample_manifest();
  manifest.scenario_title = "\"}, \"seed\": 1, <script> \x1b[31m\n yes ~ \xff";
  const Manifest back = parse_manifest(manifest_text(manifest), "");
  EXPECT_EQ(back.seed, 42u);
  EXPECT_THAT(back.scenario_title, HasSubstr("\"}, \"seed\": 1, <script> \x1b[31m\n yes ~ "));
}

TEST(ManifestTest, EveryFlippedBitIsSeen) {
  const std::string text = manifest_text(sample_manifest());
  EXPECT_EQ(refusal_of(text), "");
  for (std::size_t byte = 0; byte < text.size(); ++byte) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = text;
      damaged[byte] = static_cast<char>(damaged[byte] ^ (1 << bit));
      ASSERT_NE(refusal_of(damaged), "") << byte << ":" << bit;
    }
  }
}

TEST(ManifestTest, EveryTruncationAndTailIsSeen) {
  const std::string text = manifest_text(sample_manifest());
  for (std::size_t size = 0; size < text.size(); ++size) ASSERT_NE(refusal_of(text.substr(0, size)), "") << size;
  for (const char* tail : {"\n", " ", "{}", "x"}) EXPECT_NE(refusal_of(text + tail), "") << tail;
  EXPECT_NE(refusal_of(text + std::string(1, '\0')), "");
}

TEST(ManifestTest, NamesANewerFormat) {
  EXPECT_THAT(refusal_of(resealed(changed("\"format_version\": 1", "\"format_version\": 7"))),
              HasSubstr("format_version: 7 is newer than this program reads (1)"));
}

TEST(ManifestTest, NamesTheKeyThatIsWrong) {
  EXPECT_EQ(refusal_of(resealed(changed("\"seed\": 42", "\"seed\": 43"))), "");
  EXPECT_THAT(refusal_of(resealed(changed("\"seed\": 42", "\"seed\": -1"))), HasSubstr("simulation.seed"));
  EXPECT_THAT(refusal_of(resealed(changed("\"seed\": 42", "\"seed\": 1.5"))), HasSubstr("simulation.seed"));
  EXPECT_THAT(refusal_of(resealed(changed("\"price_year\"", "\"prize_year\""))), HasSubstr("scenario.price_year"));
  EXPECT_THAT(refusal_of(resealed(changed("\"interrupted\": true", "\"interrupted\": \"yes\""))), HasSubstr("interrupted"));
  EXPECT_THAT(refusal_of(resealed(changed("\"rows\": 2", "\"rows\": 18446744073709551615"))), HasSubstr("files[0].rows"));
  EXPECT_THAT(refusal_of(resealed(changed("summary.csv", "../../secret"))), HasSubstr("files[0].name"));
}

TEST(ManifestTest, OtherJsonIsNoManifest) {
  for (const char* text : {"", "{}", "[]", "null", "{\"name\": \"a web page\", \"icons\": []}", "[[[[[[[["})
    EXPECT_THAT(refusal_of(text), HasSubstr("not the manifest of a sealedbid run")) << text;
}

class VerifyRunDirectoryTest : public ::testing::Test {
 protected:
  VerifyRunDirectoryTest() {
    Manifest manifest = sample_manifest();
    manifest.files.clear();
    for (const auto& [name, bytes] : contents_) {
      put_bytes(folder_ / name, bytes);
      manifest.files.push_back({name, std::nullopt, bytes.size(), sha256_hex(bytes)});
    }
    put_bytes(folder_ / "manifest.json", manifest_text(manifest));
  }
  std::string refusal() const {
    return message_of<InputError>([&] { verify_run_directory(folder_ / ""); });
  }

  const std::vector<std::pair<std::string, std::string>> contents_ = {{"summary.csv", "policy,n\na,1\n"},
                                                                      {"distributions.nc", "\x89HDF\r\n..."}};
  TestFolder folder_;
};

TEST_F(VerifyRunDirectoryTest, AcceptsWhatWasWritten) {
  EXPECT_EQ(refusal(), "");
}

TEST_F(VerifyRunDirectoryTest, EveryFlippedBitIsSeenAndItsFileNamed) {
  for (const auto& [name, bytes] : contents_) {
    for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
      for (int bit = 0; bit < 8; ++bit) {
        std::string damaged = bytes;
        damaged[byte] = static_cast<char>(damaged[byte] ^ (1 << bit));
        put_bytes(folder_ / name, damaged);
        ASSERT_THAT(refusal(), HasSubstr(name + ": is damaged"));
      }
    }
    put_bytes(folder_ / name, bytes);
  }
  EXPECT_EQ(refusal(), "");
}

TEST_F(VerifyRunDirectoryTest, EveryTruncationIsSeenAndItsFileNamed) {
  for (const auto& [name, bytes] : contents_) {
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      put_bytes(folder_ / name, bytes.substr(0, size));
      ASSERT_THAT(refusal(), HasSubstr(name + ": has " + std::to_string(size) + " bytes"));
    }
    put_bytes(folder_ / name, bytes + "x");
    EXPECT_THAT(refusal(), HasSubstr(name));
    put_bytes(folder_ / name, bytes);
  }
}

TEST_F(VerifyRunDirectoryTest, NamesAllFaultyFilesAtOnce) {
  std::filesystem::remove(folder_ / "summary.csv");
  std::filesystem::remove(folder_ / "distributions.nc");
  ASSERT_EQ(::mkfifo((folder_ / "distributions.nc").c_str(), 0600), 0);
  EXPECT_THAT(refusal(), HasSubstr("summary.csv: cannot be read: No such file or directory"));
  EXPECT_THAT(refusal(), HasSubstr("distributions.nc: cannot be read"));
}

TEST_F(VerifyRunDirectoryTest, RefusesAFolderWithoutManifestAndAnEndlessOne) {
  std::filesystem::remove(folder_ / "manifest.json");
  EXPECT_THAT(refusal(), HasSubstr("manifest.json: cannot be read: No such file or directory"));
  put_bytes(folder_ / "manifest.json", "");
  std::filesystem::resize_file(folder_ / "manifest.json", std::uintmax_t{1} << 36);
  EXPECT_THAT(refusal(), HasSubstr("File too large"));
}

}  // namespace
}  // namespace sealedbid
