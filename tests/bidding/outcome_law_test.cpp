#include "bidding/outcome_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::uniform_class;
using closed_forms::uniform_game;

Outcome outcome(const TabulatedGame& game, double below, double bidding = 1.0) {
  const std::vector<RivalPosition> positions = {{below, bidding}};
  return outcome_of(outcome_law(game), positions, 0);
}

TEST(OutcomeLawTest, LotsCountRivals) {
  // 3 bidders, 2 lots: not both rivals below.
  EXPECT_NEAR(outcome(tabulated(uniform_game(3, 2)), 0.3).win, 1.0 - 0.09, 1e-15);
  EXPECT_NEAR(outcome(tabulated(uniform_game(3, 1)), 0.3).win, 0.49, 1e-15) << "one lot";
}

TEST(OutcomeLawTest, PricesAboveTheOwnBid) {
  const TabulatedGame last = tabulated(uniform_game(3, 2, PricingRule::uniform_highest_accepted));
  // All come: the price is above the own bid if both rivals are.
  EXPECT_NEAR(outcome(last, 0.3).price_above, 0.49, 1e-15);
  // Absent with .4: none below, and not both absent.
  EXPECT_NEAR(outcome(last, 0.3, 0.6).price_above, 0.49 - 0.16, 1e-15);
  const TabulatedGame rejected = tabulated(uniform_game(3, 2, PricingRule::uniform_lowest_rejected));
  EXPECT_NEAR(outcome(rejected, 0.3).price_above, 0.91, 1e-15);
}

TEST(OutcomeLawTest, MarginalBidRules) {
  // A volume of 3 for two projects of 2 units: the second is whole, half or not awarded.
  TabulatedGame game = tabulated(uniform_game(2));
  game.volume_probability = {0.0, 0.0, 0.0, 1.0};
  game.classes[0].size_probability = {0.0, 0.0, 1.0};
  EXPECT_NEAR(outcome(game, 0.4).win, 1.0, 1e-15);
  game.marginal_bid = MarginalBidRule::partial;
  EXPECT_NEAR(outcome(game, 0.4).win, 0.6 + 0.4 * 0.5, 1e-15);
  game.marginal_bid = MarginalBidRule::reject;
  EXPECT_NEAR(outcome(game, 0.4).win, 0.6, 1e-15);
}

TEST(OutcomeLawTest, RandomSizesAndVolumes) {
  // Sizes 1 or 2, volume 1 or 2, in full: awarded below a rival of 1 if the volume is 2.
  TabulatedGame game = tabulated(uniform_game(2));
  game.volume_probability = {0.0, 0.25, 0.75};
  game.classes[0].size_probability = {0.0, 0.5, 0.5};
  EXPECT_NEAR(outcome(game, 0.4).win, 0.6 + 0.4 * 0.75 * 0.5, 1e-15);
}

TEST(OutcomeLawTest, MinimumBidsTakeBackLonelyAwards) {
  TabulatedGame game = tabulated(uniform_game(2));
  game.minimum_bids = 2;
  EXPECT_NEAR(outcome(game, 0.3, 0.6).win, 0.7 - 0.4, 1e-15);
}

TEST(OutcomeLawTest, RulesOutside) {
  TabulatedGame game = tabulated(uniform_game(2));
  EXPECT_EQ(reason_to_refuse_rules(game), "");
  game.marginal_bid = MarginalBidRule::reject_and_skip;
  EXPECT_NE(reason_to_refuse_rules(game), "");
  EXPECT_THROW(outcome_law(game), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
