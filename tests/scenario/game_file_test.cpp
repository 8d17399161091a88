#include "scenario/game_file.hpp"

#include <gtest/gtest.h>

namespace sealedbid {
namespace {

TEST(GameFileTest, StandardBiddersAreRiskNeutralRankedByTheirBidsAndComeForSure) {
  const GameBidderClass bidders;
  EXPECT_EQ(bidders.risk_aversion, RiskAversion());
  EXPECT_EQ(bidders.risk_aversion.form, RiskForm::none);
  EXPECT_EQ(bidders.score_factor * 50.0 + bidders.score_adder_per_mwh, 50.0);
  EXPECT_EQ(bidders.participation_probability, 1.0);
  EXPECT_EQ(bidders.tariff_per_mwh + bidders.entry_cost_per_mwh, 0.0);
  EXPECT_FALSE(GameRules().ceiling_per_mwh.has_value());
}

}  // namespace
}  // namespace sealedbid
