#include "simulation/market_game.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "simulation/world_reference.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

using testing::class_named;

LearnedMarket learn(const Scenario& scenario) {
  const Market market = build_market(scenario);
  return learn_market(market, reference_weights(market), 3, 2);
}

double cdf_at(const TabulatedClass& bidders, double price, std::size_t hidden = 0) {
  std::size_t g = 1;
  while (g + 1 < bidders.estimate.size() && bidders.estimate[g] < price) ++g;
  const double share = (price - bidders.estimate[g - 1]) / (bidders.estimate[g] - bidders.estimate[g - 1]);
  return bidders.cdf[hidden][g - 1] + share * (bidders.cdf[hidden][g] - bidders.cdf[hidden][g - 1]);
}

TEST(MarketGameTest, BeliefsFollowBayesAndAddUp) {
  const LearnedMarket learned = learn(testing::solar_auction());
  const MarketGame made = market_game(learned, 0, {Part::solved_for, Part::solved_for}, {{}, {}});
  const TabulatedClass& bidders = made.game.classes[0];
  const SampledLaw& law = learned.parties[0].believed.own;
  double last_mean = 0.0;
  for (std::size_t g = 0; g < bidders.estimate.size(); ++g) {
    double total = 0.0, mean = 0.0;
    for (std::size_t m = 0; m < learned.hidden.value.size(); ++m) {
      total += bidders.posterior[m][g];
      mean += bidders.posterior[m][g] * learned.hidden.value[m];
    }
    EXPECT_NEAR(total, 1.0, 1e-12);
    const double u = bidders.estimate[g];
    const bool is_usual = u > quantile(law, 0.005) && u < quantile(law, 0.995);
    EXPECT_TRUE(!is_usual || mean > last_mean) << "a high estimate speaks for a low yield";
    last_mean = mean;
  }
}

TEST(MarketGameTest, GivenBidsAreLoweredToTheCeilingByWhoCanServeIt) {
  Scenario scenario = testing::uniform_cost_auction(4, 2);
  scenario.auction.ceiling_per_mwh = Constant{0.8};
  scenario.bidder_classes[0].strategy = Strategy::markup;
  scenario.bidder_classes[0].markup_fraction = Constant{0.25};
  const TabulatedClass rivals = market_game(learn(scenario), 0, {Part::as_given}, {{}}).game.classes[0];
  EXPECT_TRUE(rivals.has_given_bids);
  EXPECT_NEAR(cdf_at(rivals, 0.5), 0.4, 2e-3);
  EXPECT_NEAR(cdf_at(rivals, 0.799), 0.64, 2e-3);
  EXPECT_NEAR(cdf_at(rivals, 0.8), 0.8, 2e-3) << "costs of 0.64 to 0.8 bid the ceiling";
}

TEST(MarketGameTest, OneBidderRespondsToTheOthersOfItsClass) {
  const LearnedMarket learned = learn(testing::solar_auction());
  const MarketGame made = market_game(learned, 0, {Part::solved_for_one, Part::as_given}, {{}, {}});
  ASSERT_EQ(made.game.classes.size(), 3u);
  EXPECT_EQ(made.game.classes[0].bidders, 1);
  EXPECT_EQ(made.game.classes[2].bidders, 4);
  EXPECT_EQ(made.party, (std::vector<int>{0, 1, 0}));
  EXPECT_TRUE(made.game.classes[2].has_given_bids);
}

TEST(MarketGameTest, KnownBidsHaveTheLawOfTheirEstimates) {
  Scenario scenario = testing::uniform_cost_auction(4, 2);
  const LearnedMarket learned = learn(scenario);
  TabulatedBids bids;
  for (const double cost : estimate_grid(learned, learned.parties[0])) {
    bids.bid.push_back(cost <= 0.7 ? 0.5 + 0.5 * cost : std::numeric_limits<double>::quiet_NaN());
  }
  const TabulatedClass rivals = market_game(learned, 0, {Part::by_known_bids}, {bids}).game.classes[0];
  EXPECT_NEAR(cdf_at(rivals, 0.6), 0.2, 1e-3);
  EXPECT_NEAR(cdf_at(rivals, 0.84), 0.68, 1e-3);
  EXPECT_EQ(rivals.cdf[0].back(), 1.0);
  EXPECT_GT(rivals.estimate.back(), rivals.ceiling) << "who stays away lies beyond the ceiling";
}

TEST(MarketGameTest, MoneyIsRelativeToTheReferenceOfTheNode) {
  Scenario scenario = testing::solar_auction();
  class_named(scenario, "domestic").entry_cost_per_mwh = 0.5;
  class_named(scenario, "domestic").risk_aversion = {RiskForm::cara, 0.2};
  const LearnedMarket learned = learn(scenario);
  const std::size_t node = learned.nodes.reference_per_mwh.size() / 2;
  const double reference = learned.nodes.reference_per_mwh[node];
  const TabulatedClass bidders = market_game(learned, node, {Part::solved_for, Part::as_given}, {{}, {}}).game.classes[0];
  EXPECT_NEAR(bidders.entry_cost, 0.5 / reference, 1e-12);
  EXPECT_NEAR(bidders.utility.coefficient, 0.2 * reference, 1e-12);
  EXPECT_EQ(bidders.ceiling, learned.nodes.ceiling_over_reference[node]);
}

}  // namespace
}  // namespace sealedbid
