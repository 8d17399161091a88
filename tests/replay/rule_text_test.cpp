#include "replay/rule_text.hpp"

#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using Kind = DecidingRule::Kind;

constexpr const char* one_bid = "bid,capacity_mw,price_per_mwh,bidder,zone\na,4,10,Solar Ltd,north\n";

TEST(DecimalTextTest, WritesExactDecimals) {
  EXPECT_EQ(decimal_text(1607, 2), "16.07");
  EXPECT_EQ(decimal_text(-1600, 2), "-16");
  EXPECT_EQ(decimal_text(5, 3), "0.005");
  EXPECT_EQ(decimal_text(0, 3), "0");
  EXPECT_EQ(decimal_text(1200, 0), "1200");
  EXPECT_EQ(decimal_text(Int128{1'000'000'000'000'000'000} * 1000 + 1, 21), "1.000000000000000000001");
}

TEST(RuleTextTest, NamesRulesAsInTheFile) {
  Auction auction = plain_auction(10);
  auction.exclusions = {{.name = "non_eu", .bids = {.zones = {"x"}}, .source = "Act § 5"}};
  auction.limits = {{.name = "per_owner", .per = LimitScope::bidder, .volume_mw = 5.0, .source = "Act § 6"}};
  auction.stages = {{.name = "pilot", .volume_mw = 5.0}};
  auction.source = "Act § 1";
  const ClearedFile round = cleared(one_bid, auction);
  EXPECT_EQ(rule_text(round, {Kind::exclusion, 0}, 0), "exclusion non_eu");
  EXPECT_EQ(rule_text(round, {Kind::limit, 0}, 0), "limit per_owner for bidder Solar Ltd");
  EXPECT_EQ(rule_text(round, {Kind::volume, 0}, 0), "the volume");
  EXPECT_EQ(source_text(auction, {Kind::limit, 0}), " (Act § 6)");
  EXPECT_EQ(source_text(auction, {Kind::stage, 0}), "");
  EXPECT_EQ(source_text(auction, {Kind::volume, 0}), " (Act § 1)");
  EXPECT_EQ(stage_text(auction, 0), "stage pilot");
  EXPECT_EQ(stage_text(auction, 1), "the remainder");
  EXPECT_EQ(stage_text(Auction{}, 0), "");
}

TEST(RuleTextTest, WritesAmountsInTheirUnits) {
  Auction auction = plain_auction(10);
  auction.price_step_per_mwh = 0.01;
  const ClearedFile round = cleared(one_bid, auction);
  EXPECT_EQ(amount_text(round, LimitMeasure::power, Int128{16'070} * 1'000'000), "16.07 MW");
  EXPECT_EQ(amount_text(round, LimitMeasure::energy, Int128{5} * 1'000'000'000'000'000), "5 MWh a year");
  EXPECT_EQ(amount_text(round, LimitMeasure::support, Int128{250} * 1'000'000'000), "2.5 EUR a year");
  EXPECT_EQ(amount_text(round, LimitMeasure::awards, 1), "1 award");
}

TEST(ScoreTextTest, ShowsEachRankingInItsUnit) {
  Auction auction = plain_auction(10);
  auction.price_step_per_mwh = 0.01;
  ClearedFile round = cleared(one_bid, auction);
  const auto shown = [&](std::int64_t score) { return score_text(round, score) + " " + score_unit(round); };
  EXPECT_EQ(shown(4'987'500'000'00), "49.875 EUR per MWh");
  round.rules.auction.direction = Direction::sale;
  EXPECT_EQ(shown(-500'000'000'000), "50 EUR per MWh");
  round.rules.auction = auction;
  round.rules.auction.ranking.by = RankBy::discount;
  EXPECT_EQ(shown(875'000'000'000), "0.125 fraction of the ceiling");
  round.rules.auction.ranking.by = RankBy::support_per_tco2;
  EXPECT_EQ(shown(1'250'000'000'000), "125 EUR per tCO2");
  round.rules.auction.ranking.by = RankBy::points;
  EXPECT_EQ(shown(-9'250), "92.5 points");
}

}  // namespace
}  // namespace sealedbid
