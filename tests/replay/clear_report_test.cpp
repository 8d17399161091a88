#include "replay/clear_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;

constexpr const char* four_bids =
    "bid,capacity_mw,price_per_mwh,zone,full_load_hours\nhigh,1,90,south,1000\nb,2,50,south,1000\na,1,40,north,2000\nc,9,60,"
    "north,1000\n";

TEST(ClearReportTest, ListsBidsByRankAndTheRestInTheOrderOfTheFile) {
  Auction auction = plain_auction(3);
  auction.ceiling_per_mwh = Constant{70.0};
  const ClearReport report = make_clear_report(cleared(four_bids, auction));
  std::string order;
  for (const ClearReportRow& row : report.rows) order += row.bid + std::to_string(row.rank) + " ";
  EXPECT_EQ(order, "a1 b2 c3 high0 ");
  EXPECT_EQ(report.rows[3].outcome, BidOutcome::above_ceiling);
  EXPECT_EQ(report.rows[3].score, "");
  EXPECT_FALSE(report.rows[3].is_eligible);
}

TEST(ClearReportTest, AddsUpAwardsEnergyAndSupport) {
  Auction auction = plain_auction(3);
  auction.ranking.reference_per_mwh = 30.0;
  const ClearReport report = make_clear_report(cleared(four_bids, auction));
  EXPECT_EQ(report.bids, 4);
  EXPECT_EQ(report.awarded_bids, 2);
  EXPECT_EQ(report.awarded_mw, 3.0);
  EXPECT_EQ(report.awarded_mwh_per_year, 4000.0);
  EXPECT_EQ(report.support_per_year, 2000.0 * 10 + 2000.0 * 20);
  EXPECT_NEAR(*report.mean_price_paid_per_mwh, 140.0 / 3.0, 1e-12);
}

TEST(ClearReportTest, LeavesOutWhatTheBidsDoNotSay) {
  const ClearReport report = make_clear_report(cleared("bid,capacity_mw,price_per_mwh\na,1,40\n", plain_auction(3)));
  EXPECT_EQ(report.awarded_mwh_per_year, std::nullopt);
  EXPECT_EQ(report.support_per_year, std::nullopt);
  EXPECT_EQ(report.ceiling_per_mwh, std::nullopt);
  EXPECT_TRUE(report.is_undersubscribed);
}

TEST(ClearReportTest, GivesStagesPricesOfGroupsAndFees) {
  Auction auction = plain_auction(3);
  auction.stages = {{.name = "south", .bids = {.zones = {"south"}}, .volume_mw = 2.0}};
  auction.pricing = PricingRule::uniform_highest_accepted;
  auction.uniform_price_within = PriceScope::stage;
  const ClearReport report = make_clear_report(cleared(four_bids, auction));
  EXPECT_EQ(report.rows[0].stage, "remainder");
  EXPECT_EQ(report.rows[1].stage, "south");
  EXPECT_EQ(report.rows[2].stage, "");
  ASSERT_EQ(report.prices.size(), 2u);
  auction = plain_auction(3);
  auction.ties = TieRule::higher_fee_first;
  auction.floor_per_mwh = 5.0;
  const ClearReport fees =
      make_clear_report(cleared("bid,capacity_mw,price_per_mwh,fee_per_mw\na,3,5,100\nb,3,5,250\n", auction));
  EXPECT_EQ(fees.rows[0].bid, "b");
  EXPECT_EQ(fees.rows[0].fee_per_mw, 250);
  EXPECT_EQ(fees.rows[1].fee_per_mw, std::nullopt);
}

TEST(ClearReportTest, NamesOutcomesAsInCsv) {
  EXPECT_EQ(name_of(BidOutcome::awarded_in_part), "awarded_in_part");
  EXPECT_EQ(name_of(BidOutcome::not_admitted), "not_admitted");
}

}  // namespace
}  // namespace sealedbid
