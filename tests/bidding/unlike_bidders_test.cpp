#include <gtest/gtest.h>

#include <cmath>

#include "bidding/closed_forms.hpp"
#include "bidding/deviation_gain.hpp"
#include "bidding/win_probability.hpp"

/// Games of unlike bidders beyond two classes with a common top: preferences, tariffs, lone bidders, several lots, absence.
namespace sealedbid {
namespace {

using namespace closed_forms;

Equilibrium solved(const Game& game) {
  const Equilibrium result = solve_equilibrium(game);
  EXPECT_EQ(result.status, EquilibriumStatus::solved) << result.reason;
  EXPECT_EQ(result.method, "collocation");
  return result;
}

TEST(UnlikeBiddersTest, APricePreference) {
  // Costs U[0, 1], one bidder each; the foreign bid ranks 1 + preference times as high. Source: Cole, Davies and Kaplan 2017.
  struct Row {
    double preference, lowest_score, domestic_award, domestic_profit, foreign_profit, tariff_revenue, net_expenditure;
  };
  for (const Row& row : {Row{0.1, 0.525, 0.522727273, 0.185551492, 0.150483315, 0.030096663, 0.669796888},
                         Row{0.2, 0.55, 0.541666667, 0.205377358, 0.137719754, 0.055087902, 0.677860891},
                         Row{0.5, 0.625, 0.583333333, 0.268755291, 0.111878739, 0.111878739, 0.719601393}}) {
    GameClass foreign = uniform_class(0.0, 1.0, 1);
    foreign.score_factor = 1.0 + row.preference;
    const Game game{{uniform_class(0.0, 1.0, 1), foreign}, 1, PricingRule::pay_as_bid, {}};
    const Equilibrium preferred = solved(game);
    ASSERT_EQ(preferred.classes.size(), 2U);
    EXPECT_NEAR(preferred.classes[0].lowest_bid_per_mwh, row.lowest_score, 1e-9);
    EXPECT_NEAR(preferred.classes[0].award_probability, row.domestic_award, 1e-9);
    EXPECT_NEAR(preferred.classes[0].expected_profit_per_mwh, row.domestic_profit, 1e-9);
    EXPECT_NEAR(preferred.classes[1].expected_profit_per_mwh, row.foreign_profit, 1e-9);
    EXPECT_NEAR(preferred.expected_payment_per_mwh, row.net_expenditure, 1e-9);
    // A tariff of the same share gives the same scores: the foreign bidder's gross bid. Its revenue is a share of what is kept.
    const Equilibrium taxed = solved({{uniform_class(0.0, 1.0, 1), uniform_class(0.0, 1.0 + row.preference, 1)}, 1, {}, {}});
    ASSERT_EQ(taxed.classes.size(), 2U);
    EXPECT_NEAR(taxed.classes[0].award_probability, preferred.classes[0].award_probability, 1e-10);
    const double kept = taxed.classes[1].expected_payment_per_mwh / (1.0 + row.preference);
    EXPECT_NEAR(row.preference * kept, row.tariff_revenue, 1e-9);
    EXPECT_NEAR(taxed.expected_payment_per_mwh - row.preference * kept, preferred.expected_payment_per_mwh, 1e-9);
  }
}

TEST(UnlikeBiddersTest, ALoneStrongBidderKeepsTheOtherOut) {
  // The sale with values U[0, 1] and U[0.25, 1.5], turned round at 1.5. Source: Kaplan and Zamir 2012.
  const Equilibrium result = solved({{uniform_class(0.5, 1.5, 1), uniform_class(0.0, 1.25, 1)}, 1, PricingRule::pay_as_bid, {}});
  ASSERT_EQ(result.classes.size(), 2U);
  EXPECT_NEAR(result.classes[0].lowest_bid_per_mwh, 1.5 - 0.659722222222, 1e-9);
  EXPECT_NEAR(result.classes[1].highest_bid_per_mwh, 1.5 - 0.125, 1e-9);
  EXPECT_NEAR(result.expected_price_per_mwh, 1.5 - 0.488390532284, 1e-9);
  EXPECT_NEAR(result.classes[0].award_probability, 0.340277778, 1e-9);
}

TEST(UnlikeBiddersTest, ASpecificTariff) {
  GameClass domestic = uniform_class(40.0, 120.0, 3), foreign = domestic;
  domestic.cost = cost_law(TruncatedNormal{70.0, 12.0, 40.0, 120.0});
  foreign.cost = cost_law(TruncatedNormal{60.0, 12.0, 40.0, 120.0});
  foreign.tariff_per_mwh = 5.0;
  const Equilibrium result = solved({{domestic, foreign}, 1, PricingRule::pay_as_bid, 65.0});
  ASSERT_EQ(result.classes.size(), 2U);
  EXPECT_NEAR(result.classes[0].lowest_bid_per_mwh, 55.09151, 1e-5);
  EXPECT_NEAR(bid_at(result.classes[0], 55.0), 59.8943028, 1e-6);
  EXPECT_NEAR(bid_at(result.classes[1], 42.0), 56.2529770, 1e-6);
  EXPECT_NEAR(bid_at(result.classes[1], 50.0), 60.2129308, 1e-6);
  EXPECT_NEAR(result.expected_payment_per_mwh, 56.96909, 1e-5);
  // An export worth as much that is forgone when winning costs as much: the same bids and profits.
  foreign.tariff_per_mwh = 0.0;
  foreign.cost = cost_law(TruncatedNormal{65.0, 12.0, 45.0, 125.0});
  const Equilibrium forgone = solved({{domestic, foreign}, 1, PricingRule::pay_as_bid, 65.0});
  EXPECT_NEAR(bid_at(forgone.classes[1], 50.0 + 5.0), bid_at(result.classes[1], 50.0), 1e-9);
  EXPECT_NEAR(forgone.classes[1].expected_profit_per_mwh, result.classes[1].expected_profit_per_mwh, 1e-9);
}

/// Expected number of lots awarded, from who takes part alone: E min(lots, bidders with a cost that bids).
double lots_taken(const Game& game, const Equilibrium& equilibrium) {
  std::vector<ClassBelow> bidding;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const GameClass& own = game.classes[i];
    const double last = equilibrium.classes[i].highest_cost_that_bids_per_mwh, presence = own.presence_probability;
    bidding.push_back({own.bidders, presence * cdf(own.cost, last), 1.0 - presence + presence * survival(own.cost, last)});
  }
  double lots = game.lots;
  const std::vector<double> count = count_below(bidding, game.lots);
  for (int few = 0; few < game.lots; ++few) lots -= (game.lots - few) * count[static_cast<std::size_t>(few)];
  return lots;
}

/// Largest gain from deviating, as a share of the range of bids.
double gain_share(const Game& game, const Equilibrium& equilibrium) {
  const ClassEquilibrium& own = equilibrium.classes[0];
  return deviation_gains(game, equilibrium).greatest_gain_per_mwh / (own.highest_bid_per_mwh - own.lowest_bid_per_mwh);
}

TEST(UnlikeBiddersTest, NobodyGainsWhereNoNumbersAreKnown) {
  const auto normal = [](int bidders, double mean, double sd) {
    GameClass result = uniform_class(40.0, 120.0, bidders);
    result.cost = cost_law(TruncatedNormal{mean, sd, 40.0, 120.0});
    return result;
  };
  GameClass rare = uniform_class(0.0, 1.0, 2), rarer = uniform_class(0.1, 1.2, 2);
  rare.presence_probability = 0.8;
  rarer.presence_probability = 0.7;
  const Game five{{normal(2, 70, 12), normal(1, 60, 12), normal(2, 65, 8), normal(1, 72, 10), normal(3, 68, 15)}, 1, {}, 80.0};
  const Game lots{{uniform_class(0.0, 1.0, 2), uniform_class(0.1, 1.2, 2)}, 2, PricingRule::pay_as_bid, 1.0};
  const Game last_accepted{
      {uniform_class(0.0, 1.0, 2), uniform_class(0.0, 1.2, 2)}, 2, PricingRule::uniform_highest_accepted, 1.0};
  const Game absent{{rare, rarer}, 1, PricingRule::pay_as_bid, 1.5};
  for (const Game& game : {five, lots, last_accepted, absent}) {
    const Equilibrium result = solved(game);
    ASSERT_EQ(result.classes.size(), game.classes.size());
    EXPECT_LT(gain_share(game, result), 1e-6);
    EXPECT_NEAR(lots_taken(game, result), result.expected_awarded_lots, 1e-9);
    Game crowded = game;
    crowded.classes[0].bidders += 1;
    EXPECT_GT(gain_share(crowded, result), 1e-4) << "the bids of the game with one bidder less";
  }
}

}  // namespace
}  // namespace sealedbid
