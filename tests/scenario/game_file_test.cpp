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

TEST(GameFileTest, TheStandardGameIsAProcurementWithPrivateCosts) {
  GameFile file;
  EXPECT_EQ(file.game.direction, Direction::procurement);
  EXPECT_EQ(file.game.unsold_lots, UnsoldLots::pay_ceiling);
  EXPECT_FALSE(file.game.common_value.common_per_mwh.has_value());
  GameBidderClass bidders;
  bidders.cost_per_mwh = Uniform{0, 1};
  bidders.value_per_mwh = Uniform{2, 3};
  EXPECT_EQ(own_amount(file, bidders), Quantity(Uniform{0, 1}));
  file.game.direction = Direction::sale;
  EXPECT_EQ(own_amount(file, bidders), Quantity(Uniform{2, 3}));
}

}  // namespace
}  // namespace sealedbid
