#include "market/option_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "market/monte_carlo.hpp"
#include "market/yearly_mean_option.hpp"

namespace sealedbid {
namespace {

constexpr ReferencePeriod periods[] = {ReferencePeriod::hour, ReferencePeriod::month, ReferencePeriod::year};

PriceLaw seasonal_law(double sd_of_change) {
  return {.persistence_fraction = 0.67,
          .sd_of_change_fraction = sd_of_change,
          .hourly_sd_fraction = 0.35,
          .seasonality_factor = {1.3, 1.2, 1.0, 0.9, 0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 1.1, 1.2}};
}

/// Mean over a year of max(q, price of the period), the price simulated month by month and for one hour of each month.
Estimate simulated(const PriceLaw& law, ReferencePeriod period, double q) {
  const double s = stationary_sd(law), h = period == ReferencePeriod::hour ? law.hourly_sd_fraction : 0.0;
  return estimate(200'000, 17, [&](NormalDraws& normal) {
    double state = s * normal(), sum = 0.0, sum_of_larger = 0.0;
    for (std::size_t month = 0; month < months_per_year; ++month) {
      if (month > 0) state = law.persistence_fraction * state + law.sd_of_change_fraction * normal();
      double price = law.seasonality_factor[month] * std::exp(state - 0.5 * s * s);
      if (h > 0.0) price *= std::exp(h * normal() - 0.5 * h * h);
      sum += price / months_per_year;
      sum_of_larger += std::max(q, price) / months_per_year;
    }
    return period == ReferencePeriod::year ? std::max(q, sum) : sum_of_larger;
  });
}

TEST(OptionTableTest, AgreesWithSimulatedPrices) {
  const PriceLaw law = seasonal_law(0.2);
  for (const ReferencePeriod period : periods) {
    const OptionTable table(law, period);
    for (const double q : {0.7, 1.0, 1.4}) {
      EXPECT_TRUE(agrees(simulated(law, period, q), table.value(q))) << static_cast<int>(period) << ' ' << q;
    }
  }
}

TEST(OptionTableTest, SimulationCatchesAShockWrongByTwoHundredthsAndAnotherPeriod) {
  const PriceLaw law = seasonal_law(0.2), wrong = seasonal_law(0.204);
  for (const ReferencePeriod period : periods) {
    const Estimate truth = simulated(law, period, 1.0);
    for (const ReferencePeriod other : periods) {
      EXPECT_EQ(agrees(truth, OptionTable(law, other).value(1.0)), other == period);
    }
    if (period != ReferencePeriod::hour) {  // its own randomness hides that of the months
      EXPECT_FALSE(agrees(truth, OptionTable(wrong, period).value(1.0)));
    }
  }
}

/// The law that is tabulated, without a table.
OptionValue exact(const PriceLaw& law, ReferencePeriod period, double q) {
  if (period == ReferencePeriod::year) return YearlyMeanOption(law).at(q);
  const double h = period == ReferencePeriod::hour ? law.hourly_sd_fraction : 0.0;
  OptionValue sum{0.0, 0.0};
  for (const double season : law.seasonality_factor) {
    const OptionValue option = better_of_fixed_and_lognormal(q / season, std::hypot(stationary_sd(law), h));
    sum.value += season * option.value / months_per_year;
    sum.slope += option.slope / months_per_year;
  }
  return sum;
}

TEST(OptionTableTest, InterpolatesWithinItsStatedError) {
  for (const double sd_of_change : {1e-4, 0.002, 0.02, 0.05, 0.11, 0.2, 0.3, 0.5, 0.7}) {
    const PriceLaw law = seasonal_law(sd_of_change);
    for (const ReferencePeriod period : periods) {
      const OptionTable table(law, period);
      for (int i = -400; i <= 400; ++i) {
        const double q = std::exp(0.0213 * i * std::max(0.1, sd_of_change));
        const OptionValue expected = exact(law, period, q);
        ASSERT_NEAR(table.value(q), expected.value, 1e-9 * std::max(1.0, q)) << sd_of_change << ' ' << q;
        const double slope_bound = sd_of_change >= 0.02 ? 2e-6 : 1e-3;
        ASSERT_NEAR(table.slope(q), expected.slope, slope_bound) << sd_of_change << ' ' << q;
      }
    }
  }
}

TEST(OptionTableTest, WithoutRandomnessIsExactEvenAtTheKinks) {
  PriceLaw law = seasonal_law(0.0);
  law.hourly_sd_fraction = 0.0;
  const OptionTable monthly(law, ReferencePeriod::month), hourly(law, ReferencePeriod::hour), yearly(law, ReferencePeriod::year);
  for (const double q : {0.0, 0.5, 0.8, 0.85, 0.9, 1.0, 1.1, 1.3, 2.0}) {
    double expected = 0.0, below = 0.0;
    for (const double season : law.seasonality_factor) {
      expected += std::max(q, season) / months_per_year;
      below += season < q ? 1.0 / months_per_year : 0.0;
    }
    EXPECT_NEAR(monthly.value(q), expected, 1e-15) << q;
    EXPECT_NEAR(monthly.slope(q), below, 1e-15) << q;
    EXPECT_EQ(hourly.value(q), monthly.value(q));
    EXPECT_EQ(yearly.value(q), std::max(q, 1.0));
    EXPECT_EQ(yearly.slope(q), q > 1.0 ? 1.0 : 0.0);
  }
}

TEST(OptionTableTest, ATinyStandardDeviationIsNearlyNone) {
  PriceLaw none = seasonal_law(0.0), tiny = seasonal_law(1e-6);
  none.hourly_sd_fraction = tiny.hourly_sd_fraction = 0.0;
  for (const ReferencePeriod period : periods) {
    const OptionTable certain(none, period), nearly(tiny, period);
    for (const double q : {0.7, 0.8, 0.8000001, 0.85, 0.9, 1.0, 1.3, 1.5}) {
      EXPECT_NEAR(nearly.value(q), certain.value(q), 1e-6) << q;
    }
  }
}

TEST(OptionTableTest, BeyondAllPricesIsTheLargerOne) {
  for (const ReferencePeriod period : periods) {
    const OptionTable table(seasonal_law(0.2), period);
    for (const double q : {-1e300, -3.0, 0.0, 1e-300, 1e-3}) {
      EXPECT_EQ(table.value(q), 1.0) << q;
      EXPECT_EQ(table.slope(q), 0.0) << q;
    }
    for (const double q : {1e3, 1e300}) {
      EXPECT_EQ(table.value(q), q) << q;
      EXPECT_EQ(table.slope(q), 1.0) << q;
    }
  }
}

TEST(OptionTableTest, IsAConvexBoundOnBothAlternatives) {
  for (const ReferencePeriod period : periods) {
    const OptionTable table(seasonal_law(0.2), period);
    double slope_before = 0.0;
    for (double q = 0.01; q < 30.0; q *= 1.003) {
      EXPECT_GE(table.value(q), std::max(q, 1.0)) << q;
      EXPECT_GE(table.slope(q), slope_before - 2e-6) << q;
      slope_before = table.slope(q);
    }
  }
}

TEST(OptionTableTest, LanesEqualSingleValues) {
  PriceLaw certain = seasonal_law(0.0);
  certain.hourly_sd_fraction = 0.0;
  LaneReals q, value, slope;
  for (std::size_t lane = 0; lane < lane_count; ++lane) q[lane] = std::exp(0.31 * (static_cast<double>(lane) - 16.0));
  q[0] = -1.0;
  q[1] = 1e300;
  for (const PriceLaw& law : {seasonal_law(0.2), certain}) {
    for (const ReferencePeriod period : periods) {
      const OptionTable table(law, period);
      table.evaluate(q, value, slope);
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        EXPECT_EQ(value[lane], table.value(q[lane]));
        EXPECT_EQ(slope[lane], table.slope(q[lane]));
      }
    }
  }
}

}  // namespace
}  // namespace sealedbid
