#include "replay/clear_report_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using namespace testing;
using ::testing::HasSubstr;
using ::testing::Not;

const char* const three_bids =
    "bid,bidder,origin,capacity_mw,price_per_mwh\nNorth,\"Solar, Ltd\",ALB,10,40.50\nSüd,=cmd(),DEU,7.5,50\nTop,,ALB,1,60.01\n";

ClearedFile test_round(const std::string& bids = three_bids) {
  Auction auction = plain_auction(15);
  auction.price_step_per_mwh = 0.01;
  auction.ceiling_per_mwh = Constant{60.0};
  auction.marginal_bid = MarginalBidRule::partial;
  RulesFile rules = rules_with(auction);
  rules.title = "Test round";
  return clear_bids(bids_file(bids), rules, 0);
}

std::string table_of(const ClearedFile& round) {
  return clear_report_table(round, make_clear_report(round));
}
std::string csv_of(const ClearedFile& round) {
  return clear_report_csv(round, make_clear_report(round));
}
nlohmann::json json_of(const ClearedFile& round) {
  return nlohmann::json::parse(clear_report_json(round, make_clear_report(round)));
}

TEST(ClearReportTableTest, ShowsBidsAndTotals) {
  EXPECT_EQ(table_of(test_round()),
            "Test round\n"
            "\n"
            "rank  bid     MW  price  awarded MW  paid  reason\n"
            "   1  North   10   40.5          10  40.5  awarded in full\n"
            "   2  Süd    7.5     50           5    50  marginal bid, awarded in part: 5 MW were left of the volume of 15 MW\n"
            "   -  Top      1  60.01           0     -  not admitted: the price is above the ceiling of 60\n"
            "\n"
            "rules           pay_as_bid, marginal bid partial, ties lottery\n"
            "volume          15 MW, ceiling 60 EUR per MWh\n"
            "eligible        17.5 MW in 2 of 3 bids\n"
            "awarded         15 MW in 2 bids\n"
            "clearing price  50 EUR per MWh\n"
            "mean price      43.6667 EUR per MWh, weighted by awarded MW\n");
}

TEST(ClearReportTableTest, SaysWhatIsWrongWithTheRound) {
  EXPECT_THAT(table_of(test_round("bid,capacity_mw,price_per_mwh\na,1,5\n")), HasSubstr("undersubscribed"));
  EXPECT_THAT(table_of(test_round("bid,capacity_mw,price_per_mwh\na,1,61\n")), HasSubstr("The round is void"));
}

TEST(ClearReportTableTest, ShowsScoresStagesAndReactionsWhereTheRulesHaveThem) {
  Auction auction = plain_auction(12);
  auction.stages = {{.name = "pilot", .volume_mw = 2.0}};
  auction.ranking.adjustments = {{.name = "all", .add_per_mwh = 2.0}};
  auction.volume_response = {.rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.5};
  const std::string table = table_of(cleared("bid,capacity_mw,price_per_mwh\na,1,5\nb,9,7\n", auction));
  EXPECT_THAT(table, HasSubstr("rank  bid  MW  price  score  stage  awarded MW  paid  reason\n"));
  EXPECT_THAT(table, HasSubstr("   1  a     1      5      7  pilot           1     5  awarded in full in stage pilot\n"));
  EXPECT_THAT(table, HasSubstr("ranked by       price (EUR per MWh)\n"));
  EXPECT_THAT(table, HasSubstr("the smaller of 0.5 of the 10 MW admitted and the 12 MW offered: 5 MW\n"));
}

TEST(ClearReportTableTest, ShowsThePriceOfEachGroup) {
  Auction auction = plain_auction(12);
  auction.pricing = PricingRule::uniform_highest_accepted;
  auction.uniform_price_within = PriceScope::zone;
  const std::string table = table_of(cleared("bid,capacity_mw,price_per_mwh,zone\na,1,5,north\nb,9,7,south\n", auction));
  EXPECT_THAT(table, HasSubstr("clearing price  5 EUR per MWh, north\nclearing price  7 EUR per MWh, south\n"));
}

TEST(ClearReportCsvTest, HoldsTheColumnsOfTheFileAsWrittenThenTheResult) {
  const ClearedFile round = test_round();
  const std::string lot = std::to_string(round.bids[0].lottery);
  const std::string csv = csv_of(round);
  EXPECT_THAT(csv,
              HasSubstr("bid,bidder,origin,capacity_mw,price_per_mwh,eligible,outcome,tie_decided_by_lottery,lottery,score,rank,"
                        "stage,awarded_mw,price_paid_per_mwh,reason\n"
                        "North,\"Solar, Ltd\",ALB,10,40.50,true,awarded,false," +
                        lot + ",40.5,1,,10,40.5,awarded in full\nSüd,'=cmd(),DEU,7.5,50,true,awarded_in_part,false,"));
  EXPECT_THAT(csv, HasSubstr(",,,0,,not admitted: the price is above the ceiling of 60\n"));
}

TEST(ClearReportCsvTest, RepeatsAndUsesTheLotsOfTheFile) {
  const ClearedFile round = cleared("bid,capacity_mw,price_per_mwh,lottery\na,1,5,9\nb,1,5,2\n", plain_auction(1));
  const std::string csv = csv_of(round);
  EXPECT_THAT(csv, HasSubstr("price_per_mwh,lottery,eligible,outcome,tie_decided_by_lottery,score"));
  EXPECT_THAT(csv, HasSubstr("\nb,1,5,2,true,awarded,true,5,1,"));
}

TEST(ClearReportCsvTest, ShowsFeesWhereTheyRank) {
  Auction auction = plain_auction(3);
  auction.ties = TieRule::higher_fee_first;
  auction.floor_per_mwh = 5.0;
  const ClearedFile round = cleared("bid,capacity_mw,price_per_mwh,fee_per_mw\na,3,5,100\nb,3,5,250\n", auction);
  const std::string csv = csv_of(round);
  EXPECT_EQ(json_of(round)["fees_paid"], 750.0);
  EXPECT_EQ(json_of(round)["bids"][0]["fee_paid"], 750.0);
  EXPECT_THAT(csv, HasSubstr("price_paid_per_mwh,fee_per_mw_paid,fee_paid,reason\n"));
  EXPECT_THAT(csv, HasSubstr(",3,5,250,750,awarded in full\n"));
  EXPECT_THAT(csv_of(test_round()), Not(HasSubstr("fee")));
}

TEST(ClearReportJsonTest, HoldsRulesTotalsAndBids) {
  const auto json = json_of(test_round());
  EXPECT_EQ(json["marginal_bid"], "partial");
  EXPECT_EQ(json["awarded_mw"], 15.0);
  EXPECT_EQ(json["void"], false);
  EXPECT_EQ(json["clearing_price_per_mwh"], 50.0);
  ASSERT_EQ(json["bids"].size(), 3u);
  EXPECT_EQ(json["bids"][1]["bidder"], "=cmd()");
  EXPECT_EQ(json["bids"][0]["price_per_mwh"], 40.5);
  EXPECT_EQ(json["bids"][1]["awarded_mw"], 5.0);
  EXPECT_TRUE(json["bids"][2]["price_paid_per_mwh"].is_null());
  EXPECT_TRUE(json["bids"][2]["rank"].is_null());
}

TEST(ClearReportJsonTest, GivesEachGroupItsPriceAndTextsAsTexts) {
  Auction auction = plain_auction(12);
  auction.pricing = PricingRule::uniform_highest_accepted;
  auction.uniform_price_within = PriceScope::zone;
  const auto json = json_of(cleared("bid,capacity_mw,price_per_mwh,zone\n1,1,5,7\n2,9,7,8\n", auction));
  EXPECT_TRUE(json["clearing_price_per_mwh"].is_null());
  ASSERT_EQ(json["prices"].size(), 2u);
  EXPECT_EQ(json["prices"][1]["group"], "8");
  EXPECT_EQ(json["prices"][1]["price_per_mwh"], 7.0);
  EXPECT_EQ(json["bids"][0]["bid"], "1");
}

}  // namespace
}  // namespace sealedbid
