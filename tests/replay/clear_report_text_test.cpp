#include "study/clear_report_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

ClearReport report_of(const std::string& bids) {
  const std::string path =
      ::testing::TempDir() + "clear_report_text_" + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv";
  std::ofstream(path, std::ios::binary) << bids;
  RulesFile rules;
  rules.title = "Test round";
  rules.currency = "EUR";
  rules.auction.volume_mw = Constant{15.0};
  rules.auction.ceiling_per_mwh = Constant{60.0};
  rules.auction.marginal_bid = MarginalBidRule::partial;
  return clear_bids(path, rules, 0);
}

const char* const three_bids =
    "bid,bidder,origin,capacity_mw,price_per_mwh\nNorth,\"Solar, Ltd\",ALB,10,40.5\nSüd,=cmd(),DEU,7.5,50\nTop,,ALB,1,60.01\n";

TEST(ClearReportTableTest, ShowsBidsAndTotals) {
  EXPECT_EQ(clear_report_table(report_of(three_bids)),
            "Test round\n"
            "\n"
            "rank  bid     MW  price  awarded MW  paid  reason\n"
            "   1  North   10   40.5          10  40.5  awarded in full\n"
            "   2  Süd    7.5     50           5    50  marginal bid, awarded in part: 5 MW were left of the volume\n"
            "   -  Top      1  60.01           0     -  excluded: the price is above the ceiling of 60\n"
            "\n"
            "rules           pay_as_bid, marginal bid partial, ties lottery\n"
            "volume          15 MW, ceiling 60 EUR per MWh\n"
            "eligible        17.5 MW in 2 of 3 bids\n"
            "awarded         15 MW in 2 bids\n"
            "clearing price  50 EUR per MWh\n"
            "mean price      43.6667 EUR per MWh, weighted by awarded MW\n");
}

TEST(ClearReportTableTest, SaysWhatIsWrongWithTheRound) {
  EXPECT_THAT(clear_report_table(report_of("bid,capacity_mw,price_per_mwh\na,1,5\n")), HasSubstr("undersubscribed"));
  EXPECT_THAT(clear_report_table(report_of("bid,capacity_mw,price_per_mwh\na,1,61\n")), HasSubstr("The round is void"));
}

TEST(ClearReportCsvTest, QuotesNamesAndLeavesMissingValuesEmpty) {
  EXPECT_EQ(
      clear_report_csv(report_of(three_bids)),
      "rank,bid,bidder,origin,capacity_mw,price_per_mwh,eligible,outcome,tie_decided_by_lottery,awarded_mw,price_paid_per_mwh,"
      "reason\n"
      "1,North,\"Solar, Ltd\",ALB,10,40.5,true,awarded,false,10,40.5,awarded in full\n"
      "2,Süd,'=cmd(),DEU,7.5,50,true,awarded_in_part,false,5,50,\"marginal bid, awarded in part: 5 MW were left of the volume\"\n"
      ",Top,,ALB,1,60.01,false,above_ceiling,false,0,,excluded: the price is above the ceiling of 60\n");
}

TEST(ClearReportJsonTest, HoldsRulesTotalsAndBids) {
  const auto json = nlohmann::json::parse(clear_report_json(report_of(three_bids)));
  EXPECT_EQ(json["marginal_bid"], "partial");
  EXPECT_EQ(json["awarded_mw"], 15.0);
  EXPECT_EQ(json["void"], false);
  ASSERT_EQ(json["bids"].size(), 3u);
  EXPECT_EQ(json["bids"][1]["bidder"], "=cmd()");
  EXPECT_EQ(json["bids"][1]["awarded_mw"], 5.0);
  EXPECT_TRUE(json["bids"][2]["price_paid_per_mwh"].is_null());
  EXPECT_TRUE(json["bids"][2]["rank"].is_null());
}

}  // namespace
}  // namespace sealedbid
