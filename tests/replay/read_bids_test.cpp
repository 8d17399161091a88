#include "replay/read_bids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/issue.hpp"
#include "cleared_round.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string file_with(const std::string& text) {
  const std::string path =
      ::testing::TempDir() + "read_bids_" + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

Auction with_step(double step) {
  Auction auction;
  auction.price_step_per_mwh = step;
  return auction;
}

std::vector<ListedBid> read(const std::string& text, const Auction& auction = with_step(0.01)) {
  return read_bids(file_with(text), auction).bids;
}

/// "line:column: what" of every fault.
std::vector<std::string> faults(const std::string& text, const Auction& auction = with_step(0.01)) {
  try {
    read(text, auction);
  } catch (const InputError& error) {
    std::vector<std::string> out;
    for (const Issue& issue : error.issues()) {
      out.push_back(std::to_string(issue.place.line) + ":" + std::to_string(issue.place.column) + ": " + issue.key_path + ": " +
                    issue.what + ". " + issue.suggestion);
    }
    return out;
  }
  return {};
}

TEST(ReadBidsTest, TakesPricesToTicksAndCapacitiesToKwExactly) {
  const auto bids = read("bid,capacity_mw,price_per_mwh\na,29.13,54.8\nb,0.001,0\n\"c, d\",1000000,21474836.46\n");
  ASSERT_EQ(bids.size(), 3u);
  EXPECT_EQ(bids[0].bid.quantity_kw, 29'130);
  EXPECT_EQ(bids[0].bid.price_ticks, 5480);
  EXPECT_EQ(bids[1].bid.quantity_kw, 1);
  EXPECT_EQ(bids[1].bid.price_ticks, 0);
  EXPECT_EQ(bids[2].attributes.name, "c, d");
  EXPECT_EQ(bids[2].bid.price_ticks, 2'147'483'646);
}

TEST(ReadBidsTest, TakesEveryCentOnAGridOfCents) {
  std::string text = "bid,capacity_mw,price_per_mwh\n";
  for (int cents = 0; cents < 10'000; ++cents) {
    const std::string digits = std::to_string(100 + cents % 100).substr(1);
    text += "b" + std::to_string(cents) + ",1," + std::to_string(cents / 100) + "." + digits + "\n";
  }
  const auto bids = read(text);
  ASSERT_EQ(bids.size(), 10'000u);
  for (int cents = 0; cents < 10'000; ++cents) ASSERT_EQ(bids[cents].bid.price_ticks, cents);
}

TEST(ReadBidsTest, ReadsBidderAndOriginWhereGiven) {
  const auto bids = read("origin,bid,price_per_mwh,capacity_mw,bidder\nALB,a,5,1,Solar Ltd\n");
  EXPECT_EQ(bids[0].attributes.origin, "ALB");
  EXPECT_EQ(bids[0].attributes.bidder, "Solar Ltd");
  EXPECT_EQ(read("bid,capacity_mw,price_per_mwh\na,1,5\n")[0].attributes.bidder, "");
}

TEST(ReadBidsTest, ReportsAllFaultsInOnePass) {
  EXPECT_THAT(
      faults("bid,capacity_mw,price_per_mwh\na,0,5\na,1.0005,5.005\n,x,-3\nb,-2,\nc,2000000,99999999999\n"),
      ElementsAre(HasSubstr("2:2: capacity_mw: 0 is no capacity"), HasSubstr("3:1: bid: 'a' is already the bid of line 2"),
                  HasSubstr("3:2: capacity_mw: 1.0005 is not a whole number of kW"),
                  HasSubstr("3:3: price_per_mwh: 5.005 is not a multiple of the price step 0.01. Did you mean 5 or 5.01?"),
                  HasSubstr("4:1: bid: is empty"), HasSubstr("4:2: capacity_mw: 'x' is not a decimal number"),
                  HasSubstr("4:3: price_per_mwh: -3 is negative"), HasSubstr("5:2: capacity_mw: -2 is negative"),
                  HasSubstr("5:3: price_per_mwh: is empty"), HasSubstr("6:2: capacity_mw: 2000000 is more than 1,000,000 MW"),
                  HasSubstr("6:3: price_per_mwh: 99999999999 has more than 2147483646 price steps")));
}

TEST(ReadBidsTest, SeesAPriceThatIsOffTheGridByTheSmallestDecimal) {
  EXPECT_EQ(faults("bid,capacity_mw,price_per_mwh\na,1,5.49\n"), std::vector<std::string>{});
  EXPECT_EQ(faults("bid,capacity_mw,price_per_mwh\na,1,5.4900000001\n").size(), 1u);
  EXPECT_EQ(faults("bid,capacity_mw,price_per_mwh\na,1,7.5\n", with_step(2.5)), std::vector<std::string>{});
  EXPECT_THAT(faults("bid,capacity_mw,price_per_mwh\na,1,7\n", with_step(2.5)), ElementsAre(HasSubstr("Did you mean 5 or 7.5?")));
}

TEST(ReadBidsTest, RefusesUnknownAndMissingColumns) {
  EXPECT_THAT(faults("bid,capacity_MW,price_per_mwh\na,1,5\n"),
              ElementsAre(HasSubstr("capacity_mw: this column is missing"),
                          HasSubstr("1:2: capacity_MW: is not a column of a file of bids. "
                                    "Did you mean capacity_mw?")));
}

TEST(ReadBidsTest, ReadsWhatRulesMayAskFor) {
  Auction auction = with_step(1.0);
  auction.ranking.criteria = {{.name = "local", .weight = 10}};
  const auto bids = read(
      "bid,capacity_mw,price_per_mwh,technology,zone,segment,lot,delivery_year,owner_group,minimum_mw,full_load_hours,"
      "site_quality_fraction,rank_factor,local_content_fraction,foreign_share_fraction,emission_tco2_per_mwh,submission,fee_per_"
      "mw,"
      "lottery,limit_per_mwh,criterion_local\n"
      "a,10,50,solar,north,roof,7,2027,G,2.5,1800,0.8,1.16,0.4,0.49,0.35,3,1000,17,40,55.5\n",
      auction);
  ASSERT_EQ(bids.size(), 1u);
  const BidAttributes& attributes = bids[0].attributes;
  EXPECT_EQ(attributes.technology + attributes.zone + attributes.segment + attributes.lot + attributes.delivery_year +
                attributes.owner_group,
            "solarnorthroof72027G");
  EXPECT_EQ(attributes.full_load_hours, 1800.0);
  EXPECT_EQ(attributes.site_quality_fraction, 0.8);
  EXPECT_EQ(attributes.rank_factor, 1.16);
  EXPECT_EQ(attributes.local_content_fraction, 0.4);
  EXPECT_EQ(attributes.foreign_share_fraction, 0.49);
  EXPECT_EQ(attributes.emission_tco2_per_mwh, 0.35);
  EXPECT_EQ(attributes.criteria.at("local"), 55.5);
  EXPECT_EQ(bids[0].bid.minimum_kw, 2500);
  EXPECT_EQ(bids[0].bid.submission, 3);
  EXPECT_EQ(bids[0].bid.fee, 1000);
  EXPECT_EQ(bids[0].bid.lottery, 17u);
  EXPECT_EQ(bids[0].limit_ticks, 40);
  EXPECT_EQ(bids[0].cells.back(), "55.5");
}

TEST(ReadBidsTest, AdmitsNegativePricesOnlyWhereTheRulesDo) {
  const std::string text = "bid,capacity_mw,price_per_mwh\na,1,-5\n";
  EXPECT_THAT(faults(text), ElementsAre(HasSubstr("2:3: price_per_mwh: -5 is negative (bids are prices of energy sold). Did you "
                                                  "mean 5? Rules that admit negative bids have a floor_per_mwh below zero")));
  Auction auction = with_step(0.01);
  auction.floor_per_mwh = -10.0;
  EXPECT_EQ(read(text, auction)[0].bid.price_ticks, -500);
  auction = with_step(0.01);
  auction.direction = Direction::sale;
  EXPECT_EQ(read(text, auction)[0].price_per_mwh, -5.0);
}

TEST(ReadBidsTest, NamesTheRuleThatNeedsAMissingColumnOrCell) {
  Auction auction = with_step(1.0);
  auction.limits = {{.name = "north_area", .bids = {.zones = {"north"}}, .volume_mw = 5.0}};
  auction.ties = TieRule::earlier_first;
  EXPECT_THAT(faults("bid,capacity_mw,price_per_mwh\na,1,5\n", auction),
              ElementsAre(HasSubstr("1:0: submission: this column is missing, and ties: earlier_first of the rules needs it"),
                          HasSubstr("1:0: zone: this column is missing, and limit north_area of the rules needs it. Add the "
                                    "column zone; cells may stay empty")));
  EXPECT_THAT(faults("bid,capacity_mw,price_per_mwh,zone,submission\na,1,5,,\n", auction),
              ElementsAre(HasSubstr("2:5: submission: is empty")));
}

TEST(ReadBidsTest, SeesWrongAttributes) {
  EXPECT_THAT(faults("bid,capacity_mw,price_per_mwh,origin,zone,minimum_mw,local_content_fraction,limit_per_mwh\n"
                     "a,1,5,Albania, north,2,40,6\n"),
              ElementsAre(HasSubstr("2:4: origin: 'Albania' is not a country code of three capital letters"),
                          HasSubstr("2:5: zone: ' north' begins or ends with a blank"),
                          HasSubstr("2:6: minimum_mw: 2 is more than the bid's capacity_mw. Give at most 1"),
                          HasSubstr("2:7: local_content_fraction: 40 is outside what this can be. Give a number from 0 to 1"),
                          HasSubstr("2:8: limit_per_mwh: 6 is above price_per_mwh")));
  EXPECT_THAT(faults("bid,capacity_mw,price_per_mwh,criterion_local,colour\na,1,5,3,red\n"),
              ElementsAre(HasSubstr("1:4: criterion_local: the rules have no such criterion"),
                          HasSubstr("1:5: colour: is not a column of a file of bids. Columns that these rules know are bid,")));
}

}  // namespace
}  // namespace sealedbid
