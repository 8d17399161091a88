#include "market/yearly_mean_option.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "market/monte_carlo.hpp"

namespace sealedbid {
namespace {

using Months = std::array<double, months_per_year>;

const PriceLaw seasonal{.persistence_fraction = 0.67,
                        .sd_of_change_fraction = 0.2,
                        .seasonality_factor = {1.3, 1.2, 1.0, 0.9, 0.8, 0.8, 0.9, 0.9, 0.9, 1.0, 1.1, 1.2}};

/// A year split into the standardised weighted sum Z of the logarithms, which is integrated exactly, and the rest, which is
/// drawn.
struct SplitYear {
  explicit SplitYear(const PriceLaw& price_law) : law(price_law), sd(stationary_sd(price_law)) {
    for (std::size_t j = 0; j < months_per_year; ++j) {
      weight[j] = law.seasonality_factor[j] / months_per_year;
      for (std::size_t k = 0; k < months_per_year; ++k) {
        const double lag = std::fabs(static_cast<double>(j) - static_cast<double>(k));
        beta[j] += sd * sd * std::pow(law.persistence_fraction, lag) * law.seasonality_factor[k] / months_per_year;
      }
      sum_sd += weight[j] * beta[j];
    }
    sum_sd = std::sqrt(sum_sd);
    for (double& value : beta) value /= sum_sd;
  }

  /// x_j − β_j·Z of a drawn year.
  Months draw_rest(NormalDraws& normal) const {
    Months x;
    double sum = 0.0;
    for (std::size_t j = 0; j < months_per_year; ++j) {
      x[j] = j == 0 ? sd * normal() : law.persistence_fraction * x[j - 1] + law.sd_of_change_fraction * normal();
      sum += weight[j] * x[j];
    }
    for (std::size_t j = 0; j < months_per_year; ++j) x[j] -= beta[j] * sum / sum_sd;
    return x;
  }

  /// Mean over Z of the year's price, and of (q − price)⁺, given the rest.
  struct Given {
    double mean = 0.0, put = 0.0;
  };
  Given integrate(const Months& rest, double q) const {
    Months level;
    for (std::size_t j = 0; j < months_per_year; ++j) {
      level[j] = weight[j] * std::exp(rest[j] - 0.5 * (sd * sd - beta[j] * beta[j]));
    }
    double z = 0.0;
    for (double change = 1.0; std::fabs(change) > 1e-12; z += change) {
      double price = 0.0, slope = 0.0;
      for (std::size_t j = 0; j < months_per_year; ++j) {
        const double part = level[j] * std::exp(beta[j] * z - 0.5 * beta[j] * beta[j]);
        price += part;
        slope += beta[j] * part;
      }
      change = std::log(q / price) * price / slope;
    }
    Given given{0.0, q * normal_cdf(z)};
    for (std::size_t j = 0; j < months_per_year; ++j) {
      given.mean += level[j];
      given.put -= level[j] * normal_cdf(z - beta[j]);
    }
    return given;
  }

  PriceLaw law;
  double sd = 0.0, sum_sd = 0.0;
  Months weight{}, beta{};
};

/// E[max(q, A)] by Monte Carlo over the rest, each draw with its mirror image, less a multiple of the sampled error of the mean
/// of A: its standard error is about a millionth of the price.
Estimate precise_value(const PriceLaw& law, double q) {
  const SplitYear year(law);
  const auto draw = [&](NormalDraws& normal) {
    Months rest = year.draw_rest(normal);
    SplitYear::Given given = year.integrate(rest, q);
    for (double& value : rest) value = -value;
    const SplitYear::Given mirrored = year.integrate(rest, q);
    return SplitYear::Given{0.5 * (given.mean + mirrored.mean), 0.5 * (given.put + mirrored.put)};
  };
  double covariance = 0.0, variance = 0.0, mean_put = 0.0;
  NormalDraws pilot(1);
  constexpr int pilots = 2'000;
  std::array<SplitYear::Given, pilots> seen;
  for (SplitYear::Given& given : seen) mean_put += (given = draw(pilot)).put / pilots;
  for (const SplitYear::Given& given : seen) {
    covariance += (given.mean - 1.0) * (given.put - mean_put);
    variance += (given.mean - 1.0) * (given.mean - 1.0);
  }
  return estimate(300'000, 2, [&](NormalDraws& normal) {
    const SplitYear::Given given = draw(normal);
    return 1.0 + given.put - covariance / variance * (given.mean - 1.0);
  });
}

TEST(YearlyMeanOptionTest, ErrsByLessThanAHundredThousandthAtBaseParameters) {
  const YearlyMeanOption option(seasonal);
  for (const double q : {0.85, 1.0, 1.2}) {
    const Estimate precise = precise_value(seasonal, q);
    // Six standard errors: false alarm 2e-9.
    EXPECT_LT(std::fabs(option.at(q).value - precise.mean) + 6.0 * precise.standard_error, 1e-5) << q;
  }
}

TEST(YearlyMeanOptionTest, TheSameCheckCatchesAShockWrongByAThousandth) {
  PriceLaw wrong = seasonal;
  wrong.sd_of_change_fraction = 0.2002;
  const Estimate precise = precise_value(seasonal, 1.0);
  EXPECT_GT(std::fabs(YearlyMeanOption(wrong).at(1.0).value - precise.mean) - 6.0 * precise.standard_error, 1e-5);
}

TEST(YearlyMeanOptionTest, ErrsByLessThanTenThousandthsAtStrongShocks) {
  for (const auto& [persistence, shock] : {std::pair{0.0, 0.5}, {0.67, 0.4}, {0.9, 0.4}}) {
    PriceLaw strong = seasonal;
    strong.persistence_fraction = persistence;
    strong.sd_of_change_fraction = shock;
    const Estimate precise = precise_value(strong, 0.8);
    EXPECT_LT(std::fabs(YearlyMeanOption(strong).at(0.8).value - precise.mean) - 6.0 * precise.standard_error, 5e-5)
        << persistence;
  }
}

TEST(YearlyMeanOptionTest, MonthsThatMoveTogetherGiveBlacksFormula) {
  PriceLaw together;
  together.persistence_fraction = 1.0 - 1e-13;
  together.sd_of_change_fraction = 0.3 * std::sqrt(1.0 - together.persistence_fraction * together.persistence_fraction);
  const YearlyMeanOption option(together);
  for (const double q : {0.5, 0.9, 1.0, 1.5}) {
    const OptionValue expected = better_of_fixed_and_lognormal(q, stationary_sd(together));
    EXPECT_NEAR(option.at(q).value, expected.value, 1e-10) << q;
    EXPECT_NEAR(option.at(q).slope, expected.slope, 1e-9) << q;
  }
  EXPECT_NEAR(option.sd(), stationary_sd(together), 1e-10);
}

TEST(YearlyMeanOptionTest, SlopeIsTheDerivative) {
  const YearlyMeanOption option(seasonal);
  const double step = 1e-4;
  for (const double q : {0.7, 0.9, 1.0, 1.3}) {
    const double rise = option.at(q + step).value - option.at(q - step).value;
    EXPECT_NEAR(option.at(q).slope, rise / (2.0 * step), 1e-6) << q;
  }
}

TEST(YearlyMeanOptionTest, FarPricesAreExact) {
  const YearlyMeanOption option(seasonal);
  EXPECT_EQ(option.at(0.1).value, 1.0);
  EXPECT_LT(option.at(0.1).slope, 1e-30);
  EXPECT_NEAR(option.at(20.0).value, 20.0, 1e-13);
  EXPECT_EQ(option.at(20.0).slope, 1.0);
}

}  // namespace
}  // namespace sealedbid
