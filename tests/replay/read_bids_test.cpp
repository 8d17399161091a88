#include "study/read_bids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/issue.hpp"

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

std::vector<ListedBid> read(const std::string& text, double step = 0.01) {
  return read_bids(file_with(text), step);
}

/// "line:column: what" of every fault.
std::vector<std::string> faults(const std::string& text, double step = 0.01) {
  try {
    read(text, step);
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
  EXPECT_EQ(bids[2].bid.name, "c, d");
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
  EXPECT_EQ(bids[0].origin, "ALB");
  EXPECT_EQ(bids[0].bidder, "Solar Ltd");
  EXPECT_EQ(read("bid,capacity_mw,price_per_mwh\na,1,5\n")[0].bidder, "");
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
  EXPECT_EQ(faults("bid,capacity_mw,price_per_mwh\na,1,7.5\n", 2.5), std::vector<std::string>{});
  EXPECT_THAT(faults("bid,capacity_mw,price_per_mwh\na,1,7\n", 2.5), ElementsAre(HasSubstr("Did you mean 5 or 7.5?")));
}

TEST(ReadBidsTest, RefusesUnknownAndMissingColumns) {
  EXPECT_THAT(faults("bid,capacity_MW,price_per_mwh\na,1,5\n"),
              ElementsAre(HasSubstr("capacity_mw: this column is missing"),
                          HasSubstr("1:2: capacity_MW: is not a column of a file of bids. "
                                    "Did you mean capacity_mw?")));
}

}  // namespace
}  // namespace sealedbid
