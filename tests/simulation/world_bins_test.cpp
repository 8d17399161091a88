#include "simulation/world_bins.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "simulation/world_reference.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

TEST(WorldBinsTest, BinsHoldAllWorldsAndKeepTheirMeans) {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) bidder.strategy = Strategy::equilibrium;
  PolicyMarket policy{"only", build_market(scenario)};
  policy.strategies.surfaces.resize(policy.market.classes.size());
  policy.strategies.reference_weight = reference_weights(policy.market);
  LearnedMarket learned = learn_market(policy.market, policy.strategies.reference_weight, 3, 2);
  const WorldBins bins = bin_worlds(policy, 3, learned);
  EXPECT_EQ(learned.hidden.value.size(), bins.hidden_edge.size() + 1);
  EXPECT_GT(bins.hidden_edge.size(), 3u) << "yields are hidden here";
  EXPECT_NEAR(std::accumulate(learned.hidden.probability.begin(), learned.hidden.probability.end(), 0.0), 1.0, 1e-12);
  for (std::size_t m = 0; m < bins.hidden_edge.size(); ++m) {
    EXPECT_LT(learned.hidden.value[m], bins.hidden_edge[m]);
    EXPECT_GE(learned.hidden.value[m + 1], bins.hidden_edge[m]);
  }
  const std::vector<double>& states = learned.nodes.ceiling_over_reference;
  EXPECT_EQ(states.size(), bins.state_edge.size() + 1);
  EXPECT_TRUE(std::ranges::is_sorted(states));
  EXPECT_LE(bins.lowest_state, states.front());
  EXPECT_GE(bins.highest_state, states.back());
}

}  // namespace
}  // namespace sealedbid
