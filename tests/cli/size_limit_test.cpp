#include "cli/program_fixture.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::HasSubstr;

// The sanitizers' own memory says nothing about the program's.
#ifdef __has_feature
constexpr bool is_sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif
constexpr double most_mib = is_sanitized ? 4000.0 : 100.0;

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

class SizeLimitTest : public ProgramFixture {
 protected:
  void expect_refused(std::string text, const std::string& message) const {
    write("large.yaml", text);
    // Until it begins, the program is a copy of this process, whose memory counts.
    text = std::string();
    text.shrink_to_fit();
    const Finished finished = sealedbid({"check", "large.yaml"});
    EXPECT_EQ(finished.exit_code, 3);
    EXPECT_THAT(finished.notes, HasSubstr(message));
    EXPECT_LT(finished.seconds.count(), 20.0) << message;
    EXPECT_LT(finished.peak_memory_mib, most_mib) << message;
  }
};

// YS19
TEST_F(SizeLimitTest, AMillionValuesAreRefusedBeforeTheyTakeMemory) {
  const std::string row = repeated("1,", 100) + "\n";
  expect_refused("a:\n" + repeated("- 1\n", 1'000'000), "more than 200,000 values");
  expect_refused("a: [\n" + repeated(row, 10'000) + "1]\n", "more than 200,000 values");
  expect_refused("a: [[\n" + repeated(row, 10'000) + "1]]\n", "more than 200,000 values");
  const std::string open = repeated("[", 1000) + "\n ", close = repeated("]", 1000) + "\n ";
  expect_refused("a: " + repeated(open, 4000) + repeated(close, 4000) + "\n", "nested too deeply");
}

TEST_F(SizeLimitTest, LongTextIsRefusedBeforeItTakesMemory) {
  expect_refused(std::string(10'000'000, '\n'), "larger than 8 MiB");
  expect_refused(std::string(10'000'000, ' ') + "\n", "larger than 8 MiB");
  expect_refused("# " + std::string(20'000'000, 'x') + "\n", "larger than 8 MiB");
  expect_refused("a: " + std::string(50'000'000, 'x') + "\n", "larger than 8 MiB");
  expect_refused(std::string(8'000'000, '\n'), "more than 1,000,000 lines");
  expect_refused("a: \"" + repeated(std::string(1000, 'x') + "\n ", 8000) + "\"\n", "more than 64 KiB");
}

TEST_F(SizeLimitTest, AFileOfFourThousandClassesIsRead) {
  std::string text = small_scenario;
  const std::string bidder_class =
      ": {origin: AAA, bidders: 2, project_capacity_mw: {distribution: uniform, low: 5, high: 15}, strategy: truthful,"
      " required_price_per_mwh: {distribution: triangular, low: 20, mode: 30, high: 40}}\n";
  std::string classes;
  for (int i = 0; i < 4000; ++i) classes += "  c" + std::to_string(i) + bidder_class;
  write("large.yaml", text.replace(text.find("auction:"), 0, classes));
  EXPECT_EQ(sealedbid({"check", "large.yaml"}).exit_code, 0);
}

}  // namespace
}  // namespace sealedbid
