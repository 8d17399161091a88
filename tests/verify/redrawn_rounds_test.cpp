#include "verify/redrawn_rounds.hpp"

#include <gtest/gtest.h>

#include "scenario/read_scenario.hpp"

namespace sealedbid {
namespace {

constexpr const char* scenario = R"(schema_version: 1
name: small
currency: EUR
price_year: 2025
simulation: {replications: 10, seed: 5}
host_country: {code: AAA}
bidder_classes:
  home:
    {origin: AAA, bidders: 2, project_capacity_mw: {distribution: uniform, low: 2, high: 12}, strategy: truthful, zone: north,
     local_content_fraction: {distribution: uniform, low: 0, high: 1}, participation_probability: 0.5,
     required_price_per_mwh: {distribution: uniform, low: 20, high: 40}}
auction: {volume_mw: {distribution: uniform, low: 20, high: 40}, ceiling_per_mwh: 45, price_step_per_mwh: 1}
)";

class RedrawnRoundsTest : public ::testing::Test {
 protected:
  Market market_ = build_market(read_scenario_text(scenario, "small.yaml").policies.front().scenario);
};

TEST_F(RedrawnRoundsTest, ARoundDoesNotDependOnThoseDrawnBefore) {
  RedrawnRounds forwards(market_, 5), backwards(market_, 5);
  std::vector<RedrawnRound> rounds;
  for (std::int64_t replication = 0; replication < 80; ++replication) rounds.push_back(forwards.draw(replication, 1));
  for (std::int64_t replication = 79; replication >= 0; --replication) {
    const RedrawnRound again = backwards.draw(replication, 1);
    const RedrawnRound& first = rounds[static_cast<std::size_t>(replication)];
    EXPECT_EQ(again.volume_kw, first.volume_kw);
    for (std::size_t slot = 0; slot < 2; ++slot) {
      EXPECT_EQ(again.bids[slot].price_ticks, first.bids[slot].price_ticks);
      EXPECT_EQ(again.bids[slot].lottery, first.bids[slot].lottery);
      EXPECT_EQ(again.attributes[slot].local_content_fraction, first.attributes[slot].local_content_fraction);
    }
  }
  EXPECT_NE(rounds[0].volume_kw, rounds[1].volume_kw);
  EXPECT_NE(rounds[0].attributes[0].local_content_fraction, rounds[0].attributes[1].local_content_fraction);
}

TEST_F(RedrawnRoundsTest, AbsentBiddersHaveNoQuantity) {
  RedrawnRounds rounds(market_, 5);
  int absent = 0;
  for (std::int64_t replication = 0; replication < 200; ++replication) {
    const RedrawnRound round = rounds.draw(replication, 1);
    ASSERT_EQ(round.bids.size(), 2U);
    EXPECT_EQ(round.ceiling_ticks, 45);
    EXPECT_EQ(round.attributes[1].name, "home_2");
    EXPECT_EQ(round.attributes[1].zone, "north");
    for (const RoundBid& bid : round.bids) absent += bid.quantity_kw == 0 ? 1 : 0;
  }
  EXPECT_NEAR(absent, 200, 60);  // 400 with probability ½: six standard deviations of 10
}

}  // namespace
}  // namespace sealedbid
