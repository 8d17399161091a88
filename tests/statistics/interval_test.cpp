#include "statistics/interval.hpp"

#include <gtest/gtest.h>

#include <array>
#include <boost/math/distributions/binomial.hpp>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "statistics/moments.hpp"

namespace sealedbid {
namespace {

constexpr int runs = 160'000;

/// 6.1 standard errors of a coverage measured in `runs` runs: false alarm 1e-9.
double coverage_bound(double coverage) {
  return 6.1 * std::sqrt(coverage * (1.0 - coverage) / runs);
}

bool covers(const Interval& interval, double truth) {
  return interval.low <= truth && truth <= interval.high;
}

TEST(IntervalTest, MeanIntervalMatchesTables) {
  const Interval interval = mean_interval(10.0, 1.0, 11);  // t(10; 0.975) = 2.228139
  EXPECT_NEAR(interval.low, 10.0 - 2.228139, 1e-6);
  EXPECT_NEAR(interval.high, 10.0 + 2.228139, 1e-6);
  EXPECT_NEAR(mean_interval(0.0, 1.0, 6, 0.99).high, 4.032143, 1e-6);  // t(5; 0.995)
  EXPECT_NEAR(mean_interval(0.0, 1.0, 1'000'000'000).high, 1.959964, 1e-6);
}

TEST(IntervalTest, MeanIntervalOfOneValueIsNotAvailable) {
  EXPECT_TRUE(std::isnan(mean_interval(5.0, 0.0, 1).low));
  EXPECT_TRUE(std::isnan(mean_interval(5.0, 0.0, 0).high));
  EXPECT_EQ(mean_interval(5.0, 0.0, 2).low, 5.0);
  EXPECT_EQ(mean_interval(5.0, 0.0, 2).high, 5.0);
}

TEST(IntervalTest, ProportionIntervalMatchesPublishedValues) {
  // Newcombe (1998), Statistics in Medicine 17, table I, method 3 (score): 81/263, 15/148, 0/20, 1/29.
  const auto expect = [](int successes, int count, double low, double high) {
    const Interval interval = proportion_interval(static_cast<double>(successes) / count, count);
    EXPECT_NEAR(interval.low, low, 5e-5);
    EXPECT_NEAR(interval.high, high, 5e-5);
  };
  expect(81, 263, 0.2553, 0.3662);
  expect(15, 148, 0.0624, 0.1605);
  expect(0, 20, 0.0, 0.1611);
  expect(1, 29, 0.0061, 0.1718);
}

TEST(IntervalTest, ProportionIntervalIsNeverAPointAndStaysInTheUnitInterval) {
  for (const std::int64_t count : {1, 2, 10, 1'000, 1'000'000'000}) {
    const Interval none = proportion_interval(0.0, count), all = proportion_interval(1.0, count);
    EXPECT_EQ(none.low, 0.0);
    EXPECT_GT(none.high, 0.0);
    EXPECT_EQ(all.high, 1.0);
    EXPECT_LT(all.low, 1.0);
    EXPECT_GE(all.low, 0.0);
  }
  EXPECT_TRUE(std::isnan(proportion_interval(0.0, 0).low));
}

/// How often intervals from five normal values cover the mean.
template <class MakeInterval>
double mean_coverage(MakeInterval make_interval) {
  boost::random::mt19937_64 engine(2024);
  boost::random::normal_distribution<double> normal(3.0, 2.0);
  int covered = 0;
  for (int run = 0; run < runs; ++run) {
    std::array<double, 5> values;
    for (double& value : values) value = normal(engine);
    const Moments moments = Moments::of(values);
    covered += covers(make_interval(moments), 3.0) ? 1 : 0;
  }
  return static_cast<double>(covered) / runs;
}

TEST(IntervalTest, MeanIntervalCoversAsStated) {
  const double coverage = mean_coverage([](const Moments& m) { return mean_interval(m.mean, m.standard_error(), m.count); });
  EXPECT_NEAR(coverage, 0.95, coverage_bound(0.95));
}

TEST(IntervalTest, CoverageCheckCatchesOneDegreeOfFreedomTooMany) {
  const double coverage = mean_coverage([](const Moments& m) { return mean_interval(m.mean, m.standard_error(), m.count + 1); });
  EXPECT_LT(coverage, 0.95 - coverage_bound(0.95));
}

constexpr int trials = 40;
constexpr double chance = 0.1;

/// How often intervals from 40 trials cover the chance 0.1.
template <class MakeInterval>
double proportion_coverage(MakeInterval make_interval) {
  boost::random::mt19937_64 engine(2025);
  boost::random::binomial_distribution<int> binomial(trials, chance);
  int covered = 0;
  for (int run = 0; run < runs; ++run) {
    covered += covers(make_interval(static_cast<double>(binomial(engine)) / trials), chance) ? 1 : 0;
  }
  return static_cast<double>(covered) / runs;
}

/// The exact coverage: the score test inverted, |p̂ − p| ≤ z √(p (1 − p)/n), summed over the binomial distribution.
double exact_score_coverage() {
  const boost::math::binomial_distribution<double> binomial(trials, chance);
  const double reach = 1.959963984540054 * std::sqrt(chance * (1.0 - chance) / trials);
  double coverage = 0.0;
  for (int successes = 0; successes <= trials; ++successes) {
    const double proportion = static_cast<double>(successes) / trials;
    if (std::fabs(proportion - chance) <= reach) coverage += boost::math::pdf(binomial, successes);
  }
  return coverage;
}

TEST(IntervalTest, ProportionIntervalCoversAsTheScoreTestSays) {
  const double exact = exact_score_coverage();
  EXPECT_NEAR(exact, 0.95, 0.02);
  const double coverage = proportion_coverage([](double proportion) { return proportion_interval(proportion, trials); });
  EXPECT_NEAR(coverage, exact, coverage_bound(exact));
}

TEST(IntervalTest, CoverageCheckCatchesTheWaldInterval) {
  const double exact = exact_score_coverage();
  const double coverage = proportion_coverage([](double proportion) {
    const double reach = 1.959963984540054 * std::sqrt(proportion * (1.0 - proportion) / trials);
    return Interval{proportion - reach, proportion + reach};
  });
  EXPECT_GT(std::fabs(coverage - exact), coverage_bound(exact));
}

}  // namespace
}  // namespace sealedbid
