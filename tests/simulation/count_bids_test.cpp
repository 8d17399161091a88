#include "simulation/count_bids.hpp"

#include <gtest/gtest.h>

#include "auction/rules.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

TEST(CountBidsTest, CountsTheLanesAskedForAndNoAbsentBids) {
  Scenario scenario = testing::solar_auction();
  for (BidderClass& bidder : scenario.bidder_classes) bidder.bidders = 2;
  const Market market = build_market(scenario);
  DrawnTile drawn;
  ClearedTile cleared;
  drawn.bid_ticks.resize(4);
  cleared.awarded_kw.resize(4);
  drawn.bid_ticks[0].fill(3000);
  drawn.bid_ticks[1].fill(no_price);
  drawn.bid_ticks[2].fill(3200);
  drawn.bid_ticks[3].fill(3300);
  cleared.awarded_kw[2].fill(50);
  std::vector<ClassHistograms> histograms(2);
  for (ClassHistograms& histogram : histograms) {
    histogram.bids.reserve(4000);
    histogram.awarded_bids.reserve(4000);
  }
  count_bids(market, {drawn, cleared, {}, {}}, 5, histograms);
  EXPECT_EQ(histograms[0].bids.total(), 5u);
  EXPECT_EQ(histograms[0].awarded_bids.total(), 0u);
  EXPECT_EQ(histograms[1].bids.total(), 10u);
  EXPECT_EQ(histograms[1].bids.largest(), 3300);
  EXPECT_EQ(histograms[1].awarded_bids.total(), 5u);
  EXPECT_EQ(histograms[1].awarded_bids.largest(), 3200);
}

}  // namespace
}  // namespace sealedbid
