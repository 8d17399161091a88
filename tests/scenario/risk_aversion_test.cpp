#include "scenario/risk_aversion.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(RiskAversionTest, StandardBiddersAreRiskNeutral) {
  EXPECT_EQ(RiskAversion().form, RiskForm::none);
  EXPECT_FALSE(RiskAversion().coefficient.has_value());
  // A part is written and shown only where it differs from its standard.
  EXPECT_NE((RiskAversion{.form = RiskForm::cara, .coefficient = 0.1}), RiskAversion());
  EXPECT_NE((RiskAversion{.form = RiskForm::none, .coefficient = 0.1}), RiskAversion()) << "a mistake that has to be shown";
}

}  // namespace
}  // namespace sealedbid
