#include "simulation/deviation_worlds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "auction/rules.hpp"
#include "simulation/block.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

/// What the loop of a run makes of the same worlds: awards by [slot][lane].
std::vector<LaneReals> margins_in_a_run(const PolicyMarket& policy, std::uint64_t seed) {
  BlockSimulator simulator(policy.market, seed, KeepBids::yes, &policy.strategies);
  simulator.simulate(0, lane_count, 5);
  BidDraws draws(policy.market, seed, &policy.strategies);
  DrawnTile drawn;
  draws.draw(0, 5, drawn);
  std::vector<LaneReals> margins(draws.slots().size());
  for (const BidSample& bid : simulator.bids()) {
    std::size_t slot = 0;
    while (draws.slots()[slot].bidder_class != bid.bidder_class || draws.slots()[slot].member != bid.member) ++slot;
    const auto lane = static_cast<std::size_t>(bid.replication);
    const double share = double(bid.awarded_kw) / bid.quantity_kw;
    margins[slot][lane] = share * (bid.bid_per_mwh - drawn.realised_per_mwh[slot][lane]);
  }
  return margins;
}

void expect_the_margins_of_a_run(const PolicyMarket& policy) {
  DeviationWorlds worlds(policy, nullptr, 3);
  worlds.draw(0, 5);
  const std::vector<LaneReals> margins = margins_in_a_run(policy, 3);
  for (std::size_t c = 0, first = 0; c < policy.market.classes.size(); first += std::size_t(policy.market.classes[c++].bidders)) {
    for (int member = 0; member < policy.market.classes[c].bidders; ++member) {
      const Deviators bidders = worlds.deviators(int(c), member);
      DeviatorOutcome outcome;
      worlds.clear(bidders, {bidders.bid_ticks, {}}, outcome);
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        EXPECT_NEAR(outcome.utility[lane], margins[first + std::size_t(member)][lane], 1e-9) << c << " " << member << " " << lane;
      }
    }
  }
}

TEST(DeviationWorldsTest, TheBidsOfTheStrategyEarnWhatTheyEarnInARun) {
  expect_the_margins_of_a_run({"plain", build_market(testing::solar_auction())});
  Scenario undisclosed = testing::solar_auction();
  undisclosed.auction.ceiling_disclosed = false;
  undisclosed.auction.ceiling_per_mwh = Constant{38.0};
  expect_the_margins_of_a_run({"undisclosed", build_market(undisclosed)});
  Scenario preference = testing::solar_auction();
  preference.auction.ranking.adjustments.push_back({});
  preference.auction.ranking.adjustments.back().add_per_mwh = 1.0;
  PolicyMarket adjusted{"adjusted", build_market(preference)};
  ASSERT_FALSE(adjusted.market.has_plain_rules);
  expect_the_margins_of_a_run(adjusted);
}

TEST(DeviationWorldsTest, AnotherBidMovesOnlyItsBidder) {
  const PolicyMarket policy{"uniform", build_market(testing::uniform_cost_auction(3, 1))};
  DeviationWorlds worlds(policy, nullptr, 3);
  worlds.draw(0, 5);
  const Deviators bidders = worlds.deviators(0, 1);
  LaneIntegers lowest, none;
  lowest.fill(0);
  none.fill(no_price);
  DeviatorOutcome at_zero, away, again;
  worlds.clear(bidders, {lowest, {}}, at_zero);
  worlds.clear(bidders, {none, {}}, away);
  worlds.clear(bidders, {lowest, {}}, again);
  EXPECT_EQ(at_zero.utility, again.utility);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    EXPECT_NEAR(at_zero.utility[lane], -bidders.estimate_per_mwh[lane], 1e-12) << "wins at 0 and pays its cost";
    EXPECT_EQ(away.utility[lane], 0.0);
  }
}

TEST(DeviationWorldsTest, BestResponseImaginesRivalsWhoBidTheirMarkup) {
  Scenario scenario = testing::uniform_cost_auction(2, 1);
  scenario.bidder_classes[0].strategy = Strategy::best_response;
  PolicyMarket policy{"response", build_market(scenario)};
  policy.strategies.surfaces = {BidSurface{{1.0}, {0.0}, {1.0}, 2, {0.5, 1.0}}};
  policy.strategies.reference_weight = {0.0};
  const PolicyMarket imagined = imagined_by_best_response(policy);
  DeviationWorlds worlds(policy, &imagined, 3);
  worlds.draw(0, 5);
  const Deviators bidders = worlds.deviators(0, 0), rivals = worlds.deviators(0, 1);
  DeviatorOutcome outcome;
  worlds.clear(bidders, {bidders.bid_ticks, {}}, outcome);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double cost = bidders.estimate_per_mwh[lane], bid = 0.5 + 0.5 * cost;
    const bool wins = bid < rivals.estimate_per_mwh[lane];
    EXPECT_NEAR(outcome.utility[lane], wins ? bid - cost : 0.0, 2e-6) << lane;
  }
}

/// Two bidders with two projects each at the lowest rejected price, all bidding what they need.
struct Portfolios {
  Scenario scenario = testing::uniform_cost_auction(2, 2);
  PolicyMarket policy;
  std::optional<DeviationWorlds> worlds;
  Deviators first, second;  ///< the first bidder's projects

  explicit Portfolios(PricingRule pricing) {
    scenario.bidder_classes[0].projects_per_bidder = 2;
    scenario.auction.pricing = pricing;
    policy = {"portfolios", build_market(scenario)};
    worlds.emplace(policy, nullptr, 3);
    worlds->draw(0, 5);
    first = worlds->deviators(0, 0);
    second = worlds->deviators(1, 0);
  }
};

TEST(DeviationWorldsTest, ProfitsAreThoseOfAllProjectsOfTheBidder) {
  Portfolios portfolios(PricingRule::uniform_lowest_rejected);
  const Deviators rivals = portfolios.worlds->deviators(0, 1);
  EXPECT_EQ(portfolios.first.estimate_per_mwh, portfolios.second.estimate_per_mwh) << "projects of a bidder are alike";
  DeviatorOutcome of_first, of_second, held_back;
  portfolios.worlds->clear(portfolios.first, {portfolios.first.bid_ticks, {}}, of_first);
  portfolios.worlds->clear(portfolios.second, {portfolios.second.bid_ticks, {}}, of_second);
  EXPECT_EQ(of_first.utility, of_second.utility);
  LaneIntegers ceiling;
  ceiling.fill(1'000'000);
  portfolios.worlds->clear(portfolios.second, {ceiling, {}}, held_back);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double own = portfolios.first.estimate_per_mwh[lane], rival = rivals.estimate_per_mwh[lane];
    EXPECT_NEAR(of_first.utility[lane], own < rival ? 2.0 * (rival - own) : 0.0, 4e-6) << lane;
    // One lot each: the second bid of who needs more is rejected first, unless the ceiling that was bid is.
    EXPECT_NEAR(held_back.utility[lane], own < rival ? rival - own : 0.0, 4e-6) << lane;
  }
}

TEST(DeviationWorldsTest, WhatWasTriedForOneProjectIsForgotten) {
  Portfolios portfolios(PricingRule::pay_as_bid);
  TriedBids tried;
  tried.ticks.fill(100);
  tried.others.fill(OtherProjects::follow);
  DeviatorOutcome outcome;
  portfolios.worlds->clear(portfolios.first, tried, outcome);
  EXPECT_EQ(portfolios.worlds->deviators(1, 0).bid_ticks, portfolios.second.bid_ticks);
}

TEST(DeviationWorldsTest, OtherProjectsMakeWayOrFollow) {
  Portfolios portfolios(PricingRule::uniform_highest_accepted);
  LaneIntegers bid;
  bid.fill(500'000);
  TriedBids tried{bid, {}};
  tried.others.fill(OtherProjects::make_way);
  DeviatorOutcome outcome, follow;
  portfolios.worlds->clear(portfolios.second, tried, outcome);
  const Deviators rivals = portfolios.worlds->deviators(0, 1);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double rival = rivals.estimate_per_mwh[lane];
    EXPECT_EQ(outcome.share[lane], rival > 0.5 ? 1.0 : 0.0) << "the second project wins if no project of the rival is below";
    EXPECT_EQ(outcome.moved_share[lane], rival > 0.5 ? 2.0 : 0.0) << "and is then the price of both";
  }
  tried.others.fill(OtherProjects::follow);
  portfolios.worlds->clear(portfolios.second, tried, follow);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double own = portfolios.first.estimate_per_mwh[lane], rival = rivals.estimate_per_mwh[lane];
    EXPECT_NEAR(follow.utility[lane], rival > 0.5 ? 2.0 * (0.5 - own) : 0.0, 4e-6) << lane;
  }
}

TEST(DeviationWorldsTest, InARingOnlyTheMemberWhoBidsDeviates) {
  Scenario scenario = testing::uniform_cost_auction(3, 1);
  scenario.rings.push_back({"ring", {"bidders"}});
  const PolicyMarket policy{"ring", build_market(scenario)};
  DeviationWorlds worlds(policy, nullptr, 3);
  worlds.draw(0, 5);
  const Deviators bidders = worlds.deviators(0, 1);
  BidDraws draws(policy.market, 3);
  DrawnTile drawn;
  draws.draw(0, 5, drawn);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    ASSERT_GE(bidders.slot[lane], 0);
    EXPECT_NE(drawn.bid_ticks[std::size_t(bidders.slot[lane])][lane], no_price);
    for (std::size_t slot = 0; slot < 3; ++slot) EXPECT_LE(bidders.estimate_per_mwh[lane], drawn.believed_per_mwh[slot][lane]);
  }
}

}  // namespace
}  // namespace sealedbid
