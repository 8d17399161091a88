#include "simulation/adaptive_bidders.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "auction/rules.hpp"
#include "simulation/simulate.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

constexpr double step = 1e-6;  // of uniform_cost_auction

/// Costs U(0, 1), 1 MW each, ceiling 1: everybody learns.
Scenario learning_auction(int bidders, int lots, int rounds) {
  Scenario scenario = testing::uniform_cost_auction(bidders, lots);
  scenario.auction.rounds = rounds;
  scenario.bidder_classes[0].strategy = Strategy::adaptive;
  scenario.bidder_classes[0].adaptive = {
      .belief_sd_per_mwh = 0.2, .first_bids = bidders, .first_awards = lots, .rounds_ahead = 1, .discount_factor_per_round = 1.0};
  return scenario;
}

using BidsByReplication = std::map<std::int64_t, std::vector<BidSample>>;

BidsByReplication bids_of(const BlockSimulator& block) {
  BidsByReplication bids;
  for (const BidSample& bid : block.bids()) bids[bid.replication].push_back(bid);
  return bids;
}

double mean_bid(const std::vector<BidSample>& bids) {
  double kw = 0.0, sum = 0.0;
  for (const BidSample& bid : bids) {
    kw += bid.quantity_kw;
    sum += bid.quantity_kw * bid.bid_per_mwh;
  }
  return sum / kw;
}

/// The bid of who knows these bids of the round before.
double expected_bid(const std::vector<BidSample>& published, double required, int rounds, double discount_factor) {
  const auto awards = std::ranges::count_if(published, [](const BidSample& bid) { return bid.awarded_kw > 0; });
  const NormalRivals rivals = normal_rivals(static_cast<int>(published.size()), static_cast<int>(awards));
  const double mean = mean_bid(published), sd = 0.2;
  return adaptive_bid(rivals,
                      {.mean_bid_per_mwh = mean,
                       .sd_per_mwh = sd,
                       .highest_bid_per_mwh = 1.0,
                       .win_at_highest = win_probability(rivals, (1.0 - mean) / sd),
                       .rounds = rounds,
                       .discount_factor = discount_factor},
                      required);
}

TEST(AdaptiveBiddersTest, EachReplicationLearnsFromItsOwnRounds) {
  Scenario scenario = learning_auction(6, 2, 3);
  scenario.bidder_classes[0].participation_probability = Constant{0.8};
  scenario.bidder_classes[0].project_capacity_mw = Uniform{0.5, 1.5};
  scenario.bidder_classes[0].adaptive.rounds_ahead = 2;
  scenario.bidder_classes[0].adaptive.discount_factor_per_round = 0.9;
  const Market market = build_market(scenario);
  BlockSimulator block(market, 3, KeepBids::yes);
  block.simulate(0, 70, 1);
  BidsByReplication before = bids_of(block);
  for (const std::uint32_t round : {2u, 3u}) {
    block.simulate(0, 70, round);
    const BidsByReplication now = bids_of(block);
    int told_apart = 0, compared = 0;
    for (const auto& [replication, bids] : now) {
      if (!before.contains(replication) || !before.contains(replication + 1)) continue;
      for (const BidSample& bid : bids) {
        const int rounds = round == 2 ? 2 : 1;  // as many as are left
        EXPECT_NEAR(bid.bid_per_mwh, expected_bid(before[replication], bid.required_price_per_mwh, rounds, 0.9), 1.01 * step);
        told_apart +=
            std::abs(bid.bid_per_mwh - expected_bid(before[replication + 1], bid.required_price_per_mwh, rounds, 0.9)) > 1e-3;
        ++compared;
      }
    }
    EXPECT_GT(compared, 200);
    EXPECT_GT(told_apart, compared / 2) << "the twin: the history of the next replication gives other bids";
    before = now;
  }
}

TEST(AdaptiveBiddersTest, InTheFirstRoundRivalsAreTakenToBidAroundTheOwnPrice) {
  const Market market = build_market(learning_auction(6, 2, 2));
  BlockSimulator block(market, 3, KeepBids::yes);
  block.simulate(0, 50, 1);
  const NormalRivals rivals = normal_rivals(6, 2);
  for (const BidSample& bid : block.bids()) {
    const double required = bid.required_price_per_mwh;
    const RoundsAhead ahead{.mean_bid_per_mwh = required,
                            .sd_per_mwh = 0.2,
                            .highest_bid_per_mwh = 1.0,
                            .win_at_highest = win_probability(rivals, (1.0 - required) / 0.2)};
    EXPECT_NEAR(bid.bid_per_mwh, adaptive_bid(rivals, ahead, required), 1.01 * step);
    EXPECT_GT(bid.bid_per_mwh, required);
  }
}

/// Two bidders with known costs, one lot, σ = 0.2, so that the margin is (1 − Φ)/φ at the own bid. First around the own price,
/// where z = 0.751792 solves z = (1 − Φ(z))/φ(z); then around the mean of both bids, 0.550358.
TEST(AdaptiveBiddersTest, TwoRoundsByHand) {
  Scenario scenario = learning_auction(1, 1, 2);
  scenario.bidder_classes[0].required_price_per_mwh = Constant{0.3};
  scenario.bidder_classes[0].adaptive.first_bids = 2;
  scenario.bidder_classes.push_back(scenario.bidder_classes[0]);
  scenario.bidder_classes[1].name = "second";
  scenario.bidder_classes[1].required_price_per_mwh = Constant{0.5};
  const Market market = build_market(scenario);
  BlockSimulator block(market, 3, KeepBids::yes);
  block.simulate(0, 5, 1);
  for (const BidSample& bid : block.bids()) EXPECT_NEAR(bid.bid_per_mwh, bid.bidder_class == 0 ? 0.450358 : 0.650358, 1e-5);
  block.simulate(0, 5, 2);
  ASSERT_EQ(block.bids().size(), 10u);
  for (const BidSample& bid : block.bids()) EXPECT_NEAR(bid.bid_per_mwh, bid.bidder_class == 0 ? 0.550511 : 0.666551, 1e-5);
}

TEST(AdaptiveBiddersTest, PublishesNumbersAndTheMeanWeighedByCapacity) {
  const Market market = build_market(learning_auction(3, 2, 2));
  DrawnTile drawn;
  ClearedTile cleared;
  drawn.bid_ticks.resize(3);
  drawn.quantity_kw.resize(3);
  cleared.awarded_kw.resize(3);
  drawn.bid_ticks[0].fill(200000);
  drawn.bid_ticks[1].fill(no_price);
  drawn.bid_ticks[2].fill(500000);
  drawn.quantity_kw[0].fill(3000);
  drawn.quantity_kw[1].fill(9000);
  drawn.quantity_kw[2].fill(1000);
  cleared.awarded_kw[0].fill(3000);
  PublishedTile published;
  publish(market, {drawn, cleared, {}, {}}, published);
  EXPECT_EQ(published.bids[5], 2);
  EXPECT_EQ(published.awards[5], 1);
  EXPECT_NEAR(published.mean_bid_per_mwh[5], (3 * 0.2 + 1 * 0.5) / 4, 1e-12);

  cleared.awarded_kw[0].fill(0);  // void: what it says of awards is of no use
  drawn.bid_ticks[2].fill(no_price);
  publish(market, {drawn, cleared, {}, {}}, published);
  EXPECT_EQ(published.bids[5], 1);
  EXPECT_EQ(published.awards[5], 1);
  EXPECT_NEAR(published.mean_bid_per_mwh[5], 0.2, 1e-12);

  drawn.bid_ticks[0].fill(no_price);  // nobody came
  publish(market, {drawn, cleared, {}, {}}, published);
  EXPECT_EQ(published.bids[5], 1);
  EXPECT_NEAR(published.mean_bid_per_mwh[5], 0.2, 1e-12);
}

TEST(AdaptiveBiddersTest, WhereTheLowestRejectedBidIsThePriceAllBidTheTruth) {
  Scenario scenario = learning_auction(6, 2, 2);
  scenario.auction.pricing = PricingRule::uniform_lowest_rejected;
  const Market market = build_market(scenario);
  EXPECT_FALSE(AdaptiveBidders(market).are_there());
  BlockSimulator block(market, 3, KeepBids::yes);
  for (const std::uint32_t round : {1u, 2u}) {
    block.simulate(0, 40, round);
    for (const BidSample& bid : block.bids()) EXPECT_NEAR(bid.bid_per_mwh, bid.required_price_per_mwh, 1.01 * step);
  }
  scenario.auction.pricing = PricingRule::uniform_highest_accepted;
  EXPECT_TRUE(AdaptiveBidders(build_market(scenario)).are_there());
}

TEST(AdaptiveBiddersTest, OthersBidAsTheyDoWithoutThem) {
  Scenario scenario = learning_auction(4, 2, 2);
  scenario.bidder_classes.push_back(scenario.bidder_classes[0]);
  scenario.bidder_classes.back().name = "others";
  scenario.bidder_classes.back().strategy = Strategy::truthful;
  const Market market = build_market(scenario);
  BlockSimulator block(market, 3, KeepBids::yes);
  for (const std::uint32_t round : {1u, 2u}) {
    block.simulate(0, 40, round);
    for (const BidSample& bid : block.bids()) {
      if (bid.bidder_class == 1) {
        EXPECT_NEAR(bid.bid_per_mwh, bid.required_price_per_mwh, 1.01 * step);
      } else {
        EXPECT_GT(bid.bid_per_mwh, bid.required_price_per_mwh + step);
      }
    }
  }
}

TEST(AdaptiveBiddersTest, ACeilingThatIsNotDisclosedBoundsNoBid) {
  Scenario scenario = learning_auction(6, 5, 1);
  scenario.bidder_classes[0].required_price_per_mwh = Constant{0.95};
  const auto highest = [&] {
    const Market market = build_market(scenario);
    BidDraws draws(market, 3);
    DrawnTile drawn;
    draws.draw(0, 1, drawn);
    AdaptiveBidders(market).bid({}, 1, drawn);
    return drawn.bid_ticks[0][0] * step;
  };
  EXPECT_DOUBLE_EQ(highest(), 1.0);
  scenario.auction.ceiling_disclosed = false;
  EXPECT_GT(highest(), 1.01);
  EXPECT_LT(highest(), 0.95 + 6.0 * 0.2);
}

double mean_of(const RunTally& tally, const std::string& name) {
  for (const BidTally& bids : tally.policies[0].bids) {
    if (bids.name == name && bids.group == "all") return bids.moments.ratio() * tally.policies[0].price_step_per_mwh;
  }
  throw std::invalid_argument(name);
}

TEST(AdaptiveBiddersTest, BidsSettleWhereNothingElseChanges) {
  const std::vector<PolicyMarket> policies = {{"learning", build_market(learning_auction(20, 7, 8))}};
  SimulationOptions options;
  options.replications = 4096;
  options.seed = 5;
  const std::vector<RunTally> rounds = simulate(policies, options);
  ASSERT_EQ(rounds.size(), 8u);
  std::vector<double> means;
  for (const RunTally& tally : rounds) means.push_back(mean_of(tally, "bid_per_mwh"));
  const double first_change = std::abs(means[1] - means[0]), last_change = std::abs(means[7] - means[6]);
  // The standard error of a mean bid is below 0.3 / √(20 · 4096) · 2 ≈ 0.002.
  EXPECT_GT(first_change, 0.02);
  EXPECT_LT(last_change, 0.01) << means[6] << " " << means[7];
}

}  // namespace
}  // namespace sealedbid
