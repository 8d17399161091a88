#include "scenario/unknown_key.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

const std::vector<std::string> known = {"volume_mw", "ceiling_per_mwh", "ties"};

TEST(UnknownKeyTest, NearestKeyIsSuggested) {
  EXPECT_EQ(unknown_key_fault("volumme_mw", known).suggestion, "Did you mean volume_mw?");
  EXPECT_EQ(unknown_key_fault("cieling", known).suggestion, "Did you mean ceiling_per_mwh?");
  EXPECT_EQ(unknown_key_fault("strategy", known).suggestion, "");
}

TEST(UnknownKeyTest, LookAlikeLettersAreNamed) {
  const Fault fault = unknown_key_fault("v\xD0\xBElume_mw", known);  // EN16
  EXPECT_EQ(fault.what, "unknown key, it contains the character U+043E that is not a Latin letter");
  EXPECT_EQ(fault.suggestion, "Did you mean volume_mw?");
  EXPECT_EQ(unknown_key_fault("volume_mw\xF0\x9F\x98\x80", known).what,
            "unknown key, it contains the character U+1F600 that is not a Latin letter");
  EXPECT_EQ(unknown_key_fault("\xE2\x82\xAC", known).what,
            "unknown key, it contains the character U+20AC that is not a Latin letter");
}

}  // namespace
}  // namespace sealedbid
