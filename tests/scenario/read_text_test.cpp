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

TEST(ReadTextTest, LabelsMayLookLikeNumbers) {
  for (const char* text : {"2027", "NO", "DE-50 Hertz", "1"}) EXPECT_TRUE(accepts(TextForm::label, text)) << text;
  EXPECT_TRUE(accepts(TextForm::label, std::string(64, 'a')));
  for (const std::string& text : {std::string(), std::string(65, 'a')}) EXPECT_FALSE(accepts(TextForm::label, text)) << text;
}

TEST(ReadTextTest, ListsOfTextsHaveDifferentItems) {
  YamlNode list;
  list.kind = YamlKind::sequence;
  EXPECT_EQ(fault_of_list(list, "texts")->what, "the list is empty");
  list.items = {scalar_node("a")};
  EXPECT_FALSE(fault_of_list(list, "texts"));
  EXPECT_EQ(fault_of_list(scalar_node("a"), "texts")->suggestion, "Did you mean [a]?");
  const std::string before[] = {"a", "b"};
  EXPECT_FALSE(fault_of_item(scalar_node("c"), TextForm::label, before));
  EXPECT_EQ(fault_of_item(scalar_node("b"), TextForm::label, before)->what, "'b' stands twice in the list");
  EXPECT_EQ(fault_of_item(scalar_node("~"), TextForm::label, before)->what, "the list has an empty item");
  EXPECT_EQ(fault_of_item(list, TextForm::label, before)->what, "expected text, got a list");
}

TEST(ReadTextTest, ListsAreNoText) {
  YamlNode list;
  list.kind = YamlKind::sequence;
  EXPECT_EQ(fault_of_text(list, TextForm::free_text)->what, "expected text, got a list");
}

TEST(ReadTextTest, NamesAreLettersDigitsAndUnderscores) {
  for (const char* name : {"a", "Solar_2"}) EXPECT_EQ(fault_of_name(name), "") << name;
  EXPECT_EQ(fault_of_name(std::string(64, 'x')), "");
  for (const char* name : {"", "2a", "_a", "a b", "a.b", "a-b", "\xC3\xBC"}) EXPECT_NE(fault_of_name(name), "") << name;
  EXPECT_NE(fault_of_name(std::string(65, 'x')), "");
}

TEST(ReadTextTest, ChoicesAreListedWithTheNearest) {
  const std::string_view names[] = {"pay_as_bid", "uniform"};
  EXPECT_EQ(name_list(names), "pay_as_bid, uniform");
  EXPECT_EQ(unknown_choice_fault(scalar_node("unifrom"), names).what, "'unifrom' is not one of pay_as_bid, uniform");
  EXPECT_EQ(unknown_choice_fault(scalar_node("unifrom"), names).suggestion, "Did you mean uniform?");
  EXPECT_EQ(unknown_choice_fault(scalar_node("vickrey"), names).suggestion, "");
}

}  // namespace
}  // namespace sealedbid
