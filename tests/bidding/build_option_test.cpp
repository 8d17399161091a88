#include "bidding/build_option.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>

namespace sealedbid {
namespace {

using Form = BuildOption::Form;

/// Break-even prices at a cost of 5 whose change is uniform on ±1. Source: after Kreiss, Ehrhart and Haufe (2017); worked out.
TEST(BuildOptionTest, BreakEvenPricesOfAUniformChange) {
  struct Row {
    double bond, price, built;
  };
  for (const Row& row : {Row{0.0, 4.0, 0.0}, Row{0.05, 4.3972, 0.2236}, Row{0.1, 4.5325, 0.3162}, Row{0.25, 4.75, 0.5},
                         Row{0.5, 4.9142, 0.7071}, Row{1.0, 5.0, 1.0}, Row{2.0, 5.0, 1.0}}) {
    const BuildOption option{Form::uniform, 0.0, 1.0, row.bond};
    const double margin = break_even_margin(option);
    EXPECT_NEAR(5.0 + margin, row.price, 5e-5) << row.bond;
    EXPECT_NEAR(build_probability(option, margin), row.built, 5e-5) << row.bond;
    EXPECT_NEAR(option_value(option, margin), 0.0, 1e-15) << row.bond;
  }
}

/// Mean over drawn changes, and five standard errors of it: false alarms once in a million.
struct Drawn {
  double value = 0.0, value_bound = 0.0, built = 0.0, built_bound = 0.0;
};
Drawn drawn(const BuildOption& option, double margin) {
  constexpr int draws = 200000;
  std::mt19937_64 source(7);
  double sum = 0.0, squares = 0.0, built = 0.0;
  for (int draw = 0; draw < draws; ++draw) {
    const double uniform = (static_cast<double>(source() >> 11U) + 0.5) * 0x1p-53;
    const double angle = 2.0 * M_PI * (static_cast<double>(source() >> 11U) + 0.5) * 0x1p-53;
    const double step =
        option.form == Form::uniform ? 2.0 * uniform - 1.0 : std::sqrt(-2.0 * std::log(uniform)) * std::cos(angle);
    const double left = margin - option.mean_per_mwh - option.spread_per_mwh * step;
    const double value = std::max(left, -option.bond_per_mwh);
    sum += value;
    squares += value * value;
    built += left >= -option.bond_per_mwh ? 1.0 : 0.0;
  }
  const double mean = sum / draws, share = built / draws;
  return {mean, 5.0 * std::sqrt((squares / draws - mean * mean) / draws), share, 5.0 * std::sqrt(0.25 / draws)};
}

TEST(BuildOptionTest, ValuesAndProbabilitiesAreThoseOfDrawnChanges) {
  for (const Form form : {Form::uniform, Form::normal}) {
    for (const double margin : {-1.5, -0.3, 0.4, 2.0}) {
      const BuildOption option{form, 0.2, 0.8, 0.5};
      const Drawn sample = drawn(option, margin);
      EXPECT_NEAR(option_value(option, margin), sample.value, sample.value_bound) << margin;
      EXPECT_NEAR(build_probability(option, margin), sample.built, sample.built_bound) << margin;
    }
  }
}

TEST(BuildOptionTest, TheDrawsRefuseABondThatIsLeftOut) {
  const BuildOption option{Form::normal, 0.2, 0.8, 0.5};
  BuildOption wrong = option;
  wrong.bond_per_mwh = 0.45;
  const Drawn sample = drawn(option, -0.3);
  EXPECT_GT(std::abs(option_value(wrong, -0.3) - sample.value), sample.value_bound);
}

TEST(BuildOptionTest, TheProbabilityIsTheSlopeOfTheValue) {
  for (const Form form : {Form::uniform, Form::normal}) {
    const BuildOption option{form, -0.1, 0.7, 0.3};
    for (double margin = -2.0; margin < 2.0; margin += 0.37) {
      const double step = 1e-6,
                   slope = (option_value(option, margin + step) - option_value(option, margin - step)) / (2.0 * step);
      EXPECT_NEAR(build_probability(option, margin), slope, 1e-6);
    }
  }
}

TEST(BuildOptionTest, ANormalChangeBreaksEvenBelowItsMean) {
  const BuildOption option{Form::normal, 0.0, 2.0, 1.0};
  const double margin = break_even_margin(option);
  EXPECT_LT(margin, 0.0);
  EXPECT_NEAR(option_value(option, margin), 0.0, 1e-12);
  const BuildOption dear{Form::normal, 0.0, 2.0, 100.0};
  EXPECT_NEAR(break_even_margin(dear), 0.0, 1e-9) << "nobody walks away from a large bond";
}

TEST(BuildOptionTest, MalformedOptions) {
  EXPECT_THROW(break_even_margin({Form::uniform, 0.0, 0.0, 1.0}), std::invalid_argument);
  EXPECT_THROW(break_even_margin({Form::uniform, 0.0, 1.0, -1.0}), std::invalid_argument);
  EXPECT_THROW(break_even_margin({Form::normal, 0.0, 1.0, 0.0}), std::invalid_argument);
}

}  // namespace
}  // namespace sealedbid
