#include "bidding/first_order.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "bidding/closed_forms.hpp"

// At a score of a known equilibrium, the conditions have to give back how fast bids arrive there: density / d bid / d cost.
namespace sealedbid {
namespace {

using namespace closed_forms;

constexpr PricingRule pay_as_bid = PricingRule::pay_as_bid, last_accepted = PricingRule::uniform_highest_accepted;

/// One class as a known equilibrium has it at a score.
struct Known {
  int bidders;
  double below, margin;
};

std::vector<double> rates(int lots, PricingRule pricing, const std::vector<Known>& known) {
  std::vector<ClassBelow> classes;
  std::vector<std::size_t> active;
  std::vector<double> margin, rate(known.size());
  for (const Known& one : known) {
    active.push_back(classes.size());
    classes.push_back({one.bidders, one.below, 1.0 - one.below});
    margin.push_back(one.margin);
  }
  FirstOrderWorkspace workspace;
  EXPECT_TRUE(below_rates(lots, pricing, classes, active, margin, rate, workspace));
  return rate;
}

double slope_of(const std::function<double(double)>& bid, double cost) {
  return (bid(cost + 1e-5) - bid(cost - 1e-5)) / 2e-5;
}

TEST(FirstOrderTest, HoldsForOneLotAndLikeBidders) {
  for (const int n : {2, 3, 10})
    for (const double c : {0.05, 0.5, 0.95}) {
      EXPECT_NEAR(rates(1, pay_as_bid, {{n, c, (1.0 - c) / n}})[0], n / (n - 1.0), 1e-12);
      EXPECT_GT(std::abs(rates(1, pay_as_bid, {{n + 1, c, (1.0 - c) / n}})[0] - n / (n - 1.0)), 0.01) << "bids of another n";
    }
}

TEST(FirstOrderTest, HoldsWithACeiling) {
  const auto bid = [](double c) { return c + (std::pow(1 - c, 3) - std::pow(0.4, 3)) / (3.0 * std::pow(1 - c, 2)); };
  for (const double c : {0.0, 0.25, 0.5})
    EXPECT_NEAR(rates(1, pay_as_bid, {{3, c, bid(c) - c}})[0], 1.0 / slope_of(bid, c), 1e-8);
}

TEST(FirstOrderTest, HoldsForAWeakAndAStrongBidder) {
  // Inverse bids: distance of the cost 2x / (1 ± k x²), x the distance of the bid to 100.
  const double k = 1.0 / 1600.0 - 1.0 / 6400.0;
  for (const double x : {2.0, 10.0, 25.0}) {
    const double weak = 2.0 * x / (1.0 + k * x * x), strong = 2.0 * x / (1.0 - k * x * x);
    const auto rate = rates(1, pay_as_bid, {{1, 1.0 - weak / 40.0, weak - x}, {1, 1.0 - strong / 80.0, strong - x}});
    const auto bid_weak = [](double c) { return weak_or_strong(c, 1.0); };
    const auto bid_strong = [](double c) { return weak_or_strong(c, -1.0); };
    EXPECT_NEAR(rate[0] * 40.0 * slope_of(bid_weak, 100.0 - weak), 1.0, 1e-7);
    EXPECT_NEAR(rate[1] * 80.0 * slope_of(bid_strong, 100.0 - strong), 1.0, 1e-7);
  }
}

TEST(FirstOrderTest, HoldsForTheLinearEquilibriumOfTwoClasses) {
  // F_i = 1 − (v / a_i)^k_i in the distance v to 100; bids 100 − s_i v. Source: Cheng 2006.
  const double k1 = 1.0, k2 = 2.0, a1 = 60.0, a2 = 61.25, s1 = 7.0 / 8.0, s2 = 6.0 / 7.0;
  for (const double x : {5.0, 20.0, 50.0}) {
    const double v1 = x / s1, v2 = x / s2;
    const double above1 = std::pow(v1 / a1, k1), above2 = std::pow(v2 / a2, k2);
    const auto rate = rates(1, pay_as_bid, {{2, 1.0 - above1, v1 - x}, {3, 1.0 - above2, v2 - x}});
    EXPECT_NEAR(rate[0], k1 * above1 / x, 1e-12);
    EXPECT_NEAR(rate[1], k2 * above2 / x, 1e-12);
  }
}

TEST(FirstOrderTest, HoldsForSeveralLotsPaidAsBid) {
  for (const double c : {0.05, 0.5, 0.9}) {
    const double expected = 1.0 / slope_of(three_for_two, c);
    EXPECT_NEAR(rates(2, pay_as_bid, {{3, c, three_for_two(c) - c}})[0] / expected, 1.0, 1e-6);
    EXPECT_GT(std::abs(rates(2, pay_as_bid, {{4, c, three_for_two(c) - c}})[0] / expected - 1.0), 0.05) << "bids of another n";
  }
}

TEST(FirstOrderTest, HoldsForSeveralLotsAtTheLastAcceptedPrice) {
  for (const double c : {0.05, 0.5, 0.9}) EXPECT_NEAR(rates(3, last_accepted, {{5, c, (1.0 - c) / 3.0}})[0], 1.5, 1e-12);
}

TEST(FirstOrderTest, SplittingAClassChangesNothing) {
  for (const PricingRule pricing : {pay_as_bid, last_accepted}) {
    const double whole = rates(2, pricing, {{5, 0.4, 0.2}})[0];
    for (const double part : rates(2, pricing, {{2, 0.4, 0.2}, {3, 0.4, 0.2}})) EXPECT_NEAR(part, whole, 1e-12);
  }
}

TEST(FirstOrderTest, NobodyToCompeteWithIsSingular) {
  FirstOrderWorkspace workspace;
  std::vector<double> rate(1);
  for (const int lots : {1, 2}) {
    const std::vector<ClassBelow> classes{{lots == 1 ? 1 : 2, 0.5, 0.5}};
    EXPECT_FALSE(below_rates(lots, pay_as_bid, classes, std::vector<std::size_t>{0}, std::vector<double>{0.2}, rate, workspace))
        << lots;
  }
}

TEST(FirstOrderTest, AClassEntersWhereItsMarginMakesItIndifferent) {
  // Three like bidders: hazard 1 / (2 m) each; a newcomer faces three of them and is indifferent at m · 2/3.
  const double c = 0.3, m = (1.0 - c) / 3.0;
  const std::vector<ClassBelow> classes{{3, c, 1.0 - c}, {1, 0.0, 1.0}};
  const std::vector<std::size_t> active{0};
  FirstOrderWorkspace workspace;
  std::vector<double> rate(1);
  ASSERT_TRUE(below_rates(1, pay_as_bid, classes, active, std::vector<double>{m}, rate, workspace));
  const auto pressure = [&](double margin) { return entry_pressure(1, pay_as_bid, classes, active, rate, 1, margin, workspace); };
  EXPECT_NEAR(pressure(m * 2.0 / 3.0), 0.0, 1e-12);
  EXPECT_GT(pressure(m * 0.7), 0.01);
  EXPECT_LT(pressure(m * 0.6), -0.01);
}

}  // namespace
}  // namespace sealedbid
