#include "auction/system_value.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace sealedbid {
namespace {

constexpr SystemView view = {.market_value_per_mwh = 45, .full_load_hours = 1000, .years = 2, .discount_rate_fraction = 0.25};

// 1/1.25 + 1/1.5625 = 0.8 + 0.64.
TEST(SystemValueTest, DiscountsPaymentsAtTheEndOfEachYear) {
  EXPECT_NEAR(annuity_factor(view), 1.44, 1e-15);
  EXPECT_EQ(annuity_factor({.years = 7}), 7.0);
  EXPECT_EQ(annuity_factor({.years = 0, .discount_rate_fraction = 0.05}), 0.0);
  EXPECT_NEAR(annuity_factor({.years = 15, .discount_rate_fraction = 0.05}), (1.0 - std::pow(1.05, -15)) / 0.05, 1e-12);
}

TEST(SystemValueTest, RefusesYearsAndRatesThatMakeNoSense) {
  EXPECT_THROW(annuity_factor({.years = -1}), std::invalid_argument);
  EXPECT_THROW(annuity_factor({.years = 1, .discount_rate_fraction = -1.0}), std::invalid_argument);
  EXPECT_THROW(annuity_factor({.years = 1, .discount_rate_fraction = std::nan("")}), std::invalid_argument);
}

TEST(SystemValueTest, ComparesAGuaranteedPriceWithTheMarket) {
  EXPECT_NEAR(value_of_guaranteed_price(view, 14.76), 30.24 * 1000 * 1.44, 1e-9);
  EXPECT_NEAR(value_of_guaranteed_price(view, 50), -5.0 * 1000 * 1.44, 1e-9);
}

TEST(SystemValueTest, CountsAContribution) {
  EXPECT_NEAR(value_of_contribution(view, 10), 14'400, 1e-9);
}

// A contribution of what the market pays above a price is worth as much as that guaranteed price.
TEST(SystemValueTest, ValuesAPriceLikeTheContributionThatLeavesIt) {
  EXPECT_NEAR(value_of_guaranteed_price(view, 20), value_of_contribution(view, 25), 1e-9);
}

// The published example: spot 90, strike 60, 100 MW of connection with a battery of 20 MW: 2,700 EUR/h are returned
// (the battery's 20 MW earn 20 · 90 = 1,800).
TEST(SystemValueTest, ReturnsNinetyPercentAboveTheStrikeOnTheWholeConnection) {
  EXPECT_NEAR(option_return_per_hour(90, 60, 0.9, 100), 2'700, 1e-9);
  EXPECT_EQ(option_return_per_hour(59, 60, 0.9, 100), 0.0);
}

TEST(SystemValueTest, SubtractsTheCapacityPaymentFromTheReturns) {
  StorageOption option = {.capacity_payment_per_mw_year = 5'000,
                          .strike_per_mwh = 60,
                          .returned_fraction = 0.9,
                          .spot_when_above_strike_per_mwh = 90,
                          .hours_above_strike_per_year = 400};
  EXPECT_NEAR(value_of_storage(view, option), (10'800 - 5'000) * 1.44, 1e-9);
  option.capacity_payment_per_mw_year = -5'000;
  EXPECT_NEAR(value_of_storage(view, option), (10'800 + 5'000) * 1.44, 1e-9);
}

}  // namespace
}  // namespace sealedbid
