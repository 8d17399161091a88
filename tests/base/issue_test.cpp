#include "base/issue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace sealedbid {
namespace {

Issue ceiling_issue() {
  Issue issue;
  issue.place = {"garadagh.yaml", 41, 17};
  issue.key_path = "auction.ceiling_per_mwh";
  issue.what = "-45 is negative (a ceiling is a price)";
  issue.suggestion = "Did you mean 45?";
  return issue;
}

Issue issue_at(const Place& place, const std::string& text) {
  Issue issue;
  issue.place = place;
  issue.what = text;
  return issue;
}

/// An issue that says `text` in each of its parts.
Issue issue_of(const std::string& text) {
  Issue issue = issue_at({text, 1, 1}, text);
  issue.key_path = text;
  issue.suggestion = text;
  return issue;
}

TEST(IssueTest, TextNamesPlaceKeyValueReasonAndRemedy) {
  EXPECT_EQ(text_of(ceiling_issue()),
            "garadagh.yaml:41:17: auction.ceiling_per_mwh: -45 is negative (a ceiling is a price). Did you mean 45?");
}

TEST(IssueTest, TextLeavesOutWhatIsUnknown) {
  EXPECT_EQ(text_of(issue_at({}, "wrong")), "wrong");
  EXPECT_EQ(text_of(issue_at({"a.csv", 3, 0}, "wrong")), "a.csv:3: wrong");
  Issue override_issue = issue_at({"--set", 0, 0}, "wrong");
  override_issue.key_path = "seed";
  EXPECT_EQ(text_of(override_issue), "--set: seed: wrong");
}

TEST(IssueTest, TextMarksWarnings) {
  Issue issue = ceiling_issue();
  issue.severity = Severity::warning;
  EXPECT_TRUE(text_of(issue).starts_with("garadagh.yaml:41:17: warning: auction."));
}

// EN14, PA07: no part of a message can drive the terminal or forge a second line.
TEST(IssueTest, TextEscapesControlCharactersInEveryPart) {
  const std::string evil = "\x1B[31m\nok\x7F\xC2\x9B";
  const std::string text = text_of(issue_of(evil));
  for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
  EXPECT_NE(text.find("\\x1B[31m\\x0Aok\\x7F\\xC2\\x9B"), std::string::npos);
}

TEST(IssueTest, TextStaysUnderFourKilobytes) {
  const std::string endless(100'000, '\x01');
  EXPECT_LT(text_of(issue_of(endless)).size(), 4096u);
}

TEST(IssueTest, ListIsSortedByPlace) {
  std::vector<Issue> issues;
  for (const auto& [line, column] : {std::pair{10, 1}, {2, 9}, {2, 3}}) {
    issues.push_back(issue_at({"f", line, column}, "x"));
  }
  EXPECT_EQ(text_of(issues), "f:2:3: x\nf:2:9: x\nf:10:1: x");
  EXPECT_EQ(InputError(issues).issues().front().place.column, 3);
}

// YS30
TEST(IssueTest, ListShowsTwentyAndCountsTheRest) {
  const std::vector<Issue> issues(10'000, ceiling_issue());
  const std::string text = text_of(issues);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 20);
  EXPECT_TRUE(text.ends_with("\nand 9,980 more"));
  EXPECT_TRUE(text_of(std::vector<Issue>(21, ceiling_issue())).ends_with("\nand 1 more"));
  EXPECT_EQ(text_of(std::vector<Issue>(20, ceiling_issue())).find("more"), std::string::npos);
  EXPECT_TRUE(text_of(std::vector<Issue>(12'346, Issue{}), 1).ends_with("and 12,345 more"));
}

TEST(IssueTest, InputErrorSaysWhatItsIssuesSay) {
  const InputError error(ceiling_issue());
  EXPECT_EQ(error.what(), text_of(ceiling_issue()));
  ASSERT_EQ(error.issues().size(), 1u);
  EXPECT_EQ(error.issues()[0].key_path, "auction.ceiling_per_mwh");
}

}  // namespace
}  // namespace sealedbid
