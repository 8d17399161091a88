#include "scenario/bidder_class.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

// A part is written, shown and drawn only where it differs from its standard.

TEST(BidderClassTest, KeysTakeDebtAwayFromItsStandard) {
  ProjectDebt sized, geared, dear;
  sized.sizing = DebtSizing::cover_ratio;
  geared.gearing_fraction = 0.7;
  dear.interest_fraction = Uniform{0.05, 0.07};
  EXPECT_EQ(ProjectDebt(), ProjectDebt());
  for (const ProjectDebt& debt : {sized, geared, dear}) EXPECT_NE(debt, ProjectDebt());
}

TEST(BidderClassTest, KeysTakePartsAwayFromTheirStandard) {
  PoliticalRiskCover cover;
  cover.covered_fraction = 0.9;
  EXPECT_NE(cover, PoliticalRiskCover());
  OutwardInvestment limited;
  limited.equity_limit = 0.0;
  EXPECT_NE(limited, OutwardInvestment()) << "a limit of 0 is a limit";
  JointVenture venture;
  venture.domestic_share_fraction = 0.4;
  EXPECT_NE(venture, JointVenture());
  BidFunctionTable from_file;
  from_file.file = "bids.csv";
  EXPECT_NE(from_file, BidFunctionTable());
}

TEST(BidderClassTest, AStandardClassHasNoDebtLimitOrPartner) {
  const BidderClass bidder_class;
  EXPECT_EQ(bidder_class.project_debt.tenor_years, 0);
  EXPECT_FALSE(bidder_class.outward_investment.equity_limit.has_value());
  EXPECT_EQ(bidder_class.joint_venture.domestic_share_fraction, 0.0);
  EXPECT_TRUE(is_zero(bidder_class.country_premium_fraction));
}

}  // namespace
}  // namespace sealedbid
