#include "scenario/read_text.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_scenario.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

bool accepts(TextForm form, const std::string& text) {
  return !fault_of_text(scalar_node(text), form).has_value();
}

TEST(ReadTextTest, CodesAreThreeCapitalLetters) {
  for (const TextForm form : {TextForm::country, TextForm::currency}) {
    EXPECT_TRUE(accepts(form, "AZE"));
    for (const char* text : {"", "AZ", "AZER", "aze", "A1E", "AZ "}) EXPECT_FALSE(accepts(form, text)) << text;
  }
  EXPECT_THAT(fault_of_text(scalar_node("usd"), TextForm::currency)->suggestion, HasSubstr("USD"));
}

TEST(ReadTextTest, FileNamesCannotLeaveAFolder) {
  EXPECT_TRUE(accepts(TextForm::file_name, "azerbaijan-2024_v1.2"));
  for (const char* text : {"", "../x", "a/b", ".hidden", "-x", "a b", "\xC3\xBC"})
    EXPECT_FALSE(accepts(TextForm::file_name, text)) << text;
  EXPECT_TRUE(accepts(TextForm::file_name, std::string(64, 'a')));
  EXPECT_FALSE(accepts(TextForm::file_name, std::string(65, 'a')));
}

TEST(ReadTextTest, FreeTextHasALimit) {
  EXPECT_TRUE(accepts(TextForm::free_text, "NO"));
  EXPECT_TRUE(accepts(TextForm::free_text, std::string(256, 'a')));
  EXPECT_FALSE(accepts(TextForm::free_text, std::string(257, 'a')));
}

TEST(ReadTextTest, ListsAreNoText) {
  YamlNode list;
  list.kind = YamlKind::sequence;
  EXPECT_EQ(fault_of_text(list, TextForm::free_text)->what, "expected text, got a list");
}

}  // namespace
}  // namespace sealedbid
