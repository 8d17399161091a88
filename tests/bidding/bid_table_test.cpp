#include "bidding/bid_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "bidding/closed_forms.hpp"

namespace sealedbid {
namespace {

using closed_forms::tabulated;

ClassEquilibrium rows(std::vector<double> costs, std::vector<double> bids) {
  ClassEquilibrium result;
  result.cost_per_mwh = std::move(costs);
  result.bid_per_mwh = std::move(bids);
  return result;
}

TEST(BidTableTest, ALineIsReadExactly) {
  const BidTable table = bid_table(rows({10, 11, 30, 50}, {20, 20.5, 30, 40}));
  for (const double cost : {10.0, 10.3, 11.0, 29.9, 50.0}) EXPECT_NEAR(bid_of(table, cost), 15.0 + 0.5 * cost, 1e-13) << cost;
}

TEST(BidTableTest, ASmoothCurveIsReadToThirdOrder) {
  const auto curve = [](double cost) { return std::exp(cost); };
  const auto error = [&](int points) {
    const BidTable table = bid_table(tabulated(0.0, 1.0, curve, points));
    double worst = 0.0;
    for (int m = 0; m <= 1000; ++m) worst = std::max(worst, std::abs(bid_of(table, m / 1000.0) - curve(m / 1000.0)));
    return worst;
  };
  EXPECT_LT(error(65), 2e-6);
  EXPECT_GT(error(65), 6.0 * error(129)) << "halving the step divides the error by 8 or more, at the ends too";
}

TEST(BidTableTest, ATableIsReadAsItIsPlayed) {
  ClassEquilibrium bidders = rows({1, 1.5, 4, 4.25, 9}, {2, 2, 3, 7, 7.5});
  bidders.bid_slope = {0.0, 0.2, std::numeric_limits<double>::infinity(), 1.0, 5.0};
  bidders.highest_cost_that_bids_per_mwh = 9.0;
  const BidTable table = bid_table(bidders);
  for (int m = 0; m <= 1000; ++m) {
    const double cost = 0.5 + 8.5 * m / 1000;
    EXPECT_NEAR(bid_of(table, cost), bid_at(bidders, cost), 1e-13) << cost;
  }
  EXPECT_TRUE(std::isnan(bid_at(bidders, 9.1)));
}

TEST(BidTableTest, SlopesOfTheTableAreUsed) {
  ClassEquilibrium bidders = tabulated(
      0.0, 1.0, [](double cost) { return std::exp(cost); }, 17);
  bidders.bid_slope = bidders.bid_per_mwh;  // the derivative of exp
  const BidTable table = bid_table(bidders);
  // h⁴ e / 384 = 1.1e-7, a hundred times better than with slopes from the bids alone.
  for (int m = 0; m <= 1000; ++m) EXPECT_NEAR(bid_of(table, m / 1000.0), std::exp(m / 1000.0), 1.1e-7);
}

TEST(BidTableTest, CostsAndBidsAreInverse) {
  const BidTable table = bid_table(tabulated(
      0.0, 1.0, [](double cost) { return 3.0 + cost * cost * cost + cost; }, 40));
  for (int m = 1; m < 1000; ++m) {
    const double cost = m / 1000.0;
    EXPECT_NEAR(lowest_cost_bidding(table, bid_of(table, cost)), cost, 1e-14);
    EXPECT_NEAR(highest_cost_bidding(table, bid_of(table, cost)), cost, 1e-14);
  }
}

TEST(BidTableTest, AFlatStretchHasALowestAndAHighestCost) {
  const BidTable table = bid_table(rows({0, 1, 2, 3, 4}, {5, 6, 6, 6, 7}));
  EXPECT_EQ(lowest_cost_bidding(table, 6.0), 1.0);
  EXPECT_EQ(highest_cost_bidding(table, 6.0), 3.0);
  EXPECT_EQ(bid_of(table, 2.5), 6.0);
  EXPECT_LT(highest_cost_bidding(table, 5.99), 1.0);
  EXPECT_GT(lowest_cost_bidding(table, 6.01), 3.0);
}

TEST(BidTableTest, StepsOfTheLastBitsAreFlat) {
  const double up = std::nextafter(6.0, 7.0);
  const BidTable table = bid_table(rows({0, 1, 2}, {5, up, 6.0}));
  EXPECT_EQ(lowest_cost_bidding(table, up), 1.0);
  EXPECT_EQ(highest_cost_bidding(table, up), 2.0);
}

TEST(BidTableTest, BelowTheTableTheLowestBidAboveItNone) {
  const BidTable table = bid_table(rows({1, 2}, {5, 6}));
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(bid_of(table, 0.0), 5.0);
  EXPECT_TRUE(std::isnan(bid_of(table, 2.0001)));
  EXPECT_TRUE(std::isnan(bid_of(BidTable{}, 0.0)));
  EXPECT_EQ(lowest_cost_bidding(table, 5.0), -infinity) << "every lower cost bids 5, too";
  EXPECT_EQ(lowest_cost_bidding(table, 6.5), infinity);
  EXPECT_EQ(highest_cost_bidding(table, 4.5), -infinity);
  EXPECT_EQ(highest_cost_bidding(table, 6.5), 2.0);
}

TEST(BidTableTest, TablesThatAreNoBidFunctionsAreRefused) {
  EXPECT_THROW(bid_table(rows({1, 2}, {5})), std::invalid_argument);
  EXPECT_THROW(bid_table(rows({1, 1}, {5, 6})), std::invalid_argument);
  EXPECT_THROW(bid_table(rows({1, 2}, {5, 4.999})), std::invalid_argument);
  EXPECT_THROW(bid_table(rows({1, 2}, {5, std::nan("")})), std::invalid_argument);
  ClassEquilibrium bidders = rows({1, 2}, {5, 6});
  bidders.bid_slope = {1.0};
  EXPECT_THROW(bid_table(bidders), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
